import { sql, type RawBuilder } from 'kysely';
import type { TenantScope, WorkspaceScope } from '@tenantatlas/core/ports';
import { advisoryKey } from './advisory-key.ts';
import type { QueryContext } from './context.ts';

/** Whether others may have the same turn at the same time. */
type Turn = 'shared' | 'alone';

/**
 * Tables for a `with` that wait for a turn with the workspace before the statement gets to its rows. The turn ends with the transaction.
 *
 * Row locks alone are not fair: `for share` joins the present sharers of a row and overtakes a waiting writer, so a steady stream of starts would
 * keep an archiver waiting for ever. Advisory locks form a line. No guarantee depends on them: the rows, which are locked behind them, decide what
 * may be written. Taking them in another order than workspace, tenant, rows, start gate risks a deadlock.
 */
export function workspaceTurn(context: QueryContext, { workspaceId }: WorkspaceScope, turn: Turn): RawBuilder<unknown> {
  return sql`turn as materialized (select ${lock(context, workspaceId, turn)} as taken)`;
}

/** {@link workspaceTurn} for a tenant. The workspace is shared, so that siblings do not wait for each other. It is read first, so it is locked first. */
export function tenantTurn(context: QueryContext, scope: TenantScope, turn: Turn): RawBuilder<unknown> {
  // No id has a space in it.
  const tenant = lock(context, `${scope.workspaceId} ${scope.tenantId}`, turn);
  return sql`workspace_turn as materialized (select ${lock(context, scope.workspaceId, 'shared')} as taken),
    turn as materialized (select ${tenant} as taken from workspace_turn)`;
}

function lock({ schema }: QueryContext, name: string, turn: Turn): RawBuilder<unknown> {
  const take = sql.raw(`pg_catalog.pg_advisory_xact_lock${turn === 'shared' ? '_shared' : ''}`);
  return sql`${take}(${advisoryKey(`tenantatlas scope ${schema}`)}::int4, ${advisoryKey(name)}::int4)::text`;
}
