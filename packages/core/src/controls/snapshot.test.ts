import { describe, expect, it } from 'vitest';
import { at, globalPause, inside, minute, noon, workspacePause } from '../../test/support/controls-fixtures.ts';
import { recordingLogger } from '../../test/support/controls-recorders.ts';
import { controlsWorld } from '../../test/support/controls-world.ts';
import { manualScheduler } from '../../test/support/runs-scheduler.ts';
import { latch } from '../conformance/timing.ts';
import { manualClock } from '../kernel/clock.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { orThrow } from '../kernel/result.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import { createControlSnapshot, snapshotPollMillis, snapshotStalenessBoundMillis } from './snapshot.ts';

const keys = ['restore.execute', 'acme.mail'];
const key = 'restore.execute';

/** A snapshot over a store that is a variable; `fail` makes it unreachable. */
function observed(first: readonly ControlActivation[] = []) {
  const clock = manualClock(noon);
  const scheduler = manualScheduler(clock);
  const logger = recordingLogger();
  const store = { epoch: 1, activations: first, fail: false };
  const asked: string[] = [];
  const ask = async <T>(what: string, answer: () => T): Promise<T> => {
    asked.push(what);
    if (store.fail) throw new StorageFault('unavailable', 'gone');
    return answer();
  };
  const source = {
    epoch: () => ask('epoch', () => store.epoch),
    load: () => ask('load', () => ({ epoch: store.epoch, activations: store.activations })),
  };
  const change = (activations: readonly ControlActivation[]): void =>
    void Object.assign(store, { epoch: store.epoch + 1, activations });
  const snapshot = createControlSnapshot(keys, { source, clock, scheduler, logger });
  return {
    snapshot,
    clock,
    scheduler,
    logger,
    store,
    asked,
    change,
    state: (workspaceId?: string) => snapshot.evaluate(key, workspaceId).effectiveState,
  };
}

describe('before the first load', () => {
  it('a snapshot has no data and throws', () => {
    const { snapshot } = observed();
    expect(() => snapshot.evaluate(key)).toThrow(InvariantError);
    expect(() => snapshot.evaluate(key)).toThrow(/await atlas.snapshot.start\(\)/);
    expect([snapshot.ageMillis(), snapshot.isFresh()]).toEqual([null, false]);
  });

  it('a store that fails rejects, and the snapshot stays empty', async () => {
    const { snapshot, store, scheduler } = observed();
    store.fail = true;
    await expect(snapshot.start()).rejects.toThrow(StorageFault);
    expect(() => snapshot.evaluate(key)).toThrow(InvariantError);
    expect(scheduler.waiting).toEqual([]);
  });
});

describe('an evaluation', () => {
  it('follows the rules: global before workspace, others unaffected', async () => {
    const { snapshot, state, change } = observed([
      workspacePause(),
      workspacePause({ scope: inside('w-2'), controlKey: 'acme.mail' }),
    ]);
    await snapshot.refresh();
    expect([state('w-1'), state('w-2'), state()]).toEqual(['paused', 'enabled', 'enabled']);
    expect(snapshot.evaluate('acme.mail', 'w-2').effectiveState).toBe('paused');
    change([workspacePause(), globalPause()]);
    await snapshot.refresh();
    expect(snapshot.evaluate(key, 'w-1').matchedScopeType).toBe('global');
    expect([state('w-2'), state()]).toEqual(['paused', 'paused']);
  });

  it.each([
    { name: 'no pause', activations: [] },
    { name: 'a pause of that key', activations: [globalPause({ controlKey: 'acme.unknown' })] },
  ])('of a key outside the catalog throws, given $name', async ({ activations }) => {
    const { snapshot } = observed(activations);
    await snapshot.refresh();
    expect(() => snapshot.evaluate('acme.unknown')).toThrow(InvariantError);
    expect(() => snapshot.evaluate('acme.unknown')).toThrow('There is no control "acme.unknown" in the catalog.');
  });

  it('ends a pause at its instant without a query, and falls back to the next one', async () => {
    const { snapshot, clock, state, asked } = observed([globalPause({ expiresAt: at(minute) }), workspacePause()]);
    await snapshot.refresh();
    clock.set(at(minute - 1));
    expect(snapshot.evaluate(key, 'w-1').matchedScopeType).toBe('global');
    clock.set(at(minute));
    expect(snapshot.evaluate(key, 'w-1').matchedScopeType).toBe('workspace');
    expect(state()).toBe('enabled');
    expect(asked).toEqual(['load']);
  });
});

