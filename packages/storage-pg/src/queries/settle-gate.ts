import { sql, type RawBuilder } from 'kysely';
import type { GateSettlement, WorkspaceId, WorkspaceScope } from '@tenantatlas/core';
import { id, type SqlRow } from '../rows/column.ts';
import { all, table, type QueryContext } from './context.ts';
import { countOpenStarts } from './gate-lines.ts';
import { scriptText } from './script-text.ts';
import { onceWithinTime, withinTime, type GateTransactions } from './within-time.ts';

/**
 * Waits for the starts that are in the gate now, and for none that come later.
 *
 * First the gate gets a new generation, a row with a number above all others, and that is committed. From then on starts go to that row, so that
 * the others only lose starts. Then all rows but the newest are deleted, which waits for those who share them.
 *
 * Why this is enough. A start from before the pause shares one of the rows that are there behind the first step. All but the newest are waited for.
 * The newest has a number that the first step made, or could not see: it was committed after the pause, and who shares it looks again later
 * than that, and sees the pause.
 *
 * Rows are never updated. PostgreSQL would follow an update and wait for those who share the new version as well, and they may be a stream.
 *
 * Each wait is a transaction of its own with what is left of the time, so that nothing is held while something else is waited for.
 */
export async function settleGate(
  transactions: GateTransactions,
  scope: WorkspaceScope | null,
  waitMillis: number,
): Promise<GateSettlement> {
  const wait = waiting(transactions, performance.now() + waitMillis);
  const settled = scope ? await settleOne(wait, scope) : await settleAll(wait);
  if (settled) return { settled, openStarts: 0 };
  return { settled, openStarts: await transactions.run('', (context) => countOpenStarts(context, scope)) };
}

/** Work against the deadline; null when it ran out. */
interface Wait {
  work<T>(work: (context: QueryContext) => Promise<T>): Promise<T | null>;
  once(statement: (naming: GateTransactions['naming']) => RawBuilder<unknown>): Promise<readonly SqlRow[] | null>;
}

function waiting(transactions: GateTransactions, deadline: number): Wait {
  const { naming } = transactions;
  return {
    work: (work) => withinTime(transactions, deadline, work),
    once: (statement) => onceWithinTime(transactions, deadline, scriptText(naming, statement(naming))),
  };
}

async function settleOne(wait: Wait, scope: WorkspaceScope): Promise<boolean> {
  return (await beginGeneration(wait, scope)) && (await endOlder(wait, scope));
}

/**
 * All workspaces, and those that are being made: a creation shares the platform's gate. A workspace that is committed after the first step needs no wait,
 * its starts look later than the pause. Gates that no one holds are done together; the others one by one, and after each wait all
 * that have become free meanwhile are taken together.
 */
async function settleAll(wait: Wait): Promise<boolean> {
  if (!(await beginGeneration(wait, null))) return false;
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

/**
 * Begins a generation in one gate. Shares the newest row meanwhile: a pause that is open in a host's transaction has locked it, and no row may
 * come up beside the ones that it has locked. False when time ran out.
 */
async function beginGeneration(wait: Wait, scope: WorkspaceScope | null): Promise<boolean> {
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

/** Waits until the rows of older generations are not shared any more, and deletes them. False when time ran out. */
async function endOlder(wait: Wait, scope: WorkspaceScope | null): Promise<boolean> {
  const answer = await wait.once((naming) => {
    const { gates, isHere } = gatesOf(naming, scope);
    return sql`delete from ${gates} as gate
      where ${isHere} and gate.generation < (select max(gate.generation) from ${gates} as gate where ${isHere})`;
  });
  return answer !== null;
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

function gatesOf(naming: GateTransactions['naming'], scope: WorkspaceScope | null) {
  return scope
    ? {
        gates: table(naming, 'start_gates'),
        isHere: sql`gate.workspace_id = ${scope.workspaceId}`,
        key: sql.ref('workspace_id'),
      }
    : { gates: table(naming, 'platform_gate'), isHere: sql`true`, key: sql.ref('only_row') };
}
