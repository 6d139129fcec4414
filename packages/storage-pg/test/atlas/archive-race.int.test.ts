import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow } from '@tenantatlas/core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { atLeast, exactly, reported } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { scaled } from '../support/scale.ts';
import { composeAtlas, operatorNamed, type RaceAtlas } from './race-catalog.ts';
import { bo, cheapStart, codeOf } from './race-requests.ts';
import { openRaceStorage, type RaceDriver, type RaceStorage } from './race-storage.ts';
import { openWorld, type RaceWorld } from './race-world.ts';

const ada = operatorNamed('op-1');
const trials = scaled(50, 4);

describe.each<RaceDriver>(['pg', 'postgres-js'])('%s: starts against archiving', (driver) => {
  let world: RaceWorld;
  let opened: RaceStorage;
  let atlas: RaceAtlas;
  beforeAll(async () => {
    world = await openWorld(inject('postgresUrl'));
    await world.seed('w', 1, trials);
    opened = await openRaceStorage(driver, world.database.appUrl, 12);
    atlas = composeAtlas({ storage: opened.storage });
  });
  afterAll(async () => {
    await opened?.close();
    await world?.close();
  });

  /** Starts in the tenant until somebody is refused; answers the codes. */
  async function startUntilRefused(tenantId: string): Promise<readonly string[]> {
    const codes: string[] = [];
    while (codes.at(-1) !== 'immutable') codes.push(codeOf(await atlas.as(bo).operations.start(cheapStart(tenantId))));
    return codes;
  }

  it(`no run becomes visible once archiving has been acknowledged, ${trials} times`, { timeout: 600_000 }, async () => {
    const seen = { trials: 0, started: 0, refused: 0, late: 0 };
    keepFigures('races', () => [
      atLeast(`starts against archiving, ${driver}: races`, seen.trials, 50, 'races'),
      reported(`starts against archiving, ${driver}: started`, seen.started, 'starts'),
      reported(`starts against archiving, ${driver}: refused`, seen.refused, 'starts'),
      exactly(`starts against archiving, ${driver}: late starts`, seen.late, 0, 'starts'),
    ]);
    for (let trial = 1; trial <= trials; trial += 1) {
      const tenantId = `t-${trial}`;
      const starters = Array.from({ length: 8 }, () => startUntilRefused(tenantId));
      while ((await runsOf(tenantId)) < 8) await sleep(Math.random() * 10);
      orThrow(await atlas.as(ada).tenants.changeLifecycle({ workspaceId: 'w-1', tenantId, to: 'archived' }));
      const acknowledged = await runsOf(tenantId);
      const codes = (await Promise.all(starters)).flat();
      const inTheEnd = await runsOf(tenantId);
      seen.trials += 1;
      seen.started += codes.filter((code) => code === 'ok').length;
      seen.refused += codes.filter((code) => code === 'immutable').length;
      seen.late += inTheEnd - acknowledged;
      expect(new Set(codes)).toEqual(new Set(['ok', 'immutable']));
      expect(acknowledged).toBeGreaterThan(0);
      expect(inTheEnd).toBe(acknowledged);
      expect(codes.filter((code) => code === 'ok')).toHaveLength(acknowledged);
    }
  });

  async function runsOf(tenantId: string): Promise<number> {
    const sql = 'SELECT count(*)::int AS runs FROM tenantatlas.operation_runs WHERE tenant_id = $1';
    return (await world.look<{ runs: number }>(sql, [tenantId]))[0]?.runs ?? -1;
  }
});
