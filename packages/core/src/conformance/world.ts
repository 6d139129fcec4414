import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { TenantScope, WorkspaceScope } from '../kernel/scope.ts';
import type { WorkspaceRole } from '../ports/member-store.ts';
import type { BoundStorage, Storage, StorageUnit } from '../ports/storage.ts';
import { at, tenantA, tenantB, tenantRecord, workspaceRecord } from './fixtures.ts';
import type { StorageContext } from './storage-context.ts';

type Units = Pick<Storage | BoundStorage, 'unit'>;

/** Runs `work` on a platform unit. */
export function onPlatform<T>(storage: Units, work: (unit: StorageUnit) => Promise<T>): Promise<T> {
  return storage.unit({ plane: 'platform', actor: null }, work);
}

/** Runs `work` on a unit of one workspace. */
export function inWorkspace<T>(
  storage: Units,
  workspaceId: WorkspaceId,
  work: (unit: StorageUnit) => Promise<T>,
): Promise<T> {
  return storage.unit({ plane: 'workspace', workspaceId, actor: null }, work);
}

/** Runs `work` on a unit of one person. */
export function asMember<T>(
  storage: Units,
  userId: PersonId,
  workspaceIds: readonly WorkspaceId[],
  work: (unit: StorageUnit) => Promise<T>,
): Promise<T> {
  return storage.unit({ plane: 'member', userId, workspaceIds }, work);
}

/** Runs `work` on a unit of maintenance. */
export function forMaintenance<T>(
  { maintenance }: StorageContext,
  work: (unit: StorageUnit) => Promise<T>,
): Promise<T> {
  return maintenance.unit({ plane: 'maintenance', actor: null }, work);
}

/** A workspace of its own for one case. */
export interface World {
  readonly workspaceId: WorkspaceId;
  readonly scope: WorkspaceScope;
  tenant(tenantId: TenantId): TenantScope;
  /** Runs `work` on a unit of this workspace. */
  unit<T>(work: (unit: StorageUnit) => Promise<T>): Promise<T>;
  /** Makes the person a member. */
  addMember(userId: PersonId, role?: WorkspaceRole): Promise<void>;
}

/** Makes a fresh workspace with two draft tenants, `tenant-a` and `tenant-b`. */
export async function newWorld({ storage, nextWorkspaceId }: StorageContext): Promise<World> {
  return makeWorld(storage, nextWorkspaceId());
}

/** See {@link newWorld}, with an id of the caller's choice. */
export async function makeWorld(storage: Storage, workspaceId: WorkspaceId): Promise<World> {
  const world = worldOf(storage, workspaceId);
  await onPlatform(storage, (unit) => unit.workspaces.create(world.scope, workspaceRecord(workspaceId)));
  await world.unit(async ({ tenants }) => {
    for (const tenantId of [tenantA, tenantB])
      await tenants.create(world.tenant(tenantId), tenantRecord(workspaceId, tenantId));
  });
  return world;
}

function worldOf(storage: Storage, workspaceId: WorkspaceId): World {
  const unit: World['unit'] = (work) => inWorkspace(storage, workspaceId, work);
  return {
    workspaceId,
    scope: { workspaceId },
    tenant: (tenantId) => ({ workspaceId, tenantId }),
    unit,
    addMember: async (userId, role = 'operator') => {
      await unit(({ members }) => members.grant({ workspaceId }, { workspaceId, userId, role, grantedAt: at(5) }));
    },
  };
}

/** Archives the workspace of a new world. */
export async function archiveWorkspace(storage: Storage, world: World): Promise<void> {
  await onPlatform(storage, ({ workspaces }) =>
    workspaces.setArchived(world.scope, { archivedAt: at(7), updatedAt: at(7), version: 1 }),
  );
}

/** Archives tenant A of a new world. */
export async function archiveTenant(world: World): Promise<void> {
  const change = { lifecycle: 'archived', lifecycleBeforeArchive: 'draft', updatedAt: at(8), version: 1 } as const;
  await world.unit(({ tenants }) => tenants.changeLifecycle(world.tenant(tenantA), change));
}
