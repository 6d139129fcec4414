import { err, type AbortSignalLike, type Result } from '@tenantatlas/core';
import { exhausted, type GraphFailure } from '../answers/failure.ts';
import { backoffMillis } from '../answers/retry-after.ts';
import { leftOut, readBatch, type ReadAnswer } from './batch-answer.ts';
import { batchBodyOf, checkDependencies, chunksOf, isIndependent, type BatchRequest } from './batch-plan.ts';
import type { Budget } from './budget.ts';
import type { RepeatParts } from './repeat.ts';
import type { GraphAnswer, Requester } from './request.ts';
import type { GraphSession } from './session.ts';
import { follow, pause } from './timing.ts';

/** What batches are sent with. */
export interface BatchParts extends RepeatParts {
  readonly request: Requester;
  readonly budget: Budget;
  /** Where batches are sent. */
  readonly url: string;
}

type Outcome = Result<unknown, GraphFailure>;

/** What is known of the reads. */
interface Board {
  readonly requests: readonly BatchRequest[];
  readonly results: Map<number, Outcome>;
}

/**
 * Sends reads in batches of 20 and answers them in their order, each with its own result.
 *
 * Only those are asked again that failed for a reason that passes, such as 429 or 503, or that Graph left out, and those that depend on them. A token
 * that is refused for some of them is got anew once for each batch, and those reads are asked again with it: that round does not count as an attempt. A read that was not tried because of one that failed
 * for good has the failure of that one. The wait that one of them is told holds for the tenant, and so does the wait after a 429 that tells none. Attempts and time are bounded. Reads may depend on reads of earlier
 * batches. Rejects with the reason of the signal, and with an invariant for dependencies that cannot be.
 */
export async function sendBatch(
  session: GraphSession,
  requests: readonly BatchRequest[],
  parts: BatchParts,
): Promise<readonly Outcome[]> {
  checkDependencies(requests);
  if (session.signal.aborted) throw session.signal.reason;
  const board: Board = { requests, results: new Map() };
  const chunks = chunksOf(requests);
  const send = (chunk: readonly number[]): Promise<void> => sendChunk(session, session.signal, chunk, board, parts);
  if (isIndependent(requests)) await atOnce(session, chunks, board, parts);
  else for (const chunk of chunks) await send(chunk);
  return requests.map((_, index) => board.results.get(index) ?? leftOut.result);
}

/** Batches in progress of one call: as many as a tenant has places by default. */
const maxAtOnce = 4;

async function atOnce(
  session: GraphSession,
  chunks: readonly (readonly number[])[],
  board: Board,
  parts: BatchParts,
): Promise<void> {
  const inside = follow(session.signal);
  const rest = chunks.values();
  const work = async (): Promise<void> => {
    for (const chunk of rest) await sendChunk(session, inside.signal, chunk, board, parts);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(maxAtOnce, chunks.length) }, work));
  } finally {
    inside.leave();
    inside.abort();
  }
}

async function sendChunk(
  session: GraphSession,
  signal: AbortSignalLike,
  chunk: readonly number[],
  board: Board,
  parts: BatchParts,
): Promise<void> {
  const { clock, scheduler, random, limits, budget, url, request } = parts;
  const until = clock.epochMillis() + limits.totalMillis;
  let open = withoutBlocked(chunk, board);
  let [attempt, isRenewed] = [1, false];
  while (open.length > 0) {
    const body = batchBodyOf(board.requests, open);
    const answer = await request(session, { method: 'POST', url, body, weight: open.length }, { until, signal });
    const now = clock.epochMillis();
    const read = answer.andThen((whole) =>
      readBatch(whole, now).map((answers) => ({ answers, renewToken: whole.renewToken })),
    );
    if (read.isErr()) {
      for (const index of open) board.results.set(index, err(read.error));
      return;
    }
    const { answers, renewToken } = read.value;
    const found = open.map((index) => [index, answers.get(String(index)) ?? leftOut] as const);
    for (const [index, { result }] of found) board.results.set(index, result);
    const told = Math.max(0, ...found.map(([, { wait }]) => wait ?? 0));
    const wait = told || backoffMillis(attempt, random());
    // What is sent while it throttles counts too. Without a hint the whole tenant waits for as long as this batch.
    const isThrottled = found.some(([, { result }]) => result.isErr() && result.error.status === 429);
    if (told > 0 || isThrottled) budget.holdUntil(session.tenant.toLowerCase(), now + wait);
    const refused = isRenewed ? [] : await renewFor(found, renewToken, board);
    isRenewed ||= found.some(([, { challenge }]) => challenge !== null);
    const passing = found.filter(([, { isOpen }]) => isOpen).map(([index]) => index);
    open = settle(open, new Set([...passing, ...refused]), board);
    if (open.length === 0) return;
    // A wait that one of them was told holds for the next batch too, as for every request of the tenant.
    if (refused.length > 0) continue;
    if (attempt >= limits.maxAttempts || now + wait > until) return giveUp(open, board, now + wait);
    await pause(wait, scheduler, signal);
    attempt += 1;
  }
}

/** Gets a token in place of a refused one. Answers the reads that Graph refused it for: none where there is no other token, which is their failure then. */
async function renewFor(
  found: readonly (readonly [number, ReadAnswer])[],
  renewToken: GraphAnswer['renewToken'],
  { results }: Board,
): Promise<readonly number[]> {
  const refused = found.flatMap(([index, { challenge }]) => (challenge ? [{ index, ...challenge }] : []));
  if (refused.length === 0) return [];
  const failure = await renewToken(refused.find(({ claims }) => claims !== null)?.claims ?? null);
  if (failure === null) return refused.map(({ index }) => index);
  for (const { index } of refused) results.set(index, err(failure));
  return [];
}

/** The reads of a list that may be sent. One that depends on a read of an earlier list that failed has its failure. */
function withoutBlocked(chunk: readonly number[], board: Board): readonly number[] {
  return chunk.filter((index) => {
    const failed = failedDependency(index, board, new Set(chunk));
    if (failed) board.results.set(index, failed);
    return failed === null;
  });
}

/**
 * The reads to ask again: the open ones, and those that were not tried because of one of them. A read that was not tried because of a failure that stays gets that
 * failure.
 */
function settle(asked: readonly number[], again: Set<number>, board: Board): readonly number[] {
  for (const index of asked) {
    const result = board.results.get(index);
    if (!result?.isErr() || result.error.status !== 424) continue;
    const dependsOn = board.requests[index]?.dependsOn ?? [];
    const failed = failedDependency(index, board, again);
    if (failed) board.results.set(index, failed);
    else if (dependsOn.some((other) => again.has(other))) again.add(index);
  }
  return asked.filter((index) => again.has(index));
}

/** The failure of a read that `index` depends on, the ones in `open` left out; null where there is none. */
function failedDependency(index: number, { requests, results }: Board, open: ReadonlySet<number>): Outcome | null {
  for (const other of requests[index]?.dependsOn ?? []) {
    const result = open.has(other) ? undefined : results.get(other);
    if (result?.isErr()) return result;
  }
  return null;
}

/** Reads that were not tried end as the one they depend on, so that they come after it. */
function giveUp(open: readonly number[], board: Board, retryAt: number): void {
  for (const index of open) {
    const result = board.results.get(index);
    if (!result?.isErr()) continue;
    const failed = result.error.status === 424 ? failedDependency(index, board, new Set()) : null;
    board.results.set(index, failed ?? err(exhausted(result.error, retryAt)));
  }
}
