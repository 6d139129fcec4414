import { sql, type RawBuilder } from 'kysely';
import type { WorkspaceId } from '@tenantatlas/core';
import { ids, textOrNull, type SqlRow } from '../rows/column.ts';
import { table } from './context.ts';
import type { Wait } from './gate-generations.ts';
import type { GateTransactions } from './within-time.ts';

/** How many workspaces are read in one message. Starts in them wait until it has ended, a few milliseconds for each thousand. */
const batchSize = 1_000;

/**
 * Finds gates that are in use, and returns their workspaces; null when time ran out. All others need no generation: nothing is waited for there.
 *
 * Why one read is enough. It locks every row of a gate for the length of one message. A start that shared a row at that moment keeps it from being locked, so the
 * gate counts as held. A later start reads again behind the lock, and that is later than the commit of the pause. A row that the read
 * cannot see was committed after the pause as well.
 *
 * A gate with more than one row counts as held too, so that its older rows are deleted.
 */
export async function findHeldGates(wait: Wait): Promise<readonly WorkspaceId[] | null> {
  const held: WorkspaceId[] = [];
  for (let after: string | null = ''; after !== null;) {
    const from: string = after;
    const rows: readonly SqlRow[] | null = await wait.once((naming) => probe(naming, from));
    const [row] = rows ?? [];
    if (!row) return null;
    held.push(...ids<WorkspaceId>(row, 'held'));
    after = textOrNull(row, 'last');
  }
  return held;
}

function probe(naming: GateTransactions['naming'], after: string): RawBuilder<unknown> {
  const gates = table(naming, 'start_gates');
  const isBehind = after === '' ? sql`true` : sql`gate.workspace_id > ${after}`;
  return sql`with page as materialized (
        select gate.workspace_id, count(*) as generations from ${gates} as gate where ${isBehind}
        group by gate.workspace_id order by gate.workspace_id limit ${batchSize}
      ), free as materialized (
        select gate.workspace_id from ${gates} as gate join page on page.workspace_id = gate.workspace_id
        where page.generations = 1 order by gate.workspace_id for no key update of gate skip locked
      )
      select (select case when count(*) = ${batchSize} then max(workspace_id) end from page) as last,
        array (select workspace_id from page where not exists (select from free where free.workspace_id = page.workspace_id) order by workspace_id) as held`;
}
