import { useEffect } from 'react';

interface Preloadable {
  readonly preload: () => Promise<void>;
}

/** Loads parts ahead once the page has nothing else to do, so that they are here when the connection is lost. `parts` stays the same list. */
export function usePreload(parts: readonly Preloadable[]): void {
  useEffect(() => {
    const start = (): void => parts.forEach((part) => void part.preload());
    if (!('requestIdleCallback' in globalThis)) {
      const timer = setTimeout(start, 1_000);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(start, { timeout: 5_000 });
    return () => cancelIdleCallback(handle);
  }, [parts]);
}
