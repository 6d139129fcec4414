import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow, type ControlScopeInput } from '@tenantatlas/core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isSoak } from '../../../../bench/lib/keep-figures.ts';
import { scaled } from '../support/scale.ts';
import { cheap, composeAtlas, memberNamed, operatorNamed, type RaceAtlas } from './race-catalog.ts';
import { reportLatency } from './race-figures.ts';
import { pauseUntilSettled } from './race-requests.ts';
import { openRaceStorage, type RaceDriver, type RaceStorage } from './race-storage.ts';
import { starters, startTeam, type Team } from './race-team.ts';
import { openWorld, type RaceWorld } from './race-world.ts';

const target = 1_000;

let world: RaceWorld;
let hot: readonly string[];
beforeAll(async () => {
  world = await openWorld(inject('postgresUrl'));
  hot = await world.seed('hot', 4, starters);
});
afterAll(() => world?.close());

describe('a pause while 64 starters in 4 processes loop', () => {
  let team: Team;
  let opened: RaceStorage;
  let atlas: RaceAtlas;
  beforeAll(async () => {
    team = await startTeam(world.database.appUrl);
    opened = await openRaceStorage('pg', world.database.appUrl, 4);
    atlas = composeAtlas({ storage: opened.storage });
  });
  afterAll(async () => {
    await team?.end();
    await opened?.close();
  });

  /** Pauses and resumes while starts stream in; each pause meets starts that got through since the last one was resumed. */
  async function pauseInRounds(rounds: number, scope: ControlScopeInput): Promise<readonly number[]> {
    const { controls } = atlas.as(operatorNamed('op-1'));
    const millis: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const before = await world.countRuns(hot);
      while ((await world.countRuns(hot)) < before + 10) await sleep(10);
      const since = performance.now();
      const pause = () => controls.pause({ control: cheap, scope, reason: 'Pause under load' });
      const { paused, times } = await pauseUntilSettled(pause);
      millis.push((performance.now() - since) / times);
      expect(paused.settled).toBe(true);
      const then = await world.countRuns(hot);
      await sleep(100);
      expect(await world.countRuns(hot)).toBe(then);
      orThrow(await controls.resume({ control: cheap, scope }));
    }
    return millis;
  }

  it('of one workspace takes under a second', { timeout: 600_000 }, async () => {
    const workspaceId = hot[0] as string;
    team.start({ driver: 'pg', operation: cheap, workspaceIds: [workspaceId], tenantsPerLoop: 1 });
    const millis = await pauseInRounds(scaled(20, 4), { type: 'workspace', workspaceId });
    const { others, refused } = await team.stop();
    expect(others).toEqual([]);
    expect(refused).toBeGreaterThan(0);
    reportLatency('pause of a workspace under load', millis, target);
  });

  it('of 10,000 workspaces takes under a second', { timeout: 600_000 }, async () => {
    await world.seed('cold', 10_000 - hot.length, 0);
    team.start({ driver: 'pg', operation: cheap, workspaceIds: hot, tenantsPerLoop: 1 });
    const millis = await pauseInRounds(scaled(20, 4), { type: 'global' });
    expect((await team.stop()).others).toEqual([]);
    // Whatever was begun has ended.
    const gates = await world.query(
      'SELECT count(*)::int AS rows, count(DISTINCT workspace_id)::int AS gates FROM tenantatlas.start_gates',
    );
    expect(gates).toEqual([{ rows: 10_000, gates: 10_000 }]);
    reportLatency('global pause over 10,000 workspaces under load', millis, target);
  });
});

describe.each<{ driver: RaceDriver; scopeType: 'workspace' | 'global' }>([
  { driver: 'pg', scopeType: 'workspace' },
  { driver: 'postgres-js', scopeType: 'global' },
])('starts that the host holds open, $driver, $scopeType', ({ driver, scopeType }) => {
  it('are counted, do not delay the pause, and are waited for by the next one', async () => {
    const workspaceId = hot[1] as string;
    const scope =
      scopeType === 'global' ? ({ type: 'global' } as const) : ({ type: 'workspace', workspaceId } as const);
    const opened = await openRaceStorage(driver, world.database.appUrl, 8);
    const atlas = composeAtlas({ storage: opened.storage });
    const { controls } = atlas.as(operatorNamed('op-1'));
    const bo = memberNamed('u-1');
    const release = Promise.withResolvers<void>();
    const begun: Promise<void>[] = [];
    const held = Array.from({ length: 3 }, () => {
      const started = Promise.withResolvers<void>();
      begun.push(started.promise);
      return atlas.guard(cheap, { actor: bo, workspaceId }, async () => {
        started.resolve();
        await release.promise;
        return 'done';
      });
    });
    await Promise.all(begun);

    const since = performance.now();
    const pausing = controls.pause({ control: cheap, scope, reason: 'Held open by a host' });
    while (
      (
        await world.query(
          'SELECT FROM tenantatlas.control_activations UNION ALL SELECT FROM tenantatlas.platform_control_activations',
        )
      ).length === 0
    )
      await sleep(5);
    const refused = await atlas
      .as(bo)
      .operations.start({ type: cheap, workspaceId, tenantId: 't-1', inputs: { n: randomUUID() } });
    expect(refused._unsafeUnwrapErr().code).toBe('control_paused');
    expect(performance.now() - since).toBeLessThan(isSoak ? 4_000 : 30_000);

    const first = orThrow(await pausing);
    const waited = performance.now() - since;
    expect(first).toMatchObject({ disposition: 'created', settled: false, openStarts: held.length });
    expect(waited).toBeGreaterThan(4_900);
    expect(waited).toBeLessThan(isSoak ? 9_000 : 30_000);

    release.resolve();
    for (const answer of await Promise.all(held)) expect(answer._unsafeUnwrap()).toBe('done');
    const second = orThrow(await controls.pause({ control: cheap, scope, reason: 'Held open by a host' }));
    expect(second).toMatchObject({ disposition: 'updated', settled: true, openStarts: 0 });
    orThrow(await controls.resume({ control: cheap, scope }));
    await opened.close();
  });
});
