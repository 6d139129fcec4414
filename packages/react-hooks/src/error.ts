import type {
  Conflict,
  ControlPaused,
  ErrorBase,
  Forbidden,
  Immutable,
  InvalidInput,
  NotFound,
  ProviderFailure,
  StorageFailure,
  UnsafeContent,
} from '@tenantatlas/core/browser';

/** What the transport of a client adds to the errors. */
export type TransportFailure =
  | ErrorBase<'unauthenticated'>
  | (ErrorBase<'rate_limited'> & { readonly retryAfter: number })
  | (ErrorBase<'unreachable'> & { readonly retryable: boolean; readonly outcome: 'not_written' | 'unknown' });

/** Every error that a hook can end in. */
export type AnyAtlasError =
  | NotFound
  | Forbidden
  | InvalidInput
  | ControlPaused
  | Conflict
  | Immutable
  | StorageFailure
  | ProviderFailure
  | UnsafeContent
  | TransportFailure;

/** Errors that say what the caller may not do or see. Data that was shown before must be removed. */
export type DeniedError = NotFound | Forbidden | ErrorBase<'unauthenticated'>;

/** Whether the caller may not do or see it. */
export function isDenied(error: AnyAtlasError): error is DeniedError {
  return error.code === 'not_found' || error.code === 'forbidden' || error.code === 'unauthenticated';
}

/** Whether the write may have happened despite this error: read before you repeat it. */
export function isOutcomeUnknown(error: AnyAtlasError): boolean {
  return 'outcome' in error && error.outcome === 'unknown';
}

/** Whether a repetition of the request may help. */
export function isRetryable(error: AnyAtlasError): boolean {
  return 'retryable' in error && error.retryable;
}

/** Seconds for which the server asked the client to wait; 0 when it did not. */
export function restSeconds(error: AnyAtlasError | null): number {
  return (error && 'retryAfter' in error && error.retryAfter) || 0;
}

/** Whether the error is a bug and not an answer: it goes to the nearest error boundary. */
export function isBug(error: unknown): boolean {
  return error instanceof Error || typeof (error as { readonly code?: unknown } | null)?.code !== 'string';
}
