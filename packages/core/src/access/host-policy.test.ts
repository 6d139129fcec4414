import { describe, expect, it } from 'vitest';
import { codeOf, failure, value } from '../conformance/client/answers.ts';
import { dump } from '../conformance/client/dump.ts';
import { suiteCatalogs } from '../conformance/client/suite-catalogs.ts';
import { observed } from '../conformance/client/storage-observer.ts';
import { countingIds, noon } from '../conformance/client/suite-atlas.ts';
import { createTenantAtlas } from '../atlas.ts';
import { manualClock } from '../kernel/clock.ts';
import { createMemoryStorage } from '../memory/index.ts';
import type { AccessPolicy } from '../ports/access-policy.ts';
import type { Storage } from '../ports/storage.ts';
import { systemActor, workspaceUser } from './actor.ts';

const w1 = { workspaceId: 'w-1' } as const;
const t1 = { ...w1, tenantId: 't-1' } as const;
const bo = workspaceUser({ id: 'u-bo', label: 'Bo' });

/** A host that knows one person, who may see one tenant of one workspace. */
const hostOf = (
  capabilities: readonly string[] = ['workspace.view', 'tenant.view', 'tenants.manage'],
): AccessPolicy => ({
  resolve: async ({ userId, workspaceId, tenantId }) => {
    const member = userId === 'u-bo' && workspaceId === 'w-1';
    return {
      member,
      entitled: member && (tenantId === null || tenantId === 't-1'),
      capabilities: member ? capabilities : [],
    };
  },
  workspacesOf: async (userId) => (userId === 'u-bo' ? ['w-1'] : []),
  tenantsOf: async (userId) => (userId === 'u-bo' ? ['t-1'] : []),
});

/** Storage that says whether one of its units is open. */
function withOpenUnits(inner: Storage) {
  let open = 0;
  const storage: Storage = {
    ...inner,
    unit: (scope, work) =>
      inner.unit(scope, async (unit) => {
        open += 1;
        try {
          return await work(unit);
        } finally {
          open -= 1;
        }
      }),
  };
  return { storage, isOpen: () => open > 0 };
}

async function atlasOf(access: AccessPolicy, inner: Storage = createMemoryStorage()) {
  const logged: string[] = [];
  const atlas = createTenantAtlas({
    storage: inner,
    access,
    ids: countingIds(),
    clock: manualClock(noon),
    logger: { warn: (event) => void logged.push(event), error: (event) => void logged.push(event) },
    catalogs: suiteCatalogs,
  });
  const system = atlas.as(systemActor('seed'));
  for (const workspaceId of ['w-1', 'w-2']) await value(system.workspaces.create({ workspaceId, name: workspaceId }));
  for (const tenantId of ['t-1', 't-2'])
    await value(system.tenants.create({ ...w1, tenantId, name: tenantId, lifecycle: 'active' }));
  return { atlas, system, user: atlas.as(bo), outsider: atlas.as(workspaceUser({ id: 'u-2', label: 'Cy' })), logged };
}

describe('a host’s access policy', () => {
  it('decides membership, entitlement and capability', async () => {
    const { user, outsider } = await atlasOf(hostOf());
    expect(codeOf(await user.tenants.get(t1))).toBe('ok');
    expect(codeOf(await user.tenants.get({ ...w1, tenantId: 't-2' }))).toBe('not_found');
    expect(codeOf(await user.workspaces.get({ workspaceId: 'w-2' }))).toBe('not_found');
    expect(codeOf(await outsider.tenants.get(t1))).toBe('not_found');
    expect(await failure(user.audit.list(w1))).toMatchObject({ code: 'forbidden', capability: 'audit.view' });
  });

  it('cannot grant access to what does not exist', async () => {
    const { user, system } = await atlasOf({
      ...hostOf(),
      resolve: async () => ({ member: true, entitled: true, capabilities: ['tenant.view'] }),
    });
    expect(codeOf(await user.tenants.get({ ...w1, tenantId: 't-404' }))).toBe('not_found');
    expect(codeOf(await user.tenants.get({ workspaceId: 'w-404', tenantId: 't-1' }))).toBe('not_found');
    await value(system.workspaces.archive(w1));
    expect(codeOf(await user.tenants.get(t1))).toBe('ok');
  });

  it('decides the tenants and workspaces of lists', async () => {
    const { user, outsider, system } = await atlasOf(hostOf());
    expect((await value(user.tenants.list(w1))).items.map(({ tenantId }) => tenantId)).toEqual(['t-1']);
    expect((await value(user.workspaces.list())).items.map(({ workspaceId }) => workspaceId)).toEqual(['w-1']);
    expect((await value(outsider.workspaces.list())).items).toEqual([]);
    expect((await value(system.workspaces.list())).items).toHaveLength(2);
  });

  it('hides workspaces of its list where it grants no workspace.view', async () => {
    const { user } = await atlasOf(hostOf(['tenant.view']));
    expect((await value(user.workspaces.list())).items).toEqual([]);
  });

  it('replaces stored memberships entirely', async () => {
    const inner = createMemoryStorage();
    const builtIn = createTenantAtlas({ storage: inner }).as(systemActor('seed'));
    const { outsider } = await atlasOf(hostOf(), inner);
    await value(builtIn.workspaces.addMember({ ...w1, userId: 'u-2', role: 'owner' }));
    expect(codeOf(await outsider.workspaces.get(w1))).toBe('not_found');
  });

  it.each([
    ['is not a list', 'w-1'],
    ['holds a malformed id', ['w-1', 'no id']],
    ['holds something else', [7]],
  ])('counts as failed when an answer %s', async (_, answer) => {
    const host = { ...hostOf(), workspacesOf: async () => answer as never, tenantsOf: async () => answer as never };
    const { user, logged } = await atlasOf(host);
    expect(codeOf(await user.workspaces.list())).toBe('storage_failure');
    expect(codeOf(await user.tenants.list(w1))).toBe('storage_failure');
    expect(logged).toEqual(['access_policy_failed', 'access_policy_failed']);
  });

  it('is not called for operators and the system', async () => {
    const { system } = await atlasOf({ ...hostOf(), resolve: () => Promise.reject(new Error('not asked')) });
    expect(codeOf(await system.tenants.get(t1))).toBe('ok');
  });

  it('leaves the entitlement of a tenant’s creator to the host', async () => {
    const inner = createMemoryStorage();
    const { user, system } = await atlasOf(hostOf(), inner);
    expect(codeOf(await user.tenants.create({ ...w1, tenantId: 't-3', name: 'New' }))).toBe('ok');
    const { items } = await value(system.audit.list({ ...w1, actions: ['entitlement.granted'] }));
    expect(items).toEqual([]);
  });
});

