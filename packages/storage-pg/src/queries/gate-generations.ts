import { sql, type RawBuilder } from 'kysely';
import type { WorkspaceScope } from '@tenantatlas/core/ports';
import { integer, truth, type SqlRow } from '../rows/column.ts';
import { table, type QueryContext } from './context.ts';
import type { GateTransactions } from './within-time.ts';

/** Work in a separate transaction against the deadline of a call; null when that ran out. */
export interface Wait {
  work<T>(work: (context: QueryContext) => Promise<T>): Promise<T | null>;
  /** For one statement, in fewer messages. Answers with its rows. */
  once(statement: (naming: GateTransactions['naming']) => RawBuilder<unknown>): Promise<readonly SqlRow[] | null>;
  /** Whether the deadline has passed. */
  isOver(): boolean;
}

/**
 * Begins a generation in one gate. Shares the newest row meanwhile: a pause that is open in a host's transaction has locked it, and no row may be
 * added beside the locked ones.
 *
 * `empty`: there is no start in the gate, because its workspace was erased or is being erased. `late`: time ran out.
 */
export async function beginGeneration(wait: Wait, scope: WorkspaceScope | null): Promise<'begun' | 'empty' | 'late'> {
  while (!wait.isOver()) {
    const rows = await wait.once((naming) => nextGeneration(naming, scope));
    if (rows === null) return 'late';
    const [row] = rows;
    if (row?.['found'] === 1) return 'begun';
    if (row?.['may_have_starts'] === false) return 'empty';
    // The newest row of that moment was deleted: another pause was faster, and a new statement sees its row.
  }
  return 'late';
}

/** Waits for another pause that begins the same generation. It commits after the read of this statement, so it serves both. */
function nextGeneration(naming: GateTransactions['naming'], scope: WorkspaceScope | null): RawBuilder<unknown> {
  const { gates, isHere, key } = gatesOf(naming, scope);
  return sql`with ${scope ? sql`${notErased(naming, scope)},` : sql``} newest as materialized (
        select gate.${key} as of_gate, gate.generation from ${gates} as gate where ${isHere}${unlessErased(scope)}
        order by gate.generation desc limit 1 for share of gate
      ), begun as (
        insert into ${gates} (${key}, generation) select of_gate, generation + 1 from newest on conflict do nothing returning generation
      )
      select (select count(*) from newest)::int as found, (select count(*) from begun)::int as begun,
        exists (select from ${gates} as gate where ${isHere}${unlessErased(scope)}) as may_have_starts`;
}

/**
 * Waits until the rows of older generations are not shared any more, and deletes them. False when time ran out.
 *
 * Each row is deleted in a separate transaction, from the oldest on, and none is held while another one is waited for. Two pauses that wait for one
 * row get it in any order: the one that comes later may be first, at the moment when the last start leaves the row. If it held the row while it waits for
 * the starts behind that, the earlier pause would wait for them as well.
 */
export async function endOlder(wait: Wait, scope: WorkspaceScope | null): Promise<boolean> {
  for (let end: number | null = null; ;) {
    const rows = await wait.once((naming) => endOldest(naming, scope, end));
    const [row] = rows ?? [];
    if (!row) return false;
    if (!truth(row, 'has_more')) return true;
    end = integer(row, 'generations_end');
  }
}

/** Deletes the oldest row before `end`, or before the newest of this moment. Rows that others add meanwhile are not looked for: the wait has an end. */
function endOldest(
  naming: GateTransactions['naming'],
  scope: WorkspaceScope | null,
  end: number | null,
): RawBuilder<unknown> {
  const { gates, isHere } = gatesOf(naming, scope);
  const generations =
    end === null ? sql`(select max(gate.generation) from ${gates} as gate where ${isHere})` : sql`${end}`;
  return sql`with ${scope ? sql`${notErased(naming, scope)},` : sql``} oldest as materialized (
        select gate.generation from ${gates} as gate where ${isHere}${unlessErased(scope)} and gate.generation < ${generations}
        order by gate.generation limit 1 for update of gate
      ), ended as (
        delete from ${gates} as gate using oldest where ${isHere} and gate.generation = oldest.generation
      )
      select ${generations}::bigint as generations_end, exists (
        select from ${gates} as gate join oldest on oldest.generation < gate.generation where ${isHere} and gate.generation < ${generations}
      ) as has_more`;
}

/**
 * A table for a `with`: the workspace, unless an erasure has locked it. A start shares the row of its workspace from before it enters the gate until it has
 * ended. So there is no start in the gate once an erasure has the row, and settling skips it. Settling locks the row of a workspace before its gate, like
 * all others: inserting a gate row locks the workspace, and an erasure that has it waits for the gate.
 */
export function notErased(naming: GateTransactions['naming'], { workspaceId }: WorkspaceScope): RawBuilder<unknown> {
  return sql`not_erased as materialized (
        select from ${table(naming, 'workspaces')} as workspace where workspace.workspace_id = ${workspaceId}
        for key share of workspace skip locked
      )`;
}

function unlessErased(scope: WorkspaceScope | null): RawBuilder<unknown> {
  return scope ? sql` and exists (select from not_erased)` : sql``;
}

function gatesOf(naming: GateTransactions['naming'], scope: WorkspaceScope | null) {
  return scope
    ? {
        gates: table(naming, 'start_gates'),
        isHere: sql`gate.workspace_id = ${scope.workspaceId}`,
        key: sql.ref('workspace_id'),
      }
    : { gates: table(naming, 'platform_gate'), isHere: sql`true`, key: sql.ref('only_row') };
}
