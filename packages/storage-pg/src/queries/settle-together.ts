import { sql } from 'kysely';
import type { WorkspaceId } from '@tenantatlas/core';
import { id } from '../rows/column.ts';
import { all, table, type QueryContext } from './context.ts';
import { beginGeneration, endOlder, type Wait } from './gate-generations.ts';

/**
 * Settles all workspaces after the platform's gate has begun a generation. Gates that no one holds are done together; the others one by one, and after
 * each wait all that have become free meanwhile are taken together. False when time ran out.
 */
export async function settleTogether(wait: Wait): Promise<boolean> {
  const closed = await wait.work(beginInAll);
  if (closed === null) return false;
  for (const workspaceId of closed) if (!(await beginGeneration(wait, { workspaceId }))) return false;
  if (!(await endOlder(wait, null))) return false;
  let held = await wait.work((context) => endFree(context, null));
  while (held !== null && held.length > 0) {
    const [workspaceId, ...others] = held as readonly [WorkspaceId, ...WorkspaceId[]];
    if (!(await endOlder(wait, { workspaceId }))) return false;
    held = others.length === 0 ? [] : await wait.work((context) => endFree(context, others));
  }
  return held !== null;
}

/** Begins a generation in all gates but those that a host's transaction has closed, and answers with the workspaces of these. */
function beginInAll(context: QueryContext): Promise<readonly WorkspaceId[]> {
  const gates = table(context, 'start_gates');
  return all(
    context,
    sql`with newest as materialized (select workspace_id, max(generation) as generation from ${gates} group by workspace_id),
        open as materialized (
          select gate.workspace_id, gate.generation from ${gates} as gate
          join newest on newest.workspace_id = gate.workspace_id and newest.generation = gate.generation
          order by gate.workspace_id for share of gate skip locked
        ), begun as (
          insert into ${gates} (workspace_id, generation) select workspace_id, generation + 1 from open on conflict do nothing
        )
        select workspace_id from newest where not exists (select from open where open.workspace_id = newest.workspace_id)
        order by workspace_id`,
    (row) => id<WorkspaceId>(row, 'workspace_id'),
  );
}

/** Deletes the rows of older generations that no one shares, and answers with the workspaces of the others. */
function endFree(context: QueryContext, among: readonly WorkspaceId[] | null): Promise<readonly WorkspaceId[]> {
  const gates = table(context, 'start_gates');
  const isAmong = among ? sql`gate.workspace_id = any (${among}::text[])` : sql`true`;
  return all(
    context,
    sql`with newest as materialized (
          select gate.workspace_id, max(gate.generation) as generation from ${gates} as gate where ${isAmong} group by gate.workspace_id
        ), older as materialized (
          select gate.workspace_id, gate.generation from ${gates} as gate join newest on newest.workspace_id = gate.workspace_id
          where ${isAmong} and gate.generation < newest.generation
        ), free as materialized (
          select gate.workspace_id, gate.generation from ${gates} as gate
          join older on older.workspace_id = gate.workspace_id and older.generation = gate.generation
          where ${isAmong} for update of gate skip locked
        ), ended as (
          delete from ${gates} as gate using free
          where gate.workspace_id = free.workspace_id and gate.generation = free.generation and ${isAmong}
        )
        select distinct workspace_id from older
        where not exists (select from free where free.workspace_id = older.workspace_id and free.generation = older.generation)
        order by workspace_id`,
    (row) => id<WorkspaceId>(row, 'workspace_id'),
  );
}
