import { sql, type RawBuilder } from 'kysely';
import type { TenantId, WorkspaceId } from '@tenantatlas/core/ports';

/** Rows of these tenants, and those of no tenant; null for all. `row` is what the statement calls a row. */
export function isAmong(
  row: string,
  among: readonly { readonly workspaceId: WorkspaceId; readonly tenantId: TenantId }[] | null,
): RawBuilder<unknown> {
  if (among === null) return sql`true`;
  const [workspace, tenant] = [sql.raw(`${row}.workspace_id`), sql.raw(`${row}.tenant_id`)];
  const workspaceIds = among.map(({ workspaceId }) => workspaceId);
  const tenantIds = among.map(({ tenantId }) => tenantId);
  return sql`(${tenant} is null or (${workspace}, ${tenant}) in (select * from unnest(${workspaceIds}::text[], ${tenantIds}::text[])))`;
}