describe('with managed_by_host', () => {
  it.each(['addMember', 'removeMember', 'grantTenant', 'revokeTenant'] as const)(
    '%s returns managed_by_host and writes nothing',
    async (method) => {
      const inner = createMemoryStorage();
      const { system, user } = await atlasOf(hostOf(['members.manage']), inner);
      const before = await dump(inner, noon, ['u-bo', 'u-2']);
      for (const client of [system, user]) {
        const { workspaces } = client;
        const call = {
          addMember: () => workspaces.addMember({ ...w1, userId: 'u-2', role: 'owner' }),
          removeMember: () => workspaces.removeMember({ ...w1, userId: 'u-2' }),
          grantTenant: () => workspaces.grantTenant({ ...t1, userId: 'u-2' }),
          revokeTenant: () => workspaces.revokeTenant({ ...t1, userId: 'u-2' }),
        }[method];
        expect(await failure<unknown, unknown>(call())).toMatchObject({ code: 'conflict', reason: 'managed_by_host' });
      }
      expect(await dump(inner, noon, ['u-bo', 'u-2'])).toBe(before);
    },
  );
});

describe('a failing policy', () => {
  const broken = (part: keyof AccessPolicy): AccessPolicy => ({
    ...hostOf(),
    [part]: () => Promise.reject(new Error('password=hunter2')),
  });
  const throwing: AccessPolicy = {
    ...hostOf(),
    resolve: () => {
      throw new Error('password=hunter2');
    },
  };

  it.each([
    { what: 'resolve', policy: broken('resolve') },
    { what: 'a synchronous resolve', policy: throwing },
  ])('$what denies access: storage_failure, not a guess', async ({ policy }) => {
    const { user, logged } = await atlasOf(policy);
    for (const call of [
      user.tenants.get(t1),
      user.tenants.list(w1),
      user.workspaces.list(),
      user.tenants.create({ ...t1, name: 'N' }),
    ]) {
      const refused = await failure<unknown, unknown>(call);
      expect(refused).toMatchObject({ code: 'storage_failure', kind: 'unavailable', retryable: true });
      expect(JSON.stringify(refused)).not.toContain('hunter2');
    }
    expect(logged).toContain('access_policy_failed');
  });

  it.each(['tenantsOf', 'workspacesOf'] as const)('%s fails the lists that need it', async (part) => {
    const { user } = await atlasOf(broken(part));
    expect(codeOf(await user.tenants.list(w1))).toBe(part === 'tenantsOf' ? 'storage_failure' : 'ok');
    expect(codeOf(await user.workspaces.list())).toBe(part === 'workspacesOf' ? 'storage_failure' : 'ok');
    expect(codeOf(await user.tenants.get(t1))).toBe('ok');
  });
});

it('is never called inside a unit', async () => {
  const { storage, isOpen } = withOpenUnits(observed(createMemoryStorage()).storage);
  const inside: string[] = [];
  let asked = 0;
  const noting =
    <A extends readonly unknown[], R>(name: string, work: (...args: A) => R) =>
    (...args: A): R => {
      asked += 1;
      if (isOpen()) inside.push(name);
      return work(...args);
    };
  const host = hostOf([
    'workspace.view',
    'tenant.view',
    'tenants.manage',
    'audit.view',
    'operations.view',
    'operations.start',
  ]);
  const policy: AccessPolicy = {
    resolve: noting('resolve', host.resolve),
    workspacesOf: noting('workspacesOf', host.workspacesOf),
    tenantsOf: noting('tenantsOf', host.tenantsOf),
  };
  const { user, atlas } = await atlasOf(policy, storage);
  await user.tenants.list(w1);
  await user.workspaces.list();
  await user.audit.list(w1);
  const started = await value(user.operations.start({ type: 'acme.sweep', ...t1, inputs: { list: 'x' } }));
  await user.operations.get({ ...w1, runId: started.run.id });
  await user.operations.list(w1);
  await user.operations.cancel({ ...w1, runId: started.run.id });
  await user.tenants.changeLifecycle({ ...t1, to: 'archived' });
  await atlas.guard('acme.sweep', { actor: bo, ...w1 }, async () => 'done');
  expect(asked).toBeGreaterThan(10);
  expect(inside).toEqual([]);
});
