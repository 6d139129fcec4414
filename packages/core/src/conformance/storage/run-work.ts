import type { RunFailure } from '../../ports/run-store.ts';
import { equal, holds } from '../check.ts';
import { at, queuedRun, runId, sentence } from '../fixtures.ts';
import type { StorageCase } from '../storage-context.ts';
import { race } from '../timing.ts';
import { newWorld } from '../world.ts';
import { claim, complete, ending, get, progress, queue } from './run-helpers.ts';

const counts = { total: 9, processed: 8, succeeded: 5, failed: 2, skipped: 1 };
const failures: readonly RunFailure[] = [{ reasonCode: 'provider.denied', message: sentence }];
const half = { done: 5, total: 10, note: 'Halfway é' };
const id = runId(1);

/** Claiming, progress and completion, fenced by the attempt. */
export const runWorkCases: readonly StorageCase[] = [
  {
    name: 'runs: claim takes a queued run up and raises its attempt',
    run: async (context) => {
      const world = await newWorld(context);
      const queued = await queue(world, 1);
      const claimed = await claim(world, id, at(50));
      const expected = { ...queued, status: 'running', attempt: 1, startedAt: at(50), heartbeatAt: at(50) };
      equal(claimed, expected, 'The claimed run is the answer.');
      equal(await get(world, id), expected, 'It is stored.');
      equal(await claim(world, runId(77)), null, 'What does not exist cannot be claimed.');
    },
  },
  {
    name: 'runs: of 16 concurrent workers exactly one gets the run',
    run: async (context) => {
      const world = await newWorld(context);
      await queue(world, 1);
      const answers = await race(16, (n) => claim(world, id, at(n)));
      equal(
        answers.filter((answer) => answer !== null).map(({ attempt }) => attempt),
        [1],
        'The others get null.',
      );
      equal((await get(world, id))?.attempt, 1, 'It was taken up once.');
    },
  },
  {
    name: 'runs: a running one is claimable only when its last heartbeat is before the given instant',
    run: async (context) => {
      const world = await newWorld(context);
      await queue(world, 1);
      await claim(world, id, at(100));
      equal(await claim(world, id, at(200), at(100)), null, 'A heartbeat at that instant keeps the run.');
      await progress(world, id, 1, null, at(300));
      equal(await claim(world, id, at(400), at(300)), null, 'A later heartbeat keeps the run.');
      const taken = await claim(world, id, at(400), at(301));
      equal(
        [taken?.attempt, taken?.status, taken?.heartbeatAt],
        [2, 'running', at(400)],
        'An abandoned one is taken up again.',
      );
    },
  },
  {
    name: 'runs: of 16 concurrent workers exactly one gets an abandoned run',
    run: async (context) => {
      const world = await newWorld(context);
      await queue(world, 1);
      await claim(world, id, at(0));
      const answers = await race(16, () => claim(world, id, at(1_000), at(500)));
      equal(
        answers.filter((answer) => answer !== null).map(({ attempt }) => attempt),
        [2],
        'The others get null.',
      );
    },
  },
  {
    name: 'runs: a completed run is never claimable',
    run: async (context) => {
      const world = await newWorld(context);
      await queue(world, 1);
      await claim(world, id, at(0));
      await complete(world, id, 1);
      equal(await claim(world, id, at(5_000), at(4_000)), null, 'Whatever its heartbeat.');
    },
  },
  {
    name: 'runs: progress stores how far the run is and the heartbeat; without a progress only the heartbeat',
    run: async (context) => {
      const world = await newWorld(context);
      await queue(world, 1);
      const claimed = await claim(world, id, at(0));
      equal(await progress(world, id, 1, half, at(10)), true, 'The attempt is current.');
      equal(await get(world, id), { ...claimed, progress: half, heartbeatAt: at(10) }, 'Both are stored.');
      equal(await progress(world, id, 1, null, at(20)), true, 'A heartbeat alone.');
      equal(await get(world, id), { ...claimed, progress: half, heartbeatAt: at(20) }, 'The progress stays.');
      const open = { done: 6, total: null, note: null };
      equal(await progress(world, id, 1, open, at(30)), true, 'Nulls are values.');
      equal((await get(world, id))?.progress, open, 'They replace what was there.');
    },
  },
  {
    name: 'runs: progress of a stale attempt, or upon a completed run, is false and writes nothing',
    run: async (context) => {
      const world = await newWorld(context);
      await queue(world, 1);
      await claim(world, id, at(0));
      const taken = await claim(world, id, at(1_000), at(500));
      equal(await progress(world, id, 1, half, at(1_100)), false, 'The attempt is stale.');
      equal(await progress(world, id, 3, half, at(1_100)), false, 'The attempt does not exist yet.');
      equal(await progress(world, runId(77), 1, half, at(1_100)), false, 'There is no such run.');
      equal(await get(world, id), taken, 'Nothing was written.');
      const completed = await complete(world, id, 2);
      equal(await progress(world, id, 2, half, at(1_200)), false, 'It is completed.');
      equal(await get(world, id), completed, 'Nothing was written.');
    },
  },
  {
    name: 'runs: complete ends the run with outcome, counts and failures',
    run: async (context) => {
      const world = await newWorld(context);
      await queue(world, 1);
      const claimed = await claim(world, id, at(0));
      const completed = await complete(world, id, 1, ending('partially_succeeded', { counts, failures, at: at(700) }));
      const expected = {
        ...claimed,
        status: 'completed',
        outcome: 'partially_succeeded',
        summaryCounts: counts,
        failureSummary: failures,
        completedAt: at(700),
      };
      equal(completed, expected, 'The completed run is the answer.');
      equal(await get(world, id), expected, 'It is stored.');
    },
  },
  {
    name: 'runs: without counts the counts stay as they are',
    run: async (context) => {
      const world = await newWorld(context);
      await queue(world, 1, { summaryCounts: counts });
      equal((await complete(world, id, null, ending('failed')))?.summaryCounts, counts, 'Null changes nothing.');
    },
  },
  {
    name: 'runs: complete of a stale attempt, or upon a completed run, is null and writes nothing',
    run: async (context) => {
      const world = await newWorld(context);
      await queue(world, 1);
      await claim(world, id, at(0));
      const taken = await claim(world, id, at(1_000), at(500));
      equal(await complete(world, id, 1), null, 'The attempt is stale.');
      equal(await complete(world, runId(77), 1), null, 'There is no such run.');
      equal(await get(world, id), taken, 'Nothing was written.');
      const completed = await complete(world, id, 2);
      equal(await complete(world, id, 2, ending('failed')), null, 'It is completed, for its own worker too.');
      equal(await complete(world, id, null, ending('cancelled')), null, 'For a caller who cancels as well.');
      equal(await get(world, id), completed, 'The first end counts.');
    },
  },
  {
    name: 'runs: a null attempt ends the run whatever its attempt, also while queued',
    run: async (context) => {
      const world = await newWorld(context);
      const queued = await queue(world, 1);
      const expected = { ...queued, status: 'completed', outcome: 'cancelled', completedAt: at(900) };
      equal(await complete(world, id, null, ending('cancelled')), expected, 'While queued it never started.');
      await queue(world, 2);
      await claim(world, runId(2), at(0));
      await claim(world, runId(2), at(1_000), at(500));
      const cancelled = await complete(world, runId(2), null, ending('cancelled'));
      equal([cancelled?.outcome, cancelled?.attempt], ['cancelled', 2], 'While running.');
      equal(await progress(world, runId(2), 2, half, at(1_100)), false, 'Its worker gets false.');
    },
  },
  {
    name: 'runs: of a worker that completes and an operator that cancels exactly one ends the run',
    run: async (context) => {
      for (let round = 0; round < 10; round += 1) {
        const world = await newWorld(context);
        await queue(world, 1);
        await claim(world, id, at(0));
        const works = [() => complete(world, id, 1), () => complete(world, id, null, ending('cancelled'))];
        if (round % 2 === 1) works.reverse();
        const ended = (await Promise.all(works.map((work) => work()))).filter((answer) => answer !== null);
        equal(ended.length, 1, 'The other one gets null.');
        equal(await get(world, id), ended[0], 'The row is the winner’s.');
      }
    },
  },
  {
    name: 'runs: work on one run changes no other',
    run: async (context) => {
      const [world, other] = [await newWorld(context), await newWorld(context)];
      for (const place of [world, other]) for (const n of [1, 2]) await queue(place, n);
      await claim(world, id, at(0));
      await progress(world, id, 1, half, at(1));
      await complete(world, id, 1);
      for (const [place, n] of [
        [world, 2],
        [other, 1],
        [other, 2],
      ] as const) {
        equal(await get(place, runId(n)), queuedRun(place.workspaceId, runId(n)), `Run ${String(n)} is untouched.`);
      }
      holds((await get(world, id))?.status === 'completed', 'The one is completed.');
    },
  },
];
