import { err, ok, type AbortSignalLike, type Result } from '@tenantatlas/core';
import { throttledUntil, type GraphFailure } from '../answers/failure.ts';
import { retryAfterMillis } from '../answers/retry-after.ts';
import type { Budget, Permit } from './budget.ts';
import type { Http, HttpAnswer, HttpRequest } from './http.ts';
import { before, type Timing } from './timing.ts';

/** What requests are sent with. */
export interface SendParts extends Timing {
  readonly http: Http;
  readonly budget: Budget;
}

/** One request of a line of the budget. */
export interface Sending {
  /** The line: a tenant, or the sign-in of a tenant. */
  readonly line: string;
  /** How many requests Graph counts for it. */
  readonly weight: number;
  /** When its time is over, in milliseconds since 1970. */
  readonly until: number;
  /** The longest wait of the line that it takes, in milliseconds. @default until its time is over */
  readonly longestWaitMillis?: number | undefined;
  readonly request: HttpRequest;
}

/** An answer; or why there is none, and whether there was no time to ask. */
export type SendResult = Result<HttpAnswer, { readonly failure: GraphFailure; readonly isFinal: boolean }>;

/** Sends once, as soon as the budget has a place. A wait that an answer asks for holds for the line before the place is given back, so that no request starts in between. */
export async function sendInPlace(
  { line, weight, until, longestWaitMillis = Infinity, request }: Sending,
  { http, budget, clock, scheduler }: SendParts,
): Promise<SendResult> {
  const { signal } = request;
  const late = (): SendResult => {
    const held = budget.heldUntil(line);
    return err({ failure: throttledUntil(held > clock.epochMillis() ? held : null), isFinal: true });
  };
  if (budget.heldUntil(line) > Math.min(until, clock.epochMillis() + longestWaitMillis)) return late();
  const permit = await enter(budget, line, weight, until, { clock, scheduler }, signal);
  if (permit === null) return late();
  try {
    const answer = await http({ ...request, until });
    if (answer.isErr()) return err({ failure: answer.error, isFinal: false });
    const wait = isThrottle(answer.value) ? retryAfterMillis(answer.value, clock.epochMillis()) : null;
    if (wait !== null) budget.holdUntil(line, clock.epochMillis() + wait);
    return ok(answer.value);
  } finally {
    permit.release();
  }
}

/** A place; null when there was none in time. One that comes at the moment in which the caller leaves or the time is over is given back: it would be lost for every tenant. */
async function enter(
  budget: Budget,
  line: string,
  weight: number,
  until: number,
  timing: Timing,
  signal: AbortSignalLike,
): Promise<Permit | null> {
  let taken: Permit | null = null;
  const giveBack = (permit: Permit): void => {
    if (permit !== taken) permit.release();
  };
  const entering: Promise<Permit>[] = [];
  try {
    taken = await before(until, timing, signal, (limited) => {
      const permit = budget.enter(line, limited, weight);
      entering.push(permit);
      return permit;
    });
    return taken;
  } finally {
    for (const permit of entering) permit.then(giveBack, () => {});
  }
}

function isThrottle({ status }: HttpAnswer): boolean {
  return status === 429 || status === 503 || status === 504;
}
