import { expect, it } from 'vitest';
import { inW1, onboardingWorld, refusalOf, t1 } from '../../test/support/onboarding-world.ts';
import { orThrow } from '../kernel/result.ts';
import { createMemoryStorage } from '../memory/index.ts';
import type { Storage } from '../ports/storage.ts';
import type { TenantLifecycle } from '../ports/tenant-store.ts';

/** Storage that tells the order of its locks, and whose next looks at a tenant find it in an earlier stage, as a caller does who looked a moment earlier. */
function watched(inner: Storage) {
  const locks: string[] = [];
  let early: { readonly lifecycle: TenantLifecycle; looks: number } | null = null;
  const storage: Storage = {
    ...inner,
    unit: (scope, work) =>
      inner.unit(scope, (unit) =>
        work({
          ...unit,
          access: {
            ...unit.access,
            async hold(where, tenantId) {
              locks.push(tenantId === null ? 'workspace' : 'tenant');
              const held = await unit.access.hold(where, tenantId);
              if (!held?.tenant || !early || early.looks === 0) return held;
              return { ...held, tenant: { ...held.tenant, lifecycle: early.lifecycle } };
            },
          },
          onboarding: {
            ...unit.onboarding,
            hold(where, id) {
              locks.push('session');
              return unit.onboarding.hold(where, id);
            },
          },
          connections: {
            ...unit.connections,
            hold(where, id) {
              locks.push('connection');
              return unit.connections.hold(where, id);
            },
          },
          tenants: {
            ...unit.tenants,
            async get(where) {
              const tenant = await unit.tenants.get(where);
              if (!early || early.looks === 0) return tenant;
              early.looks -= 1;
              return tenant && { ...tenant, lifecycle: early.lifecycle };
            },
            changeLifecycle(where, change) {
              locks.push('tenant');
              return unit.tenants.changeLifecycle(where, change);
            },
          },
        }),
      ),
  };
  return {
    storage,
    locks,
    lookEarly: (lifecycle: TenantLifecycle, looks = 1) => void (early = { lifecycle, looks }),
  };
}

/** A ready onboarding over such storage, and the request that ends it. */
async function readyWorld() {
  const { storage, locks, lookEarly } = watched(createMemoryStorage());
  const world = await onboardingWorld({ storage });
  const { id, version } = await world.ready();
  const named = { ...inW1, onboardingId: id };
  return { ...world, locks, lookEarly, named, ending: { ...named, expectedVersion: version } };
}

it.each(['onboarding', 'active'] as const)(
  'completion for a tenant that is %s holds the tenant before the session and the connection, as every writer does',
  async (lifecycle) => {
    const { mia, bo, locks, ending } = await readyWorld();
    if (lifecycle === 'active') orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'active' }));
    locks.length = 0;
    orThrow(await mia.onboarding.complete(ending));
    expect(locks).toEqual(['workspace', 'tenant', 'session', 'connection']);
  },
);

it('completion for an active tenant that is archived in between is refused, and the session stays open', async () => {
  const { mia, bo, ending, named, lookEarly, lifecycleOf } = await readyWorld();
  orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'active' }));
  orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'archived' }));
  lookEarly('active');
  expect(await refusalOf(mia.onboarding.complete(ending))).toBe('immutable: archived');
  expect([orThrow(await mia.onboarding.get(named)).status, await lifecycleOf()]).toEqual(['open', 'archived']);
});

it('completion for a tenant that is a draft again is refused: it would skip a stage', async () => {
  const { mia, ending, lookEarly, lifecycleOf } = await readyWorld();
  lookEarly('draft', 5);
  expect(await refusalOf(mia.onboarding.complete(ending))).toBe('conflict: lifecycle');
  lookEarly('draft', 0);
  expect(await lifecycleOf()).toBe('onboarding');
});

it('a tenant that is archived between the look and the write is not identified', async () => {
  const { mia, bo, ending, lookEarly } = await readyWorld();
  orThrow(await mia.onboarding.cancel(ending));
  orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'archived' }));
  const draft = orThrow(await mia.onboarding.start(inW1));
  for (const ask of [
    () => mia.onboarding.start(t1),
    () => mia.onboarding.update({ ...t1, onboardingId: draft.id, expectedVersion: 1 }),
  ]) {
    lookEarly('onboarding');
    expect(await refusalOf(ask())).toBe('immutable: archived');
  }
  expect(orThrow(await mia.onboarding.list({ ...inW1, statuses: ['open'] })).items).toMatchObject([
    { id: draft.id, tenantId: null, version: 1 },
  ]);
});
