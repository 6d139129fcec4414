import { normalizeExternalTenantId } from '../kernel/ids.ts';
import type { TenantRecord } from '../ports/tenant-store.ts';
import type { Rows } from './rows.ts';
import type { ExternalClaim } from './table-registry.ts';

/** Claims the external id of a tenant that is, or becomes, active. False when another tenant holds it, wherever that is. */
export function claimExternalId(claims: Rows<ExternalClaim>, tenant: TenantRecord): boolean {
  if (tenant.externalTenantId === null) return true;
  const claim = normalizeExternalTenantId(tenant.externalTenantId);
  const holder = claims.get(claim);
  if (holder) return isHeldBy(holder, tenant);
  claims.set(claim, { workspaceId: tenant.workspaceId, tenantId: tenant.tenantId });
  return true;
}

/** Gives the external id back, if this tenant holds it. */
export function releaseExternalId(claims: Rows<ExternalClaim>, tenant: TenantRecord): void {
  if (tenant.externalTenantId === null) return;
  const claim = normalizeExternalTenantId(tenant.externalTenantId);
  const holder = claims.get(claim);
  if (holder && isHeldBy(holder, tenant)) claims.delete(claim);
}

function isHeldBy(holder: ExternalClaim, tenant: TenantRecord): boolean {
  return holder.workspaceId === tenant.workspaceId && holder.tenantId === tenant.tenantId;
}
