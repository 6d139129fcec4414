import { err, ok, type Clock, type Result, type Scheduler } from '@tenantatlas/core';
import { invariant, toInstant } from '@tenantatlas/core/ports';
import * as z from 'zod';
import { failure, wrongShape, type GraphFailure } from '../answers/failure.ts';
import { graphFailure } from '../answers/graph-error.ts';
import type { Budget } from './budget.ts';
import { pause, type Patience } from './patience.ts';
import { isPassing, type GraphSession, type Requester } from './request.ts';
import { backoffMillis, retryAfterMillis, retryAt } from './retry-after.ts';

/** One read of a batch. */
export interface BatchRequest {
  /** Relative to the version, such as `users/1?$select=id`. */
  readonly path: string;
  /** Places in the list of earlier requests that have to succeed first. */
  readonly dependsOn?: readonly number[] | undefined;
}

/** What batches are sent with. */
export interface BatchParts {
  readonly request: Requester;
  readonly budget: Budget;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: () => number;
  readonly patience: Patience;
  /** Where batches are sent. */
  readonly url: string;
}

/** Reads in one batch: Graph's limit. */
const maxReads = 20;

const header = z.record(z.string(), z.unknown()).optional().catch(undefined);
const envelope = z.object({
  responses: z.array(
    z.object({ id: z.string(), status: z.number().int(), headers: header, body: z.unknown().optional() }),
  ),
});
type Response = z.output<typeof envelope>['responses'][number];

/**
 * Sends reads in batches of 20 and answers them in their order, each with its own result.
 *
 * Only those are asked again that were throttled, that failed for a passing reason, or that Graph left out, and those that depend on them. A read whose
 * dependency failed for good gets the failure of the dependency. The wait that one of them asks for holds for the tenant. Attempts and time are bounded.
 */
export async function sendBatch(
  session: GraphSession,
  requests: readonly BatchRequest[],
  parts: BatchParts,
): Promise<readonly Result<unknown, GraphFailure>[]> {
  const results = new Map<number, Result<unknown, GraphFailure>>();
  for (const chunk of chunksOf(requests)) await sendChunk(session, requests, chunk, results, parts);
  return requests.map((_, index) => results.get(index) ?? err(leftOut));
}

const leftOut = failure('failed', 'provider_unavailable', { providerCode: 'no_response' });

async function sendChunk(
  session: GraphSession,
  requests: readonly BatchRequest[],
  chunk: readonly number[],
  results: Map<number, Result<unknown, GraphFailure>>,
  { request, budget, clock, scheduler, random, patience, url }: BatchParts,
): Promise<void> {
  const until = clock.epochMillis() + patience.totalMillis;
  let open = chunk;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const answer = await request(
      session,
      { method: 'POST', url, body: bodyOf(requests, open), weight: open.length },
      { until },
    );
    const responses = answer.andThen(({ body, status }) => responsesIn(body, status));
    if (responses.isErr()) {
      for (const index of open) results.set(index, err(responses.error));
      return;
    }
    const now = clock.epochMillis();
    const waits: number[] = [];
    const again: number[] = [];
    for (const index of open) {
      const response = responses.value.get(String(index));
      const result = response ? resultOf(response, now) : err(leftOut);
      results.set(index, result);
      if (response && !isPassing(response.status)) continue;
      again.push(index);
      const wait = response && retryAfterMillis(retryAfterOf(response), now);
      if (wait !== undefined && wait !== null) waits.push(wait);
    }
    open = settleDependents(requests, open, again, results);
    if (open.length === 0 || attempt === patience.maxAttempts) return;
    const wait = waits.length > 0 ? Math.max(...waits) : backoffMillis(attempt, random());
    if (waits.length > 0) budget.holdUntil(session.tenant, now + wait);
    if (now + wait > until) {
      for (const index of open) results.set(index, untilLater(results.get(index), now + wait));
      return;
    }
    await pause(wait, scheduler, session.signal);
  }
}

