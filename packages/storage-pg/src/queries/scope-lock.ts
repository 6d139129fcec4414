import { sql, type RawBuilder } from 'kysely';
import type { TenantScope, WorkspaceScope } from '@tenantatlas/core/ports';
import { advisoryKey } from './advisory-key.ts';
import type { QueryContext } from './context.ts';

/** Whether others may hold the same lock at the same time. */
type LockMode = 'shared' | 'exclusive';

/**
 * The table `scope_lock` for a `with`: it locks the workspace by an advisory lock before the statement gets to its rows. The lock ends with the
 * transaction.
 *
 * Row locks alone are not fair: `for share` joins the present sharers of a row and overtakes a waiting writer, so a steady stream of starts would
 * keep an archiver waiting without end. Advisory locks queue. No guarantee depends on them: the rows, which are locked behind them, decide what may be
 * written. Taking them in another order than workspace, tenant, rows, start gate risks a deadlock.
 */
export function workspaceLock(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  mode: LockMode,
): RawBuilder<unknown> {
  return sql`scope_lock as materialized (select ${lock(context, workspaceId, mode)} as taken)`;
}

/** {@link workspaceLock} for a tenant. The workspace is shared, so that siblings do not wait for each other. It is read first, so it is locked first. */
export function tenantLock(context: QueryContext, scope: TenantScope, mode: LockMode): RawBuilder<unknown> {
  // No id has a space in it.
  const tenant = lock(context, `${scope.workspaceId} ${scope.tenantId}`, mode);
  return sql`workspace_lock as materialized (select ${lock(context, scope.workspaceId, 'shared')} as taken),
    scope_lock as materialized (select ${tenant} as taken from workspace_lock)`;
}

/** More scopes than this are not waited for in line: each lock takes a place in the memory that all transactions of the server share. */
const mostShared = 8;

/**
 * {@link tenantLock} for several tenants, shared: their workspaces first, each list in one order. With too many it locks nothing, and the rows alone decide.
 *
 * Without `wait` it takes what is free, and the table `not_free` names the workspaces and tenants whose lock another transaction holds, or waits for before this one.
 */
export function sharedLocks(context: QueryContext, scopes: readonly TenantScope[], wait = true): RawBuilder<unknown> {
  const workspaces = new Set(scopes.map(({ workspaceId }): string => workspaceId));
  const tenants = new Set(scopes.map(({ workspaceId, tenantId }) => `${workspaceId} ${tenantId}`));
  const names = tenants.size > mostShared ? [] : [...[...workspaces].sort(), ...[...tenants].sort()];
  const lines = names.map((name, at) => {
    const before = at === 0 ? sql`` : sql` from ${sql.raw(`line_${String(at - 1)}`)}`;
    const take = wait ? lock(context, name, 'shared') : tryLock(context, name);
    return sql`${sql.raw(`line_${String(at)}`)} as materialized (select ${take} as taken${before}), `;
  });
  const notFree = names.map(
    (name, at) => sql`select ${name}::text as name from ${sql.raw(`line_${String(at)}`)} where not taken`,
  );
  const refused = wait
    ? sql``
    : sql`, not_free as materialized (${sql.join([sql`select '' as name where false`, ...notFree], sql` union all `)})`;
  const last = names.length === 0 ? sql`` : sql` from ${sql.raw(`line_${String(names.length - 1)}`)}`;
  return sql`${sql.join(lines, sql``)}scope_lock as materialized (select '' as taken${last})${refused}`;
}

function lock({ schema }: QueryContext, name: string, mode: LockMode): RawBuilder<unknown> {
  const take = sql.raw(`pg_catalog.pg_advisory_xact_lock${mode === 'shared' ? '_shared' : ''}`);
  return sql`${take}(${keysOf(schema, name)})::text`;
}

/** Whether the shared lock was free, and no one waits for it in line. */
function tryLock({ schema }: QueryContext, name: string): RawBuilder<unknown> {
  return sql`pg_catalog.pg_try_advisory_xact_lock_shared(${keysOf(schema, name)})`;
}

function keysOf(schema: string, name: string): RawBuilder<unknown> {
  return sql`${advisoryKey(`tenantatlas scope ${schema}`)}::int4, ${advisoryKey(name)}::int4`;
}
