import { describe, expect, it } from 'vitest';
import { limitedTo, oneWorkspace } from '../../test/support/directory.ts';
import { eachAggregate } from '../conformance/aggregates/index.ts';
import { failure, pathsOf, value } from '../conformance/client/answers.ts';
import { allPowers } from '../conformance/client/suite-atlas.ts';
import { platformOperator, systemActor, workspaceUser, type Actor } from '../access/actor.ts';
import type { PersonId } from '../kernel/ids.ts';
import { InvariantError } from '../kernel/invariant.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { Maintenance } from './client.ts';

const inT1 = { workspaceId: 'w-1', tenantId: 't-1' } as const;
const owner = { kind: 'user', personId: 'u-owner' } as const;

/** `w-1` (Acme) with an owner, the tenants `t-1` (Größe) and `t-2`, and `w-2`, which has a `t-1` too. */
async function world() {
  const base = await oneWorkspace();
  const { system } = base;
  await value(system.workspaces.create({ workspaceId: 'w-2', name: 'Borealis' }));
  for (const [workspaceId, tenantId, name] of [
    ['w-1', 't-1', 'Größe'],
    ['w-1', 't-2', 'Fabrikam'],
    ['w-2', 't-1', 'Contoso'],
  ] as const) {
    await value(
      system.tenants.create({
        workspaceId,
        tenantId,
        name,
        lifecycle: 'active',
        externalTenantId: `x.${workspaceId}.${tenantId}`,
      }),
    );
  }
  await value(system.workspaces.grantTenant({ ...inT1, userId: 'u-owner' }));
  await value(system.operations.start({ type: 'acme.sweep', ...inT1, inputs: { list: 'a' }, idempotencyKey: 'key-1' }));
  const { maintenance } = base.atlas;
  return {
    ...base,
    maintenance,
    erase: (actor: Actor = allPowers) => maintenance.eraseTenant({ actor, ...inT1, confirmTenantName: 'Größe' }),
    eraseAll: (actor: Actor = allPowers) =>
      maintenance.eraseWorkspace({ actor, workspaceId: 'w-1', confirmWorkspaceName: 'Acme' }),
    platformLedger: async (action: string) => (await value(system.audit.list({ actions: [action] }))).items,
    ledger: async (action: string) => (await value(system.audit.list({ workspaceId: 'w-1', actions: [action] }))).items,
  };
}

const operator = (capabilities: typeof allPowers.capabilities, breakGlass: { reason: string | null } | null = null) =>
  platformOperator({ id: 'op-case', label: 'Otto', capabilities, breakGlass });
const panel = 'platform.access_system_panel';
const directory = 'platform.directory.manage';

type Call = (maintenance: Maintenance, actor: Actor) => ResultAsync<unknown, unknown>;
const calls: { readonly [method: string]: Call } = {
  erasePerson: (maintenance, actor) => maintenance.erasePerson({ actor, ...owner }),
  eraseTenant: (maintenance, actor) => maintenance.eraseTenant({ actor, ...inT1, confirmTenantName: 'Größe' }),
  eraseWorkspace: (maintenance, actor) =>
    maintenance.eraseWorkspace({ actor, workspaceId: 'w-1', confirmWorkspaceName: 'Acme' }),
};

