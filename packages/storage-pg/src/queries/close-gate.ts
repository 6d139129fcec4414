import { sql } from 'kysely';
import type { GateSettlement, WorkspaceScope } from '@tenantatlas/core/ports';
import type { BackendProfile } from '../backend/backend-profile.ts';
import { integer } from '../rows/column.ts';
import { first, table, type QueryContext } from './context.ts';
import { countOpenStarts, takeLineExclusively } from './gate-lines.ts';
import { scriptToRestore } from './local-setting.ts';
import { listGates } from './settle-each.ts';
import { requireReadCommitted } from './start-gate.ts';
import { deadlineOf, limitUntil, outOfTime, ranOut } from './within-time.ts';

/**
 * Settles inside a transaction of the host. The pause is not committed and no start can see it, so the gate is closed instead: all its rows are locked, and
 * starts wait for them until the host has ended its transaction. Then they read again.
 *
 * When time runs out nothing stays locked, and the setting is what it was.
 */
export async function closeGate(
  context: QueryContext,
  scope: WorkspaceScope | null,
  waitMillis: number,
  profile: BackendProfile,
): Promise<GateSettlement> {
  requireReadCommitted(context);
  if (await close(context, scope, deadlineOf(waitMillis), profile)) return { settled: true, openStarts: 0 };
  return { settled: false, openStarts: await countOpenStarts(context, scope) };
}

async function close(
  context: QueryContext,
  scope: WorkspaceScope | null,
  deadline: number,
  profile: BackendProfile,
): Promise<boolean> {
  const restore = await scriptToRestore(context, 'statement_timeout');
  try {
    await context.transaction.savepoint(async (transaction) => {
      const inner = { ...context, transaction };
      const limit = async (): Promise<void> => {
        if (performance.now() >= deadline) throw outOfTime();
        await transaction.script(limitUntil(deadline));
      };
      if (scope) await lockAll(inner, { table: 'start_gates', scope, line: scope }, limit);
      else await lockEverywhere(inner, profile, limit);
      await transaction.script(restore);
    });
    return true;
  } catch (error) {
    // The savepoint has put the setting back.
    if (ranOut(error)) return false;
    throw error;
  }
}

/** Locks the platform's gate first: no workspace can be made behind it, so the ones found afterwards are complete. */
async function lockEverywhere(
  context: QueryContext,
  { locksAcrossWorkspaces }: BackendProfile,
  limit: () => Promise<void>,
): Promise<void> {
  await lockAll(context, { table: 'platform_gate', scope: null, line: null }, limit);
  if (locksAcrossWorkspaces) return lockAll(context, { table: 'start_gates', scope: null, line: null }, limit);
  // Uses the platform's queue: one queue for each workspace would fill the server's lock table.
  await limit();
  for (const workspaceId of await listGates(context))
    await lockAll(context, { table: 'start_gates', scope: { workspaceId }, line: null }, limit);
}

/** Which rows are locked. */
interface Gates {
  readonly table: 'platform_gate' | 'start_gates';
  /** Those of one workspace; null for all of the table. */
  readonly scope: WorkspaceScope | null;
  /** The queue in which later starts wait. */
  readonly line: WorkspaceScope | null;
}

/**
 * Locks rows until a read sees no more of them than the previous read has locked. Locked rows stay, so these are then all rows. A pause that begins a
 * generation shares the newest row. Once that row is locked, the row of the pause is committed, the next read sees it, and no further one can be made.
 */
async function lockAll(
  context: QueryContext,
  { table: name, scope, line }: Gates,
  limit: () => Promise<void>,
): Promise<void> {
  const gates = table(context, name);
  const key = sql.ref(name === 'start_gates' ? 'workspace_id' : 'only_row');
  const isHere = scope ? sql`gate.workspace_id = ${scope.workspaceId}` : sql`true`;
  for (let locked = -1; ;) {
    await limit();
    const state = await first(
      context,
      sql`with ${takeLineExclusively(context, line)}, locked as materialized (
            select gate.generation from line cross join ${gates} as gate where ${isHere}
            order by gate.${key}, gate.generation for no key update of gate
          )
          select (select count(*) from ${gates} as gate where ${isHere})::int as seen, (select count(*) from locked)::int as locked`,
      (row) => ({ seen: integer(row, 'seen'), locked: integer(row, 'locked') }),
    );
    if (state === null || state.seen === locked) return;
    locked = state.locked;
  }
}
