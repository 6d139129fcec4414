import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow, type ResultAsync } from '@tenantatlas/core';
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
/** Enough that one of them always holds the scope. */
const starters = 32;
/** Far more than a slow machine needs. Without a place in the queue the wait never ends. */
const timeoutMillis = 10_000;

describe.each<RaceDriver>(['pg', 'postgres-js'])('%s: starts against archiving', (driver) => {
  let world: RaceWorld;
  let opened: RaceStorage;
  let erasing: RaceStorage;
  let atlas: RaceAtlas;
  /** On the login that erases. */
  let eraser: RaceAtlas;
  beforeAll(async () => {
    world = await openWorld(inject('postgresUrl'));
    await world.seed('w', 4, trials);
    opened = await openRaceStorage(driver, world.database.appUrl, starters + 4);
    erasing = await openRaceStorage(driver, world.database.maintenanceUrl, 2);
    atlas = composeAtlas({ storage: opened.storage });
    eraser = composeAtlas({ storage: erasing.storage });
  });
  afterAll(async () => {
    await opened?.close();
    await erasing?.close();
    await world?.close();
  });

  /** Starts in the tenant until a start is refused, or time is up; answers the codes. */
  async function startUntilRefused(workspaceId: string, tenantId: string, isUp: () => boolean) {
    const codes: string[] = [];
    const start = () => atlas.as(bo).operations.start({ ...cheapStart(tenantId), workspaceId });
    while (!['immutable', 'not_found'].includes(codes.at(-1) ?? '') && !isUp()) codes.push(codeOf(await start()));
    return codes;
  }

  /** Does `end` during a stream of starts. Answers with how long that took and the answers of the starts. */
  async function endMidstream<T>(workspaceId: string, tenantId: string, end: () => ResultAsync<T, unknown>) {
    let began = Infinity;
    const isUp = () => performance.now() - began > timeoutMillis;
    const stream = Array.from({ length: starters }, () => startUntilRefused(workspaceId, tenantId, isUp));
    while ((await runsOf(workspaceId, tenantId)) < starters) await sleep(Math.random() * 10);
    began = performance.now();
    orThrow(await end());
    const took = performance.now() - began;
    const acknowledged = await runsOf(workspaceId, tenantId);
    return { took, acknowledged, codes: (await Promise.all(stream)).flat() };
  }

  it(
    `no run becomes visible after archiving has been acknowledged, ${trials} times`,
    { timeout: 600_000 },
    async () => {
      const seen = { trials: 0, started: 0, refused: 0, late: 0 };
      keepFigures('races', () => [
        atLeast(`starts against archiving, ${driver}: races`, seen.trials, 50, 'races'),
        reported(`starts against archiving, ${driver}: started`, seen.started, 'starts'),
        reported(`starts against archiving, ${driver}: refused`, seen.refused, 'starts'),
        exactly(`starts against archiving, ${driver}: late starts`, seen.late, 0, 'starts'),
      ]);
      for (let trial = 1; trial <= trials; trial += 1) {
        const tenantId = `t-${trial}`;
        const { took, acknowledged, codes } = await endMidstream('w-1', tenantId, () =>
          atlas.as(ada).tenants.changeLifecycle({ workspaceId: 'w-1', tenantId, to: 'archived' }),
        );
        expect(took).toBeLessThan(timeoutMillis);
        const inTheEnd = await runsOf('w-1', tenantId);
        seen.trials += 1;
        seen.started += codes.filter((code) => code === 'ok').length;
        seen.refused += codes.filter((code) => code === 'immutable').length;
        seen.late += inTheEnd - acknowledged;
        expect(new Set(codes)).toEqual(new Set(['ok', 'immutable']));
        expect(acknowledged).toBeGreaterThan(0);
        expect(inTheEnd).toBe(acknowledged);
        expect(codes.filter((code) => code === 'ok')).toHaveLength(acknowledged);
      }
    },
  );

  it.each([
    { what: 'archiving a workspace', workspaceId: 'w-2', then: 'immutable' },
    { what: 'erasing a tenant', workspaceId: 'w-3', then: 'not_found' },
    { what: 'erasing a workspace', workspaceId: 'w-4', then: 'not_found' },
  ])('$what is not delayed by a stream of starts', { timeout: 120_000 }, async ({ what, workspaceId, then }) => {
    const tenant = { actor: ada, workspaceId, tenantId: 't-1', confirmTenantName: 'Tenant t-1' };
    const workspace = { actor: ada, workspaceId, confirmWorkspaceName: 'Workspace 4' };
    const { took, codes } = await endMidstream<unknown>(workspaceId, 't-1', () =>
      what === 'archiving a workspace'
        ? atlas.as(ada).workspaces.archive({ workspaceId })
        : what === 'erasing a tenant'
          ? eraser.maintenance.eraseTenant(tenant)
          : eraser.maintenance.eraseWorkspace(workspace),
    );
    expect(took).toBeLessThan(timeoutMillis);
    expect(new Set(codes)).toEqual(new Set(['ok', then]));
  });

  async function runsOf(workspaceId: string, tenantId: string): Promise<number> {
    const sql =
      'SELECT count(*)::int AS runs FROM tenantatlas.operation_runs WHERE workspace_id = $1 AND tenant_id = $2';
    return (await world.query<{ runs: number }>(sql, [workspaceId, tenantId]))[0]?.runs ?? -1;
  }
});
