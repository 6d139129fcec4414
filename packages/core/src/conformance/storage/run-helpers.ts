import type { RunId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type {
  EnsureOutcome,
  FinalOutcome,
  OperationRun,
  RunCounts,
  RunDraft,
  RunFailure,
  RunFilter,
  RunProgress,
} from '../../ports/run-store.ts';
import { anyRun, at, firstPage, queuedRun, runDraft, runId } from '../fixtures.ts';
import type { World } from '../world.ts';

/** Ensures a run in a unit of its own. */
export function ensure(world: World, draft: RunDraft): Promise<EnsureOutcome> {
  return world.unit(({ runs }) => runs.ensure(world.scope, draft));
}

/** Makes the n-th run of the workspace. */
export async function queue(world: World, n: number, change: Partial<OperationRun> = {}): Promise<OperationRun> {
  const { run } = await ensure(world, runDraft(queuedRun(world.workspaceId, runId(n), change)));
  return run;
}

/** Reads a run in a unit of its own. */
export function get(world: World, id: RunId): Promise<OperationRun | null> {
  return world.unit(({ runs }) => runs.get(world.scope, id));
}

/** Lists runs in a unit of its own. */
export function list(world: World, filter: Partial<RunFilter> = {}): Promise<readonly OperationRun[]> {
  return world.unit(({ runs }) => runs.list(world.scope, { ...anyRun, ...filter }, firstPage));
}

/** Claims in a unit of its own. Heartbeats before noon count as abandoned unless said otherwise. */
export function claim(
  world: World,
  id: RunId,
  instant: Instant = at(0),
  abandonedBefore: Instant = at(0),
): Promise<OperationRun | null> {
  return world.unit(({ runs }) => runs.claim(world.scope, id, instant, abandonedBefore));
}

/** Notes progress in a unit of its own. */
export function progress(
  world: World,
  id: RunId,
  attempt: number,
  how: RunProgress | null,
  instant: Instant,
): Promise<boolean> {
  return world.unit(({ runs }) => runs.progress(world.scope, { id, attempt }, how, instant));
}

/** How a run ends. */
export interface Ending {
  readonly outcome: FinalOutcome;
  readonly counts: RunCounts | null;
  readonly failures: readonly RunFailure[];
  readonly at: Instant;
}

/** An uneventful end. */
export function ending(outcome: FinalOutcome = 'succeeded', change: Partial<Ending> = {}): Ending {
  return { outcome, counts: null, failures: [], at: at(900), ...change };
}

/** Completes in a unit of its own. */
export function complete(
  world: World,
  id: RunId,
  attempt: number | null,
  result: Ending = ending(),
): Promise<OperationRun | null> {
  return world.unit(({ runs }) => runs.complete(world.scope, { id, attempt }, result));
}
