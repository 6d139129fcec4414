import { sql } from 'kysely';
import type { WorkspaceId } from '@tenantatlas/core';
import { id } from '../rows/column.ts';
import { all, table, type QueryContext } from './context.ts';
import { beginGeneration, endOlder, type Wait } from './gate-generations.ts';

/**
 * Settles all workspaces after the platform's gate has begun a generation. Free gates are settled together, the others one by one. After each wait all that
 * have become free meanwhile are settled together. False when time ran out.
 *
 * Free gates are ended before the first wait: while one gate stays closed, the others must not gather rows. A workspace that an erasure has locked is
 * skipped: see `notErased`.
 */
export async function settleTogether(wait: Wait): Promise<boolean> {
  const closed = await wait.work(beginInAll);
  if (closed === null) return false;
  const heldAtFirst = await wait.work((context) => endFree(context, null));
  if (heldAtFirst === null) return false;
  for (const workspaceId of closed) if ((await beginGeneration(wait, { workspaceId })) === 'late') return false;
  if (!(await endOlder(wait, null))) return false;
  let left: readonly WorkspaceId[] = [...new Set([...heldAtFirst, ...closed])];
  for (let isFirst = closed.length === 0; left.length > 0; isFirst = false) {
    const held = isFirst ? left : await wait.work((context) => endFree(context, left));
    if (held === null) return false;
    const [workspaceId, ...others] = held;
    if (workspaceId !== undefined && !(await endOlder(wait, { workspaceId }))) return false;
    left = others;
  }
  return true;
}

/** Begins a generation in all gates but those that a host's transaction has closed, and answers with the workspaces of the closed ones. */
function beginInAll(context: QueryContext): Promise<readonly WorkspaceId[]> {
  const gates = table(context, 'start_gates');
  return all(
    context,
    sql`with not_erased as materialized (
          select workspace.workspace_id from ${table(context, 'workspaces')} as workspace
          order by workspace.workspace_id for key share of workspace skip locked
        ), newest as materialized (
          select gate.workspace_id, max(gate.generation) as generation from ${gates} as gate
          join not_erased on not_erased.workspace_id = gate.workspace_id group by gate.workspace_id
        ), open as materialized (
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

/** Deletes the unshared rows of older generations, and answers with the workspaces of the shared ones. */
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
        ), held as materialized (
          select distinct workspace_id from older
          where not exists (select from free where free.workspace_id = older.workspace_id and free.generation = older.generation)
        ), not_erased as materialized (
          select workspace.workspace_id from ${table(context, 'workspaces')} as workspace
          where workspace.workspace_id in (select workspace_id from held) for key share of workspace skip locked
        )
        select workspace_id from not_erased order by workspace_id`,
    (row) => id<WorkspaceId>(row, 'workspace_id'),
  );
}
