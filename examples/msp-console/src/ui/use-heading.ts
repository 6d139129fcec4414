import { useEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { brand } from '../brand/brand.ts';

let lastPlace = location.pathname;
let isBack = false;
const scrolled = new Map<string, number>();

// The page puts itself where it was: the browser would do so before the page is drawn.
history.scrollRestoration = 'manual';
addEventListener('popstate', () => (isBack = true));
addEventListener('scroll', () => scrolled.set(location.href, scrollY), { passive: true });

/** Sets the window title, and takes the focus after navigation, so that screen readers announce the page. Back leads to where the page was scrolled to. */
export function useHeading(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const [place] = useLocation();
  useEffect(() => {
    document.title = `${title} · ${brand.shortName}`;
  }, [title]);
  useEffect(() => {
    if (lastPlace === place) return;
    lastPlace = place;
    const top = isBack ? (scrolled.get(location.href) ?? 0) : 0;
    isBack = false;
    heading.current?.focus({ preventScroll: true });
    // A list that is kept is drawn with the page, and takes its height in the next frame.
    requestAnimationFrame(() => scrollTo({ top }));
  }, [place]);
  return heading;
}
