import { refuseArchived } from '../access/rules.ts';
import { lostRace, type UseCaseContext } from '../access/use-case.ts';
import { record } from '../audit/record.ts';
import { conflict, immutable, notFound, type Conflict, type Immutable, type NotFound } from '../kernel/errors.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { presentLifecycle } from '../lifecycle/presentation.ts';
import type { TenantLifecycle, TenantRecord } from '../ports/tenant-store.ts';

/** What is needed of the unit in which an onboarding changes its tenant. */
type Within = Pick<UseCaseContext<unknown>, 'unit' | 'now' | 'caller' | 'environment'>;

/** Holds the workspace and not the tenant, as every unit does that may change the lifecycle of a tenant: two that hold the row they want to change would wait for each other. */
export async function holdWorkspace(
  { unit }: Within,
  workspaceId: WorkspaceId,
): Promise<Result<null, NotFound | Immutable>> {
  const held = await unit.access.hold({ workspaceId }, null);
  if (!held) return err(notFound());
  const archived = refuseArchived(held);
  return archived ? err(archived) : ok(null);
}

/** The tenant that a session identifies. It is new to the product, or in another onboarding that has ended. */
export async function judgeTenant(
  { unit }: Within,
  scope: { readonly workspaceId: WorkspaceId; readonly tenantId: TenantId },
): Promise<Result<TenantRecord, NotFound | Immutable | Conflict>> {
  const tenant = await unit.tenants.get(scope);
  // It was erased after the access check.
  if (!tenant) return err(notFound());
  if (tenant.lifecycle === 'archived') return err(immutable('archived'));
  return tenant.lifecycle === 'active' ? err(conflict('lifecycle')) : ok(tenant);
}

/**
 * Takes the tenant for a write, before the session and its connection: moves it to the lifecycle that the write gives it, or holds it in the one that it has. Every writer
 * takes a tenant before its rows, so that an erasure and a change of a connection wait for this one, and do not wait for each other. `lostRace` when the tenant is not
 * what it was when it was judged: the next attempt judges what it became.
 */
export async function takeTenant(
  context: Within,
  tenant: TenantRecord,
  to: TenantLifecycle = tenant.lifecycle,
): Promise<Result<null, Conflict | typeof lostRace>> {
  if (to !== tenant.lifecycle) return moveTenant(context, tenant, to);
  const held = await context.unit.access.hold({ workspaceId: tenant.workspaceId }, tenant.tenantId);
  return held?.tenant?.lifecycle === to ? ok(null) : err(lostRace);
}

/**
 * Takes the tenant of a session that is cancelled. One that is still in its onboarding becomes a draft. One that was archived in its onboarding stays archived, and its restore
 * gives a draft: without that, the restore would give an onboarding that has no session. Any other stays as it is.
 */
export async function releaseTenant(
  context: Within,
  tenant: TenantRecord,
): Promise<Result<Released, Conflict | typeof lostRace>> {
  const { lifecycle, version } = tenant;
  if (tenant.lifecycleBeforeArchive !== 'onboarding') {
    const taken = await takeTenant(context, tenant, lifecycle === 'onboarding' ? 'draft' : lifecycle);
    return taken.map(() => ({ restoresTo: null }));
  }
  const restoresTo = 'draft';
  const change = { lifecycle, lifecycleBeforeArchive: restoresTo, updatedAt: context.now, version } as const;
  const changed = await context.unit.tenants.changeLifecycle(tenant, change);
  return typeof changed === 'string' ? err(lostRace) : ok({ restoresTo });
}

/** What a cancelled session leaves of its tenant. */
export interface Released {
  /** What the restore of the tenant gives now, where the cancelling changed that; null elsewhere. */
  readonly restoresTo: TenantLifecycle | null;
}

/**
 * Moves the tenant with its own entry in the trail. A tenant that others changed meanwhile is judged anew, and one that is active elsewhere is refused without a word
 * about where.
 */
async function moveTenant(
  context: Within,
  tenant: TenantRecord,
  to: TenantLifecycle,
): Promise<Result<null, Conflict | typeof lostRace>> {
  const { unit, now } = context;
  const { version, workspaceId, tenantId, name, lifecycle: from } = tenant;
  const change = { lifecycle: to, lifecycleBeforeArchive: null, updatedAt: now, version };
  const changed = await unit.tenants.changeLifecycle(tenant, change);
  if (changed === 'changed_meanwhile') return err(lostRace);
  if (changed === 'external_taken') return err(conflict('lifecycle'));
  await record(context, {
    action: 'tenant.lifecycle_changed',
    workspaceId,
    tenantId,
    target: { type: 'tenant', id: tenantId, label: name },
    summary: { name, from: wordOf(from), to: wordOf(to) },
    metadata: { from, to },
  });
  return ok(null);
}

const wordOf = (value: TenantLifecycle): string => presentLifecycle(value).label.text;
