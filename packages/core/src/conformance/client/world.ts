import { systemActor } from '../../access/actor.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { WorkspaceRole } from '../../ports/member-store.ts';
import type { Storage } from '../../ports/storage.ts';
import type { WorkspacesClient } from '../../workspaces/client.ts';
import { makerOf } from '../aggregates/aggregate.ts';
import { aggregates } from '../aggregates/index.ts';
import { inWorkspace } from '../world.ts';
import { value } from './answers.ts';
import { dump } from './dump.ts';
import type { AggregateIds } from './sample.ts';
import {
  allPowers,
  atlasForTests,
  erasedTenantId,
  foreignTenantId,
  noon,
  people,
  siblingTenantId,
} from './suite-atlas.ts';
import type { WorldIds, WorldShape } from './world-shape.ts';

/** A world as it was built. */
export type World = Awaited<ReturnType<typeof buildWorld>>;

/**
 * Two workspaces with two tenants of the same ids, members in every role, one aggregate of each kind in `w-1/t-1`, and one pause of `acme.notice` in
 * `w-1`; a tenant and aggregates that only `w-2` has; then crowded, archived and paused as asked for.
 */
export async function buildWorld(shape: Partial<WorldShape> = {}, inner?: Storage) {
  const { archived = 'none', paused = false, isCrowded = false } = shape;
  const base = atlasForTests(inner);
  const system = base.atlas.as(systemActor('seed'));
  const operator = base.atlas.as(allPowers);
  for (const workspaceId of ['w-1', 'w-2']) {
    await value(system.workspaces.create({ workspaceId, name: `Name of ${workspaceId}` }));
    for (const tenantId of ['t-1', 't-2']) {
      await value(system.tenants.create({ workspaceId, tenantId, name: 'Contoso', lifecycle: 'active' }));
    }
  }
  const foreign = { workspaceId: 'w-2', tenantId: foreignTenantId, name: 'Fabrikam', lifecycle: 'active' } as const;
  await value(system.tenants.create(foreign));
  await seedMembers(system.workspaces);
  const existing = await oneOfEach(base, 'w-1', 't-1');
  const ids: WorldIds['ids'] = {
    existing,
    // Of a tenant whose id exists in both, so that only the workspace separates it.
    foreign: await oneOfEach(base, 'w-2', 't-1'),
    sibling: isCrowded ? await oneOfEach(base, 'w-1', siblingTenantId) : {},
    erased: isCrowded ? await oneOfEachErased(base) : {},
  };
  const { activation } = await value(
    operator.controls.pause({
      control: 'acme.notice',
      scope: { type: 'workspace', workspaceId: 'w-1' },
      reason: 'For moving it about',
    }),
  );
  if (archived === 'tenant') {
    await value(system.tenants.changeLifecycle({ workspaceId: 'w-1', tenantId: 't-1', to: 'archived' }));
  }
  if (archived === 'workspace') await value(system.workspaces.archive({ workspaceId: 'w-1' }));
  if (paused) {
    for (const control of ['restore.execute', 'acme.sweep'] as const) {
      await value(operator.controls.pause({ control, scope: { type: 'global' }, reason: 'Secret incident 4711' }));
    }
  }
  base.takeCalls();
  return { ...base, dump: () => dump(base.storage, noon, people), ids, activationId: activation.id };
}

type Base = ReturnType<typeof atlasForTests>;

async function oneOfEach({ atlas, storage }: Base, workspaceId: string, tenantId: string): Promise<AggregateIds> {
  const system = atlas.as(systemActor('seed'));
  const scope = { workspaceId: workspaceId as WorkspaceId };
  const ids: { [idMember: string]: string } = {};
  for (const { idMember, client } of aggregates) {
    const id = await client.create(makerOf(system, storage), { workspaceId, tenantId }, 'seed');
    await inWorkspace(storage, scope.workspaceId, async (unit) => client.prepare?.(unit, scope, id));
    ids[idMember] = id;
  }
  return ids;
}

async function oneOfEachErased(base: Base): Promise<AggregateIds> {
  const { atlas } = base;
  const tenant = { workspaceId: 'w-1', tenantId: erasedTenantId };
  const actor = systemActor('seed');
  await value(atlas.as(actor).tenants.create({ ...tenant, name: 'Northwind', lifecycle: 'active' }));
  const ids = await oneOfEach(base, tenant.workspaceId, tenant.tenantId);
  await value(atlas.maintenance.eraseTenant({ actor, ...tenant, confirmTenantName: 'Northwind' }));
  return ids;
}

async function seedMembers(workspaces: WorkspacesClient): Promise<void> {
  const join = async (
    userId: string,
    role: WorkspaceRole,
    tenantId: string | null,
    own: WorkspaceRole | null = null,
    workspaceId = 'w-1',
  ): Promise<void> => {
    await value(workspaces.addMember({ workspaceId, userId, role }));
    if (tenantId) await value(workspaces.grantTenant({ workspaceId, tenantId, userId, role: own }));
  };
  await join('u-readonly', 'readonly', 't-1');
  await join('u-operator', 'operator', 't-1');
  await join('u-manager', 'manager', 't-1');
  await join('u-owner', 'owner', 't-1');
  await join('u-unentitled', 'owner', 't-2');
  await join('u-raised', 'readonly', 't-1', 'owner');
  await join('u-lowered', 'owner', 't-1', 'readonly');
  await join('u-elsewhere', 'owner', 't-1', null, 'w-2');
  await join('u-elsewhere', 'owner', foreignTenantId, null, 'w-2');
  await join('u-both', 'owner', 't-1');
  await join('u-both', 'owner', foreignTenantId, null, 'w-2');
  await join('u-spare', 'readonly', null);
}
