import { describe, expect, it } from 'vitest';
import { inW1, onboardingWorld, refusalOf, t1, type OnboardingWorld } from '../../test/support/onboarding-world.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { orThrow } from '../kernel/result.ts';
import type { Storage } from '../ports/storage.ts';

const day = 24 * 60 * 60 * 1000;

/** A ready onboarding, and the request that ends it. */
async function readyWorld(storage?: Storage) {
  const world = await onboardingWorld(storage ? { storage } : {});
  const { id, version } = await world.ready();
  return {
    ...world,
    named: { ...inW1, onboardingId: id },
    ending: { ...inW1, onboardingId: id, expectedVersion: version },
  };
}

describe('completing', () => {
  it('makes the tenant active and ends the session, with one entry each, and counts the last checkpoint', async () => {
    const { mia, ending, lifecycleOf, trail, usage } = await readyWorld();
    const done = orThrow(await mia.onboarding.complete(ending));
    expect(done).toMatchObject({
      status: 'completed',
      lifecycleState: 'completed',
      currentCheckpoint: null,
      lastCompletedCheckpoint: 'complete',
      endedBy: { id: 'u-mia' },
      updatedBy: { id: 'u-mia' },
      version: 2,
    });
    expect(done.endedAt).not.toBeNull();
    expect([await lifecycleOf(), await usage()]).toEqual(['active', 4]);
    expect((await trail()).slice(2).map(({ action, metadata }) => [action, Object.keys(metadata)])).toEqual([
      ['tenant.lifecycle_changed', ['from', 'to']],
      ['onboarding.completed', ['connection_id']],
    ]);
  });

  it('is refused unless the onboarding is ready, and then nothing is written', async () => {
    const { mia, system, connect, lifecycleOf, clock, trail } = await onboardingWorld();
    const connectionId = await connect();
    const { id } = orThrow(await mia.onboarding.start(t1));
    const named = { ...inW1, onboardingId: id };
    expect(await refusalOf(mia.onboarding.complete({ ...named, expectedVersion: 1 }))).toBe('conflict: not_ready');
    orThrow(await mia.onboarding.update({ ...named, connectionId, expectedVersion: 1 }));
    clock.advance(8 * day);
    expect(await refusalOf(mia.onboarding.complete({ ...named, expectedVersion: 2 }))).toBe('conflict: not_ready');
    orThrow(await system.connections.update({ ...inW1, connectionId, isEnabled: false }));
    expect(await refusalOf(mia.onboarding.complete({ ...named, expectedVersion: 2 }))).toBe('conflict: not_ready');
    expect([await lifecycleOf(), (await trail()).length]).toEqual(['onboarding', 3]);
    const draft = orThrow(await mia.onboarding.start(inW1));
    const without = { ...inW1, onboardingId: draft.id, expectedVersion: 1 };
    expect(await refusalOf(mia.onboarding.complete(without))).toBe('conflict: not_ready');
  });

  it('is refused upon a stale version, and for an archived tenant', async () => {
    const { mia, bo, ending } = await readyWorld();
    expect(await refusalOf(mia.onboarding.complete({ ...ending, expectedVersion: 9 }))).toBe('conflict: version');
    orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'archived' }));
    expect(await refusalOf(mia.onboarding.complete(ending))).toBe('immutable: archived');
  });

  it('by two people at once: one completes, and the other gets that it is completed, and by whom', async () => {
    const { mia, bo, ending, named, usage, trail } = await readyWorld();
    const answers = await Promise.all([mia, bo].map((client) => refusalOf(client.onboarding.complete(ending))));
    expect(answers.toSorted()).toEqual(['immutable: completed', 'ok']);
    const winner = answers[0] === 'ok' ? 'u-mia' : 'u-bo';
    expect(orThrow(await bo.onboarding.get(named)).endedBy?.id).toBe(winner);
    expect([await usage(), (await trail()).filter(({ action }) => action === 'onboarding.completed').length]).toEqual([
      4, 1,
    ]);
  });

  it('beside a cancellation: one of them ends it', async () => {
    const { mia, bo, ending, lifecycleOf } = await readyWorld();
    const answers = await Promise.all([
      refusalOf(mia.onboarding.complete(ending)),
      refusalOf(bo.onboarding.cancel(ending)),
    ]);
    const isCompleted = answers[0] === 'ok';
    expect(answers).toEqual(isCompleted ? ['ok', 'immutable: completed'] : ['immutable: cancelled', 'ok']);
    expect(await lifecycleOf()).toBe(isCompleted ? 'active' : 'draft');
  });

  it('leaves a tenant active that an owner has made active', async () => {
    const { mia, bo, ending, lifecycleOf, trail } = await readyWorld();
    orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'active' }));
    orThrow(await mia.onboarding.complete(ending));
    expect([await lifecycleOf(), (await trail()).at(-1)?.action]).toEqual(['active', 'onboarding.completed']);
  });

  it('is all or nothing: a ledger that does not answer leaves session and tenant as they were', async () => {
    const inner = createMemoryStorage();
    let isBroken = false;
    const storage: Storage = {
      ...inner,
      unit: (scope, work) =>
        inner.unit(scope, (unit) =>
          work(
            isBroken
              ? {
                  ...unit,
                  usage: { ...unit.usage, add: () => Promise.reject(new StorageFault('unavailable', 'Away.')) },
                }
              : unit,
          ),
        ),
    };
    const world = await readyWorld(storage);
    isBroken = true;
    expect(await refusalOf(world.mia.onboarding.complete(world.ending))).toBe('storage_failure');
    isBroken = false;
    const { status, version } = orThrow(await world.mia.onboarding.get(world.named));
    expect([status, version, await world.lifecycleOf(), (await world.trail()).length]).toEqual([
      'open',
      1,
      'onboarding',
      2,
    ]);
    orThrow(await world.mia.onboarding.complete(world.ending));
  });
});

