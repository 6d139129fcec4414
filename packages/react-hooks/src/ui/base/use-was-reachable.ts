import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';

/** React renders the answer of a layout effect, and runs the effects of that render, before anything else: no dialog can open in between. */
const useEffectAtOnce = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Whether the element could be reached since it appeared: false in the first render, and as long as the page around it is `inert`, as behind an open dialog. Stays
 * true afterwards.
 */
export function useWasReachable(element: RefObject<Element | null>): boolean {
  const [wasReachable, setReached] = useState(false);
  useEffectAtOnce(() => {
    const check = (): boolean => {
      const isReachable = element.current?.closest('[inert]') === null;
      if (isReachable) setReached(true);
      return isReachable;
    };
    if (check()) return undefined;
    const watch = new MutationObserver(() => {
      if (check()) watch.disconnect();
    });
    watch.observe(document, { subtree: true, attributeFilter: ['inert'] });
    return () => watch.disconnect();
  }, [element]);
  return wasReachable;
}
