import type { AbortSignalLike, Clock, Scheduler } from '@tenantatlas/core';

/** How often and for how long one request is asked again. */
export interface Patience {
  /** Requests sent for one, the first included. */
  readonly maxAttempts: number;
  /** All of them and the waits between together, in milliseconds. */
  readonly totalMillis: number;
}

/** Waits; rejects with the reason of the signal as soon as it fires. */
export function pause(millis: number, scheduler: Scheduler, signal: AbortSignalLike): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      cancel();
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const cancel = scheduler.after(millis, () => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
    signal.addEventListener('abort', leave, { once: true });
  });
}

/** Runs `work` until `at`, in milliseconds since 1970; null when it had not ended by then. Rejects with the reason of the signal. */
export async function before<T>(
  at: number,
  { clock, scheduler }: { readonly clock: Clock; readonly scheduler: Scheduler },
  signal: AbortSignalLike,
  work: (signal: AbortSignalLike) => Promise<T>,
): Promise<T | null> {
  const limit = new AbortController();
  const leave = (): void => limit.abort();
  if (signal.aborted) throw signal.reason;
  const cancel = scheduler.after(Math.max(1, at - clock.epochMillis()), leave);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await work(limit.signal);
  } catch (reason) {
    if (signal.aborted) throw signal.reason;
    if (limit.signal.aborted) return null;
    throw reason;
  } finally {
    cancel();
    signal.removeEventListener('abort', leave);
  }
}
