import { sql, type RawBuilder } from 'kysely';
import type { WorkspaceId } from '@tenantatlas/core';
import { id } from '../rows/column.ts';
import { table } from './context.ts';
import { beginGeneration, endOlder, type Wait } from './gate-generations.ts';
import { findHeldGates } from './probe-gates.ts';
import type { GateTransactions } from './within-time.ts';

/**
 * Settles all workspaces after the platform's gate has begun a generation. Unused gates are settled by one read. In the others a generation is begun
 * together; then those that became free are settled together, and the rest one by one. False when time ran out.
 *
 * What is free is ended before the first wait: while one gate stays closed, the others must not gather rows. A workspace that an erasure has locked is
 * skipped: see `notErased`.
 */
export async function settleTogether(wait: Wait): Promise<boolean> {
  const found = await findHeldGates(wait);
  if (found === null) return false;
  const left = found.length === 0 ? [] : await beginTogether(wait, found);
  return left !== null && (await endOlder(wait, null)) && endTogether(wait, left);
}

/** Begins a generation in gates that something is in, and answers with those in which something is left to wait for; null when time ran out. */
async function beginTogether(wait: Wait, found: readonly WorkspaceId[]): Promise<readonly WorkspaceId[] | null> {
  const closed = await workspacesOf(wait, (naming) => beginInOpen(naming, found));
  const held = closed && (await workspacesOf(wait, (naming) => endFree(naming, found)));
  if (!closed || !held) return null;
  for (const workspaceId of closed) if ((await beginGeneration(wait, { workspaceId })) === 'late') return null;
  return [...new Set([...held, ...closed])];
}

async function endTogether(wait: Wait, workspaceIds: readonly WorkspaceId[]): Promise<boolean> {
  for (let left = workspaceIds; left.length > 0;) {
    const [workspaceId, ...others] = left as readonly [WorkspaceId, ...WorkspaceId[]];
    if (!(await endOlder(wait, { workspaceId }))) return false;
    const held = others.length === 0 ? [] : await workspacesOf(wait, (naming) => endFree(naming, others));
    if (held === null) return false;
    left = held;
  }
  return true;
}

type Naming = GateTransactions['naming'];

/** The workspaces that a statement answers with; null when time ran out. */
async function workspacesOf(
  wait: Wait,
  statement: (naming: Naming) => RawBuilder<unknown>,
): Promise<readonly WorkspaceId[] | null> {
  const rows = await wait.once(statement);
  return rows && rows.map((row) => id<WorkspaceId>(row, 'workspace_id'));
}

/** Begins a generation in these gates but those that a host's transaction has closed, and answers with the workspaces of the closed ones. */
function beginInOpen(naming: Naming, among: readonly WorkspaceId[]): RawBuilder<unknown> {
  const gates = table(naming, 'start_gates');
  return sql`with not_erased as materialized (
          select workspace.workspace_id from ${table(naming, 'workspaces')} as workspace
          where workspace.workspace_id in (${sql.join(among)})
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
        order by workspace_id`;
}

/** Deletes the unshared rows of older generations, and answers with the workspaces of the shared ones. */
function endFree(naming: Naming, among: readonly WorkspaceId[]): RawBuilder<unknown> {
  const gates = table(naming, 'start_gates');
  const isAmong = sql`gate.workspace_id in (${sql.join(among)})`;
  return sql`with newest as materialized (
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
          select workspace.workspace_id from ${table(naming, 'workspaces')} as workspace
          where workspace.workspace_id in (select workspace_id from held) for key share of workspace skip locked
        )
        select workspace_id from not_erased order by workspace_id`;
}
