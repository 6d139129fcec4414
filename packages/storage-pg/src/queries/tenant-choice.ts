import type { TenantId } from '@tenantatlas/core';
import type { ListChoice } from './list-choice.ts';

/** The tenants whose rows a list shows: one that was asked for, those that a person may see together with the rows of no tenant, or all. */
export function tenantChoice({
  tenantId,
  visibleTenantIds,
}: {
  readonly tenantId: TenantId | null;
  readonly visibleTenantIds: readonly TenantId[] | null;
}): readonly ListChoice[] {
  const column = 'tenant_id';
  if (tenantId !== null)
    return [{ column, values: !visibleTenantIds || visibleTenantIds.includes(tenantId) ? [tenantId] : [] }];
  return visibleTenantIds ? [{ column, values: [null, ...visibleTenantIds] }] : [];
}
