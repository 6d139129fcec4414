import { isDenied, type AnyAtlasError } from '../error.ts';
import type { HookResult } from '../result.ts';

/** The used part of a query. */
interface Seen<T> {
  readonly data: T | undefined;
  readonly dataUpdatedAt: number;
  readonly error: AnyAtlasError | null;
  readonly refetch: () => unknown;
}

/**
 * A query as one of five states. Data that could not be refreshed stays, marked as stale. Data that the caller may no longer see is removed.
 */
export function readResult<T>({ data, dataUpdatedAt, error, refetch }: Seen<T>): HookResult<T> {
  const refresh = (): void => void refetch();
  if (error && isDenied(error)) return { state: 'denied', error, refresh };
  if (data !== undefined)
    return { state: 'ready', data, isStale: error !== null, staleBecause: error, readAt: dataUpdatedAt, refresh };
  if (error === null) return { state: 'loading', refresh };
  return error.code === 'control_paused' ? { state: 'paused', error, refresh } : { state: 'failed', error, refresh };
}
