import { systemActor } from '../access/actor.ts';
import { inMethod, type Environment } from '../access/environment.ts';
import { guardAgainstBugs } from '../access/perform.ts';
import { record } from '../audit/record.ts';
import { now } from '../kernel/clock.ts';
import { invalidInput, notFound, type StorageFailure } from '../kernel/errors.ts';
import type { InputOf } from '../kernel/input.ts';
import { epochMillis, isAfter, plusMillis, type Instant } from '../kernel/instant.ts';
import { issue, sayInput } from '../kernel/issues.ts';
import { isPlainRecord } from '../kernel/record.ts';
import { err, errAsync, ok, type Result, type ResultAsync } from '../kernel/result.ts';
import { isTypedName } from '../kernel/text.ts';
import { idempotencyLifeMillis } from '../runs/start.ts';
import { retentionCutoff } from '../telemetry/range.ts';
import { eventSkewMillis } from '../telemetry/make-event.ts';
import { defaultRetentionDays } from '../telemetry/retention.ts';
import { aggregateCountKeys, type AggregateCountKey, type AggregateCounts } from '../ports/aggregate-stores.ts';
import type { Maintenance, PruneUsageRequest } from './client.ts';
import { erasure, type ErasureContext, type ErasureRefusal } from './erasure.ts';
import { sayMaintenance } from './messages.ts';
import * as schema from './schema.ts';
import type { PersonErasure, PrunedUsage, PruneAnswer, TenantErasure, WorkspaceErasure } from './view.ts';

/** How many keys one transaction deletes. */
const pruneBatch = 1_000;

const erasePerson = erasure({
  name: 'erasePerson',
  scope: 'platform',
  input: schema.erasePersonInput,
  run: removeName,
});

const eraseTenant = erasure({
  name: 'eraseTenant',
  scope: 'tenant',
  input: schema.eraseTenantInput,
  run: removeTenant,
});

const eraseWorkspace = erasure({
  name: 'eraseWorkspace',
  scope: 'workspace',
  input: schema.eraseWorkspaceInput,
  run: removeWorkspace,
});

const pruneUsage = erasure({
  name: 'pruneUsage',
  scope: 'platform',
  input: schema.pruneUsageInput,
  isDry: ({ dryRun }) => dryRun === true,
  run: removeOldUsage,
});

/** Who prunes usage when the request names no actor: the schedule of the host. */
const retention = systemActor('retention');

/** The methods of `maintenance`, over the atlas's own storage. */
export function maintenanceMethods(environment: Environment): Maintenance {
  return Object.freeze({
    erasePerson: (request) => erasePerson(environment, request),
    eraseTenant: (request) => eraseTenant(environment, request),
    eraseWorkspace: (request) => eraseWorkspace(environment, request),
    pruneUsage: (request) => pruneAsAsked(environment, request),
    pruneIdempotencyKeys: () => pruneIdempotencyKeys(environment),
  } satisfies Maintenance);
}

/** Refuses what is not an object: spread, `365` or a list would be an empty request, which removes everything older than the default. */
function pruneAsAsked(environment: Environment, request: unknown): ReturnType<Maintenance['pruneUsage']> {
  const given = request ?? {};
  if (!isPlainRecord(given)) return errAsync(invalidInput([issue('request', 'type', sayInput('input.type.object'))]));
  const { actor, ...asked } = given as PruneUsageRequest;
  return pruneUsage(environment, { ...asked, actor: actor ?? retention });
}

async function removeName(
  context: ErasureContext<InputOf<typeof schema.erasePersonInput>>,
): Promise<Result<PersonErasure, never>> {
  const { kind, personId } = context.input;
  const labelRemoved = await context.unit.maintenance.erasePerson({ kind, personId });
  await record(context, {
    action: 'person.erased',
    workspaceId: null,
    target: { type: 'person', id: personId, label: personId },
    summary: {},
    metadata: { person_kind: kind, label_removed: labelRemoved },
  });
  return ok({ kind, personId, labelRemoved });
}

async function removeTenant(
  context: ErasureContext<InputOf<typeof schema.eraseTenantInput>>,
): Promise<Result<TenantErasure, ErasureRefusal>> {
  const { workspaceId, tenantId, confirmTenantName } = context.input;
  if (!isTypedName(context.facts.tenant?.name ?? '', confirmTenantName))
    return err(
      invalidInput([issue('confirmTenantName', 'confirm_name', sayMaintenance('maintenance.input.confirm_tenant'))]),
    );
  const removed = await context.unit.maintenance.eraseTenant({ workspaceId, tenantId });
  if (!removed) return err(notFound());
  const { idempotencyKeys, entitlements, usageEvents, auditEntries } = removed;
  // Without a tenant: the erasure leaves no row with the tenant's id, and no entitlement to it remains.
  await record(context, {
    action: 'tenant.erased',
    workspaceId,
    target: { type: 'tenant', id: tenantId, label: tenantId },
    summary: {},
    metadata: {
      tenant_id: tenantId,
      ...countsOf(removed),
      idempotency_keys: idempotencyKeys,
      entitlements,
      usage_events: usageEvents,
      audit_entries: auditEntries,
    },
  });
  return ok({ workspaceId, tenantId, removed });
}

