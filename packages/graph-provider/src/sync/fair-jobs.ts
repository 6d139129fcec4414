import { setMaxListeners } from 'node:events';
import type { AbortSignalLike } from '@tenantatlas/core';
import { follow, untilAborted, type Timing } from '../transport/timing.ts';

/** One piece of work. Answers null when it is done, or when it has to be called again, in milliseconds since 1970. Rejects only with the reason of the signal, or for a bug. */
export type Job = (signal: AbortSignal) => Promise<number | null>;

/** Work that shares the places of one line, such as that of one tenant. */
export interface Line {
  /** At least one. */
  readonly jobs: readonly Job[];
  /** Called once, after the last job is done. */
  readonly onEnd: () => void;
}

/** What {@link runFairly} does. */
export interface FairJobs extends Timing {
  /** Lines, which are taken one by one when there is a place. Null ends them. */
  readonly next: () => Promise<Line | null>;
  /** Jobs at once over all lines. */
  readonly total: number;
  /** Jobs at once of one line. */
  readonly perLine: number;
  readonly signal: AbortSignalLike;
}

interface OpenLine {
  readonly line: Line;
  /** Jobs that may start, in order. */
  readonly ready: Job[];
  /** Jobs that wait, with their instants and those at which they began to. */
  readonly waiting: Map<Job, { readonly from: number; readonly at: number }>;
  running: number;
}

/**
 * Runs the jobs of all lines, so many at once. Places go round the lines, one job each. A job that waits for an instant has no place meanwhile, so that a line that has to wait holds up no other
 * one. A new line is taken when every open one has what it may have.
 *
 * Rejects with the reason of the signal, with what `next` throws, or with what a job throws, once no job is running any more.
 */
export function runFairly({ next, total, perLine, signal, clock, scheduler }: FairJobs): Promise<void> {
  const inside = follow(signal);
  // Each job listens. More than ten listeners would be reported as a leak.
  setMaxListeners(0, inside.signal);
  const open = new Set<OpenLine>();
  let active = 0;
  let source: 'idle' | 'asked' | 'ended' = 'idle';
  let failure: { readonly reason: Error } | null = null;
  let cancelWake = (): void => {};

  return new Promise<void>((resolve, reject) => {
    const fail = (reason: unknown): void => {
      failure ??= { reason: reason as Error };
      inside.abort();
      pump();
    };
    const settle = (): void => {
      if (active > 0 || source === 'asked') return;
      if (failure === null && (source !== 'ended' || open.size > 0)) return;
      inside.signal.removeEventListener('abort', onAbort);
      inside.leave();
      cancelWake();
      if (failure === null) resolve();
      else reject(failure.reason);
    };
    const onAbort = (): void => fail(inside.signal.reason);
    const start = (one: OpenLine, job: Job): void => {
      // To the end of the round.
      open.delete(one);
      open.add(one);
      one.running += 1;
      active += 1;
      job(inside.signal)
        .finally(() => {
          one.running -= 1;
          active -= 1;
        })
        .then((again) => {
          if (again !== null) one.waiting.set(job, { from: clock.epochMillis(), at: again });
          else if (one.running === 0 && one.ready.length === 0 && one.waiting.size === 0) {
            open.delete(one);
            one.line.onEnd();
          }
          pump();
        })
        .catch(fail);
    };
    const take = (): void => {
      source = 'asked';
      untilAborted(next(), inside.signal).then(
        (line) => {
          source = line === null ? 'ended' : 'idle';
          if (line !== null) open.add({ line, ready: [...line.jobs], waiting: new Map(), running: 0 });
          pump();
        },
        (reason: unknown) => {
          source = 'ended';
          fail(reason);
        },
      );
    };
    const pump = (): void => {
      if (failure === null) {
        wake();
        while (active < total) {
          const found = takeReady(open, perLine);
          if (found === null) break;
          start(found.one, found.job);
        }
        if (active < total && source === 'idle') take();
      }
      settle();
    };
    /** Makes jobs ready whose instant has come, and comes back at the next one. */
    const wake = (): void => {
      cancelWake();
      const now = clock.epochMillis();
      let earliest = Infinity;
      for (const one of open)
        for (const [job, { from, at }] of one.waiting)
          // A clock that was set back makes no wait longer: it is over when its timer is.
          if (at > now && now >= from) earliest = Math.min(earliest, at);
          else {
            one.waiting.delete(job);
            one.ready.push(job);
          }
      cancelWake = earliest === Infinity ? () => {} : scheduler.after(Math.max(1, Math.ceil(earliest - now)), pump);
    };
    inside.signal.addEventListener('abort', onAbort, { once: true });
    if (inside.signal.aborted) onAbort();
    else pump();
  });
}

/** The job whose turn it is, taken from its line. */
function takeReady(open: ReadonlySet<OpenLine>, perLine: number): { readonly one: OpenLine; readonly job: Job } | null {
  for (const one of open) {
    if (one.running >= perLine) continue;
    const job = one.ready.shift();
    if (job) return { one, job };
  }
  return null;
}
