import type { AbortSignalLike, Clock, Scheduler } from '@tenantatlas/core';

/** What time is asked of. */
export interface Timing {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
}

/** What `work` answers, or a rejection with the reason of the signal, whichever comes first. Leaves no listener behind. */
export function untilAborted<T>(work: PromiseLike<T>, signal: AbortSignalLike): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = (): void => reject(signal.reason as Error);
    const done = (): void => signal.removeEventListener('abort', leave);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).then(done, done);
  });
}

/** Waits; rejects with the reason of the signal as soon as it fires. Leaves no timer behind. */
export async function pause(millis: number, scheduler: Scheduler, signal: AbortSignalLike): Promise<void> {
  if (signal.aborted) throw signal.reason;
  let cancel = (): void => {};
  try {
    const over = new Promise<void>((resolve) => (cancel = scheduler.after(Math.max(1, Math.ceil(millis)), resolve)));
    await untilAborted(over, signal);
  } finally {
    cancel();
  }
}

/** A signal that fires with another one, or on demand. */
export interface Follower {
  readonly signal: AbortSignal;
  abort(): void;
  /** Ends the connection of the two. Call it in the end: the other signal may serve millions of requests. */
  leave(): void;
}

/** Makes a {@link Follower}. */
export function follow(signal: AbortSignalLike): Follower {
  const own = new AbortController();
  const fire = (): void => own.abort(signal.reason);
  if (signal.aborted) fire();
  else signal.addEventListener('abort', fire, { once: true });
  return { signal: own.signal, abort: () => own.abort(), leave: () => signal.removeEventListener('abort', fire) };
}

/** Runs `work` until `at`, in milliseconds since 1970; null when it had not ended by then. Rejects with the reason of the signal. */
export async function before<T>(
  at: number,
  { clock, scheduler }: Timing,
  signal: AbortSignalLike,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  if (signal.aborted) throw signal.reason;
  const limit = follow(signal);
  const cancel = scheduler.after(Math.max(1, Math.ceil(at - clock.epochMillis())), () => limit.abort());
  try {
    return await untilAborted(work(limit.signal), limit.signal);
  } catch (reason) {
    if (signal.aborted) throw signal.reason;
    if (limit.signal.aborted) return null;
    throw reason;
  } finally {
    cancel();
    limit.leave();
  }
}
