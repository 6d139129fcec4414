import * as z from 'zod';
import type { Environment } from '../access/environment.ts';
import { recordAs } from '../audit/record.ts';
import { now } from '../kernel/clock.ts';
import type { AuditEntryId, ConnectionId, RunId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { idSchema } from '../kernel/input.ts';
import { err, ok } from '../kernel/result.ts';
import type { ReasonCatalog } from '../knowledge/reasons.ts';
import { mergeManifests } from '../permissions/catalog.ts';
import type { StoredConnection } from '../ports/connection-store.ts';
import type { CredentialSource } from '../ports/credential-source.ts';
import type { DirectoryProvider, PermissionManifest } from '../ports/directory-provider.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { StorageUnit } from '../ports/storage.ts';
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
function providerOf({ providers }: ProviderSetup, name: string): DirectoryProvider | null {
  return providers.find(({ provider }) => provider === name) ?? null;
}

/** What the product needs of a provider: what its adapter says, and what the host adds. */
export function manifestOf(setup: ProviderSetup, provider: string): PermissionManifest {
  const own = providerOf(setup, provider);
  return mergeManifests(provider, [...(own ? [own.permissions] : []), ...setup.permissions]);
}

const inputs = z.strictObject({ connectionId: idSchema<ConnectionId>() });

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
      lifecycles: ['draft', 'onboarding', 'active'],
      async run({ inputs: { connectionId }, run, attempt, signal, progress }) {
        const { storage, clock } = environment();
        const scope = { workspaceId: run.workspaceId as WorkspaceId };
        const unitScope = { plane: 'workspace', ...scope, actor: null } as const;
        const runId = run.id as RunId;
        const connection = await storage.unit(unitScope, async ({ connections }) => {
          const found = await connections.get(scope, connectionId);
          // A run that names a connection of another tenant checks nothing.
          if (found?.tenantId !== (run.tenantId as TenantId | null)) return null;
          await connections.noteCheckRun(scope, connectionId, runId);
          return found;
        });
        if (!connection)
          return err({
            reasonCode: 'provider_connection_missing',
            message: sayVerification('verification.message.connection_gone').text,
          });
        const result = await checkConnection(connection, run.id, {
          provider: providerOf(setup, connection.provider),
          manifest: manifestOf(setup, connection.provider),
          credentials: setup.credentials,
          reasons: setup.reasons,
          clock,
          scheduler,
          signal,
          progress,
        });
        if (result === null) return ok({});
        await storage.unit(unitScope, async (unit) => {
          if (!(await unit.runs.progress(scope, { id: runId, attempt }, null, now(clock)))) return;
          const kept = await unit.connections.keepCheck(scope, connectionId, result);
          if (kept) await recordCheck(environment(), unit, connection, kept, runId);
        });
        const made = result.report.checks.filter(({ status }) => status !== 'skip').length;
        const total = connectionChecks.length;
        return ok({ total, processed: made, succeeded: made, failed: 0, skipped: total - made, outcome: 'succeeded' });
      },
    },
  });
}

async function recordCheck(
  { ids, clock }: Environment,
  unit: StorageUnit,
  before: StoredConnection,
  kept: StoredConnection,
  operationRunId: RunId,
): Promise<void> {
  const common = {
    recordedAt: now(clock),
    actor: { kind: 'system', id: 'worker' },
    workspaceId: kept.workspaceId,
    tenantId: kept.tenantId,
    operationRunId,
    target: { type: 'provider_connection', id: kept.id, label: kept.displayName },
  } as const;
  const overall = overallOf(kept.report?.checks ?? []);
  await recordAs(unit, {
    ...common,
    id: ids.next() as AuditEntryId,
    action: 'provider_connection.verified',
    outcome: overall === 'blocked' ? 'failed' : 'success',
    summary: { variant: overall, name: kept.displayName },
    metadata: { connection_id: kept.id, provider: kept.provider, overall, reason_code: kept.lastErrorReasonCode },
  });
  if (before.consentStatus === kept.consentStatus) return;
  await recordAs(unit, {
    ...common,
    id: ids.next() as AuditEntryId,
    action: 'provider_connection.consent_changed',
    summary: { variant: kept.consentStatus, name: kept.displayName },
    metadata: { connection_id: kept.id, provider: kept.provider, from: before.consentStatus, to: kept.consentStatus },
  });
}
