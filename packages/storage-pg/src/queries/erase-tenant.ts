import { sql } from 'kysely';
import type { TenantRemoval, TenantScope } from '@tenantatlas/core';
import type { Tables } from '../schema/tables.ts';
import { run, table, type QueryContext } from './context.ts';
import { tenantTurn } from './turn.ts';

/**
 * Removes the tenant and its rows; null when it is not there.
 *
 * Two things must stay as they are. The locks come first, the workspace before its tenant as in a start: whoever was under way has committed when
 * the first row is deleted, and whoever comes later waits and then finds the tenant gone. And the trail goes last of all children: no foreign key
 * holds it, so that an entry can only be behind a row that was waited for.
 */
export async function eraseTenant(context: QueryContext, scope: TenantScope): Promise<TenantRemoval | null> {
  const { workspaceId, tenantId } = scope;
  await run(
    context,
    sql`with ${tenantTurn(context, scope, 'alone')}
        select from turn cross join ${table(context, 'workspaces')} as workspace
        where workspace.workspace_id = ${workspaceId} for key share of workspace`,
  );
  const held = await run(
    context,
    sql`select from ${table(context, 'tenants')} where workspace_id = ${workspaceId} and tenant_id = ${tenantId} for update`,
  );
  if (held.rowCount === 0) return null;
  const idempotencyKeys = await run(
    context,
    sql`delete from ${table(context, 'idempotency_keys')} where workspace_id = ${workspaceId} and run_id in (
          select id from ${table(context, 'operation_runs')} where workspace_id = ${workspaceId} and tenant_id = ${tenantId})`,
  );
  const remove = (name: keyof Tables): Promise<number> => removeRows(context, name, scope);
  const runs = await remove('operation_runs');
  const entitlements = await remove('entitlements');
  await remove('external_tenants');
  const auditEntries = await remove('audit_entries');
  await remove('tenants');
  return { runs, idempotencyKeys: idempotencyKeys.rowCount, entitlements, auditEntries };
}

async function removeRows(
  context: QueryContext,
  name: keyof Tables,
  { workspaceId, tenantId }: TenantScope,
): Promise<number> {
  const { rowCount } = await run(
    context,
    sql`delete from ${table(context, name)} where workspace_id = ${workspaceId} and tenant_id = ${tenantId}`,
  );
  return rowCount;
}
