import { describe, expect, it } from 'vitest';
import type { Intercept } from '../../test/support/controls-intercept.ts';
import { ledger, mia, ole } from '../../test/support/controls-world.ts';
import { heldHandler } from '../../test/support/runs-handlers.ts';
import { settled } from '../../test/support/runs-scheduler.ts';
import { operation, runsWorld, type RunsWorldOptions } from '../../test/support/runs-world.ts';
import { ok, orThrow } from '../kernel/result.ts';
import { StorageFault } from '../ports/storage-fault.ts';
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

/** The same with one run already taken up. */
async function underWay(options: Parameters<typeof held>[0] = {}, maxAttempts?: number) {
  const world = await held(options, maxAttempts);
  const { run } = await orThrow(world.start());
  world.atlas.worker.start();
  await settled();
  return { ...world, id: run.id, call: world.handler.calls[0]! };
}

describe('a worker', () => {
  it('claims runs queued before it started, later ones, and those of other processes', async () => {
    const { start, atlas, attempts, process, scheduler } = await held();
    await orThrow(start());
    expect(attempts()).toEqual([]);
    atlas.worker.start();
    atlas.worker.start();
    await settled();
    expect(attempts()).toEqual([1]);
    await orThrow(start({ inputs: { list: 'b' } }));
    await settled();
    expect(attempts()).toEqual([1, 1]);
    const request = { type: 'acme.mail', workspaceId: 'w-1', tenantId: 't-1', inputs: { list: 'c' } } as never;
    await orThrow(process().as(mia).operations.start(request));
    await settled();
    expect(attempts()).toHaveLength(2);
    await scheduler.advance(1_000);
    expect(attempts()).toHaveLength(3);
  });

  it('respects its concurrency limit', async () => {
    const { start, atlas, handler } = await held({ dispatcher: inProcess({ concurrency: 2 }) });
    for (const list of ['a', 'b', 'c', 'd']) await orThrow(start({ inputs: { list } }));
    atlas.worker.start();
    await settled();
    expect(handler.calls.map(({ context }) => (context.inputs as { list: string }).list)).toEqual(['a', 'b']);
    handler.calls[0]?.finish();
    await settled();
    expect(handler.calls).toHaveLength(3);
  });

  it('survives a storage outage, and continues afterwards', async () => {
    let isDown = false;
    const intercept: Intercept = async ({ method }, proceed) => {
      if (isDown && method === 'runs.findClaimable') throw new StorageFault('unavailable', 'gone');
      return proceed();
    };
    const { start, atlas, attempts, scheduler, logger } = await held({ intercept });
    isDown = true;
    await orThrow(start());
    atlas.worker.start();
    await scheduler.advance(2_000);
    expect(attempts()).toEqual([]);
    expect(logger.lines[0]).toMatchObject({
      level: 'warn',
      event: 'worker_poll_failed',
      fields: { name: 'StorageFault' },
    });
    await expect(atlas.worker.idle()).rejects.toThrow(StorageFault);
    isDown = false;
    await scheduler.advance(1_000);
    expect(attempts()).toEqual([1]);
  });
});

describe('cancelling', () => {
  it('a queued run ends it before a worker claims it', async () => {
    const { start, cancel, atlas, attempts, storage } = await held();
    const { run } = await orThrow(start());
    expect(await orThrow(cancel(run.id, ole))).toMatchObject({
      status: 'completed',
      outcome: 'cancelled',
      initiator: { label: { text: 'Mia Manager' } },
    });
    atlas.worker.start();
    await atlas.worker.idle();
    expect(attempts()).toEqual([]);
    expect((await cancel(run.id))._unsafeUnwrapErr()).toMatchObject({ code: 'immutable', state: 'completed' });
    expect(
      (await ledger(storage, 'w-1')).map(({ action }) => action).filter((action) => action.startsWith('operation_run')),
    ).toEqual(['operation_run.started', 'operation_run.cancelled']);
  });

  it('a running one fires its signal, and rejects all later writes', async () => {
    const { call, id, cancel, run, scheduler, storage } = await underWay();
    await call.context.progress(1, 9);
    await orThrow(cancel(id));
    expect(call.aborted).toEqual(['cancelled']);
    expect(await call.context.progress(5, 9)).toBe(false);
    call.finish(ok({ processed: 9 }));
    await scheduler.advance(10_000);
    expect(await run(id)).toMatchObject({
      outcome: 'cancelled',
      progress: { done: 1 },
      summaryCounts: { processed: 0 },
    });
    expect((await ledger(storage, 'w-1')).filter(({ action }) => action === 'operation_run.completed')).toEqual([]);
  });

  it('in another process is noticed at the next heartbeat', async () => {
    const { call, id, process, scheduler } = await underWay();
    await orThrow(process().as(mia).operations.cancel({ workspaceId: 'w-1', runId: id }));
    expect(call.aborted).toEqual([]);
    await scheduler.advance(20_000);
    expect(call.aborted).toEqual(['taken_over']);
  });
});

