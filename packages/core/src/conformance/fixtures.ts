import type {
  ActivationId,
  AuditEntryId,
  ConnectionId,
  OnboardingSessionId,
  PersonId,
  RunId,
  TenantId,
  WorkspaceId,
} from '../kernel/ids.ts';
import { plusMillis, toInstant, type Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { AuditActor, AuditEntry, AuditFilter } from '../ports/audit-store.ts';
import type { AcknowledgementDraft } from '../ports/check-acknowledgement.ts';
import type { ConnectionChange, ProviderConnection } from '../ports/connection-store.ts';
import type { ActivationDraft, ControlScope } from '../ports/control-activation-store.ts';
import type { IdempotencyRecord } from '../ports/idempotency-store.ts';
import type { CheckpointInstants, OnboardingChange, OnboardingSession } from '../ports/onboarding-store.ts';
import type { PersonRef } from '../ports/people-store.ts';
import type { OperationRun, RunCounts, RunDraft, RunFilter } from '../ports/run-store.ts';
import type { TenantFilter, TenantRecord } from '../ports/tenant-store.ts';
import type { VerificationReport } from '../ports/verification-report.ts';
import type { WorkspaceRecord } from '../ports/workspace-store.ts';

// Ids that are unique within their workspace only. All cases use the same ones, and so does the foreign workspace.

/** A tenant that every workspace of the suites has. */
export const tenantA = 'tenant-a' as TenantId;
/** Another one. */
export const tenantB = 'tenant-b' as TenantId;
/** A person. */
export const userA = 'user-a' as PersonId;
/** Another one. */
export const userB = 'user-b' as PersonId;
/** A user as an actor. */
export const actorA: AuditActor = { kind: 'user', id: userA };
/** An operator of the platform. */
const operator: PersonRef = { kind: 'platform', personId: 'operator-a' as PersonId };
/** Another one. */
export const otherOperator: PersonRef = { kind: 'platform', personId: 'operator-b' as PersonId };

/** The n-th run of a workspace. */
export const runId = (n: number): RunId => `run-${String(n)}` as RunId;
/** The n-th audit entry of a ledger. */
export const entryId = (n: number): AuditEntryId => `entry-${String(n)}` as AuditEntryId;

/** The moment around which everything happens. */
export const noon: Instant = toInstant(Date.UTC(2026, 10, 21, 12));
/** Milliseconds after noon, or before it. */
export const at = (millis: number): Instant => plusMillis(noon, millis);

/** A sentence with parameters and characters that a faulty round trip would corrupt. */
export const sentence: Sentence = {
  id: 'conformance.sentence',
  params: { name: 'Zoë "Ω" \\ 🗝', count: 3 },
  text: 'Zoë "Ω" \\ 🗝 has 3',
};

/** A workspace in service. */
export function workspaceRecord(workspaceId: WorkspaceId, change: Partial<WorkspaceRecord> = {}): WorkspaceRecord {
  return {
    workspaceId,
    name: 'Acme Größe 🗝',
    archivedAt: null,
    createdAt: at(1),
    updatedAt: at(2),
    version: 1,
    ...change,
  };
}

/** A draft tenant. */
export function tenantRecord(
  workspaceId: WorkspaceId,
  tenantId: TenantId,
  change: Partial<TenantRecord> = {},
): TenantRecord {
  return {
    workspaceId,
    tenantId,
    name: `Name of ${tenantId}`,
    externalTenantId: null,
    lifecycle: 'draft',
    lifecycleBeforeArchive: null,
    createdAt: at(3),
    updatedAt: at(4),
    version: 1,
    ...change,
  };
}

/** An external tenant id of its own for every word: a domain name. */
export function externalIdOf(word: string): string {
  return `${word}.example`;
}

const guid = '1b2c3d4e-aaaa-4bbb-8ccc-0123456789ab';

/** Texts that are neither a GUID nor a domain name, as they are copied from other places. */
export const misspeltExternalIds: readonly string[] = [
  '',
  guid.replaceAll('-', ''),
  `urn:uuid:${guid}`,
  `https://login.microsoftonline.com/${guid}/v2.0`,
  `https://sts.windows.net/${guid}/`,
  `login.microsoftonline.com/${guid}`,
  `(${guid})`,
  `{${guid}`,
  '{contoso.com}',
  'contoso',
  'common',
  '.',
  '.contoso.com',
  '..contoso',
  'contoso..com',
  'contoso.com..',
  '-contoso.com',
  'contoso-.com',
  'con_toso.com',
  'contoso.com:443',
  'contoso.com/',
  'ada@contoso.com',
  'b\u00fccher.example',
  '10.0.0.1',
  `${'x'.repeat(64)}.example`,
  `${'x.'.repeat(60)}example`,
];

/** No filter on tenants. */
export const anyTenant: TenantFilter = { lifecycles: null, among: null };

/** The initial counts of a run. */
const noCounts: RunCounts = { total: 0, processed: 0, succeeded: 0, failed: 0, skipped: 0 };

/** A queued run. */
export function queuedRun(workspaceId: WorkspaceId, id: RunId, change: Partial<OperationRun> = {}): OperationRun {
  return {
    workspaceId,
    id,
    tenantId: tenantA,
    initiator: { kind: 'user', personId: userA },
    type: 'conformance.operation',
    status: 'queued',
    outcome: 'pending',
    identityHash: `identity-of-${id}`,
    inputs: { nested: { list: [1, 'two', null, { three: true }], empty: {} }, text: 'Zoë "Ω" \\ 🗝' },
    context: { is_break_glass: false, connection: null, count: 12, name: 'é' },
    summaryCounts: noCounts,
    progress: { done: 0, total: null, note: null },
    failureSummary: [],
    attempt: 0,
    createdAt: noon,
    startedAt: null,
    heartbeatAt: null,
    completedAt: null,
    ...change,
  };
}

/** A connection as it is right after its creation, with texts and JSON that must survive. */
export function newConnection(
  workspaceId: WorkspaceId,
  id: ConnectionId,
  change: Partial<ProviderConnection> = {},
): ProviderConnection {
  return {
    workspaceId,
    id,
    tenantId: tenantA,
    provider: 'scripted',
    connectionType: 'dedicated',
    displayName: 'Zoë’s “Ω” 🗝',
    externalTenantId: 'contoso.example',
    credentialReference: 'vault/tenant-a.2',
    isEnabled: true,
    consentStatus: 'granted',
    consentedAt: at(-2),
    consentedTo: ['application a.read', 'delegated b.read'],
    verificationStatus: 'degraded',
    lastErrorReasonCode: 'provider_permission_missing',
    lastHealthCheckAt: at(-1),
    grants: { collection: 'collected', value: [{ key: 'A.Read', type: 'application' }], observedAt: at(-1) },
    checkRunId: null,
    report: null,
    previousReport: null,
    changedAt: noon,
    createdAt: noon,
    updatedAt: noon,
    version: 1,
    ...change,
  };
}

/** What a person changes of a connection: its members as they are, and what is given. */
export function connectionChange(
  { connectionType, displayName, externalTenantId, credentialReference, isEnabled, version }: ProviderConnection,
  change: Partial<ConnectionChange> = {},
): ConnectionChange {
  const members = { connectionType, displayName, externalTenantId, credentialReference, isEnabled, version };
  return { ...members, updatedAt: at(70), uncheckedAt: null, consent: null, dropsAcknowledgements: false, ...change };
}

/** No checkpoint was completed. */
export const noCheckpoints: CheckpointInstants = {
  identify: null,
  connect_provider: null,
  verify_access: null,
  complete: null,
};

/** An open onboarding of tenant A. */
export function newSession(
  workspaceId: WorkspaceId,
  id: OnboardingSessionId,
  change: Partial<OnboardingSession> = {},
): OnboardingSession {
  return {
    workspaceId,
    id,
    tenantId: tenantA,
    draftName: 'Zoë’s “Ω” 🗝',
    connectionId: null,
    status: 'open',
    checkpoints: { ...noCheckpoints, identify: at(12) },
    startedBy: { kind: 'user', personId: userA },
    startedAt: noon,
    updatedBy: { kind: 'user', personId: userB },
    updatedAt: at(12),
    endedBy: null,
    endedAt: null,
    version: 1,
    ...change,
  };
}

/** A change of the session. */
export function sessionChange(
  { tenantId, draftName, connectionId, checkpoints, version }: OnboardingSession,
  change: Partial<OnboardingChange> = {},
): OnboardingChange {
  const members = { tenantId, draftName, connectionId, checkpoints, version };
  return { ...members, updatedBy: { kind: 'user', personId: userB }, updatedAt: at(70), ...change };
}

/** A report of a check. */
export function checkReport(
  connectionId: ConnectionId,
  id: RunId,
  change: Partial<VerificationReport> = {},
): VerificationReport {
  return {
    runId: id,
    connectionId,
    createdAt: noon,
    checked: noon,
    checks: [
      {
        key: 'permissions',
        title: sentence,
        status: 'fail',
        severity: 'medium',
        blocking: false,
        reasonCode: 'provider_permission_missing',
        message: sentence,
        evidence: [
          {
            subject: 'grants',
            collection: 'collected',
            observedAt: noon,
            reason: null,
            facts: ['application A "é"'],
            factsLeftOut: 1,
          },
        ],
      },
    ],
    ...change,
  };
}

/** That {@link userA} goes on with the failed check of a report. */
export function acknowledgementOf(
  report: VerificationReport,
  change: Partial<AcknowledgementDraft> = {},
): AcknowledgementDraft {
  return {
    report,
    before: null,
    checkKey: 'permissions',
    reasonCode: 'provider_permission_missing',
    by: { kind: 'user', personId: userA },
    at: at(30),
    reason: 'Known “Ω” \\ 🗝',
    ...change,
  };
}

/** A run to be created without an exclusive key, which may be repeated. */
export function runDraft(run: OperationRun, change: Partial<Omit<RunDraft, 'run'>> = {}): RunDraft {
  return { run, completedPolicy: 'allow', exclusiveKey: null, ...change };
}

/** No filter on the rows of an aggregate. */
export const anyTenantsRows = { tenantId: null, visibleTenantIds: null } as const;

/** No filter on runs. */
export const anyRun: RunFilter = {
  tenantId: null,
  types: null,
  statuses: null,
  outcomes: null,
  visibleTenantIds: null,
  from: null,
  to: null,
};

/** An audit entry; without a workspace it belongs to the platform. */
export function auditEntry(
  id: AuditEntryId,
  workspaceId: WorkspaceId | null,
  change: Partial<AuditEntry> = {},
): AuditEntry {
  return {
    id,
    recordedAt: noon,
    action: 'conformance.happened',
    outcome: 'success',
    actor: actorA,
    target: { type: 'thing', id: 'thing-1', label: 'Thing one' },
    workspaceId,
    tenantId: null,
    operationRunId: null,
    summary: sentence,
    metadata: { control_key: 'none', count: 3, flag: true, text: 'Zoë "Ω" \\ 🗝' },
    ...change,
  };
}

/** No filter on audit entries. */
export const anyEntry: AuditFilter = {
  actions: null,
  actorId: null,
  target: null,
  tenantId: null,
  visibleTenantIds: null,
  from: null,
  to: null,
};

/** The whole list, as far as a page reaches. */
export const firstPage = { after: null, limit: 200 } as const;

/** The scope of every workspace. */
export const everywhere: ControlScope = { type: 'global' };
/** The scope of one workspace. */
export const inside = (workspaceId: WorkspaceId): ControlScope => ({ type: 'workspace', workspaceId });

/** A pause as asked for at noon, without an end. */
export function pauseDraft(
  controlKey: string,
  scope: ControlScope,
  id: string,
  change: Partial<ActivationDraft> = {},
): ActivationDraft {
  return {
    id: id as ActivationId,
    controlKey,
    scope,
    reasonText: 'Incident "Ω" \\ 🗝',
    publicMessage: null,
    expiresAt: null,
    by: operator,
    at: noon,
    expectedVersion: null,
    ...change,
  };
}

/** An idempotency record of {@link userA}. */
export function keyRecord(key: string, run: RunId, change: Partial<IdempotencyRecord> = {}): IdempotencyRecord {
  return { actor: actorA, key, requestHash: 'hash-1', runId: run, disposition: 'created', createdAt: noon, ...change };
}
