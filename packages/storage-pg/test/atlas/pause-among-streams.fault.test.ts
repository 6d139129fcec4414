import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow, type ControlScopeInput } from '@tenantatlas/core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { atLeast, below, exactly, reported } from '../../../../bench/lib/figures.ts';
import { isSoak, keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { scaled } from '../support/scale.ts';
import { composeAtlas, operatorNamed, streams, type RaceAtlas } from './race-catalog.ts';
import { reportLatency } from './race-figures.ts';
import { pauseUntilSettled } from './race-requests.ts';
import { openRaceStorage, type RaceDriver, type RaceStorage } from './race-storage.ts';
import { starters, startTeam, type Team } from './race-team.ts';
import { openWorld, type RaceWorld } from './race-world.ts';

const [paused, streaming, churning] = streams;

let world: RaceWorld;
let team: Team;
beforeAll(async () => {
  world = await openWorld(inject('postgresUrl'));
  team = await startTeam(world.database.appUrl);
});
afterAll(async () => {
  await team?.end();
  await world?.close();
});

/** Runs of one type that are committed now. */
async function runsOf(type: string): Promise<number> {
  const sql = 'SELECT count(*)::int AS runs FROM tenantatlas.operation_runs WHERE type = $1';
  return (await world.query<{ runs: number }>(sql, [type]))[0]?.runs ?? -1;
}

/** Goes on with `work` until it is stopped. */
function repeat(work: (turn: number) => Promise<void>): { stop(): Promise<void> } {
  let isOn = true;
  const loop = async (): Promise<void> => {
    for (let turn = 0; isOn; turn += 1) await work(turn);
  };
  const ended = loop();
  return {
    async stop() {
      isOn = false;
      await ended;
    },
  };
}

/** Another control of the same workspace is paused all the time, and its pauses expire or are resumed while they settle. */
function churn(atlas: RaceAtlas, scope: ControlScopeInput) {
  const { controls } = atlas.as(operatorNamed('op-2'));
  return repeat(async (turn) => {
    const isExpiring = turn % 2 === 0;
    const expiresAt = isExpiring ? new Date(Date.now() + 60).toISOString() : null; // short on purpose: a pause that has expired already is let pass below
    const pausing = controls.pause({ control: churning, scope, reason: 'Ends while it settles', expiresAt });
    await sleep(30);
    const answer = await pausing;
    if (answer.isErr() && answer.error.code !== 'invalid_input') orThrow(answer); // the machine was slow: it had expired
    orThrow(await controls.resume({ control: churning, scope }));
    await sleep(20);
  });
}

/** Workspaces are made, started in by others, and archived. */
function makeAndArchive(atlas: RaceAtlas, prefix: string) {
  const { workspaces } = atlas.as(operatorNamed('op-3'));
  return repeat(async (turn) => {
    const workspaceId = `${prefix}-${turn}`;
    orThrow(await workspaces.create({ workspaceId, name: 'Made meanwhile' }));
    orThrow(await workspaces.archive({ workspaceId }));
    await sleep(10);
  });
}

interface StreamCase {
  readonly driver: RaceDriver;
  readonly scopeType: 'workspace' | 'global';
}

/** Every driver and every scope once; the soak runs each driver with each scope. */
const cases: readonly StreamCase[] = [
  { driver: 'pg', scopeType: 'workspace' },
  { driver: 'postgres-js', scopeType: 'global' },
  ...(isSoak
    ? ([
        { driver: 'postgres-js', scopeType: 'workspace' },
        { driver: 'pg', scopeType: 'global' },
      ] as const)
    : []),
];

describe.each(cases)('pauses among streams of three controls, $driver, $scopeType', ({ driver, scopeType }) => {
  let opened: RaceStorage;
  let atlas: RaceAtlas;
  beforeAll(async () => {
    opened = await openRaceStorage(driver, world.database.appUrl, 16);
    atlas = composeAtlas({ storage: opened.storage });
  });
  afterAll(() => opened?.close());

  it('return in time, let no start through, and delay no other start', { timeout: 900_000 }, async () => {
    const rounds = scaled(100, 4);
    const prefix = `${driver}-${scopeType}`;
    const workspaceIds = await world.seed(prefix, 2, starters);
    const scope =
      scopeType === 'global' ? { type: scopeType } : { type: scopeType, workspaceId: workspaceIds[0] ?? '' };
    const { controls } = atlas.as(operatorNamed('op-1'));
    const seen = { millis: [] as number[], late: 0, before: 0, beforeMillis: 0, meanwhile: 0, meanwhileMillis: 0 };

    team.start({
      driver,
      operation: paused,
      streams,
      guards: 4,
      workspaceIds: scopeType === 'global' ? workspaceIds : workspaceIds.slice(0, 1),
      tenantsPerLoop: 1,
    });
    await team.started();
    const others = [
      churn(atlas, scope),
      ...['a', 'b', 'c', 'd'].map((name) => makeAndArchive(atlas, `${prefix}-made-${name}`)),
    ];
    for (let round = 0; round < rounds; round += 1) {
      const quiet = { since: performance.now(), streaming: await runsOf(streaming), paused: await runsOf(paused) };
      do await sleep(200);
      while ((await runsOf(paused)) < quiet.paused + 5 || (await runsOf(streaming)) < quiet.streaming + 5);
      seen.before += (await runsOf(streaming)) - quiet.streaming;
      seen.beforeMillis += performance.now() - quiet.since;

      const streamingThen = await runsOf(streaming);
      const since = performance.now();
      const pause = () => controls.pause({ control: paused, scope, reason: 'Pause among streams' });
      const { paused: answer, times } = await pauseUntilSettled(pause);
      seen.millis.push((performance.now() - since) / times);
      const then = await runsOf(paused);
      seen.meanwhileMillis += performance.now() - since;
      seen.meanwhile += (await runsOf(streaming)) - streamingThen;
      expect(answer).toMatchObject({ settled: true, openStarts: 0 });
      await sleep(100);
      seen.late += (await runsOf(paused)) - then;
      orThrow(await controls.resume({ control: paused, scope }));
    }
    for (const other of others) await other.stop();
    const tally = await team.stop();
    expect(tally.others).toEqual([]);
    expect(tally.refused).toBeGreaterThan(0);
    expect(seen.late).toBe(0);

    const what = `pause among streams of three controls, ${driver}, ${scopeType}`;
    const kept = seen.meanwhile / seen.meanwhileMillis / (seen.before / seen.beforeMillis);
    const slowest = Math.max(...seen.millis);
    console.log(`${what}: the other stream keeps ${kept.toFixed(2)} of its rate`);
    keepFigures('gate', () => [
      atLeast(`${what}: pauses`, rounds, 100, 'pauses'),
      exactly(`${what}: late starts`, seen.late, 0, 'starts'),
      below(`${what}: slowest`, slowest, 6_000, 'ms'),
      atLeast(`${what}: share of its rate that another stream keeps`, kept, 0.5, 'x'),
      reported(`${what}: starts of another stream meanwhile`, seen.meanwhile, 'starts'),
    ]);
    reportLatency(what, seen.millis, 1_000);
    expect(slowest).toBeLessThan(isSoak ? 6_000 : 20_000);
    expect(seen.meanwhile).toBeGreaterThan(0);
    if (isSoak) expect(kept).toBeGreaterThan(0.5);
  });
});
