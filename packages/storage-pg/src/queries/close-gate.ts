import { sql } from 'kysely';
import { invariant, type GateSettlement, type WorkspaceScope } from '@tenantatlas/core';
import { text } from '../rows/column.ts';
import { first, run, table, type QueryContext } from './context.ts';
import { countOpenStarts, takeLineAlone } from './gate-lines.ts';
import { addMissingSides } from './settle-gate.ts';
import { requireReadCommitted } from './start-gate.ts';
import { millisUntil, ranOut } from './within-time.ts';

/**
 * Settles inside a transaction of the host. The pause is not committed and no start can see it, so the gate is closed instead: both sides are taken, and
 * starts wait at it until the host has ended its transaction. Then they look again.
 *
 * When time runs out nothing stays taken, and the setting is what it was.
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
      const limit = (): Promise<void> =>
        transaction.script(`SET LOCAL statement_timeout TO ${millisUntil(deadline)}`);
      await limit();
      if (scope === null) {
        await takeBothSides(inner, null, 'platform_gate');
        await limit();
      }
      await run(inner, addMissingSides(inner, scope));
      await limit();
      await takeBothSides(inner, scope, 'start_gates');
      await run(inner, sql`select pg_catalog.set_config('statement_timeout', ${before}, true)`);
    });
    return true;
  } catch (error) {
    // The savepoint has put the setting back.
    if (ranOut(error)) return false;
    throw error;
  }
}

/** Updated, not only locked, and in one order for all. */
async function takeBothSides(
  context: QueryContext,
  scope: WorkspaceScope | null,
  name: 'platform_gate' | 'start_gates',
): Promise<void> {
  const gates = table(context, name);
  const key = sql.ref(name === 'start_gates' ? 'workspace_id' : 'only_row');
  const isHere = scope ? sql`gate.workspace_id = ${scope.workspaceId}` : sql`true`;
  await run(
    context,
    sql`with ${takeLineAlone(context, scope)}, taken as materialized (
          select gate.${key} as of_gate, gate.side from line cross join ${gates} as gate where ${isHere}
          order by gate.${key}, gate.side for no key update of gate
        )
        update ${gates} as gate set ticket = gate.ticket + 2 from taken
        where gate.${key} = taken.of_gate and gate.side = taken.side and ${isHere}`,
  );
}
