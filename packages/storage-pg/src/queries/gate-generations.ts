import { sql } from 'kysely';
import type { WorkspaceScope } from '@tenantatlas/core';
import { run, table, type QueryContext } from './context.ts';

/** Runs work in a transaction of its own against the deadline of a call; null when it ran out. */
export type Wait = <T>(work: (context: QueryContext) => Promise<T>) => Promise<T | null>;

/**
 * Begins a generation in one gate. Shares the newest row meanwhile: a pause that is open in a host's transaction has locked it, and no row may
 * come up beside the ones that it has locked. False when time ran out.
 */
export async function beginGeneration(wait: Wait, scope: WorkspaceScope | null): Promise<boolean> {
  for (;;) {
    const outcome = await wait((context) => tryToBegin(context, scope));
    // The newest row of that moment is gone: another pause got further, and a new statement sees its row.
    if (outcome !== 'again') return outcome !== null;
  }
}

async function tryToBegin(context: QueryContext, scope: WorkspaceScope | null): Promise<'begun' | 'again' | 'no gate'> {
  const { gates, isHere, key } = gatesOf(context, scope);
  // Another pause that begins the same generation is waited for. It is committed behind the look of this statement, so it serves both.
  const { rows } = await run(
    context,
    sql`with newest as materialized (
          select gate.${key} as of_gate, gate.generation from ${gates} as gate where ${isHere} order by gate.generation desc limit 1 for share of gate
        ), begun as (
          insert into ${gates} (${key}, generation) select of_gate, generation + 1 from newest on conflict do nothing returning generation
        )
        select (select count(*) from newest)::int as found, (select count(*) from begun)::int as begun,
          exists (select from ${gates} as gate where ${isHere}) as has_gate`,
  );
  if (rows[0]?.['found'] === 1) return 'begun';
  // A workspace without a gate has no starts.
  return rows[0]?.['has_gate'] === true ? 'again' : 'no gate';
}

/** Waits until no one shares a row of an older generation, and deletes them. */
export async function endOlder(context: QueryContext, scope: WorkspaceScope | null): Promise<void> {
  const { gates, isHere } = gatesOf(context, scope);
  await run(
    context,
    sql`delete from ${gates} as gate
        where ${isHere} and gate.generation < (select max(gate.generation) from ${gates} as gate where ${isHere})`,
  );
}

function gatesOf(context: QueryContext, scope: WorkspaceScope | null) {
  return scope
    ? {
        gates: table(context, 'start_gates'),
        isHere: sql`gate.workspace_id = ${scope.workspaceId}`,
        key: sql.ref('workspace_id'),
      }
    : { gates: table(context, 'platform_gate'), isHere: sql`true`, key: sql.ref('only_row') };
}
