import { sql } from 'kysely';
import { invariant, type GateSettlement, type WorkspaceScope } from '@tenantatlas/core';
import { integer, text } from '../rows/column.ts';
import { first, run, table, type QueryContext } from './context.ts';
import { countOpenStarts, takeLineAlone } from './gate-lines.ts';
import { requireReadCommitted } from './start-gate.ts';
import { limitUntil, ranOut } from './within-time.ts';

/**
 * Settles inside a transaction of the host. The pause is not committed and no start can see it, so the gate is closed instead: all its rows are locked, and
 * starts wait for them until the host has ended its transaction. Then they look again.
 *
 * When time runs out nothing stays locked, and the setting is what it was.
 */
export async function closeGate(
  context: QueryContext,
  scope: WorkspaceScope | null,
  waitMillis: number,
): Promise<GateSettlement> {
  requireReadCommitted(context);
  if (await close(context, scope, performance.now() + waitMillis)) return { settled: true, openStarts: 0 };
  return { settled: false, openStarts: await countOpenStarts(context, scope) };
}

async function close(context: QueryContext, scope: WorkspaceScope | null, deadline: number): Promise<boolean> {
  const before = await first(context, sql`select pg_catalog.current_setting('statement_timeout') as value`, (row) =>
    text(row, 'value'),
  );
  invariant(before !== null, 'PostgreSQL always has a statement_timeout.');
  try {
    await context.transaction.savepoint(async (transaction) => {
      const inner = { ...context, transaction };
      const limit = (): Promise<unknown> => transaction.script(limitUntil(deadline));
      if (scope === null) await lockAll(inner, null, 'platform_gate', limit);
      await lockAll(inner, scope, 'start_gates', limit);
      await run(inner, sql`select pg_catalog.set_config('statement_timeout', ${before}, true)`);
    });
    return true;
  } catch (error) {
    // The savepoint has put the setting back.
    if (ranOut(error)) return false;
    throw error;
  }
}

/**
 * Locks rows until a look finds no further one. A pause that begins a generation shares the newest row, so that a row it made is committed, and seen by
 * the next look, once that one is locked; and none can be made any more.
 */
async function lockAll(
  context: QueryContext,
  scope: WorkspaceScope | null,
  name: 'platform_gate' | 'start_gates',
  limit: () => Promise<unknown>,
): Promise<void> {
  const key = sql.ref(name === 'start_gates' ? 'workspace_id' : 'only_row');
  const isHere = scope ? sql`gate.workspace_id = ${scope.workspaceId}` : sql`true`;
  for (let locked = -1, before = -2; locked !== before;) {
    await limit();
    before = locked;
    const count = await first(
      context,
      sql`with ${takeLineAlone(context, scope)}, locked as materialized (
            select gate.generation from line cross join ${table(context, name)} as gate where ${isHere}
            order by gate.${key}, gate.generation for no key update of gate
          )
          select coalesce(sum(generation + 1), 0)::bigint as locked from locked`,
      (row) => integer(row, 'locked'),
    );
    locked = count ?? 0;
  }
}
