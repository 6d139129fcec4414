import { sql } from 'kysely';
import type { WorkspaceId } from '@tenantatlas/core';
import { id } from '../rows/column.ts';
import { all, run, table, type QueryContext } from './context.ts';
import { beginGeneration, endOlder, notErased, type Wait } from './gate-generations.ts';
import { inLanes } from './in-lanes.ts';

/** How many transactions run at a time. Each takes a connection of the pool, and starts need some too. */
const lanes = 4;
/** How many workspaces share a transaction: a commit costs more than a statement. Other pauses of these workspaces wait as long as it lasts. */
const batchSize = 50;

/**
 * Settles all workspaces after the platform's gate has begun a generation. Each workspace has separate statements, and none locks rows of two. False
 * when time ran out.
 *
 * The steps are those for one workspace. All gates begin a generation before the first wait. Only starts that were open by then are waited for, so the
 * whole wait is as long as the longest of them, and not as their sum. A statement in a batch skips rows that are held, so that no workspace waits for
 * the starts of another. The skipped ones follow one by one.
 */
export async function settleEach(wait: Wait): Promise<boolean> {
  const workspaceIds = await wait.work(listGates);
  if (workspaceIds === null) return false;
  const closed = await inBatches(wait, workspaceIds, beginUnlessClosed);
  if (closed === null) return false;
  // Ends the free ones before the first wait: while one gate stays closed, the others must not gather rows.
  const held = await inBatches(wait, workspaceIds, endUnlessHeld);
  if (held === null) return false;
  const begun = await inLanes(
    lanes,
    closed,
    async (workspaceId) => (await beginGeneration(wait, { workspaceId })) !== 'late',
  );
  if (!begun || !(await endOlder(wait, null))) return false;
  return inLanes(lanes, [...new Set([...held, ...closed])], (workspaceId) => endOlder(wait, { workspaceId }));
}

/** The workspaces that have a gate. */
export function listGates(context: QueryContext): Promise<readonly WorkspaceId[]> {
  return all(
    context,
    context.build.selectFrom('start_gates').select('workspace_id').distinct().orderBy('workspace_id'),
    (row) => id<WorkspaceId>(row, 'workspace_id'),
  );
}

/** Does `work` for each workspace, in order, so that two pauses cannot deadlock. Answers with those for which it answered false; null when time ran out. */
async function inBatches(
  wait: Wait,
  workspaceIds: readonly WorkspaceId[],
  work: (context: QueryContext, workspaceId: WorkspaceId) => Promise<boolean>,
): Promise<readonly WorkspaceId[] | null> {
  const batches = Array.from({ length: Math.ceil(workspaceIds.length / batchSize) }, (_, index) =>
    workspaceIds.slice(index * batchSize, (index + 1) * batchSize),
  );
  const left: WorkspaceId[] = [];
  const inTime = await inLanes(lanes, batches, async (batch) => {
    const leftHere = await wait.work(async (context) => {
      const passedOver: WorkspaceId[] = [];
      for (const workspaceId of batch) {
        // The limit of a statement is what was left when the transaction began.
        if (wait.isOver()) return null;
        if (!(await work(context, workspaceId))) passedOver.push(workspaceId);
      }
      return passedOver;
    });
    left.push(...(leftHere ?? []));
    return leftHere !== null;
  });
  return inTime ? left : null;
}

/**
 * Begins a generation in the gate; false when a host's transaction has closed it, or another pause got further meanwhile. In a workspace that is being
 * erased there is nothing to do.
 */
async function beginUnlessClosed(context: QueryContext, workspaceId: WorkspaceId): Promise<boolean> {
  const gates = table(context, 'start_gates');
  const { rows } = await run(
    context,
    sql`with ${notErased(context, { workspaceId })}, open as materialized (
          select gate.workspace_id, gate.generation from ${gates} as gate
          where gate.workspace_id = ${workspaceId} and exists (select from not_erased)
            and gate.generation = (select max(newest.generation) from ${gates} as newest where newest.workspace_id = ${workspaceId})
          for share of gate skip locked
        ), begun as (
          insert into ${gates} (workspace_id, generation) select workspace_id, generation + 1 from open on conflict do nothing
        )
        select exists (select from open) or not exists (select from not_erased) as is_done`,
  );
  return rows[0]?.['is_done'] === true;
}

/** Deletes the unshared rows of older generations; false when shared ones are left. */
async function endUnlessHeld(context: QueryContext, workspaceId: WorkspaceId): Promise<boolean> {
  const gates = table(context, 'start_gates');
  const older = sql`gate.workspace_id = ${workspaceId}
    and gate.generation < (select max(newest.generation) from ${gates} as newest where newest.workspace_id = ${workspaceId})`;
  const { rows } = await run(
    context,
    sql`with ${notErased(context, { workspaceId })}, older as materialized (
          select gate.generation from ${gates} as gate where ${older}
        ), free as materialized (
          select gate.generation from ${gates} as gate where ${older} for update of gate skip locked
        ), ended as (
          delete from ${gates} as gate using free where gate.workspace_id = ${workspaceId} and gate.generation = free.generation
        )
        select (select count(*) from older) = (select count(*) from free) or not exists (select from not_erased) as is_free`,
  );
  return rows[0]?.['is_free'] === true;
}