describe.each(Object.entries(calls))('%s', (method, call) => {
  it.each([undefined, { kind: 'root' }, { kind: 'system', id: 'not a token' }, { ...allPowers, id: '' }])(
    'rejects an invalid actor, and changes nothing: %j',
    async (actor) => {
      const { maintenance, dump } = await world();
      const before = await dump();
      const asked = async () => call(maintenance, actor as Actor);
      await expect(asked()).rejects.toThrow(InvariantError);
      expect(await dump()).toBe(before);
    },
  );

  it.each([
    { who: 'a workspace user', actor: workspaceUser({ id: 'u-owner', label: 'Olga' }), then: { code: 'not_found' } },
    { who: 'without the panel', actor: operator([directory]), then: { code: 'forbidden', capability: panel } },
    { who: 'without the directory', actor: operator([panel]), then: { code: 'forbidden', capability: directory } },
    {
      who: 'in an emergency without a reason',
      actor: operator([panel, directory], { reason: ' ' }),
      then: { code: 'invalid_input', issues: [{ path: 'actor.breakGlass.reason' }] },
    },
    { who: 'limited to another tenant', actor: limitedTo('t-2'), then: { code: 'not_found' } },
  ])('refuses $who and changes nothing', async ({ actor, then }) => {
    const { maintenance, dump } = await world();
    const before = await dump();
    expect(await failure(call(maintenance, actor))).toMatchObject(then);
    expect(await dump()).toBe(before);
  });

  it.each([
    { who: 'an operator', actor: allPowers },
    { who: 'the system', actor: systemActor('retention') },
  ])('is for $who', async ({ actor }) => {
    const { maintenance } = await world();
    expect((await call(maintenance, actor)).isOk()).toBe(true);
  });

  it('records an emergency session that has a reason', async () => {
    const { maintenance, system } = await world();
    await value(call(maintenance, operator([panel, directory], { reason: 'Court order 4711' })));
    const actions = ['person.erased', 'tenant.erased', 'workspace.erased'];
    const ledgers = method === 'eraseTenant' ? { workspaceId: 'w-1', actions } : { actions };
    const { items } = await value(system.audit.list(ledgers));
    expect(items).toMatchObject([{ metadata: { is_break_glass: true }, actor: { label: { text: 'Otto' } } }]);
  });
});

describe('a limited operator', () => {
  it('erases an allowed tenant, but no workspace, even if it has no other tenant', async () => {
    const { erase, eraseAll, system } = await world();
    expect((await erase(limitedTo('t-1'))).isOk()).toBe(true);
    await value(system.tenants.list({ workspaceId: 'w-1' }));
    expect((await failure(eraseAll(limitedTo('t-2')))).code).toBe('not_found');
  });
});

describe('erasing a tenant', () => {
  it.each(['größe', 'Größe GmbH', '', 'Fabrikam'])('is refused for the typed name "%s"', async (confirmTenantName) => {
    const { maintenance, dump } = await world();
    const before = await dump();
    const refused = await failure(maintenance.eraseTenant({ actor: allPowers, ...inT1, confirmTenantName }));
    expect([refused.code, pathsOf(refused)]).toEqual(['invalid_input', ['confirmTenantName']]);
    expect(refused.issues?.[0]?.rule).toBe('confirm_name');
    expect(await dump()).toBe(before);
  });

  it.each(['Größe'.normalize('NFD'), ' Größe ', 'Grö\u200bße'])(
    'accepts the name as it can be typed: %j',
    async (confirmTenantName) => {
      const { maintenance } = await world();
      const typed = { actor: allPowers, ...inT1, confirmTenantName };
      expect((await maintenance.eraseTenant(typed)).isOk()).toBe(true);
    },
  );

  it('is refused for malformed requests, path by path', async () => {
    const { maintenance } = await world();
    const asked = { actor: allPowers, workspaceId: 'a b', tenantId: 't-1', confirmTenantName: 'x' };
    expect(pathsOf(await failure(maintenance.eraseTenant(asked)))).toEqual(['workspaceId']);
    const extra = { actor: allPowers, ...inT1, confirmTenantName: 7, force: true } as never;
    expect(pathsOf(await failure(maintenance.eraseTenant(extra))).toSorted()).toEqual(['confirmTenantName', 'force']);
  });

  it.each([
    { place: { workspaceId: 'w-1', tenantId: 't-9' }, what: 'tenant' },
    { place: { workspaceId: 'w-9', tenantId: 't-1' }, what: 'workspace' },
  ])('in a missing $what is not found, whatever name is typed', async ({ place }) => {
    const { maintenance } = await world();
    const asked = { actor: allPowers, ...place, confirmTenantName: 'x' };
    expect(await failure(maintenance.eraseTenant(asked))).toMatchObject({ code: 'not_found' });
  });

  it('removes it with its rows and counts them; other tenants stay', async () => {
    const { erase, system, owner: olga } = await world();
    expect(await value(erase())).toEqual({
      ...inT1,
      removed: { ...eachAggregate(0), runs: 1, idempotencyKeys: 1, entitlements: 1, usageEvents: 0, auditEntries: 3 },
    });
    expect((await failure(system.tenants.get(inT1))).code).toBe('not_found');
    expect((await value(system.operations.list({ workspaceId: 'w-1' }))).items).toEqual([]);
    expect((await value(olga.tenants.list({ workspaceId: 'w-1' }))).items).toEqual([]);
    const trail = (await value(system.audit.list({ workspaceId: 'w-1', limit: 200 }))).items;
    expect(trail.filter(({ tenantId }) => tenantId === 't-1')).toEqual([]);
    expect(trail.filter(({ tenantId }) => tenantId === 't-2')).toHaveLength(1);
    const ids = async (workspaceId: string) =>
      (await value(system.tenants.list({ workspaceId }))).items.map(({ tenantId }) => tenantId);
    expect([await ids('w-1'), await ids('w-2')]).toEqual([['t-2'], ['t-1']]);
    const again = { workspaceId: 'w-2', tenantId: 't-7', name: 'G', lifecycle: 'active' } as const;
    expect((await system.tenants.create({ ...again, externalTenantId: 'x.w-1.t-1' })).isOk()).toBe(true);
  });

  it('leaves a receipt in the ledger of the workspace, without a name, for readers of that ledger', async () => {
    const { erase, owner: olga } = await world();
    await value(erase());
    const { items } = await value(olga.audit.list({ workspaceId: 'w-1', actions: ['tenant.erased'] }));
    expect(items).toMatchObject([
      {
        actionLabel: { text: 'Tenant erased' },
        summary: { text: 'Tenant erased' },
        actor: { kind: 'platform', label: { text: 'Ada All' } },
        target: { type: 'tenant', id: 't-1', label: 't-1' },
        tenantId: null,
        metadata: {
          tenant_id: 't-1',
          runs: 1,
          idempotency_keys: 1,
          entitlements: 1,
          usage_events: 0,
          audit_entries: 3,
        },
      },
    ]);
    expect(JSON.stringify(items)).not.toContain('Größe');
  });

  it('works on an archived one, and only once', async () => {
    const { erase, system, ledger } = await world();
    await value(system.tenants.changeLifecycle({ ...inT1, to: 'archived' }));
    await value(system.workspaces.archive({ workspaceId: 'w-1' }));
    await value(erase());
    expect((await failure(erase())).code).toBe('not_found');
    expect(await ledger('tenant.erased')).toHaveLength(1);
  });
});

