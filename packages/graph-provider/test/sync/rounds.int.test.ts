import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  createTenantSync,
  graphCollections,
  memoryCheckpoints,
  type SyncCheckpointStore,
  type SyncCollection,
  type SyncPage,
} from '../../src/sync/index.ts';
import { ObjectStore } from './object-store.ts';
import { syncWorld, type SyncWorld } from './sync-world.ts';
import { clientId, tenantOf } from './tenant-of.ts';

const all = Object.values(graphCollections) as readonly SyncCollection[];

/** Runs syncs of a world into one store. */
function syncOf(world: SyncWorld, collections = all, checkpoints: SyncCheckpointStore = memoryCheckpoints()) {
  const store = new ObjectStore();
  const pages: SyncPage[] = [];
  const reconciled: string[] = [];
  const sync = createTenantSync({
    provider: world.provider(),
    collections,
    checkpoints,
    onPage(page, { tenantId }) {
      pages.push(page);
      store.write(tenantId, page);
    },
    onReconcile(ended, { tenantId }) {
      reconciled.push(ended.collection);
      store.removeOthers(tenantId, ended);
    },
  });
  return { sync, store, pages, reconciled, checkpoints };
}

/** The states of the collections of each tenant. */
function statesIn(report: Awaited<ReturnType<ReturnType<typeof syncOf>['sync']['run']>>) {
  return Object.fromEntries(
    report.tenants.map(({ tenantId, collections }) => [
      tenantId,
      Object.fromEntries(collections.map(({ collection, state }) => [collection, state])),
    ]),
  );
}

const { users, groups } = graphCollections;

describe('rounds of one tenant', () => {
  it('the first one reads every collection as it is', async () => {
    const world = await syncWorld({});
    const { sync, store, reconciled } = syncOf(world);
    const report = await sync.run({ tenants: world.tenants });
    expect(report.isComplete).toBe(true);
    expect(report.tenants[0]?.collections.map(({ collection }) => collection)).toEqual(all.map(({ name }) => name));
    for (const collection of all) {
      const truth = await world.truth('contoso', collection);
      expect(Object.keys(truth).length, collection.name).toBeGreaterThan(0);
      expect(store.objects('contoso', collection.name), collection.name).toEqual(truth);
    }
    expect(reconciled.toSorted()).toEqual(all.map(({ name }) => name).toSorted());
    expect(report.tenants[0]?.collections[0]).toMatchObject({ mode: 'full', pages: 10, changed: 230, restart: null });
  });

  it('the next ones read changes where Graph has them, and say what has not changed', async () => {
    const world = await syncWorld({});
    const { sync, store, pages } = syncOf(world);
    await sync.run({ tenants: world.tenants });
    const { control } = world.simulator;
    const [changedId = '', removedId = ''] = Object.keys(await world.truth('contoso', users));
    const addedId = control.add('contoso', 'users', { displayName: 'Added' });
    control.change('contoso', 'users', changedId, { displayName: 'Changed' });
    control.remove('contoso', 'users', removedId);
    pages.splice(0);
    const report = await sync.run({ tenants: world.tenants });
    const changes = pages.filter(({ collection }) => collection === 'users');
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ mode: 'changes', removed: [{ id: removedId, isRestorable: true }] });
    expect(changes[0]?.changed.map(({ id }) => id)).toEqual([addedId, changedId]);
    expect(store.objects('contoso', 'users')).toEqual(await world.truth('contoso', users));
    expect(statesIn(report)['contoso']).toMatchObject({
      users: 'collected',
      groups: 'unchanged',
      service_principals: 'unchanged',
      delegated_grants: 'unchanged',
      role_assignments: 'collected',
    });
  });

  it('a link that has expired leads to a full reading of another generation, after which removed objects are absent', async () => {
    const world = await syncWorld({});
    const { sync, store, pages, reconciled } = syncOf(world, [users]);
    await sync.run({ tenants: world.tenants });
    const [removedId = ''] = Object.keys(await world.truth('contoso', users));
    world.simulator.control.remove('contoso', 'users', removedId);
    world.simulator.control.expireDeltaTokens('contoso');
    const report = await sync.run({ tenants: world.tenants });
    expect(report.tenants[0]?.collections[0]).toMatchObject({
      state: 'collected',
      mode: 'full',
      restart: 'link_refused',
      changed: 229,
    });
    expect(new Set(pages.map(({ generation }) => generation)).size).toBe(2);
    expect(reconciled).toHaveLength(2);
    expect(store.objects('contoso', 'users')).not.toHaveProperty(removedId);
    expect(store.objects('contoso', 'users')).toEqual(await world.truth('contoso', users));
  });

  it('a definition that changed leads to a full reading with the new members', async () => {
    const world = await syncWorld({});
    const { sync, checkpoints } = syncOf(world, [users]);
    await sync.run({ tenants: world.tenants });
    const item = z.object({ id: z.string(), department: z.string().nullish() });
    const departments = { ...users, path: 'users/delta?$select=id,department', item };
    const other = syncOf(world, [departments], checkpoints);
    const report = await other.sync.run({ tenants: world.tenants });
    expect(report.tenants[0]?.collections[0]).toMatchObject({ mode: 'full', restart: 'definition_changed' });
    expect(other.store.objects('contoso', 'users')).toEqual(await world.truth('contoso', departments));
  });

  it.each<[string, SyncCollection, RegExp]>([
    ['of a list has expired', { ...users, reads: 'list', path: 'users?$select=id,displayName' }, /skiptoken/],
    ['of changes is one that Graph cannot read', users, /deltatoken/],
  ])('a stored link that is answered 400, because that %s, leads to a full reading', async (_, collection, token) => {
    const world = await syncWorld({});
    const checkpoints = memoryCheckpoints();
    const { sync, store } = syncOf(world, [collection], checkpoints);
    if (collection.reads === 'list') {
      world.simulator.control.setFaults([
        { service: 'graph', path: '/users', rate: 0.5, times: 1, effect: { kind: 'wrongShape' } },
      ]);
      expect((await sync.run({ tenants: world.tenants })).isComplete).toBe(false);
      world.simulator.control.expirePageTokens('contoso');
    } else {
      await sync.run({ tenants: world.tenants });
      const key = { tenantId: 'contoso', collection: 'users' };
      const found = await checkpoints.load(key);
      const { version = 0, state = '' } = found ?? {};
      const changed = state.replace(/(deltatoken=)[^"]+/, '$1another');
      await checkpoints.replace(key, { version: version + 1, state: changed }, version);
    }
    const stored = await checkpoints.load({ tenantId: 'contoso', collection: 'users' });
    expect(stored?.state).toMatch(token);
    const report = await sync.run({ tenants: world.tenants });
    expect(report.tenants[0]?.collections[0]).toMatchObject({
      state: 'collected',
      mode: 'full',
      restart: 'link_refused',
      changed: 230,
    });
    expect(store.objects('contoso', 'users')).toEqual(await world.truth('contoso', collection));
  });

  it('a list that was interrupted continues at its page, within a day', async () => {
    const world = await syncWorld({});
    const list: SyncCollection = { ...users, reads: 'list', path: 'users?$select=id,displayName' };
    const checkpoints = memoryCheckpoints();
    const first = syncOf(world, [list], checkpoints);
    world.simulator.control.setFaults([]);
    const stopped = new AbortController();
    const stopping = createTenantSync({
      provider: world.provider(),
      collections: [list],
      checkpoints,
      onPage(page, { tenantId }) {
        if (first.pages.push(page) > 4) stopped.abort(new Error('stopped'));
        first.store.write(tenantId, page);
      },
      onReconcile: () => {},
    });
    await expect(stopping.run({ tenants: world.tenants, signal: stopped.signal })).rejects.toThrow('stopped');
    const before = first.pages.length;
    const report = await first.sync.run({ tenants: world.tenants });
    // The page that was interrupted comes again.
    expect(first.pages.length - before).toBe(10 - 4);
    expect(report.tenants[0]?.collections[0]).toMatchObject({ state: 'collected', mode: 'full' });
    expect(first.store.objects('contoso', 'users')).toEqual(await world.truth('contoso', list));
  });
});

