import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf, failure, value } from '../conformance/client/answers.ts';
import { countingIds, noon } from '../conformance/client/suite-atlas.ts';
import { platformOperator, systemActor, workspaceUser } from '../access/actor.ts';
import { createTenantAtlas } from '../atlas.ts';
import { manualClock } from '../kernel/clock.ts';

const w1 = { workspaceId: 'w-1' } as const;
const system = systemActor('seed');
const owner = workspaceUser({ id: 'u-owner', label: 'Olga Owner' });

async function world() {
  const atlas = createTenantAtlas({ clock: manualClock(noon), ids: countingIds() });
  const { workspaces, tenants } = atlas.as(system);
  for (const workspaceId of ['w-1', 'w-2']) await value(workspaces.create({ workspaceId, name: workspaceId }));
  for (const tenantId of ['t-1', 't-2'])
    await value(tenants.create({ ...w1, tenantId, name: tenantId, lifecycle: 'active' }));
  await value(workspaces.addMember({ ...w1, userId: 'u-owner', role: 'owner' }));
  await value(workspaces.addMember({ ...w1, userId: 'u-2', role: 'readonly' }));
  await value(workspaces.addMember({ workspaceId: 'w-2', userId: 'u-elsewhere', role: 'owner' }));
  await value(workspaces.grantTenant({ ...w1, tenantId: 't-1', userId: 'u-owner' }));
  await value(workspaces.grantTenant({ ...w1, tenantId: 't-2', userId: 'u-2', role: 'manager' }));
  await value(workspaces.grantTenant({ ...w1, tenantId: 't-1', userId: 'u-2' }));
  return atlas;
}

const operator = (allowedTenants: readonly { workspaceId: string; tenantId: string }[] | null = null) =>
  platformOperator({
    id: 'op-1',
    label: 'Ada',
    capabilities: ['platform.access_system_panel', 'platform.directory.manage'],
    allowedTenants,
  });

let atlas: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  atlas = await world();
});

describe('the members of a workspace', () => {
  it('are listed by id with role and entitlements, and no person of another workspace', async () => {
    const { items, nextCursor } = await value(atlas.as(operator()).workspaces.members(w1));
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        ...w1,
        userId: 'u-2',
        person: { kind: 'user', id: 'u-2', label: expect.objectContaining({ text: 'Unknown person' }) as unknown },
        role: 'readonly',
        grantedAt: noon,
        entitlements: [
          { tenantId: 't-1', role: null },
          { tenantId: 't-2', role: 'manager' },
        ],
      },
      expect.objectContaining({ userId: 'u-owner', role: 'owner', entitlements: [{ tenantId: 't-1', role: null }] }),
    ]);
  });

  it('have the name that they wrote under, until it is erased', async () => {
    await value(atlas.as(owner).tenants.changeLifecycle({ ...w1, tenantId: 't-1', to: 'archived' }));
    const nameOf = async () => (await value(atlas.as(owner).workspaces.members(w1))).items[1]?.person.label.text;
    expect(await nameOf()).toBe('Olga Owner');
    await value(atlas.maintenance.erasePerson({ actor: system, kind: 'user', personId: 'u-owner' }));
    expect(await nameOf()).toBe('Unknown person');
  });

  it.each([
    { what: 'an owner', actor: owner },
    { what: 'a limited operator', actor: operator([{ ...w1, tenantId: 't-1' }]) },
  ])('are shown to $what without tenants that are hidden from the caller', async ({ actor }) => {
    const { items } = await value(atlas.as(actor).workspaces.members(w1));
    expect(items.map(({ userId, entitlements }) => [userId, entitlements])).toEqual([
      ['u-2', [{ tenantId: 't-1', role: null }]],
      ['u-owner', [{ tenantId: 't-1', role: null }]],
    ]);
  });

  it('are listed by who may manage them only', async () => {
    const readonly = atlas.as(workspaceUser({ id: 'u-2', label: 'Rea' }));
    expect(await failure(readonly.workspaces.members(w1))).toMatchObject({ capability: 'members.manage' });
    const outsider = atlas.as(workspaceUser({ id: 'u-elsewhere', label: 'Sam' }));
    expect(codeOf(await outsider.workspaces.members(w1))).toBe('not_found');
  });

  it('can be read in an archived workspace', async () => {
    await value(atlas.as(system).workspaces.archive(w1));
    expect((await value(atlas.as(owner).workspaces.members(w1))).items).toHaveLength(2);
  });

  it('are the host’s where the host has a policy: conflict', async () => {
    const access = {
      resolve: async () => ({ member: true, entitled: true, capabilities: ['members.manage'] }),
      workspacesOf: async () => [],
      tenantsOf: async () => [],
    };
    const hosted = createTenantAtlas({ access });
    await value(hosted.as(system).workspaces.create({ ...w1, name: 'Acme' }));
    expect(await failure(hosted.as(owner).workspaces.members(w1))).toMatchObject({ reason: 'managed_by_host' });
  });
});