describe('an abandoned run', () => {
  const isLost = { isOn: false };
  /** A process whose heartbeats no longer arrive. */
  const losing: Intercept = async ({ method }, proceed) => {
    if (isLost.isOn && method === 'runs.progress') throw new StorageFault('unavailable', 'gone');
    return proceed();
  };

  it('is taken over; the stale attempt is notified and can write nothing', async () => {
    const { call, id, handler, scheduler, run, attempts } = await underWay({ intercept: losing });
    isLost.isOn = true;
    await scheduler.advance(62_000);
    isLost.isOn = false;
    expect(attempts()).toEqual([1, 2]);
    expect(await call.context.progress(3)).toBe(false);
    expect(call.aborted).toEqual(['taken_over']);
    call.finish(ok({ processed: 1 }));
    await scheduler.advance(0);
    expect(await run(id)).toMatchObject({ status: 'running', attempt: 2, progress: { done: 0 } });
    handler.calls[1]?.finish(ok({ processed: 2 }));
    await scheduler.advance(0);
    expect(await run(id)).toMatchObject({ outcome: 'succeeded', attempt: 2, summaryCounts: { processed: 2 } });
  });

  it('fences a stale attempt that never sent a heartbeat', async () => {
    const { call, id, scheduler, run, attempts } = await underWay({ intercept: losing });
    isLost.isOn = true;
    await scheduler.advance(62_000);
    isLost.isOn = false;
    expect(attempts()).toEqual([1, 2]);
    call.finish(ok({ processed: 1 }));
    await settled();
    expect(await run(id)).toMatchObject({ status: 'running', attempt: 2, summaryCounts: { processed: 0 } });
  });

  it('claimed again in the same process stays registered when the old attempt ends', async () => {
    const { call, id, scheduler, handler, cancel } = await underWay({ intercept: losing });
    isLost.isOn = true;
    await scheduler.advance(62_000);
    isLost.isOn = false;
    call.finish();
    await settled();
    await orThrow(cancel(id));
    expect(handler.calls[1]?.aborted).toEqual(['cancelled']);
  });

  it('fails after its last attempt, without calling the handler again', async () => {
    const { id, scheduler, run, attempts } = await underWay({ intercept: losing }, 2);
    isLost.isOn = true;
    await scheduler.advance(125_000);
    isLost.isOn = false;
    await scheduler.advance(1_000);
    expect(attempts()).toEqual([1, 2]);
    expect(await run(id)).toMatchObject({
      outcome: 'failed',
      failureSummary: [
        {
          reasonCode: 'attempts_exhausted',
          message: { text: 'The operation was attempted 2 times and did not finish.' },
        },
      ],
    });
  });
});

describe('stopping', () => {
  it('leaves no timer behind', async () => {
    const { atlas, scheduler } = await held();
    await atlas.close();
    expect(scheduler.waiting).toEqual([]);
    const busy = await underWay();
    busy.call.finish();
    await busy.atlas.worker.idle();
    await busy.atlas.worker.stop();
    expect(busy.scheduler.waiting).toEqual([]);
  });

  it('waits ten seconds for running work, claims nothing, then fires the signal; the next worker continues', async () => {
    const { atlas, call, start, scheduler, attempts, run, id, process } = await underWay();
    const stopped = atlas.worker.stop();
    await orThrow(start({ inputs: { list: 'b' } }));
    await scheduler.advance(9_999);
    expect([call.aborted, attempts()]).toEqual([[], [1]]);
    await scheduler.advance(1);
    expect(call.aborted).toEqual(['stopping']);
    call.finish();
    await stopped;
    expect((await run(id)).status).toBe('running');
    process().worker.start();
    await scheduler.advance(62_000);
    expect(attempts()).toEqual([1, 1, 2]);
  });

  it('does not interrupt work that ends in time', async () => {
    const { atlas, call, run, id } = await underWay();
    const stopped = atlas.worker.stop();
    await settled();
    call.finish(ok({ processed: 4 }));
    await stopped;
    expect(await run(id)).toMatchObject({ outcome: 'succeeded', summaryCounts: { processed: 4 } });
    expect(call.aborted).toEqual([]);
  });

  it('abandons a handler that ignores its signal', async () => {
    const { atlas, scheduler } = await underWay();
    let isStopped = false;
    void atlas.worker.stop().then(() => (isStopped = true));
    await scheduler.advance(11_999);
    expect(isStopped).toBe(false);
    await scheduler.advance(1);
    expect(isStopped).toBe(true);
  });
});