describe('one tenant that fails', () => {
  it('is reported separately, and the others are read', async () => {
    const tenants = [
      { name: 'contoso', users: 30 },
      { name: 'fabrikam', users: 30, licences: [] },
      { name: 'northwind', users: 30 },
      { name: 'adatum', users: 30 },
    ];
    const world = await syncWorld({ tenants });
    const { control } = world.simulator;
    control.failLogin('northwind', 7000222);
    control.revoke('adatum', clientId, 'Policy.Read.All');
    const { sync, store } = syncOf(world);
    const unknown = { ...tenantOf('contoso'), tenantId: 'none', access: { ...tenantOf('x').access, credential: null } };
    const report = await sync.run({ tenants: [...world.tenants, unknown, tenantOf('contoso')] });
    const states = statesIn(report);
    expect(report.isComplete).toBe(false);
    expect(Object.values(states['fabrikam'] ?? {}).filter((state) => state === 'not_licensed')).toHaveLength(2);
    expect(states['fabrikam']).toMatchObject({ users: 'collected', conditional_access: 'collected' });
    expect(new Set(Object.values(states['northwind'] ?? {}))).toEqual(new Set(['forbidden']));
    expect(states['adatum']).toMatchObject({ users: 'collected', conditional_access: 'forbidden' });
    expect(new Set(Object.values(states['none'] ?? {}))).toEqual(new Set(['forbidden']));
    const reasonOf = (tenantId: string) =>
      report.tenants.findLast((tenant) => tenant.tenantId === tenantId)?.collections.at(-1);
    expect(reasonOf('northwind')).toMatchObject({ reason: { providerCode: 'AADSTS7000222' } });
    expect(reasonOf('none')).toMatchObject({ reason: { code: 'dedicated_credential_missing' } });
    // It is in the list twice, and two readings of it would supersede each other.
    const contoso = report.tenants.filter(({ tenantId }) => tenantId === 'contoso');
    expect(contoso.map(({ collections }) => collections[0]?.state).toSorted()).toEqual(['collected', 'failed']);
    expect(store.objects('contoso', 'users')).toEqual(await world.truth('contoso', users));
  });

  it('a refused sign-in is asked once, and not for each collection', async () => {
    const world = await syncWorld({});
    world.simulator.control.failLogin('contoso', 65001);
    const { sync } = syncOf(world);
    await sync.run({ tenants: world.tenants });
    // Two collections are read at once.
    expect(world.simulator.control.counters().login).toBeLessThanOrEqual(2);
  });

  it('a reading that breaks off is partial, and continues the next time', async () => {
    const world = await syncWorld({});
    const { sync, store, pages } = syncOf(world, [users, groups]);
    world.simulator.control.setFaults([
      { service: 'graph', path: '/users', rate: 0.5, times: 1, effect: { kind: 'wrongShape' } },
    ]);
    const first = await sync.run({ tenants: world.tenants });
    expect(first.tenants[0]?.collections[0]).toMatchObject({
      state: 'partial',
      reason: { providerCode: 'invalid_response' },
    });
    const before = pages.length;
    await sync.run({ tenants: world.tenants });
    expect(pages.length).toBeLessThan(before + 10);
    expect(store.objects('contoso', 'users')).toEqual(await world.truth('contoso', users));
  });
});
