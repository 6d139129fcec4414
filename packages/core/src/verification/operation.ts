import * as z from 'zod';
import type { Environment } from '../access/environment.ts';
import { recordAs } from '../audit/record.ts';
import { now } from '../kernel/clock.ts';
import type { AuditEntryId, ConnectionId, RunId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { idSchema, instantSchema } from '../kernel/input.ts';
import { err, ok } from '../kernel/result.ts';
import type { ReasonCatalog } from '../knowledge/reasons.ts';
import { mergeManifests } from '../permissions/catalog.ts';
import type { CheckResult, KeptCheck, ProviderConnection } from '../ports/connection-store.ts';
import type { CredentialSource } from '../ports/credential-source.ts';
import type { DirectoryProvider, PermissionManifest } from '../ports/directory-provider.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { isStorageFault } from '../ports/storage-fault.ts';
import type { StorageUnit } from '../ports/storage.ts';
import type { CheckStatus } from '../ports/verification-report.ts';
import { defineOperations } from '../runs/definition.ts';
import { checkConnection } from './check-connection.ts';
import { connectionChecks } from './checks.ts';
import { sayVerification } from './messages.ts';
import { overallOf } from './rules.ts';

/** What everything about providers is made of; the same for every caller. */
export interface ProviderSetup {
  readonly providers: readonly DirectoryProvider[];
  readonly credentials: CredentialSource | null;
  /** The host's own additions to what providers need. */
  readonly permissions: readonly PermissionManifest[];
  readonly reasons: ReasonCatalog;
}

/** The adapter of a provider; null where this installation has none. */
export function providerOf({ providers }: ProviderSetup, name: string): DirectoryProvider | null {
  return providers.find(({ provider }) => provider === name) ?? null;
}

/** What the product needs of a provider: what its adapter says, and what the host adds. */
export function manifestOf(setup: ProviderSetup, provider: string): PermissionManifest {
  const own = providerOf(setup, provider);
  return mergeManifests(provider, [...(own ? [own.permissions] : []), ...setup.permissions]);
}

/** `changedAt` is that of the connection when the check was asked for: a check of an older state is other work and is not joined. */
const inputs = z.strictObject({
  connectionId: idSchema<ConnectionId>(),
  changedAt: instantSchema.optional(),
});

/** The type of the operation that checks a connection. */
export const connectionCheckType = 'provider.connection.check';

/**
 * The check of a connection as a governed operation. The provider is asked outside every transaction; one unit at the end keeps the report, the statuses and the
 * entry in the trail, and only while the run is still this worker's.
 */
export function connectionCheckOperations(setup: ProviderSetup, environment: () => Environment, scheduler: Scheduler) {
  return defineOperations({
    [connectionCheckType]: {
      label: 'Connection check',
      capability: ['onboarding.manage', 'operations.start'],
      planes: ['workspace', 'system'],
      inputs,
      readable: { connectionId: 'Connection' },
      context: ({ connectionId }) => ({ provider_connection_id: connectionId }),
      lifecycles: ['draft', 'onboarding', 'active'],
      async run({ inputs: { connectionId }, run, attempt, signal, progress }) {
        const { storage, clock, logger } = environment();
        const scope = { workspaceId: run.workspaceId as WorkspaceId };
        const unitScope = { plane: 'workspace', ...scope, actor: null } as const;
        const fence = { id: run.id as RunId, attempt };
        const subject = await storage.unit(unitScope, async ({ connections, runs, tenants }) => {
          const connection = await connections.get(scope, connectionId);
          // A run that names a connection of another tenant checks nothing.
          if (!connection || connection.tenantId !== (run.tenantId as TenantId | null)) return null;
          const isOurs = await runs.progress(scope, fence, null, now(clock));
          if (isOurs) await connections.noteCheckRun(scope, connectionId, fence.id);
          return { connection, tenant: await tenants.get(connection) };
        });
        if (!subject)
          return err({
            reasonCode: 'provider_connection_missing',
            message: sayVerification('verification.message.connection_gone').text,
          });
        const { connection, tenant } = subject;
        const result = await checkConnection(connection, run.id, {
          provider: providerOf(setup, connection.provider),
          manifest: manifestOf(setup, connection.provider),
          credentials: setup.credentials,
          reasons: setup.reasons,
          clock,
          scheduler,
          logger,
          signal,
          tenantExternalId: tenant?.externalTenantId ?? null,
          isClaimedElsewhere: (ids) =>
            whileStoreIsAway(scheduler, signal, () =>
              storage.unit({ plane: 'platform', actor: null }, (unit) =>
                unit.tenants.isClaimedElsewhere(connection, ids),
              ),
            ),
          progress,
        });
        if (result === null) return ok({});
        await whileStoreIsAway(scheduler, signal, () =>
          storage.unit(unitScope, async (unit) => {
            if (!(await unit.runs.progress(scope, fence, null, now(clock)))) return;
            const current = await unit.connections.hold(scope, connectionId);
            if (current && isOvertaken(current, connection, fence.id)) return;
            const kept = await unit.connections.keepCheck(scope, connectionId, result);
            if (kept && !kept.isRepeated) await recordCheck(environment(), unit, kept, result, fence.id);
          }),
        );
        const { checks } = result.report;
        const count = (...statuses: readonly CheckStatus[]) =>
          checks.filter(({ status }) => statuses.includes(status)).length;
        const [total, skipped] = [connectionChecks.length, count('skip')];
        // The run did its work also where a check did not pass: what it found is in the report.
        return ok({
          total,
          processed: total - skipped,
          succeeded: count('pass'),
          failed: 0,
          skipped,
          outcome: 'succeeded',
        });
      },
    },
  });
}

/** Waits between attempts to reach the store while the store is away, in milliseconds: a provider was asked for minutes. */
const storeWaits = [200, 1_000, 3_000] as const;

async function whileStoreIsAway<T>(scheduler: Scheduler, signal: AbortSignalLike, work: () => Promise<T>): Promise<T> {
  for (const wait of storeWaits) {
    try {
      return await work();
    } catch (reason) {
      if (!isStorageFault(reason) || signal.aborted) throw reason;
      await new Promise<void>((resolve) => void scheduler.after(wait, resolve));
    }
  }
  return work();
}

/** Whether another run checks what the connection has become since: the report of the older state must not take the place of its report. */
function isOvertaken(
  current: Pick<ProviderConnection, 'changedAt' | 'checkRunId'>,
  checked: Pick<ProviderConnection, 'changedAt'>,
  runId: RunId,
): boolean {
  return current.changedAt !== checked.changedAt && current.checkRunId !== null && current.checkRunId !== runId;
}

/** The entries about a check. They say what was kept: of a connection that was changed meanwhile, the report alone. */
async function recordCheck(
  { ids, clock }: Environment,
  unit: StorageUnit,
  { connection, consentBefore, areStatusesKept }: KeptCheck,
  { report, lastErrorReasonCode }: CheckResult,
  operationRunId: RunId,
): Promise<void> {
  const common = {
    recordedAt: now(clock),
    actor: { kind: 'system', id: 'worker' },
    workspaceId: connection.workspaceId,
    tenantId: connection.tenantId,
    operationRunId,
    target: { type: 'provider_connection', id: connection.id, label: connection.displayName },
  } as const;
  const about = { connection_id: connection.id, provider: connection.provider };
  const overall = overallOf(report.checks);
  await recordAs(unit, {
    ...common,
    id: ids.next() as AuditEntryId,
    action: 'provider_connection.verified',
    outcome: overall === 'blocked' ? 'failed' : 'success',
    summary: { variant: overall, name: connection.displayName },
    metadata: { ...about, overall, reason_code: lastErrorReasonCode },
  });
  if (!areStatusesKept || consentBefore === connection.consentStatus) return;
  await recordAs(unit, {
    ...common,
    id: ids.next() as AuditEntryId,
    action: 'provider_connection.consent_changed',
    summary: { variant: connection.consentStatus, name: connection.displayName },
    metadata: { ...about, from: consentBefore, to: connection.consentStatus },
  });
}