describe('erasing a workspace', () => {
  it.each(['acme', 'Borealis', ''])('is refused for the typed name "%s"', async (confirmWorkspaceName) => {
    const { maintenance, dump } = await world();
    const before = await dump();
    const asked = { actor: allPowers, workspaceId: 'w-1', confirmWorkspaceName };
    const refused = await failure(maintenance.eraseWorkspace(asked));
    expect([refused.code, pathsOf(refused)]).toEqual(['invalid_input', ['confirmWorkspaceName']]);
    expect(await dump()).toBe(before);
  });

  it('removes it with everything in it; the other one stays, and the receipt is in the platform ledger', async () => {
    const { eraseAll, system, owner: olga, platformLedger } = await world();
    const { removed } = await value(eraseAll());
    expect(removed).toMatchObject({ tenants: 2, memberships: 1, entitlements: 1, runs: 1, idempotencyKeys: 1 });
    expect((await failure(system.workspaces.get({ workspaceId: 'w-1' }))).code).toBe('not_found');
    expect((await value(olga.workspaces.list())).items).toEqual([]);
    expect((await value(system.tenants.get({ workspaceId: 'w-2', tenantId: 't-1' }))).name).toBe('Contoso');
    const receipts = await platformLedger('workspace.erased');
    expect(receipts).toMatchObject([
      {
        summary: { text: 'Workspace erased' },
        target: { type: 'workspace', id: 'w-1', label: 'w-1' },
        workspaceId: null,
        metadata: { workspace_id: 'w-1', tenants: 2, memberships: 1, runs: 1 },
      },
    ]);
    expect(JSON.stringify(receipts)).not.toContain('Acme');
    expect((await failure(eraseAll())).code).toBe('not_found');
  });

  it('removes its pauses, also from the snapshot', async () => {
    const { eraseAll, operator: ops, atlas } = await world();
    await value(
      ops.controls.pause({
        control: 'acme.sweep',
        scope: { type: 'workspace', workspaceId: 'w-1' },
        reason: 'Before it goes',
      }),
    );
    const stop = await atlas.snapshot.start();
    expect(atlas.snapshot.evaluate('acme.sweep', 'w-1').effectiveState).toBe('paused');
    expect((await value(eraseAll())).removed.activations).toBe(1);
    stop();
    const restart = await atlas.snapshot.start();
    expect(atlas.snapshot.evaluate('acme.sweep', 'w-1').effectiveState).toBe('enabled');
    restart();
  });

  it('works on an archived one, and its id can be reused for an empty one', async () => {
    const { eraseAll, system } = await world();
    await value(system.workspaces.archive({ workspaceId: 'w-1' }));
    await value(eraseAll());
    await value(system.workspaces.create({ workspaceId: 'w-1', name: 'Second life' }));
    expect((await value(system.audit.list({ workspaceId: 'w-1' }))).items).toHaveLength(1);
  });
});

