import { describe, expect, it } from 'vitest';
import type { Intercept } from '../../test/support/controls-intercept.ts';
import { mia } from '../../test/support/controls-world.ts';
import { heldHandler } from '../../test/support/runs-handlers.ts';
import { settled } from '../../test/support/runs-scheduler.ts';
import { operation, runsWorld, type RunsWorldOptions } from '../../test/support/runs-world.ts';
import { latch, pause } from '../conformance/timing.ts';
import { InvariantError } from '../kernel/invariant.ts';
import { ok, orThrow } from '../kernel/result.ts';
import { timers } from '../kernel/timers.ts';
import { inProcess } from './worker.ts';

async function held(options: Omit<RunsWorldOptions, 'operations'> = {}, maxAttempts = 3) {
  const handler = heldHandler();
  const world = await runsWorld({
    ...options,
    operations: { 'acme.mail': operation({ run: handler.run, maxAttempts }) },
  });
  const cancel = (runId: string, actor = mia) => world.operationsOf(actor).cancel({ workspaceId: 'w-1', runId });
  const attempts = () => handler.calls.map(({ context }) => context.attempt);
  return { ...world, handler, cancel, attempts };
}

describe('idle', () => {
  it('waits for all queued and running work', async () => {
    const world = await runsWorld({
      scheduler: timers,
      operations: { 'acme.mail': operation({ run: () => pause(5).then(() => ok({})) }) },
    });
    for (let n = 0; n < 10; n += 1) await orThrow(world.start({ inputs: { list: String(n) } }));
    world.atlas.worker.start();
    await world.atlas.worker.idle();
    expect((await world.runs()).map(({ outcome }) => outcome)).toEqual(Array(10).fill('succeeded'));
    await world.atlas.worker.stop();
  });

  it('ignores a poll that began before the run was queued', async () => {
    const answered = latch();
    let isSlow = true;
    const intercept: Intercept = async ({ method }, proceed) => {
      if (method !== 'unit.closed' || !isSlow) return proceed();
      isSlow = false;
      return answered.opened;
    };
    const { atlas, start, handler } = await held({ intercept });
    atlas.worker.start();
    await settled();
    await orThrow(start());
    let isIdle = false;
    const idle = atlas.worker.idle().then(() => (isIdle = true));
    answered.open();
    await settled();
    expect([handler.calls.length, isIdle]).toEqual([1, false]);
    handler.calls[0]?.finish();
    await idle;
  });

  it('requires a started worker', async () => {
    await expect((await held()).atlas.worker.idle()).rejects.toThrow(InvariantError);
  });
});

it('two workers on one storage never work on a run twice', async () => {
  const counts = new Map<string, number>();
  const run = async ({ run: { id } }: { readonly run: { readonly id: string } }) => {
    counts.set(id, (counts.get(id) ?? 0) + 1);
    await pause(0);
    return ok({ processed: 1 });
  };
  const world = await runsWorld({
    scheduler: timers,
    operations: { 'acme.mail': operation({ run }) },
    dispatcher: inProcess({ pollMillis: 5 }),
  });
  const workers = [world.atlas.worker, world.process().worker];
  for (const worker of workers) worker.start();
  await Promise.all(Array.from({ length: 100 }, (_, n) => orThrow(world.start({ inputs: { list: String(n) } }))));
  await Promise.all(workers.map((worker) => worker.idle()));
  expect([...counts.values()]).toEqual(Array(100).fill(1));
  expect((await world.runs()).filter(({ outcome, attempt }) => outcome === 'succeeded' && attempt === 1)).toHaveLength(
    100,
  );
  await Promise.all(workers.map((worker) => worker.stop()));
});
