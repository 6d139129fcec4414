import { orThrow } from '@tenantatlas/core';
import type { StorageUnit } from '@tenantatlas/core/ports';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noon, pauseDraft, platform } from '../store-fixtures.ts';
import { openBackend, type HostTransaction, type OpenBackend } from '../support/backends.ts';
import { emptyTables } from '../support/empty-tables.ts';
import { transparentStorage, type TransparentStorage } from '../support/units.ts';
import { cheap, composeAtlas, operatorNamed, type RaceAtlas } from './race-catalog.ts';
import { ada, asPromiseOf, bo, changedItsMind, cheapStart, codeOf, pauseOfW1 } from './race-requests.ts';
import { seedStatements } from './race-world.ts';

/** Instead of ten seconds. Whatever waits for the host fails in this time. */
const lockTimeoutMillis = 400;
const cy = operatorNamed('op-2');
const inW2 = { type: 'workspace', workspaceId: 'w-2' } as const;

describe.each(['pg', 'postgres-js'] as const)("%s: a pause in a host's open transaction", (driver) => {
  let open: OpenBackend;
  let storage: TransparentStorage;
  let atlas: RaceAtlas;
  beforeAll(async () => {
    open = await openBackend(driver);
    for (const statement of seedStatements('w', 2, 4)) await open.admin(statement);
    storage = transparentStorage(open.database, { lockTimeoutMillis }); // short on purpose: its end is what the tests wait for
    atlas = composeAtlas({ storage });
  });
  afterAll(() => open?.close());
  beforeEach(async () => {
    await open.admin(emptyTables(['control_activations', 'platform_control_activations', 'operation_runs']));
  });

  /** Runs `work` while the host's transaction holds a pause of w-1, and then ends the transaction. */
  async function behindPause(work: (host: HostTransaction) => Promise<void>, end: 'commit' | 'roll back') {
    const transaction = open.hostTransaction(async (host) => {
      orThrow(await atlas.withTransaction(host.handle).as(ada).controls.pause(pauseOfW1));
      await work(host);
      if (end === 'roll back') throw changedItsMind;
    });
    await transaction.catch((error: unknown) => {
      if (error !== changedItsMind) throw error;
    });
  }

  const onPlatform = <T>(work: (unit: StorageUnit) => Promise<T>) => storage.unit(platform, work);
  const epoch = () => onPlatform(({ activations }) => activations.epoch());
  const start = () => asPromiseOf(atlas.as(bo).operations.start(cheapStart())).then(codeOf);

  it('that has just recorded an operator does not block another pause by the same operator', async () => {
    const newcomer = operatorNamed(`op-new-${driver}`);
    await open.hostTransaction(async ({ handle }) => {
      const noting = atlas.withTransaction(handle).as(newcomer);
      orThrow(await noting.controls.pause({ ...pauseOfW1, scope: inW2 }));
      // Waiting for the name would end in the lock timeout, and so in a failure.
      expect(codeOf(await atlas.as(newcomer).controls.pause(pauseOfW1))).toBe('ok');
    });
  });

  it('delays no change in another workspace, and none of another control', async () => {
    const before = await epoch();
    await behindPause(async () => {
      const { controls } = atlas.as(cy);
      expect(orThrow(await controls.pause({ ...pauseOfW1, scope: inW2 }))).toMatchObject({ settled: true });
      expect(await epoch()).toBe(before + 1);
      expect(codeOf(await controls.resume({ control: cheap, scope: inW2 }))).toBe('ok');
      await onPlatform(({ activations }) => activations.put(pauseDraft('p-w1', 'w-1')));
      await onPlatform(({ activations }) => activations.put(pauseDraft('p-all', null)));
      await onPlatform(({ activations }) => activations.remove('restore.execute', { type: 'global' }, noon));
      expect(await epoch()).toBe(before + 5);
    }, 'commit');
    expect(await epoch()).toBe(before + 6);
    expect(await onPlatform(({ activations }) => activations.snapshot(noon))).toMatchObject({ epoch: before + 6 });
  });

  it.each([
    { end: 'commit', afterwards: 'control_paused' },
    { end: 'roll back', afterwards: 'ok' },
  ] as const)(
    'makes a start there return in time; after the host did $end: $afterwards',
    async ({ end, afterwards }) => {
      await behindPause(async () => {
        const began = performance.now();
        const starting = await atlas.as(bo).operations.start(cheapStart());
        expect(starting.isErr() && starting.error).toMatchObject({
          code: 'storage_failure',
          kind: 'unavailable',
          outcome: 'not_written',
        });
        expect(performance.now() - began).toBeGreaterThan(lockTimeoutMillis / 2);
        expect(performance.now() - began).toBeLessThan(10_000); // the usual lock timeout
      }, end);
      expect(await start()).toBe(afterwards);
    },
  );

  it('makes a second pause of the same scope return in time', async () => {
    await behindPause(async () => {
      expect(codeOf(await atlas.as(cy).controls.pause(pauseOfW1))).toBe('storage_failure');
    }, 'roll back');
    expect(codeOf(await atlas.as(cy).controls.pause(pauseOfW1))).toBe('ok');
  });

  it('that finds every slot held waits for one, and returns in time', async () => {
    const before = await epoch();
    const put = () => onPlatform(({ activations }) => activations.put(pauseDraft('p-2', 'w-2')));
    const late = await open.database.transaction(`SET LOCAL ROLE ${open.roles.ta_platform}`, async (holder) => {
      const { rows } = await holder.query('SELECT slot FROM tenantatlas.control_epoch FOR UPDATE');
      expect(rows).toHaveLength(16);
      await expect(put()).rejects.toMatchObject({ name: 'StorageFault', kind: 'unavailable', outcome: 'not_written' });
      return { change: put() };
    });
    expect(await late.change).toMatchObject({ disposition: 'created' });
    expect(await epoch()).toBe(before + 1);
  });
});
