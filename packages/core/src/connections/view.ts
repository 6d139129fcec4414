import * as z from 'zod';
import { described, idAnswer, instantAnswer, pageAnswer, sentenceAnswer, versionAnswer } from '../kernel/answers.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { translateReason, type ReasonCatalog, type ReasonView } from '../knowledge/reasons.ts';
import { reasonAnswer } from '../knowledge/view.ts';
import {
  connectionTypes,
  consentStatuses,
  verificationStatuses,
  type ConnectionType,
  type ConsentStatus,
  type StoredConnection,
  type VerificationStatus,
} from '../ports/connection-store.ts';
import {
  primaryReasonView,
  verificationReportAnswer,
  verificationReportView,
  type ReportContext,
  type VerificationReportView,
} from '../verification/view.ts';
import {
  currentVerification,
  helpReasonOf,
  readinessOf,
  readinessSentence,
  readinessStates,
  targetScope,
  type ConnectionReadiness,
} from './rules.ts';

/** A connection as shown. The name of its credential is not: `hasCredential` says whether there is one. */
export interface ConnectionView {
  readonly workspaceId: string;
  readonly id: string;
  readonly tenantId: string;
  readonly provider: string;
  readonly connectionType: ConnectionType;
  readonly displayName: string;
  /** The tenant at the provider that is expected. */
  readonly externalTenantId: string | null;
  /** Which tenant it reaches, on one line. */
  readonly targetScope: Sentence;
  /** Whether it is used where none is named. */
  readonly isDefault: boolean;
  readonly isEnabled: boolean;
  readonly hasCredential: boolean;
  readonly consentStatus: ConsentStatus;
  /** `pending` while a check is queued or running, `error` when the last one ended without a report. */
  readonly verificationStatus: VerificationStatus;
  readonly readiness: ConnectionReadiness;
  readonly readinessLabel: Sentence;
  /** Why the last check did not pass; null after one that did. */
  readonly lastErrorReason: ReasonView | null;
  /** The reason code by which help about the connection is chosen; null where nothing is wrong. For machines. */
  readonly helpReasonCode: string | null;
  readonly lastHealthCheckAt: Instant | null;
  /** The run of the last check. */
  readonly checkRunId: string | null;
  /** When what a check depends on was changed last. */
  readonly changedAt: Instant;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly version: number;
}

/** One connection with its last report. */
export interface ConnectionDetail extends ConnectionView {
  readonly report: VerificationReportView | null;
}

const fields = () => ({
  workspaceId: idAnswer(),
  id: idAnswer(),
  tenantId: idAnswer(),
  provider: z.string(),
  connectionType: z.enum(connectionTypes),
  displayName: z.string(),
  externalTenantId: z.string().nullable(),
  targetScope: sentenceAnswer(),
  isDefault: z.boolean(),
  isEnabled: z.boolean(),
  hasCredential: z.boolean(),
  consentStatus: z.enum(consentStatuses),
  verificationStatus: z.enum(verificationStatuses),
  readiness: z.enum(readinessStates),
  readinessLabel: sentenceAnswer(),
  lastErrorReason: reasonAnswer().nullable(),
  helpReasonCode: z.string().nullable(),
  lastHealthCheckAt: instantAnswer().nullable(),
  checkRunId: idAnswer().nullable(),
  changedAt: instantAnswer(),
  createdAt: instantAnswer(),
  updatedAt: instantAnswer(),
  version: versionAnswer(),
});

/** A {@link ConnectionDetail}. */
export const connectionDetailAnswer = described<ConnectionDetail>()('ConnectionDetail', () =>
  z.strictObject({ ...fields(), report: verificationReportAnswer().nullable() }),
);

/** A {@link ConnectionView}. */
export const connectionAnswer = described<ConnectionView>()('Connection', () => z.strictObject(fields()));

/** A page of {@link ConnectionView}. */
export const connectionPageAnswer = pageAnswer('Connection', connectionAnswer);

/** The public form of a connection. */
export function connectionView(
  connection: StoredConnection,
  tenantName: string | null,
  reasons: ReasonCatalog,
): ConnectionView {
  const { workspaceId, id, tenantId, provider, connectionType, displayName, externalTenantId } = connection;
  const { isDefault, isEnabled, consentStatus, lastHealthCheckAt, checkRunId } = connection;
  const verificationStatus = currentVerification(connection);
  const facts = { isEnabled, consentStatus, verificationStatus };
  return {
    workspaceId,
    id,
    tenantId,
    provider,
    connectionType,
    displayName,
    externalTenantId,
    targetScope: targetScope(tenantName, externalTenantId),
    isDefault,
    isEnabled,
    hasCredential: connection.credentialReference !== null,
    consentStatus,
    verificationStatus,
    readiness: readinessOf(facts),
    readinessLabel: readinessSentence(facts),
    lastErrorReason: lastErrorOf(connection, verificationStatus, reasons),
    helpReasonCode: helpReasonOf(facts, lastErrorOf(connection, verificationStatus, reasons)?.diagnosticCode ?? null),
    lastHealthCheckAt,
    checkRunId,
    changedAt: connection.changedAt,
    createdAt: connection.createdAt,
    updatedAt: connection.updatedAt,
    version: connection.version,
  };
}

/** A check that ended without a report has no reason of its own. The provider's own code is in the report that the reason comes from. */
function lastErrorOf(
  { lastErrorReasonCode: code, report }: StoredConnection,
  status: VerificationStatus,
  reasons: ReasonCatalog,
): ReasonView | null {
  if (status === 'error') return translateReason('unknown_error', reasons);
  if (code === null) return null;
  const found = primaryReasonView(report?.checks ?? [], reasons);
  return found?.diagnosticCode === code ? found : translateReason(code, reasons);
}

/** The public form of a connection with its last report. */
export function connectionDetail(
  connection: StoredConnection,
  tenantName: string | null,
  more: ReportContext,
): ConnectionDetail {
  return {
    ...connectionView(connection, tenantName, more.reasons),
    report: verificationReportView(connection, more),
  };
}
