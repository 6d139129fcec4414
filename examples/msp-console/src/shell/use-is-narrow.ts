import { useSyncExternalStore } from 'react';

/** Below it, the words of the rail would take the room of a table. */
const narrow = matchMedia('(max-width: 1099px)');

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** Whether the window is so narrow that the rail is folded by itself. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}
