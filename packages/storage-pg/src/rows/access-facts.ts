import { tenantLifecycles, workspaceRoles } from '@tenantatlas/core';
import type { AccessFacts, HeldScope } from '@tenantatlas/core/ports';
import { instantOrNull, text, textOrNull, truth, word, wordOrNull, type SqlRow } from './column.ts';

/** The one row of the query for access: null where something does not exist. */
export function toAccessFacts(row: SqlRow): AccessFacts {
  return {
    workspace: textOrNull(row, 'workspace_name') === null ? null : toWorkspaceFacts(row),
    tenant: toTenantFacts(row),
    membershipRole: wordOrNull(row, 'membership_role', workspaceRoles),
    entitlement: truth(row, 'is_entitled') ? { role: wordOrNull(row, 'entitlement_role', workspaceRoles) } : null,
  };
}

/** The row of a scope that is held. */
export function toHeldScope(row: SqlRow): HeldScope {
  return { workspace: toWorkspaceFacts(row), tenant: toTenantFacts(row) };
}

function toWorkspaceFacts(row: SqlRow): HeldScope['workspace'] {
  return { name: text(row, 'workspace_name'), archivedAt: instantOrNull(row, 'workspace_archived_at') };
}

function toTenantFacts(row: SqlRow): HeldScope['tenant'] {
  return textOrNull(row, 'tenant_name') === null
    ? null
    : { name: text(row, 'tenant_name'), lifecycle: word(row, 'tenant_lifecycle', tenantLifecycles) };
}
