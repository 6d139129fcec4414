import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { codeOf, failure, value } from '../conformance/client/answers.ts';
import { createTenantAtlas } from '../atlas.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { ok } from '../kernel/result.ts';
import { defineOperations, type OperationPlane } from '../runs/definition.ts';
import { platformOperator, systemActor, workspaceUser } from './actor.ts';
import { defineRoles, roleTable, type RoleExtensions } from './define-roles.ts';
import { roleCapabilities } from './roles.ts';

const send = 'acme.mail.send';
const t1 = { workspaceId: 'w-1', tenantId: 't-1' } as const;
const mail = (capability: string | readonly string[] = send, planes: readonly OperationPlane[] = ['workspace']) =>
  defineOperations({
    'acme.mail': { label: 'Mail', capability, planes, inputs: z.strictObject({}), run: async () => ok({}) },
  });

async function host(roles?: RoleExtensions) {
  const atlas = createTenantAtlas({
    catalogs: { operations: [mail(send, ['workspace', 'platform'])] },
    ...(roles ? { roles } : {}),
  });
  const system = atlas.as(systemActor('seed'));
  await value(system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  await value(system.tenants.create({ ...t1, name: 'Contoso', lifecycle: 'active' }));
  const userWith = async (role: 'readonly' | 'operator' | 'manager' | 'owner', own?: 'readonly' | 'owner') => {
    const id = `u-${role}-${own ?? 'same'}`;
    await value(system.workspaces.addMember({ workspaceId: 'w-1', userId: id, role }));
    await value(system.workspaces.grantTenant({ ...t1, userId: id, role: own ?? null }));
    return atlas.as(workspaceUser({ id, label: id }));
  };
  return { atlas, userWith };
}

const start = { type: 'acme.mail', ...t1, inputs: {} } as const;

describe('a capability of the host', () => {
  it.each([
    { role: 'readonly', code: 'forbidden' },
    { role: 'operator', code: 'forbidden' },
    { role: 'manager', code: 'ok' },
    { role: 'owner', code: 'ok' },
  ] as const)('added to managers: a start by $role is $code', async ({ role, code }) => {
    const { userWith } = await host(defineRoles({ manager: [send] }));
    const user = await userWith(role);
    expect(codeOf(await user.operations.start(start))).toBe(code);
    const [action] = await value(user.surfaces.actions({ ...t1, types: ['acme.mail'] }));
    expect(action?.state).toBe(code === 'ok' ? 'available' : 'denied');
  });

  it('follows the own role of an entitlement', async () => {
    const { userWith } = await host(defineRoles({ owner: [send] }));
    expect(codeOf(await (await userWith('readonly', 'owner')).operations.start(start))).toBe('ok');
    expect(codeOf(await (await userWith('owner', 'readonly')).operations.start(start))).toBe('forbidden');
  });

  it('is held by no role without defineRoles', async () => {
    const { userWith } = await host();
    expect(await failure((await userWith('owner')).operations.start(start))).toMatchObject({ capability: send });
  });

  it('changes nothing about the capabilities of the SDK', () => {
    const table = roleTable({ readonly: [send], owner: [send, 'acme.mail.settings'] });
    for (const [role, capabilities] of Object.entries(roleCapabilities)) {
      const own = table[role as keyof typeof table].filter((capability) => !capability.startsWith('acme.'));
      expect(own).toEqual(capabilities);
    }
    expect(table.owner.filter((capability) => capability.startsWith('acme.'))).toEqual([send, 'acme.mail.settings']);
  });

  it('can be held by an operator, who starts what the definition says', async () => {
    const { atlas } = await host();
    const panel = ['platform.access_system_panel'] as const;
    const able = atlas.as(platformOperator({ id: 'op-1', label: 'Ada', capabilities: [...panel, send] }));
    const unable = atlas.as(platformOperator({ id: 'op-2', label: 'Bea', capabilities: panel }));
    expect(await failure(unable.operations.start(start))).toMatchObject({ code: 'forbidden', capability: send });
    const { run } = await value(able.operations.start(start));
    const canceller = platformOperator({
      id: 'op-3',
      label: 'Cleo',
      capabilities: [...panel, 'platform.ops.view', send],
    });
    expect(codeOf(await atlas.as(canceller).operations.cancel({ workspaceId: 'w-1', runId: run.id }))).toBe('ok');
  });
});

describe('a capability of the SDK that an operator holds', () => {
  it('opens no method of the platform', async () => {
    const { atlas } = await host();
    const capabilities = ['platform.access_system_panel', 'tenants.manage', 'members.manage', 'audit.view'] as const;
    const operator = atlas.as(platformOperator({ id: 'op-1', label: 'Ada', capabilities }));
    expect(codeOf(await operator.tenants.create({ ...t1, tenantId: 't-2', name: 'New' }))).toBe('forbidden');
    expect(codeOf(await operator.audit.list({ workspaceId: 'w-1' }))).toBe('forbidden');
  });
});

describe('defineRoles', () => {
  it.each([
    [{ admin: [send] }, /"admin" is not a role\. Use one of readonly, operator, manager, owner/],
    [{ owner: send }, /"owner" is a list of capabilities/],
    [{ owner: ['Send mail'] }, /"owner" names "Send mail"\. A capability is lower-case words joined by dots/],
    [{ owner: ['send'] }, /lower-case words joined by dots/],
    [{ owner: [null] }, /lower-case words joined by dots/],
    [{ owner: ['platform.acme.send'] }, /Names that begin with "platform\." are for operators/],
    [{ operator: ['members.manage'] }, /The SDK decides which roles have its own capabilities/],
    [null, /pass an object/],
    [[send], /pass an object/],
  ])('rejects %j', (given, about) => {
    expect(() => defineRoles(given as RoleExtensions)).toThrow(InvariantError);
    expect(() => defineRoles(given as RoleExtensions)).toThrow(about);
    expect(() => createTenantAtlas({ roles: given as RoleExtensions })).toThrow(about);
  });

  it('does not go together with a policy of the host', () => {
    const access = {
      resolve: async () => ({ member: false, entitled: false, capabilities: [] }),
      workspacesOf: async () => [],
      tenantsOf: async () => [],
    };
    expect(() => createTenantAtlas({ access, roles: defineRoles({ owner: [send] }) })).toThrow(/Leave one of them out/);
  });
});

describe('coverage', () => {
  const gapsOf = (options: Parameters<typeof createTenantAtlas>[0]) =>
    createTenantAtlas(options)
      .coverage()
      .map(({ kind, key }) => [kind, key]);
  const never = [['never_started', 'acme.mail']];
  const access = {
    resolve: async () => ({ member: true, entitled: true, capabilities: [send] }),
    workspacesOf: async () => [],
    tenantsOf: async () => [],
  };

  it.each([
    { what: 'a capability that no role has', operations: mail(), roles: undefined, gaps: never },
    { what: 'one that a role has', operations: mail(), roles: defineRoles({ owner: [send] }), gaps: [] },
    { what: 'one of two that a role has', operations: mail([send, 'operations.start']), roles: undefined, gaps: [] },
    { what: 'one that operators can hold', operations: mail(send, ['platform']), roles: undefined, gaps: [] },
    { what: 'one that cannot exist', operations: mail('platform.acme', ['platform']), roles: undefined, gaps: never },
    { what: 'work of the system', operations: mail('Anything', ['system']), roles: undefined, gaps: [] },
  ])('of $what', ({ operations, roles, gaps }) => {
    expect(gapsOf({ catalogs: { operations: [operations] }, ...(roles ? { roles } : {}) })).toEqual(gaps);
  });

  it('leaves capabilities to a policy of the host', () => {
    expect(gapsOf({ catalogs: { operations: [mail()] }, access })).toEqual([]);
  });
});
