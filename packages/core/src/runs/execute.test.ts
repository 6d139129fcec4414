import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { at, noon } from '../../test/support/controls-fixtures.ts';
import type { Intercept } from '../../test/support/controls-intercept.ts';
import { ledger } from '../../test/support/controls-world.ts';
import { heldHandler } from '../../test/support/runs-handlers.ts';
import { settled } from '../../test/support/runs-scheduler.ts';
import { operation, runsWorld, type RunsWorldOptions } from '../../test/support/runs-world.ts';
import { err, ok, orThrow } from '../kernel/result.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import type { OperationDefinition, OperationReport } from './definition.ts';

/** A world whose worker has taken up one run of a handler that is held. */
async function underWay(options: Omit<RunsWorldOptions, 'operations'> = {}, change: Partial<OperationDefinition> = {}) {
  const handler = heldHandler();
  const world = await runsWorld({
    ...options,
    operations: { 'acme.mail': operation({ run: handler.run, ...change }) },
  });
  const { run } = await orThrow(world.start());
  world.atlas.worker.start();
  await settled();
  const completions = async () =>
    (await ledger(world.storage, 'w-1')).filter(({ action }) => action === 'operation_run.completed');
  return { ...world, handler, id: run.id, call: handler.calls[0]!, completions };
}

/** The world after its one run came to an end by itself. */
async function ended(run: OperationDefinition['run'], change: Partial<OperationDefinition> = {}) {
  const world = await underWay({}, { ...change, run });
  await world.scheduler.advance(100);
  return { ...world, stored: await world.run(world.id) };
}

