import { describe, expect, it } from 'vitest';
import { manualScheduler, settled } from '../../test/support/runs-scheduler.ts';
import { createTenantAtlas } from '../atlas.ts';
import { observed } from '../conformance/client/storage-observer.ts';
import { latch } from '../conformance/timing.ts';
import { manualClock } from '../kernel/clock.ts';
import { toInstant } from '../kernel/instant.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import type { StorageUnit, UnitScope } from '../ports/storage.ts';
import { createFoldLoop, foldBatch, foldBatches, foldPauseMillis, foldRestMillis } from './fold.ts';

/** A loop over a store that has `left` counts to move. */
function world(left = 0) {
  const scheduler = manualScheduler(manualClock(toInstant(Date.UTC(2026, 10, 21, 12))));
  const warnings: unknown[] = [];
  const state = { left, calls: 0, scopes: new Set<UnitScope['plane']>(), before: (): Promise<void> => settled() };
  const fold = async (limit: number): Promise<number> => {
    state.calls += 1;
    await state.before();
    const moved = Math.min(limit, state.left);
    state.left -= moved;
    return moved;
  };
  const loop = createFoldLoop({
    scheduler,
    logger: { warn: (...logged) => void warnings.push(logged), error: (...logged) => void warnings.push(logged) },
    storage: {
      unit: (scope, work) => {
        state.scopes.add(scope.plane);
        return work({ usage: { fold } } as unknown as StorageUnit);
      },
    },
  });
  /** Moves time on until everything that follows from it has happened. */
  const pass = async (millis: number): Promise<void> => {
    await scheduler.advance(millis);
    for (let turns = 0; turns < 3 * foldBatches; turns += 1) await settled();
  };
  return { loop, state, scheduler, warnings, pass };
}

describe('the fold loop', () => {
  it('is one short unit for each pause when there is nothing to fold', async () => {
    const { loop, state, pass } = world();
    loop.start();
    await pass(foldPauseMillis - 1);
    expect(state.calls).toBe(0);
    await pass(1);
    expect(state.calls).toBe(1);
    await pass(foldPauseMillis);
    expect([state.calls, [...state.scopes]]).toEqual([2, ['platform']]);
  });

  it('continues until less than a batch remains', async () => {
    const { loop, state, pass } = world(3 * foldBatch + 1);
    loop.start();
    await pass(foldPauseMillis);
    expect([state.left, state.calls]).toEqual([0, 4]);
  });

  it('pauses after a bounded number of units, and continues soon', async () => {
    const { loop, state, pass } = world((foldBatches + 1) * foldBatch);
    loop.start();
    await pass(foldPauseMillis);
    expect([state.left, state.calls]).toEqual([foldBatch, foldBatches]);
    await pass(foldRestMillis);
    expect([state.left, state.calls]).toEqual([0, foldBatches + 2]);
  });

  it('survives a fault: it is logged, and the next turn tries again', async () => {
    const { loop, state, warnings, pass } = world(5);
    state.before = () => Promise.reject(new StorageFault('unavailable', 'gone'));
    loop.start();
    await pass(foldPauseMillis);
    expect(warnings).toEqual([['usage_fold_failed', { name: 'StorageFault' }]]);
    state.before = settled;
    await pass(foldPauseMillis);
    expect(state.left).toBe(0);
  });

  it('stops: the unit in progress ends, and none begins after it', async () => {
    const { loop, state, scheduler, pass } = world(9 * foldBatch);
    const held = latch();
    state.before = () => held.opened;
    loop.start();
    await pass(foldPauseMillis);
    let isStopped = false;
    const stopped = loop.stop().then(() => (isStopped = true));
    await settled();
    expect(isStopped).toBe(false);
    held.open();
    await stopped;
    await pass(10 * foldPauseMillis);
    expect([state.calls, state.left, scheduler.waiting]).toEqual([1, 8 * foldBatch, []]);
  });

  it('stops at once between two turns, and starts again', async () => {
    const { loop, state, scheduler, pass } = world();
    loop.start();
    loop.start();
    expect(scheduler.waiting).toHaveLength(1);
    await loop.stop();
    expect(scheduler.waiting).toEqual([]);
    loop.start();
    await pass(foldPauseMillis);
    expect(state.calls).toBe(1);
  });

  it('has one turn at a time when it is stopped and started during one', async () => {
    const { loop, state, scheduler, pass } = world(foldBatch);
    const held = latch();
    state.before = () => held.opened;
    loop.start();
    await pass(foldPauseMillis);
    const stopped = loop.stop();
    loop.start();
    held.open();
    await stopped;
    await pass(0);
    expect(scheduler.waiting).toHaveLength(1);
  });

  it('does not keep the process alive', () => {
    const { loop, scheduler } = world();
    loop.start();
    expect(scheduler.waiting.map(({ background }) => background)).toEqual([true]);
  });
});

it('an atlas folds while its worker is on, and not once it is closed', async () => {
  const clock = manualClock(toInstant(Date.UTC(2026, 10, 21, 12)));
  const scheduler = manualScheduler(clock);
  const { storage, take } = observed(createMemoryStorage());
  const atlas = createTenantAtlas({ storage, clock, scheduler });
  const folds = () => take().filter((call) => call === 'usage.fold').length;
  await scheduler.advance(10 * foldPauseMillis);
  expect(folds()).toBe(0);
  atlas.worker.start();
  await scheduler.advance(foldPauseMillis);
  await atlas.worker.stop();
  expect(folds()).toBe(1);
  atlas.worker.start();
  await scheduler.advance(2 * foldPauseMillis);
  await atlas.close();
  expect(folds()).toBe(2);
  await scheduler.advance(10 * foldPauseMillis);
  expect([folds(), scheduler.waiting]).toEqual([0, []]);
});
