import { aggregates } from '@tenantatlas/core/conformance';
import type {
  ActivationDraft,
  ActivationId,
  AuditEntry,
  AuditEntryId,
  ConnectionId,
  ConsentRequestId,
  Instant,
  OperationRun,
  PersonId,
  RunDraft,
  RunId,
  Storage,
  StorageUnit,
  TenantId,
  TenantRecord,
  TenantScope,
  UnitScope,
  WorkspaceId,
  WorkspaceScope,
} from '@tenantatlas/core/ports';

/** The moment at which everything in these tests happens. */
export const noon = '2026-11-21T12:00:00.000Z' as Instant;

/** The scope of platform units. */
export const platform: UnitScope = { plane: 'platform', actor: null };
/** The scope of units of one workspace. */
export const within = (workspaceId: string): UnitScope => ({
  plane: 'workspace',
  workspaceId: workspaceId as WorkspaceId,
  actor: null,
});
/** The scope as the stores take it. */
export const scopeOf = (workspaceId: string) => ({ workspaceId: workspaceId as WorkspaceId });

/** Makes workspaces with one tenant each. */
export async function makeWorkspaces(
  storage: Pick<Storage, 'unit'>,
  ...workspaceIds: readonly string[]
): Promise<void> {
  for (const workspaceId of workspaceIds) await storage.unit(platform, (unit) => makeWorkspace(unit, workspaceId));
}

/** Makes a workspace with one tenant, `t1`. */
export async function makeWorkspace(unit: StorageUnit, workspaceId: string): Promise<void> {
  const record = { name: `Workspace ${workspaceId}`, archivedAt: null, createdAt: noon, updatedAt: noon, version: 1 };
  await unit.workspaces.create(scopeOf(workspaceId), { ...scopeOf(workspaceId), ...record });
  const tenant = tenantRecord(workspaceId, 't1');
  await unit.tenants.create(tenant, tenant);
}

/** Asks for a consent to a connection that is there, as `u-1`. */
export async function askForConsent(unit: StorageUnit, scope: TenantScope, id: string): Promise<void> {
  const hash = '0'.repeat(64);
  await unit.consents.open(
    scope,
    {
      ...scope,
      id: `consent-of-${id}` as ConsentRequestId,
      connectionId: id as ConnectionId,
      requestedBy: { kind: 'user', personId: 'u-1' as PersonId },
      secretHash: hash,
      subjectHash: hash,
      createdAt: noon,
      expiresAt: '2026-11-21T12:30:00.000Z' as Instant,
      usedAt: null,
    },
    { expiredBefore: noon, perPerson: 20 },
  );
}

/** Gives a connection that is there a failed check, which `u-1` acknowledges. */
export async function acknowledgeCheck(unit: StorageUnit, scope: WorkspaceScope, id: string): Promise<void> {
  for (const { client } of aggregates) if (client.show === 'connections.get') await client.prepare?.(unit, scope, id);
  const connection = await unit.connections.get(scope, id as ConnectionId);
  const [check] = connection?.report?.checks ?? [];
  if (!connection?.report || !check) throw new Error('The connection lacks its failed check.');
  const { report } = connection;
  const { key: checkKey, reasonCode } = check;
  const by = { kind: 'user', personId: 'u-1' as PersonId } as const;
  const draft = { report, before: null, checkKey, reasonCode, by, at: noon, reason: 'Known and accepted' };
  await unit.connections.acknowledge(scope, connection.id, draft);
}

/** A tenant. */
export function tenantRecord(workspaceId: string, tenantId: string, change: Partial<TenantRecord> = {}): TenantRecord {
  return {
    ...scopeOf(workspaceId),
    tenantId: tenantId as TenantId,
    name: `Tenant ${tenantId}`,
    externalTenantId: null,
    lifecycle: 'draft',
    lifecycleBeforeArchive: null,
    createdAt: noon,
    updatedAt: noon,
    version: 1,
    ...change,
  };
}

/** A start as asked for; `identity` makes two starts the same. */
export function runDraft(
  workspaceId: string,
  id: string,
  identity: string,
  change: Partial<Omit<RunDraft, 'run'>> = {},
): RunDraft {
  const run: OperationRun = {
    ...scopeOf(workspaceId),
    id: id as RunId,
    tenantId: 't1' as TenantId,
    initiator: null,
    type: 'restore.execute',
    status: 'queued',
    outcome: 'pending',
    identityHash: identity,
    inputs: {},
    context: {},
    summaryCounts: { total: 0, processed: 0, succeeded: 0, failed: 0, skipped: 0 },
    progress: { done: 0, total: null, note: null },
    failureSummary: [],
    attempt: 0,
    createdAt: noon,
    startedAt: null,
    heartbeatAt: null,
    completedAt: null,
  };
  return { run, completedPolicy: 'allow', exclusiveKey: null, ...change };
}

/** A pause of `restore.execute`; for everyone unless a workspace is named. */
export function pauseDraft(
  id: string,
  workspaceId: string | null = null,
  change: Partial<ActivationDraft> = {},
): ActivationDraft {
  return {
    id: id as ActivationId,
    controlKey: 'restore.execute',
    scope: workspaceId === null ? { type: 'global' } : { type: 'workspace', ...scopeOf(workspaceId) },
    reasonText: 'Vendor incident',
    publicMessage: null,
    expiresAt: null,
    by: { kind: 'platform', personId: 'op-1' as PersonId },
    at: noon,
    expectedVersion: null,
    ...change,
  };
}

/** An entry of a ledger; the platform's without a workspace. */
export function auditEntry(id: string, workspaceId: string | null): AuditEntry {
  return {
    id: id as AuditEntryId,
    recordedAt: noon,
    action: 'workspace.created',
    outcome: 'success',
    actor: { kind: 'system', id: 'test' },
    target: { type: 'workspace', id: 'w', label: 'W' },
    workspaceId: workspaceId as WorkspaceId | null,
    tenantId: null,
    operationRunId: null,
    summary: { id: 's', params: {}, text: 'S' },
    metadata: {},
  };
}