describe('erasing a person', () => {
  const named = async ({ storage }: Awaited<ReturnType<typeof world>>, personId = 'u-owner') =>
    storage.unit({ plane: 'platform', actor: null }, ({ people }) =>
      people.find([{ kind: 'user', personId: personId as PersonId }]),
    );

  it('blanks the name for good; rights, history and the id stay', async () => {
    const its = await world();
    const add = (userId: string) => its.owner.workspaces.addMember({ workspaceId: 'w-1', userId, role: 'readonly' });
    await value(add('u-1'));
    expect(await value(its.maintenance.erasePerson({ actor: allPowers, ...owner }))).toEqual({
      ...owner,
      labelRemoved: true,
    });
    expect(await named(its)).toEqual([{ ...owner, label: null }]);
    await value(add('u-2'));
    expect(await named(its)).toEqual([{ ...owner, label: null }]);
    const entries = (await value(its.system.audit.list({ workspaceId: 'w-1', actorId: 'u-owner' }))).items;
    expect(entries.map(({ actor }) => [actor.id, actor.label.text])).toEqual([
      ['u-owner', 'Unknown person'],
      ['u-owner', 'Unknown person'],
    ]);
  });

  it('leaves a receipt in the platform ledger, without the name', async () => {
    const its = await world();
    await value(its.owner.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'readonly' }));
    await value(its.maintenance.erasePerson({ actor: allPowers, ...owner }));
    const receipts = await its.platformLedger('person.erased');
    expect(receipts).toMatchObject([
      {
        summary: { text: 'Person erased' },
        target: { type: 'person', id: 'u-owner', label: 'u-owner' },
        metadata: { person_kind: 'user', label_removed: true },
      },
    ]);
    expect(JSON.stringify(receipts)).not.toContain('Olga');
  });

  it('also records an unknown person, and succeeds when repeated', async () => {
    const its = await world();
    const unknownPerson = { kind: 'user', personId: 'u-never' } as const;
    for (const _ of [1, 2]) {
      const answer = await value(its.maintenance.erasePerson({ actor: allPowers, ...unknownPerson }));
      expect(answer).toEqual({ ...unknownPerson, labelRemoved: false });
    }
    expect(await named(its, 'u-never')).toEqual([{ ...unknownPerson, label: null }]);
  });

  it('may erase the requesting operator', async () => {
    const its = await world();
    const self = { kind: 'platform', personId: allPowers.id } as const;
    await value(its.maintenance.erasePerson({ actor: allPowers, ...self }));
    expect((await its.platformLedger('person.erased'))[0]?.actor.label.text).toBe('Unknown operator');
  });

  it('of an unknown kind is an input issue', async () => {
    const { maintenance } = await world();
    const refused = await failure(
      maintenance.erasePerson({ actor: allPowers, kind: 'system' as never, personId: 'a b' }),
    );
    expect(pathsOf(refused)).toEqual(['kind', 'personId']);
  });
});

it('erasure is offered neither to clients nor inside a transaction', async () => {
  const { atlas, storage, system } = await world();
  expect(Object.keys(system)).not.toContain('maintenance');
  await storage.transaction(async ({ handle }) => {
    expect(Object.keys(atlas.withTransaction(handle))).not.toContain('maintenance');
  });
});

it('a closed store is a storage_failure', async () => {
  const { erase, maintenance, atlas } = await world();
  await atlas.close();
  expect((await failure(erase())).code).toBe('storage_failure');
  expect((await failure(maintenance.pruneIdempotencyKeys())).code).toBe('storage_failure');
});
