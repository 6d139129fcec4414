import type { WriteState } from '@tenantatlas/react-hooks';
import { useEffect, useRef } from 'react';

/**
 * Whether a pause has refused the start and still holds. The refusal is forgotten when the page behind has shown the pause and then its end, so that the dialog
 * can be sent as it was filled in.
 */
export function useRefusedByPause(
  { state, reset }: Pick<WriteState<unknown>, 'state'> & { readonly reset: () => void },
  isPaused: boolean,
): boolean {
  const wasPaused = useRef(isPaused);
  useEffect(() => {
    if (wasPaused.current && !isPaused && state === 'paused') reset();
    wasPaused.current = isPaused;
  }, [isPaused, state, reset]);
  return state === 'paused';
}
