import { beforeEach, describe, expect, it } from 'vitest';
import { oneWorkspace, trail } from '../../test/support/directory.ts';
import { codeOf, failure, pathsOf, value } from '../conformance/client/answers.ts';

const w1 = { workspaceId: 'w-1' } as const;
const t1 = { ...w1, tenantId: 't-1' } as const;

let world: Awaited<ReturnType<typeof oneWorkspace>>;

beforeEach(async () => {
  world = await oneWorkspace();
  for (const tenantId of ['t-1', 't-2']) {
    await value(world.system.tenants.create({ ...w1, tenantId, name: tenantId, lifecycle: 'active' }));
    await value(world.system.workspaces.grantTenant({ ...w1, tenantId, userId: 'u-owner' }));
  }
});

/** The trail as one line per entry. */
const lines = async () =>
  (await trail(world)).map(({ action, target, tenantId, metadata }) => [action, target.id, tenantId, metadata]);

describe('memberships', () => {
  it('are granted, changed and left unchanged; each answer reports it', async () => {
    const add = (role: 'readonly' | 'manager') =>
      value(world.owner.workspaces.addMember({ ...w1, userId: 'u-1', role }));
    expect(await add('readonly')).toEqual({ ...w1, userId: 'u-1', role: 'readonly', disposition: 'granted' });
    expect((await add('manager')).disposition).toBe('changed');
    expect((await add('manager')).disposition).toBe('unchanged');
    expect(await lines()).toEqual([
      ['membership.granted', 'u-1', null, { role: 'readonly' }],
      ['membership.changed', 'u-1', null, { role: 'manager', previous_role: 'readonly' }],
    ]);
  });

  it('take effect at once, and end at once', async () => {
    const user = world.asUser('u-1');
    expect(codeOf(await user.workspaces.get(w1))).toBe('not_found');
    await value(world.owner.workspaces.addMember({ ...w1, userId: 'u-1', role: 'readonly' }));
    expect(codeOf(await user.workspaces.get(w1))).toBe('ok');
    expect(codeOf(await user.workspaces.addMember({ ...w1, userId: 'u-2', role: 'owner' }))).toBe('forbidden');
    await value(world.owner.workspaces.removeMember({ ...w1, userId: 'u-1' }));
    expect(codeOf(await user.workspaces.get(w1))).toBe('not_found');
  });

  it('name a person by id only, even as a target', async () => {
    await value(world.owner.workspaces.addMember({ ...w1, userId: 'u-1', role: 'readonly' }));
    const [entry] = await trail(world);
    expect(entry?.target).toEqual({ type: 'person', id: 'u-1', label: 'u-1' });
  });

  it('end with all entitlements, each with a separate entry', async () => {
    await value(world.owner.workspaces.addMember({ ...w1, userId: 'u-1', role: 'readonly' }));
    for (const tenantId of ['t-1', 't-2'])
      await value(world.owner.workspaces.grantTenant({ ...w1, tenantId, userId: 'u-1' }));
    expect(await value(world.owner.workspaces.removeMember({ ...w1, userId: 'u-1' }))).toEqual({
      disposition: 'removed',
    });
    expect((await lines()).slice(-3)).toEqual([
      ['entitlement.revoked', 'u-1', 't-1', {}],
      ['entitlement.revoked', 'u-1', 't-2', {}],
      ['membership.revoked', 'u-1', null, { role: 'readonly' }],
    ]);
    await value(world.owner.workspaces.addMember({ ...w1, userId: 'u-1', role: 'readonly' }));
    expect(codeOf(await world.asUser('u-1').tenants.get(t1))).toBe('not_found');
  });

  it('that do not exist are not removed, and nothing is written', async () => {
    const before = await lines();
    expect(await value(world.owner.workspaces.removeMember({ ...w1, userId: 'u-ghost' }))).toEqual({
      disposition: 'not_present',
    });
    expect(await value(world.owner.workspaces.revokeTenant({ ...t1, userId: 'u-ghost' }))).toEqual({
      disposition: 'not_present',
    });
    expect(await lines()).toEqual(before);
  });
});

describe('entitlements', () => {
  beforeEach(async () => {
    await value(world.system.workspaces.addMember({ ...w1, userId: 'u-1', role: 'readonly' }));
  });

  it('are granted, changed and left unchanged', async () => {
    const grant = (role: 'owner' | null) => value(world.owner.workspaces.grantTenant({ ...t1, userId: 'u-1', role }));
    expect(await grant(null)).toEqual({ ...t1, userId: 'u-1', role: null, disposition: 'granted' });
    expect((await grant(null)).disposition).toBe('unchanged');
    expect((await grant('owner')).disposition).toBe('changed');
    expect((await grant(null)).disposition).toBe('changed');
    expect(await lines()).toEqual([
      ['entitlement.granted', 'u-1', 't-1', {}],
      ['entitlement.granted', 'u-1', 't-1', { role: 'owner' }],
      ['entitlement.granted', 'u-1', 't-1', { previous_role: 'owner' }],
    ]);
  });

  it('carry a role that applies only to their tenant', async () => {
    const user = world.asUser('u-1');
    await value(world.owner.workspaces.grantTenant({ ...t1, userId: 'u-1', role: 'owner' }));
    await value(world.owner.workspaces.grantTenant({ ...w1, tenantId: 't-2', userId: 'u-1' }));
    expect(codeOf(await user.tenants.changeLifecycle({ ...t1, to: 'archived' }))).toBe('ok');
    expect(codeOf(await user.tenants.changeLifecycle({ ...w1, tenantId: 't-2', to: 'archived' }))).toBe('forbidden');
    expect(codeOf(await user.tenants.create({ ...w1, tenantId: 't-3', name: 'New' }))).toBe('forbidden');
  });

  it('require a membership first', async () => {
    const refused = await failure(world.owner.workspaces.grantTenant({ ...t1, userId: 'u-ghost' }));
    expect([refused.code, pathsOf(refused)]).toEqual(['invalid_input', ['userId']]);
    expect(await lines()).toEqual([]);
  });

  it('are granted only by an entitled person', async () => {
    await value(world.system.workspaces.revokeTenant({ ...t1, userId: 'u-owner' }));
    expect(codeOf(await world.owner.workspaces.grantTenant({ ...t1, userId: 'u-owner' }))).toBe('not_found');
  });

  it('end at once', async () => {
    await value(world.owner.workspaces.grantTenant({ ...t1, userId: 'u-1' }));
    expect(codeOf(await world.asUser('u-1').tenants.get(t1))).toBe('ok');
    expect(await value(world.owner.workspaces.revokeTenant({ ...t1, userId: 'u-1' }))).toEqual({
      disposition: 'removed',
    });
    expect(codeOf(await world.asUser('u-1').tenants.get(t1))).toBe('not_found');
    expect((await lines()).at(-1)).toEqual(['entitlement.revoked', 'u-1', 't-1', {}]);
  });

  it('of one workspace do not apply to a tenant of the same id in another', async () => {
    await value(world.system.workspaces.create({ workspaceId: 'w-2', name: 'Other' }));
    await value(world.system.tenants.create({ workspaceId: 'w-2', tenantId: 't-1', name: 'Theirs' }));
    await value(world.system.workspaces.addMember({ workspaceId: 'w-2', userId: 'u-1', role: 'owner' }));
    await value(world.owner.workspaces.grantTenant({ ...t1, userId: 'u-1' }));
    const there = world.asUser('u-1').tenants.get({ workspaceId: 'w-2', tenantId: 't-1' });
    expect(codeOf(await there)).toBe('not_found');
  });
});