/**
 * The reads to ask again: those that may succeed, and those that were not tried because one of them failed. A read that was not tried because of a failure that stays
 * gets that failure.
 */
function settleDependents(
  requests: readonly BatchRequest[],
  open: readonly number[],
  again: readonly number[],
  results: Map<number, Result<unknown, GraphFailure>>,
): readonly number[] {
  const repeated = new Set(again);
  for (const index of open) {
    const result = results.get(index);
    if (!result?.isErr() || result.error.status !== 424) continue;
    const failed = (requests[index]?.dependsOn ?? []).find((other) => results.get(other)?.isErr());
    if (failed === undefined) continue;
    if (repeated.has(failed)) repeated.add(index);
    else results.set(index, results.get(failed) ?? result);
  }
  return open.filter((index) => repeated.has(index));
}

function bodyOf(requests: readonly BatchRequest[], open: readonly number[]): object {
  return {
    requests: open.map((index) => {
      const { path = '', dependsOn = [] } = requests[index] ?? {};
      // What was answered already is not part of this batch.
      const before = dependsOn.filter((other) => open.includes(other)).map(String);
      return { id: String(index), method: 'GET', url: `/${path}`, ...(before.length > 0 ? { dependsOn: before } : {}) };
    }),
  };
}

function responsesIn(body: unknown, status: number): Result<ReadonlyMap<string, Response>, GraphFailure> {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) return err(wrongShape(parsed.error.issues[0]?.path ?? [], status));
  // The first answer counts where Graph gives two.
  const byId = new Map<string, Response>();
  for (const response of parsed.data.responses) if (!byId.has(response.id)) byId.set(response.id, response);
  return ok(byId);
}

function resultOf(response: Response, now: number): Result<unknown, GraphFailure> {
  const { status, body } = response;
  if (status >= 200 && status < 300) {
    const isJson = typeof body === 'object' && body !== null;
    return isJson ? ok(body) : err(wrongShape(['body'], status));
  }
  return err(graphFailure(status, body, retryAt(retryAfterOf(response), now)));
}

/** The header has any case in a batch, and its value is a text or a number. */
function retryAfterOf({ headers }: Response): string | null {
  const found = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  return typeof found === 'string' || typeof found === 'number' ? String(found) : null;
}

function untilLater(result: Result<unknown, GraphFailure> | undefined, at: number): Result<unknown, GraphFailure> {
  if (!result?.isErr() || result.error.collection !== 'throttled') return result ?? err(leftOut);
  const { reason } = result.error;
  return err(Object.freeze({ ...result.error, reason: Object.freeze({ ...reason, retryAt: toInstant(at) }) }));
}

/** Places in lists of 20 at most. Reads that depend on each other are in one list. Throws an invariant for a dependency on a later one, and for more than 20 that hang together. */
function chunksOf(requests: readonly BatchRequest[]): readonly (readonly number[])[] {
  const groupOf: number[] = [];
  requests.forEach(({ dependsOn = [] }, index) => {
    const isEarlier = dependsOn.every((other) => Number.isInteger(other) && other >= 0 && other < index);
    invariant(isEarlier, `A batch: request ${String(index)} depends on earlier requests only, by their place.`);
    groupOf[index] = index;
    for (const other of dependsOn) {
      const [from, to] = [groupOf[index], groupOf[other]];
      groupOf.forEach((group, place) => group === from && (groupOf[place] = to ?? group));
    }
  });
  const groups = new Map<number, number[]>();
  groupOf.forEach((group, index) => groups.set(group, [...(groups.get(group) ?? []), index]));
  const chunks: number[][] = [];
  for (const group of groups.values()) {
    invariant(group.length <= maxReads, 'A batch: at most 20 requests may depend on each other.');
    const room = chunks.find((chunk) => chunk.length + group.length <= maxReads);
    if (room) room.push(...group);
    else chunks.push([...group]);
  }
  return chunks.map((chunk) => chunk.toSorted((left, right) => left - right));
}
