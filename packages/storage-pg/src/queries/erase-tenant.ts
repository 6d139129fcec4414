import { sql } from 'kysely';
import type { TenantRemoval, TenantScope, WorkspaceRemoval } from '@tenantatlas/core/ports';
import { declaredTables, type Tables } from '../schema.ts';
import { run, table, type QueryContext } from './context.ts';
import { tenantLock } from './scope-lock.ts';
import { eraseTenantUsage } from './usage-erasure.ts';

/**
 * Removes the tenant and its rows; null when it is not there.
 *
 * Two things must stay as they are. The locks come first, the workspace before its tenant as in a start: a transaction in progress has committed when
 * the first row is deleted, and a later one waits and then does not find the tenant. The trail is deleted last of all children: no foreign key holds it,
 * so an entry must come after a row that the erasure waits for.
 */
export async function eraseTenant(context: QueryContext, scope: TenantScope): Promise<TenantRemoval | null> {
  const { workspaceId, tenantId } = scope;
  await run(
    context,
    sql`with ${tenantLock(context, scope, 'exclusive')}
        select from scope_lock cross join ${table(context, 'workspaces')} as workspace
        where workspace.workspace_id = ${workspaceId} for key share of workspace`,
  );
  const held = await run(
    context,
    sql`select from ${table(context, 'tenants')} where workspace_id = ${workspaceId} and tenant_id = ${tenantId} for update`,
  );
  if (held.rowCount === 0) return null;
  const removed = new Map<keyof WorkspaceRemoval, number>();
  removed.set('usageEvents', await eraseTenantUsage(context, { workspaceId }, tenantId));
  for (const [name, { ofTenant, countedAs }] of declaredTables) {
    if (!ofTenant) continue;
    const count = await removeRows(context, name, scope, ofTenant);
    if (countedAs) removed.set(countedAs, count);
  }
  await run(
    context,
    context.build.deleteFrom('tenants').where('workspace_id', '=', workspaceId).where('tenant_id', '=', tenantId),
  );
  return Object.fromEntries(removed) as unknown as TenantRemoval;
}

async function removeRows(
  context: QueryContext,
  name: keyof Tables,
  { workspaceId, tenantId }: TenantScope,
  ofTenant: 'tenant_id' | 'run_id',
): Promise<number> {
  const isOfTenant =
    ofTenant === 'tenant_id'
      ? sql`tenant_id = ${tenantId}`
      : sql`run_id in (select id from ${table(context, 'operation_runs')} where workspace_id = ${workspaceId} and tenant_id = ${tenantId})`;
  const { rowCount } = await run(
    context,
    sql`delete from ${table(context, name)} where workspace_id = ${workspaceId} and ${isOfTenant}`,
  );
  return rowCount;
}
