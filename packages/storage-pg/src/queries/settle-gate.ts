import { sql, type RawBuilder } from 'kysely';
import type { GateSettlement, WorkspaceId, WorkspaceScope } from '@tenantatlas/core';
import { id } from '../rows/column.ts';
import { all, run, table, type QueryContext } from './context.ts';
import { countOpenStarts } from './gate-lines.ts';
import { withinTime } from './within-time.ts';

/** Runs `work` in a platform transaction of its own and commits it. */
export type InTransaction = <T>(work: (context: QueryContext) => Promise<T>) => Promise<T>;

/**
 * Waits for the starts that are in the gate now, and for none that come later.
 *
 * First the gate is turned: the older side gets a ticket above the newer one's, and that is committed. From then on starts go to that side, so that the
 * other one only empties. Then the side that is the older one now is waited for. Updating a side waits for those who share it: no side
 * is turned before all have left it.
 *
 * Why this is enough. A start shares a row version, and a row is only updated when no one shares it; so a start from before the pause shares one of
 * the two versions that are there after the turn. The older one is waited for. The newer one was made by a turn that was committed after
 * the pause, by this call or by another one that it waited for: who shares it looks again later than that, and sees the pause.
 *
 * Each wait is a transaction of its own with what is left of the time, so that nothing is held while something else is waited for.
 */
export async function settleGate(
  inTransaction: InTransaction,
  scope: WorkspaceScope | null,
  waitMillis: number,
): Promise<GateSettlement> {
  const wait = waiting(inTransaction, performance.now() + waitMillis);
  const settled = scope ? await settleOne(wait, scope) : await settleAll(wait);
  if (settled) return { settled, openStarts: 0 };
  return { settled, openStarts: await inTransaction((context) => countOpenStarts(context, scope)) };
}

/** Runs work against the deadline; null when it ran out. */
type Wait = <T>(work: (context: QueryContext) => Promise<T>) => Promise<T | null>;

function waiting(inTransaction: InTransaction, deadline: number): Wait {
  return (work) => withinTime(inTransaction, deadline, work);
}

/** A workspace without a gate has no starts. */
async function settleOne(wait: Wait, scope: WorkspaceScope | null): Promise<boolean> {
  const turned = await wait((context) => turn(context, scope));
  return turned !== null && (await wait((context) => waitForOlderSide(context, scope))) !== null;
}

/**
 * All workspaces, and those that are being made: a creation shares the platform's gate. A workspace that is committed after the turn needs no wait, its starts
 * look later than the pause. Gates that no one holds are done together; the others one by one, and after each wait all that have become
 * free meanwhile are taken together.
 */
async function settleAll(wait: Wait): Promise<boolean> {
  if ((await wait((context) => turn(context, null))) === null) return false;
  const unturned = await wait(turnFree);
  if (unturned === null) return false;
  for (const workspaceId of unturned) {
    if ((await wait((context) => turn(context, { workspaceId }))) === null) return false;
  }
  if ((await wait((context) => waitForOlderSide(context, null))) === null) return false;
  let held = await wait((context) => passFree(context, null));
  while (held !== null && held.length > 0) {
    const [workspaceId, ...others] = held as readonly [WorkspaceId, ...WorkspaceId[]];
    if ((await wait((context) => waitForOlderSide(context, { workspaceId }))) === null) return false;
    held = others.length === 0 ? [] : await wait((context) => passFree(context, others));
  }
  return held !== null;
}

/** Makes the older side the newer one. When another turn came first, its ticket is in the way and nothing is left to do. */
async function turn(context: QueryContext, scope: WorkspaceScope | null): Promise<void> {
  const { gates, pair, both } = sidesOf(context, scope);
  const added = scope ? sql`with added as (${addMissingSides(context, scope)})` : sql``;
  await run(
    context,
    sql`${added} update ${gates} as gate set ticket = gate.ticket + 2 from ${gates} as newer where ${pair} and ${both}`,
  );
}

/** Waits until no one shares the older side. */
async function waitForOlderSide(context: QueryContext, scope: WorkspaceScope | null): Promise<void> {
  const { gates, pair, both } = sidesOf(context, scope);
  await run(
    context,
    sql`select count(*) from (
          select from ${gates} as gate cross join ${gates} as newer where ${pair} and ${both} for no key update of gate
        ) as waited`,
  );
}

/** Turns the gates whose older side no one holds, and answers with the workspaces of the others. */
function turnFree(context: QueryContext): Promise<readonly WorkspaceId[]> {
  const gates = table(context, 'start_gates');
  return all(
    context,
    sql`with added as (${addMissingSides(context, null)}), free as materialized (
          select gate.workspace_id, gate.side from ${gates} as gate join ${gates} as newer on ${isOlder}
          order by gate.workspace_id for no key update of gate skip locked
        ), turned as (
          update ${gates} as gate set ticket = gate.ticket + 2 from free
          where gate.workspace_id = free.workspace_id and gate.side = free.side returning gate.workspace_id
        )
        select gate.workspace_id from ${gates} as gate join ${gates} as newer on ${isOlder}
        where not exists (select from turned where turned.workspace_id = gate.workspace_id)
        order by gate.workspace_id`,
    (row) => id<WorkspaceId>(row, 'workspace_id'),
  );
}

/** Answers with those of the workspaces whose older side is still held. */
function passFree(context: QueryContext, among: readonly WorkspaceId[] | null): Promise<readonly WorkspaceId[]> {
  const gates = table(context, 'start_gates');
  const isAmong = among ? sql`gate.workspace_id = any (${among}::text[])` : sql`true`;
  return all(
    context,
    sql`with free as materialized (
          select gate.workspace_id from ${gates} as gate join ${gates} as newer on ${isOlder} where ${isAmong}
          for no key update of gate skip locked
        )
        select gate.workspace_id from ${gates} as gate join ${gates} as newer on ${isOlder}
        where ${isAmong} and not exists (select from free where free.workspace_id = gate.workspace_id)
        order by gate.workspace_id`,
    (row) => id<WorkspaceId>(row, 'workspace_id'),
  );
}

/** `newer` is the other side of the same gate, and `gate` the older one. */
const isOlder = sql`newer.workspace_id = gate.workspace_id and newer.ticket > gate.ticket`;

function sidesOf(context: QueryContext, scope: WorkspaceScope | null) {
  if (!scope) return { gates: table(context, 'platform_gate'), pair: sql`newer.ticket > gate.ticket`, both: sql`true` };
  const { workspaceId } = scope;
  return {
    gates: table(context, 'start_gates'),
    pair: isOlder,
    both: sql`gate.workspace_id = ${workspaceId} and newer.workspace_id = ${workspaceId}`,
  };
}

/** A workspace that a process of an older version made has one side only. The new one is the newer one: to add it is to turn. */
export function addMissingSides(context: QueryContext, scope: WorkspaceScope | null): RawBuilder<unknown> {
  const gates = table(context, 'start_gates');
  const [here, there] = scope
    ? [sql`lone.workspace_id = ${scope.workspaceId}`, sql`other.workspace_id = ${scope.workspaceId}`]
    : [sql`true`, sql`other.workspace_id = lone.workspace_id`];
  return sql`insert into ${gates} (workspace_id, side, ticket)
    select lone.workspace_id, 1 - lone.side, lone.ticket + 1 from ${gates} as lone
    where ${here} and not exists (select from ${gates} as other where ${there} and other.side <> lone.side)
    on conflict do nothing`;
}
