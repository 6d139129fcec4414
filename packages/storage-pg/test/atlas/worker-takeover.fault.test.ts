import { setTimeout as sleep } from 'node:timers/promises';
import { orThrow } from '@tenantatlas/core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { atLeast, exactly } from '../../../../bench/lib/figures.ts';
import { keepFigures } from '../../../../bench/lib/keep-figures.ts';
import { composeAtlas, memberNamed, slow, type RaceAtlas } from './race-catalog.ts';
import { startProcess, type RaceProcess } from './race-process.ts';
import type { FromWorker, ToWorker, WorkerConfig } from './race-protocol.ts';
import { openRaceStorage, type RaceStorage } from './race-storage.ts';
import { openWorld, type RaceWorld } from './race-world.ts';

type WorkerProcess = RaceProcess<ToWorker, FromWorker>;

// Longer than a busy machine may delay the heartbeat of a living worker.
const leaseMillis = 10_000;

describe('a worker process that ends or stalls during a run', () => {
  let world: RaceWorld;
  let opened: RaceStorage;
  let atlas: RaceAtlas;
  const processes: WorkerProcess[] = [];
  beforeAll(async () => {
    world = await openWorld(inject('postgresUrl'));
    await world.seed('w', 1, 2);
    opened = await openRaceStorage('pg', world.database.appUrl, 2);
    atlas = composeAtlas({ storage: opened.storage });
  });
  afterEach(async () => {
    for (const one of processes.splice(0)) await one.end();
  });
  afterAll(async () => {
    await opened?.close();
    await world?.close();
  });

  async function startWorker(): Promise<WorkerProcess> {
    const config: WorkerConfig = { url: world.database.appUrl, leaseMillis };
    const one = startProcess<ToWorker, FromWorker>('worker.ts', config);
    processes.push(one);
    await one.hear('ready');
    return one;
  }

  const operations = () => atlas.as(memberNamed('u-1')).operations;
  const start = async (n: string) =>
    orThrow(await operations().start({ type: slow, workspaceId: 'w-1', tenantId: 't-1', inputs: { n } })).run.id;
  const read = async (runId: string) => orThrow(await operations().get({ workspaceId: 'w-1', runId }));
  const ends = (runId: string) =>
    world.query<{ attempt: number }>(
      `SELECT (metadata ->> 'attempt')::int AS attempt FROM tenantatlas.audit_entries WHERE operation_run_id = $1 AND action = 'operation_run.completed'`,
      [runId],
    );

  /** Keeps what is counted of a worker that was killed or stopped. */
  function keepTakeovers(what: string): { takenOver: number; refusedLate: number; ends: number } {
    const seen = { takenOver: 0, refusedLate: 0, ends: 0 };
    keepFigures('faults', () => [
      atLeast(`worker ${what}: runs taken over`, seen.takenOver, 1, 'runs'),
      exactly(`worker ${what}: ends of the run`, seen.ends, 1, 'ends'),
      ...(what === 'stalled' ? [exactly('worker stalled: late writes refused', seen.refusedLate, 1, 'writes')] : []),
    ]);
    return seen;
  }

  async function completed(runId: string) {
    for (let tries = 0; tries < 500; tries += 1) {
      const run = await read(runId);
      if (run.status === 'completed') return run;
      await sleep(20);
    }
    throw new Error('The run never ended.');
  }

  it('SIGKILL: another worker takes over the run with attempt 2, and ends it once', async () => {
    const seen = keepTakeovers('killed');
    const runId = await start('killed');
    const first = await startWorker();
    expect(await first.hear('working')).toEqual({ said: 'working', runId, attempt: 1 });
    await first.end();
    expect(await read(runId)).toMatchObject({ status: 'running', attempt: 1 });

    const second = await startWorker();
    expect(await second.hear('working')).toEqual({ said: 'working', runId, attempt: 2 });
    seen.takenOver += 1;
    second.send({ do: 'go_on' });
    expect(await second.hear('went_on')).toMatchObject({ stillMine: true });
    expect(await completed(runId)).toMatchObject({ outcome: 'succeeded', attempt: 2, summaryCounts: { processed: 2 } });
    seen.ends = (await ends(runId)).length;
    expect(await ends(runId)).toEqual([{ attempt: 2 }]);
  });

  it('SIGSTOP: writes of the first attempt are refused when it resumes', async () => {
    const seen = keepTakeovers('stalled');
    const runId = await start('stalled');
    const first = await startWorker();
    await first.hear('working');
    first.signal('SIGSTOP');
    const second = await startWorker();
    expect(await second.hear('working')).toEqual({ said: 'working', runId, attempt: 2 });
    seen.takenOver += 1;

    first.signal('SIGCONT');
    first.send({ do: 'go_on' });
    expect(await first.hear('went_on')).toEqual({ said: 'went_on', stillMine: false });
    seen.refusedLate += 1;
    await sleep(500);
    expect(await read(runId)).toMatchObject({ status: 'running', attempt: 2, progress: { note: null } });
    expect(await ends(runId)).toEqual([]);

    second.send({ do: 'go_on' });
    expect(await second.hear('went_on')).toMatchObject({ stillMine: true });
    expect(await completed(runId)).toMatchObject({
      outcome: 'succeeded',
      attempt: 2,
      summaryCounts: { processed: 2 },
      progress: { note: 'attempt 2' },
    });
    seen.ends = (await ends(runId)).length;
    expect(await ends(runId)).toEqual([{ attempt: 2 }]);
  });
});
