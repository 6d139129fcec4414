import { connectionTypes, consentStatuses, runOutcomes, runStatuses, verificationStatuses } from '@tenantatlas/core';
import type { Evidence, Grant, JsonValue, StoredConnection, VerificationReport } from '@tenantatlas/core/ports';
import {
  id,
  idOrNull,
  instant,
  instantOrNull,
  integer,
  json,
  jsonObject,
  text,
  textOrNull,
  truth,
  word,
  type SqlRow,
} from './column.ts';

/** A row of `provider_connections` with what is joined to it. Its JSON was written by this package, whole, and is handed back whole. */
export function toConnection(row: SqlRow): StoredConnection {
  return {
    workspaceId: id(row, 'workspace_id'),
    id: id(row, 'id'),
    tenantId: id(row, 'tenant_id'),
    provider: text(row, 'provider'),
    connectionType: word(row, 'connection_type', connectionTypes),
    displayName: text(row, 'display_name'),
    externalTenantId: textOrNull(row, 'external_tenant_id'),
    credentialReference: textOrNull(row, 'credential_reference'),
    isEnabled: truth(row, 'is_enabled'),
    consentStatus: word(row, 'consent_status', consentStatuses),
    consentedTo: json(row, 'consented_to') as readonly string[] | null,
    verificationStatus: word(row, 'verification_status', verificationStatuses),
    lastErrorReasonCode: textOrNull(row, 'last_error_reason_code'),
    lastHealthCheckAt: instantOrNull(row, 'last_health_check_at'),
    grants: jsonObject(row, 'grants') as unknown as Evidence<readonly Grant[]>,
    checkRunId: idOrNull(row, 'check_run_id'),
    report: reportOf(json(row, 'report')),
    previousReport: reportOf(json(row, 'previous_report')),
    changedAt: instant(row, 'changed_at'),
    createdAt: instant(row, 'created_at'),
    updatedAt: instant(row, 'updated_at'),
    version: integer(row, 'version'),
    isDefault: truth(row, 'is_default'),
    checkRun:
      textOrNull(row, 'run_id') === null
        ? null
        : {
            id: id(row, 'run_id'),
            status: word(row, 'run_status', runStatuses),
            outcome: word(row, 'run_outcome', runOutcomes),
          },
  };
}

function reportOf(value: JsonValue): VerificationReport | null {
  return value as unknown as VerificationReport | null;
}
