import { err, type AbortSignalLike, type Result } from '@tenantatlas/core';
import { epochMillis } from '@tenantatlas/core/ports';
import { exhausted, isPassing, type GraphFailure } from '../answers/failure.ts';
import { backoffMillis } from '../answers/retry-after.ts';
import { pause, type Timing } from './timing.ts';

/** How often and for how long one request is asked again. */
export interface RetryLimits {
  /** Requests sent for one, the first included. */
  readonly maxAttempts: number;
  /** All of them and the waits between together, in milliseconds. */
  readonly totalMillis: number;
}

/** What repetitions need. */
export interface RepeatParts extends Timing {
  readonly random: () => number;
  readonly limits: RetryLimits;
}

/** How one attempt ended. */
export interface Attempt<T> {
  readonly result: Result<T, GraphFailure>;
  /** Whether another attempt is of no use, whatever the failure. */
  readonly isFinal?: boolean;
}

/** One request with its repetitions. */
export interface Repetition<T> {
  readonly attempt: () => Promise<Attempt<T>>;
  /** When its time is over, in milliseconds since 1970. */
  readonly until: number;
  readonly signal: AbortSignalLike;
  /** The longest wait for a limit or an outage, in milliseconds. @default until its time is over */
  readonly longestWaitMillis?: number | undefined;
  /** Called with the instant until which a 429 without `Retry-After` makes this request wait. */
  readonly onThrottled: (until: number) => void;
}

/**
 * Repeats a request while it fails for a reason that passes. It waits as long as it was told, else with exponential backoff and full jitter. A wait that would end after
 * `until`, or that is longer than `longestWaitMillis`, is not begun: the failure is then `throttled`, with the instant. Rejects only with the reason of the signal.
 */
export async function repeat<T>(
  { attempt, until, signal, longestWaitMillis = Infinity, onThrottled }: Repetition<T>,
  { clock, scheduler, random, limits }: RepeatParts,
): Promise<Result<T, GraphFailure>> {
  for (let count = 1; ; count += 1) {
    const { result, isFinal = false } = await attempt();
    if (result.isOk() || isFinal || !isPassing(result.error)) return result;
    const now = clock.epochMillis();
    const wait = waitOf(result.error, now, count, random());
    if (count >= limits.maxAttempts || now + wait > until) return err(exhausted(result.error, now + wait));
    // What is sent while it throttles counts too. Without a hint the whole tenant waits for as long as this request.
    if (result.error.status === 429 && hintOf(result.error, now) === 0) onThrottled(now + wait);
    // Where no answer came, the caller would learn nothing of an instant.
    const isTold = result.error.reason.code !== 'network_unreachable';
    if (isTold && wait > longestWaitMillis) return err(exhausted(result.error, now + wait));
    await pause(wait, scheduler, signal);
  }
}

/** How long to wait before the next attempt. A wait of 0 does not count: it would use the attempts up at once. */
function waitOf(last: GraphFailure, now: number, attempt: number, random: number): number {
  return hintOf(last, now) || backoffMillis(attempt, random);
}

function hintOf({ reason }: GraphFailure, now: number): number {
  return reason.retryAt === null ? 0 : Math.max(0, epochMillis(reason.retryAt) - now);
}