async function removeWorkspace(
  context: ErasureContext<InputOf<typeof schema.eraseWorkspaceInput>>,
): Promise<Result<WorkspaceErasure, ErasureRefusal>> {
  const { workspaceId, confirmWorkspaceName } = context.input;
  if (!isTypedName(context.facts.workspace?.name ?? '', confirmWorkspaceName))
    return err(
      invalidInput([
        issue('confirmWorkspaceName', 'confirm_name', sayMaintenance('maintenance.input.confirm_workspace')),
      ]),
    );
  const removed = await context.unit.maintenance.eraseWorkspace({ workspaceId });
  if (!removed) return err(notFound());
  const { tenants, memberships, entitlements, activations, idempotencyKeys, usageEvents, auditEntries } = removed;
  await record(context, {
    action: 'workspace.erased',
    workspaceId: null,
    target: { type: 'workspace', id: workspaceId, label: workspaceId },
    summary: {},
    metadata: {
      workspace_id: workspaceId,
      tenants,
      memberships,
      entitlements,
      activations,
      ...countsOf(removed),
      idempotency_keys: idempotencyKeys,
      usage_events: usageEvents,
      audit_entries: auditEntries,
    },
  });
  return ok({ workspaceId, removed });
}

async function removeOldUsage(
  context: ErasureContext<InputOf<typeof schema.pruneUsageInput>>,
): Promise<Result<PrunedUsage, never>> {
  const days = context.input.days ?? defaultRetentionDays;
  const dryRun = context.input.dryRun ?? false;
  const cutoff = await safeCutoff(context, days);
  if (dryRun)
    return ok({ prunedAt: context.now, dryRun, days, cutoff, ...(await context.unit.usage.previewPrune(cutoff)) });
  const { removed, oldestKept } = await context.unit.usage.prune(cutoff);
  await record(context, {
    action: 'product_usage.pruned',
    workspaceId: null,
    target: { type: 'product_usage', id: 'product_usage', label: 'product_usage' },
    summary: { removed },
    metadata: { retention_days: days, cutoff, removed, oldest_kept: oldestKept },
  });
  return ok({ prunedAt: context.now, dryRun, days, cutoff, removed, oldestKept });
}

/** The earlier cutoff by the clocks of this process and of the database. What is removed is gone, and one clock that is ahead must not remove what is not old yet. */
async function safeCutoff(
  { unit, now: here, environment: { logger, method } }: ErasureContext<unknown>,
  days: number,
): Promise<Instant> {
  const there = (await unit.usage.now()) ?? here;
  if (!isAfter(here, there)) return retentionCutoff(here, days);
  const aheadMillis = epochMillis(here) - epochMillis(there);
  if (aheadMillis > eventSkewMillis) logger.warn('clock_ahead_of_database', { method, aheadMillis });
  return retentionCutoff(there, days);
}

/** The counts of the aggregates under their keys in the metadata. */
function countsOf(removed: AggregateCounts): { readonly [key in AggregateCountKey]: number } {
  const stores = Object.keys(aggregateCountKeys) as (keyof AggregateCounts)[];
  const counts = stores.map((store) => [aggregateCountKeys[store], removed[store]] as const);
  return Object.fromEntries(counts) as { readonly [key in AggregateCountKey]: number };
}

function pruneIdempotencyKeys(outer: Environment): ResultAsync<PruneAnswer, StorageFailure> {
  const environment = inMethod(outer, 'maintenance.pruneIdempotencyKeys');
  return guardAgainstBugs(environment, environment.method, prune(environment));
}

async function prune({ storage, clock }: Environment): Promise<Result<PruneAnswer, never>> {
  const liveSince = plusMillis(now(clock), -idempotencyLifeMillis);
  for (let deleted = 0; ;) {
    const batch = await storage.unit({ plane: 'maintenance', actor: null }, ({ maintenance }) =>
      maintenance.pruneIdempotencyKeys(liveSince, pruneBatch),
    );
    deleted += batch;
    if (batch < pruneBatch) return ok({ deleted });
  }
}
