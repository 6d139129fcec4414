import { sql } from 'kysely';
import { normalizeExternalTenantId, type TenantScope } from '@tenantatlas/core/ports';
import { run, table, type QueryContext } from './context.ts';

/**
 * Claims an external tenant id for one tenant; false when another tenant has it. Of concurrent calls exactly one wins. A workspace learns only that:
 * it cannot see the row of the other one.
 */
export async function claimExternalTenant(
  context: QueryContext,
  scope: TenantScope,
  externalTenantId: string | null,
): Promise<boolean> {
  const claims = table(context, 'external_tenants');
  const claim = externalTenantId === null ? null : normalizeExternalTenantId(externalTenantId);
  const claimed = await run(
    context,
    sql`insert into ${claims} (external_tenant_id, workspace_id, tenant_id)
        values (${claim}, ${scope.workspaceId}, ${scope.tenantId})
        on conflict do nothing`,
  );
  if (claimed.rowCount > 0) return true;
  const own = await run(
    context,
    sql`select tenant_id from ${claims}
        where external_tenant_id = ${claim} and workspace_id = ${scope.workspaceId} and tenant_id = ${scope.tenantId}`,
  );
  return own.rows.length > 0;
}

/** Releases the claim, if this tenant has it. */
export async function releaseExternalTenant(
  context: QueryContext,
  scope: TenantScope,
  externalTenantId: string,
): Promise<void> {
  await run(
    context,
    sql`delete from ${table(context, 'external_tenants')}
        where external_tenant_id = ${normalizeExternalTenantId(externalTenantId)} and workspace_id = ${scope.workspaceId} and tenant_id = ${scope.tenantId}`,
  );
}