describe('refreshing', () => {
  it('loads only when the epoch has changed', async () => {
    const { snapshot, asked, change, state } = observed();
    await snapshot.refresh();
    await snapshot.refresh();
    expect(asked).toEqual(['load', 'epoch']);
    change([globalPause()]);
    expect(state()).toBe('enabled');
    await snapshot.refresh();
    expect(asked).toEqual(['load', 'epoch', 'epoch', 'load']);
    expect(state()).toBe('paused');
  });

  it('is shared by concurrent callers', async () => {
    const { snapshot, asked } = observed();
    await Promise.all([snapshot.refresh(), snapshot.refresh(), snapshot.refresh()]);
    expect(asked).toEqual(['load']);
  });

  it('keeps the old data when it fails; the data becomes stale at the stated bound', async () => {
    const { snapshot, clock, store, state } = observed([globalPause()]);
    await snapshot.refresh();
    store.fail = true;
    clock.advance(snapshotStalenessBoundMillis);
    await expect(snapshot.refresh()).rejects.toThrow(StorageFault);
    expect([snapshot.ageMillis(), snapshot.isFresh(), state()]).toEqual([6_000, true, 'paused']);
    clock.advance(1);
    expect([snapshot.ageMillis(), snapshot.isFresh(), state()]).toEqual([6_001, false, 'paused']);
    store.fail = false;
    await snapshot.refresh();
    expect([snapshot.ageMillis(), snapshot.isFresh()]).toEqual([0, true]);
  });

  it('counts its age from the start of the query', async () => {
    const { clock, scheduler } = observed();
    const slow = createControlSnapshot(keys, {
      clock,
      scheduler,
      source: {
        epoch: async () => 1,
        load: async () => {
          clock.advance(1_500);
          return { epoch: 1, activations: [] };
        },
      },
    });
    await slow.refresh();
    expect(slow.ageMillis()).toBe(1_500);
  });
});

describe('started', () => {
  it('it polls the store every two seconds, on timers that do not keep the process alive', async () => {
    const { snapshot, scheduler, change, state } = observed();
    const stop = await snapshot.start();
    expect(scheduler.waiting).toEqual([{ due: Date.parse(at(snapshotPollMillis)), background: true }]);
    change([globalPause()]);
    await scheduler.advance(snapshotPollMillis - 1);
    expect(state()).toBe('enabled');
    await scheduler.advance(1);
    expect(state()).toBe('paused');
    expect(scheduler.waiting).toHaveLength(1);
    stop();
    expect(scheduler.waiting).toEqual([]);
  });

  it('it is never older than the bound while the store answers', async () => {
    const { snapshot, scheduler } = observed();
    const stop = await snapshot.start();
    for (let step = 0; step < 40; step += 1) {
      await scheduler.advance(700);
      expect(snapshot.isFresh()).toBe(true);
    }
    stop();
  });

  it('it logs failures, becomes stale, and recovers by itself', async () => {
    const { snapshot, scheduler, logger, store } = observed();
    const stop = await snapshot.start();
    store.fail = true;
    await scheduler.advance(4 * snapshotPollMillis);
    expect(logger.lines).toEqual(
      Array(4).fill({ level: 'warn', event: 'snapshot_refresh_failed', fields: { name: 'StorageFault' } }),
    );
    expect(snapshot.isFresh()).toBe(false);
    store.fail = false;
    await scheduler.advance(snapshotPollMillis);
    expect(snapshot.isFresh()).toBe(true);
    stop();
  });

  it('and stopped during a poll, it does not poll again', async () => {
    const { clock, scheduler } = observed();
    const read = latch();
    let asked = 0;
    const source = {
      load: async () => ({ epoch: 1, activations: [] }),
      epoch: () => ((asked += 1), read.opened.then(() => 1)),
    };
    const stop = await createControlSnapshot(keys, { clock, scheduler, source }).start();
    await scheduler.advance(snapshotPollMillis);
    stop();
    read.open();
    await scheduler.advance(10 * snapshotPollMillis);
    expect([asked, scheduler.waiting]).toEqual([1, []]);
  });
});

it('the snapshot of an atlas agrees with its service', async () => {
  const { atlas, operator } = await controlsWorld();
  await atlas.snapshot.refresh();
  for (const scope of [{ type: 'workspace', workspaceId: 'w-1' }, { type: 'global' }] as const) {
    await orThrow(operator.controls.pause({ control: key, scope, reason: 'Restore safety review' }));
    await atlas.snapshot.refresh();
    for (const workspaceId of ['w-1', 'w-2', null]) {
      expect(atlas.snapshot.evaluate(key, workspaceId)).toEqual(
        await orThrow(operator.controls.evaluate({ control: key, workspaceId })),
      );
    }
  }
});