describe('cancelling', () => {
  it('makes a tenant that is onboarding a draft again, which may start anew', async () => {
    const { mia, ending, lifecycleOf, trail, usage } = await readyWorld();
    expect(orThrow(await mia.onboarding.cancel(ending))).toMatchObject({
      status: 'cancelled',
      lifecycleState: 'cancelled',
    });
    expect([await lifecycleOf(), await usage()]).toEqual(['draft', 3]);
    expect((await trail()).slice(2).map(({ action, metadata }) => [action, metadata])).toEqual([
      ['tenant.lifecycle_changed', { from: 'onboarding', to: 'draft' }],
      ['onboarding.cancelled', { lifecycle_state: 'ready_for_activation' }],
    ]);
    expect(orThrow(await mia.onboarding.start(t1)).version).toBe(1);
    expect(await lifecycleOf()).toBe('onboarding');
  });

  it.each([
    ['archived', 'archived'],
    ['active', 'active'],
  ] as const)('does not change a tenant that is %s', async (to, expected) => {
    const { mia, bo, ending, lifecycleOf } = await readyWorld();
    orThrow(await bo.tenants.changeLifecycle({ ...t1, to }));
    orThrow(await mia.onboarding.cancel(ending));
    expect(await lifecycleOf()).toBe(expected);
  });

  it('of a tenant that was archived in its onboarding says what its restore gives, which is a draft', async () => {
    const { mia, bo, ending, lifecycleOf, trail } = await readyWorld();
    orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'archived' }));
    orThrow(await mia.onboarding.cancel(ending));
    expect((await trail()).slice(3).map(({ action, metadata }) => [action, metadata])).toEqual([
      ['onboarding.cancelled', { lifecycle_state: 'ready_for_activation', tenant_restores_to: 'draft' }],
    ]);
    expect(await refusalOf(bo.tenants.changeLifecycle({ ...t1, to: 'onboarding' }))).toBe('conflict: lifecycle');
    orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'draft' }));
    expect(await lifecycleOf()).toBe('draft');
    expect(orThrow(await mia.onboarding.start(t1)).version).toBe(1);
  });

  it('of a tenant that was active when it was archived leaves what its restore gives', async () => {
    const { mia, bo, ending, lifecycleOf } = await readyWorld();
    orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'active' }));
    orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'archived' }));
    orThrow(await mia.onboarding.cancel(ending));
    orThrow(await bo.tenants.changeLifecycle({ ...t1, to: 'active' }));
    expect(await lifecycleOf()).toBe('active');
  });

  it('ends a draft without a tenant', async () => {
    const { mia, trail } = await onboardingWorld();
    const { id } = orThrow(await mia.onboarding.start(inW1));
    orThrow(await mia.onboarding.cancel({ ...inW1, onboardingId: id, expectedVersion: 1 }));
    expect((await trail()).map(({ action, target }) => [action, target.label])).toEqual([
      ['onboarding.started', id],
      ['onboarding.cancelled', id],
    ]);
  });
});

describe.each([
  ['completed', (world: Ready) => world.mia.onboarding.complete(world.ending)],
  ['cancelled', (world: Ready) => world.mia.onboarding.cancel(world.ending)],
] as const)('an onboarding that is %s', (status, end) => {
  it('is read as before, and every write is immutable, whatever version it names', async () => {
    const world = await readyWorld();
    orThrow(await end(world));
    const { bo, named } = world;
    for (const expectedVersion of [1, 2]) {
      const request = { ...named, expectedVersion };
      for (const write of [
        bo.onboarding.update({ ...request, draftName: 'Late' }),
        bo.onboarding.complete(request),
        bo.onboarding.cancel(request),
      ])
        expect(await refusalOf(write)).toBe(`immutable: ${status}`);
    }
    expect(orThrow(await bo.onboarding.get(named))).toMatchObject({ status, version: 2, endedBy: { id: 'u-mia' } });
    expect(orThrow(await bo.onboarding.readiness(named))).toMatchObject({
      nextAction: null,
      due: { now: [], later: [] },
    });
  });
});

type Ready = OnboardingWorld & Awaited<ReturnType<typeof readyWorld>>;
