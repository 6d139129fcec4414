import { workspaceUser } from '../../../access/actor.ts';
import type { Page } from '../../../kernel/page.ts';
import { presentReferencedLifecycle } from '../../../lifecycle/presentation.ts';
import { equal, holds } from '../../check.ts';
import { failure, value } from '../answers.ts';
import type { ClientCase } from '../client-context.ts';
import { callersIn, noonText } from './people.ts';

const where = { workspaceId: 'w-1', tenantId: 't-1' } as const;
const sweep = (list: string) => ({ type: 'acme.sweep', ...where, inputs: { list } }) as const;
const restore = (idempotencyKey: string, confirmTenantName = 'Contoso') =>
  ({
    type: 'restore.execute',
    ...where,
    idempotencyKey,
    inputs: { backupSetId: 'b-7', acknowledgedImpact: true, confirmTenantName },
  }) as const;

/** Operations and their runs. */
export const operationCases: readonly ClientCase[] = [
  {
    name: 'operations: a start creates a run, an equal one joins it; read with its whole shape',
    run: async (context) => {
      const world = await context.newWorld();
      const { owner } = await callersIn(world);
      const started = await value(owner.operations.start(sweep('l-1')));
      const run = {
        id: started.run.id,
        ...where,
        tenant: { id: 't-1', name: 'Contoso', presentation: presentReferencedLifecycle('active') },
        type: 'acme.sweep',
        label: 'Sweep',
        initiator: {
          kind: 'user',
          id: 'u-owner',
          label: { id: 'people.named', params: { name: 'Olga Owner' }, text: 'Olga Owner' },
        },
        inputs: [{ name: 'list', label: 'List', values: ['l-1'], more: 0 }],
        status: 'queued',
        outcome: 'pending',
        summaryCounts: { total: 0, processed: 0, succeeded: 0, failed: 0, skipped: 0 },
        progress: { done: 0, total: null, note: null },
        failureSummary: [],
        context: { source: 'api' },
        attempt: 0,
        stuck: started.run.stuck,
        cancel: { state: 'available', capability: null, reason: null },
        createdAt: noonText,
        startedAt: null,
        completedAt: null,
      };
      equal(started, { run, disposition: 'created' }, 'Created.');
      equal(await value(owner.operations.start(sweep('l-1'))), { run, disposition: 'joined' }, 'Joined.');
      equal(await value(owner.operations.get({ workspaceId: 'w-1', runId: run.id })), run, 'Read.');
    },
  },
  {
    name: 'operations: a completed run has its instants, and can no longer be cancelled',
    run: async (context) => {
      const world = await context.newWorld();
      const { owner, system } = await callersIn(world);
      world.advance(2_000);
      await world.workOff();
      const one = { workspaceId: 'w-1', runId: world.ids.existing['runId'] ?? '' };
      const run = await value(owner.operations.get(one));
      equal([run.status, run.outcome, run.initiator], ['completed', 'succeeded', null], 'Done, for the system.');
      equal([run.createdAt, run.completedAt], [noonText, '2026-11-21T12:00:02.000Z'], 'When.');
      const late = await failure(system.operations.cancel(one));
      equal([late.code, late.state], ['immutable', 'completed'], 'Too late.');
    },
  },
  {
    name: 'operations: a run names its tenant with its lifecycle of now, and a list reads the tenants of all its runs at once',
    run: async (context) => {
      const world = await context.newWorld();
      const { owner, system } = await callersIn(world);
      const { id: runId } = (await value(owner.operations.start(sweep('l-1')))).run;
      await value(system.operations.start({ ...sweep('l-1'), tenantId: 't-2' }));
      await value(system.tenants.changeLifecycle({ ...where, to: 'archived' }));
      const archived = { id: 't-1', name: 'Contoso', presentation: presentReferencedLifecycle('archived') };
      equal((await value(owner.operations.get({ workspaceId: 'w-1', runId }))).tenant, archived, 'Of one run.');
      world.takeCalls();
      const { items } = await value(system.operations.list({ workspaceId: 'w-1' }));
      const reads = world.takeCalls().filter((call) => call.startsWith('tenants.'));
      equal(reads, ['tenants.list'], 'One read for all tenants.');
      const active = { id: 't-2', name: 'Contoso', presentation: presentReferencedLifecycle('active') };
      const named = items.map(({ tenantId, tenant }) => [tenantId, tenant]);
      equal(
        named,
        items.map(({ tenantId }) => [tenantId, tenantId === 't-1' ? archived : active]),
        'Each run has its own.',
      );
      equal([...new Set(items.map(({ tenantId }) => tenantId))].sort(), ['t-1', 't-2'], 'Runs of both.');
    },
  },
  {
    name: 'operations: runs that need attention take two reads, and a stuck run names its workspace and tenant',
    run: async (context) => {
      const world = await context.newWorld();
      const { owner, operator, system } = await callersIn(world);
      const { run } = await value(owner.operations.start(sweep('l-1')));
      await value(system.operations.start({ ...sweep('l-2'), tenantId: 't-2' }));
      equal((await value(operator.operations.attention())).stuckCount, 0, 'No run is stuck yet.');
      world.advance(16 * 60_000);
      world.takeCalls();
      const seen = await value(operator.operations.attention({ window: '7d' }));
      const reads = world.takeCalls().filter((call) => !call.startsWith('unit:') && !call.startsWith('people.'));
      equal(reads, ['runs.failures', 'runs.stuck'], 'One read of each, for any number of runs.');
      equal([seen.window, seen.failedCount, seen.failed, seen.failedByWorkspace], ['7d', 0, [], []], 'Nothing failed.');
      const mine = seen.stuck.find((one) => one.run.id === run.id);
      equal([mine?.run.tenant?.name, mine?.run.stuck.state], ['Contoso', 'queued_stuck'], 'Its tenant, and why.');
      equal(seen.stuckCount >= 2, true, 'All are counted.');
    },
  },
  {
    name: 'operations: stuck runs of all workspaces are listed in pages, with one read for each page',
    run: async (context) => {
      const world = await context.newWorld();
      const { owner, operator, system } = await callersIn(world);
      await value(owner.operations.start(sweep('l-1')));
      await value(system.operations.start({ ...sweep('l-2'), tenantId: 't-2' }));
      world.advance(16 * 60_000);
      const whole = (await value(operator.operations.attentionRuns({ kind: 'stuck' }))).items;
      holds(whole.length >= 2, 'Both hang.');
      world.takeCalls();
      const walked: (typeof whole)[number][] = [];
      let cursor: string | null = null;
      do {
        const page: Page<(typeof whole)[number]> = await value(
          operator.operations.attentionRuns({ kind: 'stuck', limit: 1, cursor }),
        );
        walked.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      equal(walked, whole, 'The same, one by one.');
      const reads = world.takeCalls().filter((call) => call.startsWith('runs.'));
      equal(
        reads,
        whole.map(() => 'runs.listStuck'),
        'One read for each page.',
      );
      equal((await value(operator.operations.attentionRuns({ kind: 'failed' }))).items, [], 'None failed.');
      const { nextCursor } = await value(operator.operations.attentionRuns({ kind: 'stuck', limit: 1 }));
      const other = await failure(operator.operations.attentionRuns({ kind: 'failed', cursor: nextCursor }));
      equal(
        other.issues?.map(({ path }) => path),
        ['cursor'],
        'The cursor of another list.',
      );
    },
  },
  {
    name: 'operations: a list is narrowed to what was requested in a time; ranges that hold nothing are refused',
    run: async (context) => {
      const world = await context.newWorld();
      const { owner, operator } = await callersIn(world);
      const { run } = await value(owner.operations.start(sweep('l-1')));
      world.advance(2 * 86_400_000);
      const list = { workspaceId: 'w-1', tenantId: 't-1' } as const;
      const has = async (time: object): Promise<boolean> =>
        (await value(owner.operations.list({ ...list, ...time }))).items.some(({ id }) => id === run.id);
      equal([await has({ window: '24h' }), await has({ window: '7d' })], [false, true], 'By window.');
      equal([await has({ from: noonText }), await has({ to: noonText })], [true, false], 'By its exact instant.');
      const asked = [
        { path: 'window', rule: 'window_or_range', time: { window: '24h', from: noonText } },
        { path: 'to', rule: 'after_from', time: { from: noonText, to: noonText } },
        { path: 'to', rule: 'after_from', time: { from: noonText, to: '2026-11-20T00:00:00Z' } },
        { path: 'from', rule: 'instant', time: { from: 'yesterday' } },
      ] as const;
      for (const { path, rule, time } of asked) {
        const refused = [
          await failure(owner.operations.list({ ...list, ...time })),
          await failure(operator.operations.attentionRuns({ kind: 'failed', ...time })),
        ];
        for (const { code, issues } of refused)
          equal([code, issues?.map((one) => [one.path, one.rule])], ['invalid_input', [[path, rule]]], 'Named.');
      }
      const timed = await failure(operator.operations.attentionRuns({ kind: 'stuck', window: '7d' }));
      equal(
        timed.issues?.map((one) => [one.path, one.rule]),
        [['window', 'failed_only']],
        'Stuck is now.',
      );
    },
  },
  {
    name: 'operations: a queued run is cancelled once',
    run: async (context) => {
      const world = await context.newWorld();
      const { owner } = await callersIn(world);
      const one = { workspaceId: 'w-1', runId: world.ids.existing['runId'] ?? '' };
      const run = await value(owner.operations.cancel(one));
      equal([run.status, run.outcome, run.completedAt], ['completed', 'cancelled', noonText], 'Cancelled.');
      equal((await failure(owner.operations.cancel(one))).code, 'immutable', 'It is over.');
    },
  },
  {
    name: 'operations: an idempotency key answers with its run, also during a pause, and refuses other inputs',
    run: async (context) => {
      const { owner, operator } = await callersIn(await context.newWorld());
      const first = await value(owner.operations.start(restore('click/1:a+b.c')));
      equal(await value(owner.operations.start(restore('click/1:a+b.c'))), first, 'The same answer.');
      const other = { ...sweep('l-1'), idempotencyKey: 'click/1:a+b.c' };
      const mismatch = await failure(owner.operations.start(other));
      equal([mismatch.code, mismatch.reason], ['conflict', 'idempotency_mismatch'], 'Another request.');
      const busy = await failure(owner.operations.start(restore('click-2')));
      const winner = { type: 'operation_run', id: first.run.id };
      equal([busy.code, busy.reason, busy.winner], ['conflict', 'scope_busy', winner], 'One at a time.');
      await value(
        operator.controls.pause({ control: 'restore.execute', scope: { type: 'global' }, reason: 'An incident' }),
      );
      equal(
        await value(owner.operations.start(restore('click/1:a+b.c'))),
        first,
        'The key is checked before the pause.',
      );
    },
  },
  {
    name: 'operations: a paused control answers with title, message and decision',
    run: async (context) => {
      const { owner, operator } = await callersIn(await context.newWorld());
      const pause = { control: 'restore.execute', scope: { type: 'workspace', workspaceId: 'w-1' } } as const;
      const words = { reason: 'Secret incident', publicMessage: 'Größere Störung 🗝' };
      const { activation } = await value(
        operator.controls.pause({ ...pause, ...words, expiresAt: '2026-12-01T00:00:00Z' }),
      );
      const label = 'Restore execution';
      const reason = `${words.publicMessage}.`;
      equal(
        await failure(owner.operations.start(restore('click-1'))),
        {
          code: 'control_paused',
          title: { id: 'controls.paused.title', params: { label }, text: 'Restore execution paused' },
          message: {
            id: 'controls.paused.message',
            params: { label, reason },
            text: `Restore execution is currently paused. ${reason} No change was made.`,
          },
          decision: {
            controlKey: 'restore.execute',
            effectiveState: 'paused',
            matchedScopeType: 'workspace',
            workspaceId: 'w-1',
            reasonText: words.publicMessage,
            expiresAt: '2026-12-01T00:00:00.000Z',
            sourceActivationId: activation.id,
            scopeLabel: { id: 'controls.scope.workspace', params: { workspaceId: 'w-1' }, text: 'Workspace #w-1' },
          },
        },
        'The refusal.',
      );
    },
  },
  {
    name: 'operations: one error names all that is wrong with the inputs',
    run: async (context) => {
      const { owner } = await callersIn(await context.newWorld());
      const wrong = await failure(
        owner.operations.start({
          ...restore('click-1', 'Fabrikam'),
          inputs: { backupSetId: 'b-7', acknowledgedImpact: false, confirmTenantName: 'Fabrikam' },
        }),
      );
      equal(wrong.code, 'invalid_input', 'Refused.');
      equal(
        wrong.issues?.map(({ path }) => path),
        ['inputs.acknowledgedImpact', 'inputs.confirmTenantName'],
        'Both are named.',
      );
    },
  },
  {
    name: 'operations: a refusal names the missing capability, also while the control is paused',
    run: async (context) => {
      const world = await context.newWorld({ paused: true });
      const operator = await world.as(workspaceUser({ id: 'u-operator', label: 'Otto Operator' }));
      const refused = await failure(operator.operations.start(restore('click-1')));
      equal([refused.code, refused.capability], ['forbidden', 'restore.execute'], 'Forbidden.');
      holds(!/paus|4711/i.test(JSON.stringify(refused)), 'The error does not mention the pause.');
    },
  },
];
