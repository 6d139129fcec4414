import {
  createTenantAtlas,
  inProcess,
  orThrow,
  systemActor,
  toInstant,
  workspaceUser,
  type ResultAsync,
} from '@tenantatlas/core';
import { scriptedProvider } from '@tenantatlas/core/conformance';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type OpenBackend } from '../support/backends.ts';

const contoso = { externalTenantId: 'contoso.example', displayName: 'Contoso', verifiedDomains: ['contoso.example'] };

let open: OpenBackend;
const sent: string[] = [];
beforeAll(async () => {
  open = await openBackend('pg', {
    rewrite: (sql) => {
      sent.push(sql);
      return sql;
    },
  });
});
afterAll(() => open.close());

/** A workspace with a draft tenant, and the people Mia and Bo who onboard it. */
async function world(workspaceId: string) {
  const place = { workspaceId, tenantId: 't-1' };
  const atlas = createTenantAtlas({
    storage: open.storage,
    providers: [scriptedProvider({ tenants: [{ ...contoso, grants: [] }], now: () => toInstant(Date.now()) })],
    credentials: { resolve: async () => 's3cret' },
    dispatcher: inProcess({ pollMillis: 5 }),
  });
  const system = atlas.as(systemActor('setup'));
  orThrow(await system.workspaces.create({ workspaceId, name: 'Acme' }));
  const addTenant = async (tenantId: string) => {
    orThrow(await system.tenants.create({ workspaceId, tenantId, name: tenantId }));
    for (const userId of ['u-mia', 'u-bo'])
      orThrow(await system.workspaces.grantTenant({ workspaceId, tenantId, userId }));
  };
  for (const userId of ['u-mia', 'u-bo'])
    orThrow(await system.workspaces.addMember({ workspaceId, userId, role: 'owner' }));
  await addTenant('t-1');
  const [mia, bo] = ['u-mia', 'u-bo'].map((id) => atlas.as(workspaceUser({ id, label: id })));
  const connect = async (tenantId: string) =>
    orThrow(
      await system.connections.create({
        workspaceId,
        tenantId,
        provider: 'scripted',
        connectionType: 'dedicated',
        credentialReference: 'vault/contoso',
        displayName: 'Main',
        externalTenantId: 'contoso.example',
      }),
    ).id;
  return {
    system,
    mia: mia!,
    bo: bo!,
    place,
    connect,
    addTenant,
    /** Starts an onboarding that is ready for activation. */
    async ready() {
      const connectionId = await connect('t-1');
      orThrow(await system.connections.verify({ workspaceId, connectionId }));
      atlas.worker.start();
      await atlas.worker.idle();
      await atlas.worker.stop();
      const { id, version, lifecycleState } = orThrow(await mia!.onboarding.start({ ...place, connectionId }));
      expect(lifecycleState).toBe('ready_for_activation');
      return { workspaceId, onboardingId: id, expectedVersion: version };
    },
    lifecycle: async () => orThrow(await system.tenants.get(place)).lifecycle,
    entries: async (action: string) =>
      orThrow(await system.audit.list({ workspaceId, actions: [action as 'onboarding.completed'], limit: 200 })).items
        .length,
  };
}

/** How calls that run at once are answered, each in a word, in order of the words. */
async function answersOf<T, E>(calls: readonly ResultAsync<T, E>[]) {
  const answers = await Promise.all(calls);
  return answers
    .map((answer) => {
      const { code, state, reason } = (answer.isErr() ? answer.error : { code: 'ok' }) as { [member: string]: string };
      return [code, state ?? reason].filter((part) => part !== undefined).join(' ');
    })
    .toSorted();
}