describe('a handler', () => {
  it('receives its inputs and its context', async () => {
    const { call, id } = await underWay();
    const { inputs, run, attempt, signal } = call.context;
    expect({ inputs, run, attempt }).toEqual({
      inputs: { list: 'a' },
      run: { id, workspaceId: 'w-1', tenantId: 't-1', type: 'acme.mail' },
      attempt: 1,
    });
    expect(signal.aborted).toBe(false);
  });

  it.each([
    [{}, 'succeeded', 'success', 'Mass mail succeeded'],
    [{ total: 3, processed: 3, succeeded: 3 }, 'succeeded', 'success', 'Mass mail succeeded'],
    [
      { total: 3, processed: 3, succeeded: 2, failed: 1 },
      'partially_succeeded',
      'success',
      'Mass mail partly succeeded',
    ],
    [{ total: 1, processed: 1, failed: 1 }, 'failed', 'failed', 'Mass mail failed'],
  ])('that reports %j ends its run: %s', async (report, outcome, audited, text) => {
    const { stored, completions, id } = await ended(async () => ok(report));
    expect(stored).toMatchObject({
      status: 'completed',
      outcome,
      summaryCounts: report,
      failureSummary:
        'failed' in report ? [{ reasonCode: 'items_failed', message: { params: { count: report.failed } } }] : [],
      startedAt: noon,
      completedAt: noon,
      attempt: 1,
    });
    expect(await completions()).toEqual([
      expect.objectContaining({
        outcome: audited,
        actor: { kind: 'system', id: 'worker' },
        workspaceId: 'w-1',
        tenantId: 't-1',
        operationRunId: id,
        target: { type: 'operation_run', id, label: 'Mass mail' },
        summary: expect.objectContaining({ text }) as object,
        metadata: { operation_type: 'acme.mail', outcome, attempt: 1 },
      }),
    ]);
  });

  it('that returns a failure has its secrets removed', async () => {
    const message =
      'Login failed: client_secret=hunter2-hunter2 at https://bo:pass-word@example.com, ask bo@example.com';
    const { stored } = await ended(async () => err({ reasonCode: 'login_failed', message }));
    expect(stored).toMatchObject({
      outcome: 'failed',
      failureSummary: [{ reasonCode: 'login_failed', message: { id: 'runs.failure.reported' } }],
    });
    expect(stored.failureSummary[0]?.message.text).toContain('Login failed');
    expect(JSON.stringify(stored)).not.toMatch(/hunter2|pass-word|bo@example/);
  });

  it('that throws fails, and its text is neither shown nor logged', async () => {
    const { stored, logger } = await ended(async () => {
      throw new RangeError('secret detail');
    });
    expect(stored).toMatchObject({
      outcome: 'failed',
      failureSummary: [{ reasonCode: 'handler_error', message: { text: 'The operation stopped with an error.' } }],
    });
    expect(JSON.stringify([stored, logger.lines])).not.toContain('secret detail');
    expect(logger.lines).toEqual([expect.objectContaining({ level: 'error', event: 'operation_handler_threw' })]);
  });

  it.each([
    ['a count below 0', { processed: -1, succeeded: 2 }, { processed: 2, succeeded: 2, total: 2 }, 'processed'],
    ['a count that is not an integer', { total: 0.5, processed: 3 }, { processed: 3, total: 3 }, 'total'],
    ['a count that is text', { skipped: '4', processed: 3 }, { processed: 3, skipped: 0 }, 'skipped'],
    ['a count beyond what is safe', { total: 2 ** 53, skipped: Infinity }, { total: 0, skipped: 0 }, 'total, skipped'],
    ['an outcome that is none', { outcome: 'great', processed: 3 }, { processed: 3 }, 'outcome'],
  ])('that reports %s has finished, and that value is left out and logged', async (_, report, counts, members) => {
    const { stored, logger, id } = await ended(async () => ok(report as OperationReport));
    expect(stored).toMatchObject({ outcome: 'succeeded', summaryCounts: counts, failureSummary: [], attempt: 1 });
    expect(logger.lines).toEqual([
      {
        level: 'warn',
        event: 'operation_report_corrected',
        fields: { run_id: id, type: 'acme.mail', detail: `left out: ${members}` },
      },
    ]);
  });

  it.each([
    ['how many failed', { failed: Number.NaN, succeeded: 3 }],
    ['how many failed, and nothing else', { failed: '2' }],
    ['how many succeeded while some failed', { failed: 2, succeeded: -3 }],
  ])('that does not report in numbers %s has partly succeeded, and the run says so', async (_, report) => {
    const { stored } = await ended(async () => ok(report as OperationReport));
    expect(stored.outcome).toBe('partially_succeeded');
    expect(stored.failureSummary.map(({ reasonCode }) => reasonCode)).toEqual([
      report.failed === 2 ? 'items_failed' : 'items_uncounted',
    ]);
  });

  it.each([undefined, null, 7, 'done', []])('that reports %j has finished without counts', async (report) => {
    const { stored } = await ended(async () => ok(report as OperationReport));
    expect(stored).toMatchObject({ outcome: 'succeeded', summaryCounts: { total: 0, processed: 0 } });
  });

  it.each([
    ['nothing at all', (async () => undefined) as unknown as OperationDefinition['run']],
    ['no result', (async () => ({ processed: 1 })) as unknown as OperationDefinition['run']],
  ])('that returns %s fails at once, like a thrown error', async (_, run) => {
    const { stored } = await ended(run);
    expect(stored).toMatchObject({ outcome: 'failed', failureSummary: [{ reasonCode: 'handler_error' }], attempt: 1 });
  });

  it.each([
    ['NUL', 'Mailbox a\u0000b', 'Mailbox ab'],
    ['a lone surrogate', 'Mailbox \ud83d', 'Mailbox'],
    ['an escape sequence and an override', '\u001b[2JEve \u202enimda', '[2JEve nimda'],
    ['more than fits', 'x'.repeat(3_000_000), `${'x'.repeat(500)}…`],
    ['a secret behind NUL', 'pass\u0000word=hunter2-hunter2', '[redacted]'],
    ['nothing that shows', '\u200b\u2800', 'The operation failed without a message.'],
    ['no text', undefined as unknown as string, 'The operation failed without a message.'],
    ['a number', 7 as unknown as string, 'The operation failed without a message.'],
  ])('that fails with %s ends its run with its own reason', async (_, message, text) => {
    const { stored } = await ended(async () => err({ reasonCode: 'mailbox_full', message }));
    expect(stored).toMatchObject({ status: 'completed', outcome: 'failed', attempt: 1 });
    expect(stored.failureSummary).toMatchObject([{ reasonCode: 'mailbox_full', message: { text } }]);
  });

  it('that names the items that failed keeps them, cleaned, before their number', async () => {
    const secret = 'password=hunter2-hunter2';
    const failures = [
      { reasonCode: 'mailbox_full', message: 'lee@contoso.example' },
      { reasonCode: 'two words', message: `Mailbox\u0000 4: ${secret}` },
      null,
      'text',
    ] as OperationReport['failures'] & object;
    const { stored } = await ended(async () => ok({ succeeded: 1, failures }));
    expect(stored).toMatchObject({ outcome: 'partially_succeeded', summaryCounts: { total: 5, failed: 4 } });
    expect(stored.failureSummary.map(({ reasonCode }) => reasonCode)).toEqual([
      'mailbox_full',
      'unknown_reason',
      'unknown_reason',
      'unknown_reason',
      'items_failed',
    ]);
    expect(JSON.stringify(stored.failureSummary)).not.toMatch(/hunter2|lee@|\\u0000/);
  });

  it.each(['a\u0000b', 'two words', undefined, ['a']])(
    'that fails for the reason %j fails for an unknown one',
    async (reason) => {
      const { stored } = await ended(async () => err({ reasonCode: reason as string, message: 'Full' }));
      expect(stored.failureSummary).toMatchObject([{ reasonCode: 'unknown_reason', message: { text: 'Full' } }]);
    },
  );

  it.each([
    ['Mailbox a\u0000b', 'Mailbox ab'],
    ['Item 1\r\nItem 2\tdone', 'Item 1 Item 2 done'],
    ['Eve \u202enimda \ud83d', 'Eve nimda'],
    ['x'.repeat(1_001), `${'x'.repeat(200)}…`],
    ['\u200b', null],
    [7, null],
  ])('that notes %j succeeds, and the note can be shown', async (note, shown) => {
    const { stored } = await ended(async ({ progress }) => {
      await progress(1, 1, note as string);
      return ok({ processed: 1, succeeded: 1 });
    });
    expect(stored).toMatchObject({ outcome: 'succeeded', attempt: 1, progress: { done: 1, total: 1, note: shown } });
  });

  it('that reports progress in anything but whole numbers continues, and what was usable is kept', async () => {
    const { stored, logger } = await ended(async ({ progress }) => {
      await progress(4, 9, 'Mailbox 4');
      for (const [done, total] of [
        [0.5, 9],
        [Number.NaN, 9],
        ['5', 9],
      ] as const)
        expect(await progress(done as number, total, 'Mailbox 5')).toBe(true);
      void progress(5, 0.1 + 0.2);
      return ok({ processed: 9, succeeded: 9 });
    });
    expect(stored).toMatchObject({ outcome: 'succeeded', progress: { done: 5, total: null, note: null } });
    expect(logger.lines.map(({ event, fields }) => [event, fields['detail']])).toEqual([
      ['run_progress_corrected', 'left out: done'],
    ]);
  });

  it('that has done more than its total is corrected, and logs it once', async () => {
    const { stored, logger } = await ended(async ({ progress }) => {
      await progress(4, 3);
      await progress(5, 3);
      return ok({ processed: 25, failed: 3, total: 9 });
    });
    expect(stored).toMatchObject({
      outcome: 'partially_succeeded',
      progress: { done: 5, total: 5 },
      summaryCounts: { total: 25, processed: 25, succeeded: 0, failed: 3, skipped: 0 },
    });
    expect(logger.lines.map(({ event, fields }) => [event, fields['detail']])).toEqual([
      ['run_progress_corrected', 'raised: total'],
      ['operation_report_corrected', 'raised: total'],
    ]);
  });

  it('is not called with inputs that are no longer valid', async () => {
    const handler = heldHandler();
    let schema: z.ZodType = z.strictObject({ list: z.string() });
    const moving = {
      ...operation({ run: handler.run }),
      get inputs() {
        return schema;
      },
    };
    const world = await runsWorld({ operations: { 'acme.mail': moving } });
    const { run } = await orThrow(world.start());
    schema = z.strictObject({ lists: z.array(z.string()) });
    world.atlas.worker.start();
    await world.atlas.worker.idle();
    expect(handler.calls).toEqual([]);
    expect(await world.run(run.id)).toMatchObject({
      outcome: 'failed',
      failureSummary: [{ reasonCode: 'inputs_invalid' }],
    });
  });
});

