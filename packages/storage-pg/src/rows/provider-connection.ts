import {
  checkStatuses,
  collectionStates,
  connectionTypes,
  consentStatuses,
  InvariantError,
  runOutcomes,
  runStatuses,
  verificationStatuses,
} from '@tenantatlas/core';
import type {
  Evidence,
  Grant,
  JsonValue,
  StoredConnection,
  VerificationCheck,
  VerificationReport,
} from '@tenantatlas/core/ports';
import { toAcknowledgement } from './check-acknowledgement.ts';
import {
  id,
  idOrNull,
  instant,
  instantOrNull,
  integer,
  json,
  jsonObject,
  jsonObjects,
  text,
  textOrNull,
  truth,
  word,
  type SqlRow,
} from './column.ts';

/** A row of `provider_connections` with what is joined to it. Its JSON was written by this package, whole, and is handed back whole. */
export function toConnection(row: SqlRow): StoredConnection {
  const report = reportOf(json(row, 'report'));
  const acknowledgements = jsonObjects(row, 'acknowledgements').map(toAcknowledgement);
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
    consentedAt: instantOrNull(row, 'consented_at'),
    consentedTo: json(row, 'consented_to') as readonly string[] | null,
    verificationStatus: word(row, 'verification_status', verificationStatuses),
    lastErrorReasonCode: textOrNull(row, 'last_error_reason_code'),
    lastHealthCheckAt: instantOrNull(row, 'last_health_check_at'),
    grants: toGrants(jsonObject(row, 'grants')),
    checkRunId: idOrNull(row, 'check_run_id'),
    report,
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
    acknowledgements: acknowledgements.filter(({ runId }) => runId === report?.runId),
  };
}

/** Evidence with a state that this version does not know counts as not collected: it must never become a value. */
function toGrants(value: { readonly [key: string]: JsonValue }): Evidence<readonly Grant[]> {
  const { collection, value: grants, part } = value;
  const isKnown = collectionStates.some((state) => state === collection);
  if (!isKnown) return { ...value, collection: 'failed' } as unknown as Evidence<readonly Grant[]>;
  const list = collection === 'collected' ? grants : collection === 'partial' ? part : [];
  if (!Array.isArray(list)) throw new InvariantError('Stored grants lack their list.');
  return value as unknown as Evidence<readonly Grant[]>;
}

function reportOf(value: JsonValue): VerificationReport | null {
  if (value === null) return null;
  const report = value as unknown as Partial<VerificationReport>;
  const isWhole = typeof report.runId === 'string' && Array.isArray(report.checks) && report.checks.every(isCheck);
  if (!isWhole) throw new InvariantError('A stored report lacks its run or its checks.');
  return value as unknown as VerificationReport;
}

function isCheck(check: Partial<VerificationCheck> | null): boolean {
  return typeof check?.key === 'string' && checkStatuses.some((status) => status === check.status);
}