describe('people who act at once', () => {
  it('complete once: one does, and every other one gets that it is completed', async () => {
    const { ready, mia, bo, lifecycle, entries } = await world('w-complete');
    const ending = await ready();
    const calls = Array.from({ length: 8 }, (_, n) => (n % 2 ? mia : bo).onboarding.complete(ending));
    expect(await answersOf(calls)).toEqual([...Array<string>(7).fill('immutable completed'), 'ok']);
    expect([await lifecycle(), await entries('onboarding.completed')]).toEqual(['active', 1]);
    expect(await entries('tenant.lifecycle_changed')).toBe(2);
  });

  it('complete or cancel: the tenant is what the winner made of it', async () => {
    const { ready, mia, bo, lifecycle, entries } = await world('w-cancel');
    const ending = await ready();
    const calls = Array.from({ length: 8 }, (_, n) =>
      n % 2 ? mia.onboarding.complete(ending) : bo.onboarding.cancel(ending),
    );
    const answers = await answersOf(calls);
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
    const [completed, cancelled] = [await entries('onboarding.completed'), await entries('onboarding.cancelled')];
    expect([completed + cancelled, await lifecycle()]).toEqual([1, completed === 1 ? 'active' : 'draft']);
    expect(answers).toContain(completed === 1 ? 'immutable completed' : 'immutable cancelled');
  });

  it('start and identify the same tenant: it has one open onboarding, and all others are named that one', async () => {
    const { mia, bo, place, lifecycle } = await world('w-start');
    const { workspaceId, tenantId } = place;
    const drafts = [];
    for (let n = 0; n < 4; n += 1) drafts.push(orThrow(await mia.onboarding.start({ workspaceId })).id);
    const calls = [
      ...drafts.map((onboardingId) =>
        bo.onboarding.update({ workspaceId, onboardingId, tenantId, expectedVersion: 1 }),
      ),
      ...drafts.map(() => mia.onboarding.start(place)),
    ];
    expect(await answersOf(calls)).toEqual([...Array<string>(7).fill('conflict exists'), 'ok']);
    const { items } = orThrow(await mia.onboarding.list({ ...place, statuses: ['open'] }));
    expect([items.length, await lifecycle()]).toEqual([1, 'onboarding']);
  });

  it('complete beside a change of the connection: nothing is activated by a connection that is disabled first', async () => {
    const { ready, mia, system, lifecycle } = await world('w-disable');
    const ending = await ready();
    const { connectionId } = orThrow(
      await mia.onboarding.get({ workspaceId: ending.workspaceId, onboardingId: ending.onboardingId }),
    );
    const disabling = { workspaceId: ending.workspaceId, connectionId: connectionId ?? '', isEnabled: false };
    const [completed] = await Promise.all([mia.onboarding.complete(ending), system.connections.update(disabling)]);
    expect(await lifecycle()).toBe(completed.isOk() ? 'active' : 'onboarding');
    expect(completed.isOk() || completed.error).toEqual(
      completed.isOk() ? true : expect.objectContaining({ code: 'conflict', reason: 'not_ready' }),
    );
  });

  it('complete beside an owner who moves the tenant: the tenant is active once, without a failure', async () => {
    const { ready, mia, bo, place, lifecycle, entries } = await world('w-move');
    const ending = await ready();
    const calls = [mia.onboarding.complete(ending), bo.tenants.changeLifecycle({ ...place, to: 'active' })] as const;
    const [completed, moved] = await Promise.all(calls);
    expect(completed.isOk()).toBe(true);
    expect(moved.isOk() || ['conflict'].includes(moved.error.code)).toBe(true);
    expect([await lifecycle(), await entries('tenant.lifecycle_changed')]).toEqual(['active', 2]);
  });
});

describe('reads', () => {
  const counted = async <T, E>(read: () => ResultAsync<T, E>) => {
    const before = sent.length;
    await read();
    return sent.length - before;
  };

  it('take the same number of statements however much there is, and write nothing', async () => {
    const { ready, mia, connect, addTenant, place } = await world('w-count');
    const named = await ready();
    const { workspaceId, onboardingId } = named;
    const counts = async () => ({
      get: await counted(() => mia.onboarding.get({ workspaceId, onboardingId })),
      readiness: await counted(() => mia.onboarding.readiness({ workspaceId, onboardingId })),
      list: await counted(() => mia.onboarding.list({ workspaceId, limit: 200 })),
    });
    const one = await counts();
    for (let n = 2; n <= 12; n += 1) {
      const tenantId = `t-${String(n)}`;
      await addTenant(tenantId);
      await connect('t-1');
      orThrow(await mia.onboarding.start({ workspaceId, tenantId, connectionId: await connect(tenantId) }));
    }
    sent.length = 0;
    expect(await counts()).toEqual(one);
    const writes = sent.filter((text) => /\b(insert|update|delete)\b/i.test(text));
    expect(writes).toEqual([]);
    expect(orThrow(await mia.onboarding.list({ workspaceId: place.workspaceId, limit: 200 })).items).toHaveLength(12);
    // Each unit begins with one. To find the tenant of the session: the session. Then access, the session and its connection. A list: access, the tenants that may be seen,
    // the sessions, their tenants and their connections.
    expect(one).toEqual({ get: 6, readiness: 6, list: 6 });
  });
});
