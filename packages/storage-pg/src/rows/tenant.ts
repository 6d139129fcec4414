import { tenantLifecycles } from '@tenantatlas/core';
import type { TenantRecord } from '@tenantatlas/core/ports';
import { id, instant, integer, text, textOrNull, word, wordOrNull, type SqlRow } from './column.ts';

/** A row of `tenants`. */
export function toTenant(row: SqlRow): TenantRecord {
  return {
    workspaceId: id(row, 'workspace_id'),
    tenantId: id(row, 'tenant_id'),
    name: text(row, 'name'),
    externalTenantId: textOrNull(row, 'external_tenant_id'),
    lifecycle: word(row, 'lifecycle', tenantLifecycles),
    lifecycleBeforeArchive: wordOrNull(row, 'lifecycle_before_archive', ['draft', 'onboarding', 'active']),
    createdAt: instant(row, 'created_at'),
    updatedAt: instant(row, 'updated_at'),
    version: integer(row, 'version'),
  };
}
