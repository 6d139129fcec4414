import { withDeadline } from '../kernel/deadline.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { Scheduler } from '../ports/scheduler.ts';

declare const AbortController: new () => { readonly signal: AbortSignalLike; abort(reason?: unknown): void };

/** What stands for an answer that did not come in time. */
export const late = Symbol('late');

/**
 * Calls with a signal that fires when the given one does and when time is up: a call that is given up must not go on with the credential. Calls nothing once the given
 * signal has fired, and rejects with its reason.
 */
export async function within<T>(
  { scheduler, signal }: { readonly scheduler: Scheduler; readonly signal: AbortSignalLike },
  millis: number,
  call: (signal: AbortSignalLike) => T | Promise<T>,
): Promise<T | typeof late> {
  if (signal.aborted) throw signal.reason;
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await withDeadline(scheduler, millis, Promise.resolve(call(controller.signal)), () => {
      controller.abort(new Error('The time for this call is up.'));
      return late;
    });
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
