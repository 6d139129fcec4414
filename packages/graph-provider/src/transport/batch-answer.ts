import { err, ok, type Result } from '@tenantatlas/core';
import * as z from 'zod';
import { claimsIn } from '../answers/claims-challenge.ts';
import { failure, isPassing, malformed, wrongShape, type GraphFailure } from '../answers/failure.ts';
import { graphFailure } from '../answers/graph-error.ts';
import { retryAfterMillis, retryAt, type RetryHint } from '../answers/retry-after.ts';
import type { GraphAnswer } from './request.ts';

const header = z.record(z.string(), z.unknown()).optional().catch(undefined);
const envelope = z.object({
  responses: z.array(
    z.object({ id: z.string(), status: z.number().int(), headers: header, body: z.unknown().optional() }),
  ),
});
type Response = z.output<typeof envelope>['responses'][number];

/** What became of one read. */
export interface ReadAnswer {
  readonly result: Result<unknown, GraphFailure>;
  /** Whether it failed for a reason that passes, or was left out, so that it is asked again. */
  readonly isOpen: boolean;
  /** How long it was told to wait, in milliseconds; null where it was not. */
  readonly wait: number | null;
  /** The token that Graph refused for it, by the claims that it asked for; null where it refused none. */
  readonly challenge: { readonly claims: string | null } | null;
}

/** Reads the answer of a batch, by the ids of its reads. Where Graph gives two answers for one id the first one counts; ids of other reads are ignored. */
export function readBatch(
  { body, status, date }: Pick<GraphAnswer, 'body' | 'status' | 'date'>,
  now: number,
): Result<ReadonlyMap<string, ReadAnswer>, GraphFailure> {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return err(wrongShape(parsed.error.issues[0]?.path ?? [], status));
  const byId = new Map<string, ReadAnswer>();
  for (const response of parsed.data.responses) {
    if (!byId.has(response.id)) byId.set(response.id, answerOf(response, date, now));
  }
  return ok(byId);
}

/** The answer for a read that Graph left out. */
export const leftOut: ReadAnswer = {
  result: err(failure('failed', 'provider_unavailable', { providerCode: 'no_response' })),
  isOpen: true,
  wait: null,
  challenge: null,
};

/** A read has the `Date` of the batch where it has none of its own. */
function answerOf(response: Response, dateOfBatch: string | null, now: number): ReadAnswer {
  const date = headerOf(response, 'date') ?? dateOfBatch;
  const hint: RetryHint = { retryAfter: headerOf(response, 'retry-after'), date };
  const isRefused = response.status === 401;
  const result = resultOf(response, hint, now);
  const isOpen = result.isErr() && isPassing(result.error);
  return {
    result,
    isOpen,
    wait: isOpen ? retryAfterMillis(hint, now) : null,
    challenge: isRefused ? { claims: claimsIn(headerOf(response, 'www-authenticate')) } : null,
  };
}

function resultOf({ status, body }: Response, hint: RetryHint, now: number): Result<unknown, GraphFailure> {
  if (status < 200 || status >= 300) return err(graphFailure(status, body, retryAt(hint, now)));
  // What is not JSON comes as a text.
  return typeof body === 'object' && body !== null ? ok(body) : err(malformed(status));
}

/** A header has any case in a batch, and its value is a text or a number. */
function headerOf({ headers }: Response, wanted: string): string | null {
  const found = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1];
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null;
}