describe('progress', () => {
  it('is written at once, then bundled, and flushed at the end', async () => {
    const { call, run, id, clock, scheduler } = await underWay();
    const { progress } = call.context;
    expect(await progress(1, 10, 'first')).toBe(true);
    expect((await run(id)).progress).toEqual({ done: 1, total: 10, note: 'first' });
    clock.advance(249);
    expect(await progress(2, 10, 'second')).toBe(true);
    expect((await run(id)).progress.done).toBe(1);
    clock.advance(1);
    expect(await progress(3, 10, 'third')).toBe(true);
    expect((await run(id)).progress.done).toBe(3);
    await progress(9, 10, 'last');
    expect((await run(id)).progress.done).toBe(3);
    call.finish();
    await scheduler.advance(0);
    expect(await run(id)).toMatchObject({ status: 'completed', progress: { done: 9, total: 10, note: 'last' } });
  });

  it('has no secret in its note', async () => {
    const { call, run, id } = await underWay();
    await call.context.progress(1, null, 'using password=hunter2-hunter2');
    expect((await run(id)).progress).toMatchObject({ done: 1, total: null });
    expect((await run(id)).progress.note).not.toContain('hunter2');
  });

  it('is also a heartbeat; without it the worker sends one', async () => {
    const { call, run, id, scheduler } = await underWay();
    await scheduler.advance(60_000);
    expect((await run(id)).heartbeatAt).toBe(at(60_000));
    expect(call.aborted).toEqual([]);
  });

  it('stops nothing while it cannot be written', async () => {
    let isDown = false;
    const intercept: Intercept = async ({ method }, proceed) => {
      if (isDown && method === 'runs.progress') throw new StorageFault('unavailable', 'gone');
      return proceed();
    };
    const { call, run, id, logger, scheduler } = await underWay({ intercept });
    isDown = true;
    expect(await call.context.progress(1)).toBe(true);
    expect(logger.lines).toEqual([expect.objectContaining({ event: 'run_progress_not_written' })]);
    isDown = false;
    call.finish();
    await scheduler.advance(0);
    expect(await run(id)).toMatchObject({ outcome: 'succeeded', progress: { done: 1 } });
  });
});

