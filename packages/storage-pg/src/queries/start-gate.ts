import { sql } from 'kysely';
import { StorageFault, type StartGate, type WorkspaceScope } from '@tenantatlas/core';
import { id, integer } from '../rows/column.ts';
import { advisoryKey } from './advisory-key.ts';
import { all, first, run, table, type QueryContext } from './context.ts';
import { withinLockTimeout } from './lock-timeout.ts';
import { onlyOnPlatform } from './reach.ts';

/**
 * The start gate in PostgreSQL: a start share-locks the row of its workspace, a pause updates it.
 *
 * Four things must stay as they are. The row is UPDATED, not only locked, and a host's transaction that is not READ COMMITTED is refused: it
 * would look at an old picture and slip through. The second look is a statement of its own after `enter`, so that it sees what was
 * committed while `enter` waited. And correctness never rests on the advisory locks: they exist to be counted.
 */
export function createStartGate(context: QueryContext): StartGate {
  return {
    enter: (scope) => enter(context, scope),
    settle: async (scope, waitMillis) => {
      const settled = scope
        ? await settleOne(context, scope.workspaceId, waitMillis)
        : await settleAll(context, waitMillis);
      return settled ? { settled, openStarts: 0 } : { settled, openStarts: await countOpenStarts(context, scope) };
    },
  };
}

/** The workspace was erased since access saw it, or was never within reach of this unit. The unit is tried again, and access then finds it gone. */
export class GateMissing extends StorageFault {
  constructor() {
    super(
      'unavailable',
      'This unit reaches no such start gate: the workspace was erased, or the unit is not open on it.',
    );
  }
}

async function enter(context: QueryContext, scope: WorkspaceScope | null): Promise<void> {
  if (scope === null) await onlyOnPlatform(context, 'gate.enter(null)');
  const gate = scope
    ? sql`${table(context, 'start_gates')} where workspace_id = ${scope.workspaceId}`
    : sql`${table(context, 'platform_gate')}`;
  // The row comes first: a start that still waits for a pause is not an open one.
  const { rows } = await run(
    context,
    sql`with gate as materialized (select ticket from ${gate} for share)
        select pg_catalog.current_setting('transaction_isolation') as isolation,
          pg_catalog.pg_advisory_xact_lock_shared(${gateClass(context)}::int4, ${gateKey(scope)}::int4)::text as counted
        from gate`,
  );
  if (rows.length === 0) throw new GateMissing();
  // With an older picture the second look would miss a pause whose settling ran out of time. Closed when in doubt.
  const isolation = rows[0]?.['isolation'];
  if (isolation !== 'read committed') {
    throw new StorageFault(
      'unavailable',
      `A guarded start needs a READ COMMITTED transaction; this one is ${String(isolation)}.`,
    );
  }
}

/** Waits for the starts of one workspace. A workspace without a gate has no starts. */
function settleOne(context: QueryContext, workspaceId: string, waitMillis: number): Promise<boolean> {
  return withinLockTimeout(context, waitMillis, async (inner) => {
    await run(
      inner,
      sql`update ${table(inner, 'start_gates')} set ticket = ticket + 1 where workspace_id = ${workspaceId}`,
    );
  });
}

/**
 * Waits for the starts of every workspace. First the platform's row: workspaces under way of being made are waited for, others cannot begin,
 * and two global pauses do not meet further down. Then all gates that nobody holds, in one statement and in the order of their ids. Those
 * that are held are waited for one by one, and after each wait all that have become free meanwhile are taken together.
 *
 * When time runs out the gates that were free stay updated: the fewer are left, the better.
 */
async function settleAll(context: QueryContext, waitMillis: number): Promise<boolean> {
  const deadline = performance.now() + waitMillis;
  const creationsEnded = await withinLockTimeout(context, waitMillis, async (inner) => {
    await run(inner, sql`update ${table(inner, 'platform_gate')} set ticket = ticket + 1`);
  });
  let held = await settleFree(context, null);
  for (let [next] = held; next !== undefined; [next] = held) {
    const remaining = deadline - performance.now();
    if (remaining <= 0 || !(await settleOne(context, next, remaining))) return false;
    held = await settleFree(context, held.slice(1));
  }
  return creationsEnded;
}

/** Updates those of the gates that nobody holds, and answers with the workspaces of the others. */
function settleFree(context: QueryContext, among: readonly string[] | null): Promise<readonly string[]> {
  if (among?.length === 0) return Promise.resolve([]);
  const gates = table(context, 'start_gates');
  const isAmong = among ? sql`workspace_id = any (${among}::text[])` : sql`true`;
  return all(
    context,
    sql`with free as materialized (
          select workspace_id from ${gates} where ${isAmong} order by workspace_id for no key update skip locked
        ), settled as (
          update ${gates} as gate set ticket = gate.ticket + 1 from free where gate.workspace_id = free.workspace_id returning gate.workspace_id
        )
        select gate.workspace_id from ${gates} as gate
        where ${isAmong} and not exists (select from settled where settled.workspace_id = gate.workspace_id)
        order by gate.workspace_id`,
    (row) => id<string>(row, 'workspace_id'),
  );
}

/** How many other transactions have entered and not ended. At least one: something was waited for in vain. */
async function countOpenStarts(context: QueryContext, scope: WorkspaceScope | null): Promise<number> {
  const ofWorkspace = scope ? sql` and objid = ${gateKey(scope)}::int4::oid` : sql``;
  const open = await first(
    context,
    sql`select count(distinct pid)::bigint as open from pg_catalog.pg_locks
        where locktype = 'advisory' and granted and objsubid = 2 and classid = ${gateClass(context)}::int4::oid${ofWorkspace}
          and pid <> pg_catalog.pg_backend_pid()
          and database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())`,
    (row) => integer(row, 'open'),
  );
  return Math.max(1, open ?? 0);
}

/** Second part of the advisory keys: whose starts. */
function gateKey(scope: WorkspaceScope | null): number {
  return advisoryKey(scope ? scope.workspaceId : '');
}

/** First part of the advisory keys: two installations in one database count their own starts. */
function gateClass({ schema }: QueryContext): number {
  return advisoryKey(`tenantatlas start gate ${schema}`);
}
