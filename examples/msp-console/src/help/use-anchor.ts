import { useEffect } from 'react';
import { jumpTo } from './anchors.ts';

/** Leads to the place that the address names, once the page that has it is drawn. */
export function useAnchor(): void {
  useEffect(() => {
    const anchor = location.hash.slice(1);
    if (anchor === '') return;
    // A page that is new goes to its top in the next frame.
    const frames = [requestAnimationFrame(() => frames.push(requestAnimationFrame(() => jumpTo(anchor))))];
    return () => frames.forEach(cancelAnimationFrame);
  }, []);
}
