import type { Result } from '@tenantatlas/core/browser';
import { isDenied, type AnyAtlasError } from '../error.ts';
import type { WriteState } from '../result.ts';

/** The used part of a mutation. */
interface Seen<T> {
  readonly status: 'idle' | 'pending' | 'success' | 'error';
  readonly data: Result<T, AnyAtlasError> | undefined;
}

/** A mutation as one of six states. */
export function writeState<T>({ status, data }: Seen<T>): WriteState<T> {
  if (!data) return { state: status === 'pending' ? 'pending' : 'idle' };
  if (data.isOk()) return { state: 'done', data: data.value };
  const { error } = data;
  if (isDenied(error)) return { state: 'denied', error };
  return error.code === 'control_paused' ? { state: 'paused', error } : { state: 'failed', error };
}