describe('the end of a run', () => {
  /** Storage that refuses completions until `left` attempts have failed. */
  const away = (left: number): { intercept: Intercept; tries: number } => {
    const state = { tries: 0, intercept: ((_, proceed) => proceed()) as Intercept };
    state.intercept = async ({ method }, proceed) => {
      if (method !== 'runs.complete') return proceed();
      state.tries += 1;
      if (state.tries <= left) throw new StorageFault('unavailable', 'gone');
      return proceed();
    };
    return state;
  };

  it.each([1, 2, 3])('is retried after %i failures', async (failures) => {
    const store = away(failures);
    const { call, run, id, scheduler, completions } = await underWay({ intercept: store.intercept });
    call.finish(ok({ processed: 7 }));
    await scheduler.advance(10_000);
    expect(store.tries).toBe(failures + 1);
    expect(await run(id)).toMatchObject({ outcome: 'succeeded', summaryCounts: { processed: 7 } });
    expect(await completions()).toHaveLength(1);
  });

  it('is left to the next worker if it cannot be written', async () => {
    const store = away(4);
    const { call, run, id, scheduler, logger, handler } = await underWay({ intercept: store.intercept });
    call.finish();
    await scheduler.advance(59_000);
    expect(logger.lines).toEqual([
      { level: 'error', event: 'run_not_ended', fields: { run_id: id, workspace_id: 'w-1', name: 'StorageFault' } },
    ]);
    expect((await run(id)).status).toBe('running');
    await scheduler.advance(10_000);
    expect(handler.calls.map(({ context }) => context.attempt)).toEqual([1, 2]);
    handler.calls[1]?.finish();
    await scheduler.advance(0);
    expect(await run(id)).toMatchObject({ outcome: 'succeeded', attempt: 2 });
  });

  it('is not written without its entry', async () => {
    let isDown = true;
    const intercept: Intercept = async ({ method, args }, proceed) => {
      const entry = args[1] as { readonly action?: string } | undefined;
      if (isDown && method === 'audit.append' && entry?.action === 'operation_run.completed')
        throw new StorageFault('unavailable', 'gone');
      return proceed();
    };
    const { call, run, id, scheduler, completions } = await underWay({ intercept });
    call.finish();
    await scheduler.advance(0);
    expect((await run(id)).status).toBe('running');
    isDown = false;
    await scheduler.advance(200);
    expect([(await run(id)).status, (await completions()).length]).toEqual(['completed', 1]);
  });
});
