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
  externalTenantId: string,
): Promise<boolean> {
  const claim = normalizeExternalTenantId(externalTenantId);
  const { workspaceId, tenantId } = scope;
  const claimed = await run(
    context,
    context.build
      .insertInto('external_tenants')
      .values({ external_tenant_id: claim, workspace_id: workspaceId, tenant_id: tenantId })
      .onConflict((conflict) => conflict.doNothing()),
  );
  if (claimed.rowCount > 0) return true;
  const own = await run(
    context,
    context.build
      .selectFrom('external_tenants')
      .select('tenant_id')
      .where('external_tenant_id', '=', claim)
      .where('workspace_id', '=', workspaceId)
      .where('tenant_id', '=', tenantId),
  );
  return own.rows.length > 0;
}

/** Whether one of these ids is claimed by a tenant other than this one. It answers yes or no, and never whose it is; for units of the platform, which see all claims. */
export async function isClaimedElsewhere(
  context: QueryContext,
  { workspaceId, tenantId }: TenantScope,
  externalTenantIds: readonly string[],
): Promise<boolean> {
  const { rows } = await run(
    context,
    sql`select 1 from ${table(context, 'external_tenants')}
        where external_tenant_id = any (${externalTenantIds.map(normalizeExternalTenantId)}::text[])
          and (workspace_id, tenant_id) <> (${workspaceId}, ${tenantId}) limit 1`,
  );
  return rows.length > 0;
}

/** Releases the claim, if this tenant has it. */
export async function releaseExternalTenant(
  context: QueryContext,
  scope: TenantScope,
  externalTenantId: string,
): Promise<void> {
  await run(
    context,
    context.build
      .deleteFrom('external_tenants')
      .where('external_tenant_id', '=', normalizeExternalTenantId(externalTenantId))
      .where('workspace_id', '=', scope.workspaceId)
      .where('tenant_id', '=', scope.tenantId),
  );
}
