import type { StoredConsentRequest } from '@tenantatlas/core/ports';
import { id, instant, instantOrNull, text, type SqlRow } from './column.ts';
import { personRef } from './person-ref.ts';

/** A row of `consent_requests`. */
export function toConsentRequest(row: SqlRow): StoredConsentRequest {
  return {
    workspaceId: id(row, 'workspace_id'),
    id: id(row, 'id'),
    tenantId: id(row, 'tenant_id'),
    connectionId: id(row, 'connection_id'),
    requestedBy: personRef(row, 'requested_by'),
    secretHash: text(row, 'secret_hash'),
    subjectHash: text(row, 'subject_hash'),
    createdAt: instant(row, 'created_at'),
    expiresAt: instant(row, 'expires_at'),
    usedAt: instantOrNull(row, 'used_at'),
  };
}
