import { sql, type RawBuilder } from 'kysely';
import type { WorkspaceScope } from '@tenantatlas/core';
import type { SqlRow } from '../rows/column.ts';
import { table, type QueryContext } from './context.ts';
import type { GateTransactions } from './within-time.ts';

/** Work in a transaction of its own against the deadline of a call; null when that ran out. */
export interface Wait {
  work<T>(work: (context: QueryContext) => Promise<T>): Promise<T | null>;
  /** For one statement, in fewer messages. Answers with its rows. */
  once(statement: (naming: GateTransactions['naming']) => RawBuilder<unknown>): Promise<readonly SqlRow[] | null>;
}

/**
 * Begins a generation in one gate. Shares the newest row meanwhile: a pause that is open in a host's transaction has locked it, and no row may
 * come up beside the ones that it has locked. False when time ran out.
 */
export async function beginGeneration(wait: Wait, scope: WorkspaceScope | null): Promise<boolean> {
  for (;;) {
    const rows = await wait.once((naming) => nextGeneration(naming, scope));
    if (rows === null) return false;
    const [row] = rows;
    // A workspace without a gate has no starts.
    if (row?.['found'] === 1 || row?.['has_gate'] === false) return true;
    // The newest row of that moment is gone: another pause got further, and a new statement sees its row.
  }
}

/** Another pause that begins the same generation is waited for. It is committed behind the look of this statement, so it serves both. */
function nextGeneration(naming: GateTransactions['naming'], scope: WorkspaceScope | null): RawBuilder<unknown> {
  const { gates, isHere, key } = gatesOf(naming, scope);
  return sql`with newest as materialized (
        select gate.${key} as of_gate, gate.generation from ${gates} as gate where ${isHere} order by gate.generation desc limit 1 for share of gate
      ), begun as (
        insert into ${gates} (${key}, generation) select of_gate, generation + 1 from newest on conflict do nothing returning generation
      )
      select (select count(*) from newest)::int as found, (select count(*) from begun)::int as begun,
        exists (select from ${gates} as gate where ${isHere}) as has_gate`;
}

/** Waits until the rows of older generations are not shared any more, and deletes them. False when time ran out. */
export async function endOlder(wait: Wait, scope: WorkspaceScope | null): Promise<boolean> {
  const rows = await wait.once((naming) => {
    const { gates, isHere } = gatesOf(naming, scope);
    return sql`delete from ${gates} as gate
      where ${isHere} and gate.generation < (select max(gate.generation) from ${gates} as gate where ${isHere})`;
  });
  return rows !== null;
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
