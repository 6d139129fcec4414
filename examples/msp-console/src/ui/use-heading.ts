import { useEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'wouter';
import { brand } from '../brand/brand.ts';

let lastPlace = location.pathname;

/** Sets the window title, and takes the focus after navigation, so that screen readers announce the page. */
export function useHeading(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const [place] = useLocation();
  useEffect(() => {
    document.title = `${title} · ${brand.shortName}`;
  }, [title]);
  useEffect(() => {
    if (lastPlace === place) return;
    lastPlace = place;
    heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [place]);
  return heading;
}
