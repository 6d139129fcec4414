import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { noon } from '../../test/support/controls-fixtures.ts';
import { ada, ledger, mia, ole, rea, system } from '../../test/support/controls-world.ts';
import type { Intercept } from '../../test/support/controls-intercept.ts';
import { operation, runsWorld, type RunsWorld } from '../../test/support/runs-world.ts';
import { platformOperator } from '../access/actor.ts';
import { presentReferencedLifecycle } from '../lifecycle/presentation.ts';
import { orThrow } from '../kernel/result.ts';
import type { AccessFacts } from '../ports/access-facts-store.ts';
import type { OperationDefinition } from './definition.ts';

const mail = (change: Partial<OperationDefinition> = {}) => ({ operations: { 'acme.mail': operation(change) } });
const said = async (answer: ReturnType<RunsWorld['start']>): Promise<string> =>
  (await answer).match(
    ({ disposition }) => disposition,
    (error) => ('reason' in error ? `${error.code} ${error.reason}` : error.code),
  );

describe('a start', () => {
  it('creates a queued run and its entry, and nothing else', async () => {
    const world = await runsWorld(mail({ control: 'acme.mail' }));
    const { run, disposition } = await orThrow(world.start({ key: 'click-1' }));
    expect(disposition).toBe('created');
    expect(run).toEqual({
      id: expect.any(String) as string,
      workspaceId: 'w-1',
      tenantId: 't-1',
      tenant: { id: 't-1', name: 'Contoso', presentation: presentReferencedLifecycle('active') },
      type: 'acme.mail',
      label: 'Mass mail',
      initiator: {
        kind: 'user',
        id: 'u-manager',
        label: { id: 'people.named', params: { name: 'Mia Manager' }, text: 'Mia Manager' },
      },
      inputs: [],
      status: 'queued',
      outcome: 'pending',
      summaryCounts: { total: 0, processed: 0, succeeded: 0, failed: 0, skipped: 0 },
      progress: { done: 0, total: null, note: null },
      failureSummary: [],
      context: { source: 'api' },
      attempt: 0,
      stuck: { state: 'none', thresholdMillis: 900_000 },
      cancel: { state: 'available', capability: null, reason: null },
      createdAt: noon,
      startedAt: null,
      completedAt: null,
    });
    const entries = (await ledger(world.storage, 'w-1')).filter(({ actor }) => actor.id === 'u-manager');
    expect(entries).toEqual([
      expect.objectContaining({
        action: 'operation_run.started',
        outcome: 'success',
        workspaceId: 'w-1',
        tenantId: 't-1',
        operationRunId: run.id,
        target: { type: 'operation_run', id: run.id, label: 'Mass mail' },
        metadata: { operation_type: 'acme.mail', source: 'api' },
      }),
    ]);
  });

  it('by an operator in an emergency session is marked in the run and in the trail', async () => {
    const world = await runsWorld(mail({ planes: ['platform'], capability: 'platform.runbooks.run' }));
    const emergency = (reason: string | null) => platformOperator({ ...ada, breakGlass: { reason } });
    expect((await world.start({ actor: emergency(' ') }))._unsafeUnwrapErr()).toMatchObject({
      issues: [{ path: 'actor.breakGlass.reason' }],
    });
    const { run } = await orThrow(world.start({ actor: emergency('Pager 7') }));
    expect(run.context).toEqual({ source: 'api', is_break_glass: true });
    expect((await ledger(world.storage, 'w-1')).at(-1)).toMatchObject({
      action: 'operation_run.started',
      metadata: { is_break_glass: true },
    });
  });

  it('exists only on the planes of the definition', async () => {
    const planes = { user: mia, platform: ada, system } as const;
    for (const [plane, actors] of [
      ['workspace', ['user']],
      ['platform', ['platform']],
      ['system', ['system']],
    ] as const) {
      const world = await runsWorld(
        mail({ planes: [plane], capability: ['operations.start', 'platform.runbooks.run'] }),
      );
      for (const [kind, actor] of Object.entries(planes)) {
        const expected = (actors as readonly string[]).includes(kind) ? 'created' : 'not_found';
        expect([plane, kind, await said(world.start({ actor, inputs: { list: kind } }))]).toEqual([
          plane,
          kind,
          expected,
        ]);
      }
    }
    expect(await said((await runsWorld()).start({ actor: system }))).toBe('not_found');
  });

  it('by the system has no initiator', async () => {
    const world = await runsWorld(mail({ planes: ['system'] }));
    expect((await orThrow(world.start({ actor: system }))).run.initiator).toBeNull();
  });

  it('needs any one of the capabilities', async () => {
    const world = await runsWorld(mail({ capability: ['restore.execute', 'operations.start'] }));
    expect(await said(world.start({ actor: ole }))).toBe('created');
    expect((await world.start({ actor: rea }))._unsafeUnwrapErr()).toMatchObject({
      code: 'forbidden',
      capability: 'restore.execute',
    });
  });

  it('of an unknown type is an input issue for callers who may see the tenant', async () => {
    const world = await runsWorld();
    expect((await world.start({ type: 'acme.mial' }))._unsafeUnwrapErr()).toMatchObject({
      issues: [{ path: 'type', rule: 'one_of' }],
    });
    expect(await said(world.start({ type: '__proto__' }))).toBe('invalid_input');
    expect(await said(world.start({ type: 'acme.mial', tenantId: 't-9' }))).toBe('not_found');
  });
});

describe('the state of the tenant', () => {
  it.each([
    [undefined, 'active', 'created'],
    [undefined, 'onboarding', 'conflict lifecycle'],
    [undefined, 'draft', 'conflict lifecycle'],
    [undefined, 'archived', 'immutable'],
    [['draft', 'onboarding'] as const, 'active', 'conflict lifecycle'],
    [['draft', 'onboarding'] as const, 'onboarding', 'created'],
    [['draft', 'onboarding'] as const, 'draft', 'created'],
    [['archived'] as const, 'archived', 'immutable'],
  ])('lifecycles %j, tenant %s: %s', async (lifecycles, stage, expected) => {
    const world = await runsWorld(mail(lifecycles ? { lifecycles } : {}));
    await orThrow(
      world.setup.tenants.create({
        workspaceId: 'w-1',
        tenantId: 't-3',
        name: 'Third',
        lifecycle: stage === 'active' ? 'active' : 'draft',
      }),
    );
    await orThrow(world.setup.workspaces.grantTenant({ workspaceId: 'w-1', tenantId: 't-3', userId: mia.id }));
    if (stage === 'onboarding' || stage === 'archived')
      await orThrow(world.setup.tenants.changeLifecycle({ workspaceId: 'w-1', tenantId: 't-3', to: stage }));
    expect(await said(world.start({ tenantId: 't-3' }))).toBe(expected);
  });

  it.each(['workspace', 'tenant'])(
    'is checked behind the gate: a %s archived since the access decision',
    async (what) => {
      // Access reads the state before the archiving, which happens before the start holds the scope.
      const beforeArchiving: Intercept = async ({ method }, proceed) => {
        const facts = (await proceed()) as AccessFacts;
        if (method !== 'access.read' || !facts.workspace) return facts;
        const tenant = facts.tenant && { ...facts.tenant, lifecycle: 'active' };
        return { ...facts, workspace: { ...facts.workspace, archivedAt: null }, tenant };
      };
      const { setup, start, runs } = await runsWorld({ intercept: beforeArchiving });
      if (what === 'workspace') await orThrow(setup.workspaces.archive({ workspaceId: 'w-1' }));
      else await orThrow(setup.tenants.changeLifecycle({ workspaceId: 'w-1', tenantId: 't-1', to: 'archived' }));
      expect((await start())._unsafeUnwrapErr()).toMatchObject({ code: 'immutable', state: 'archived' });
      expect(await runs()).toEqual([]);
    },
  );

  it('comes after the control: a paused start in an archived workspace is paused', async () => {
    const world = await runsWorld(mail({ control: 'acme.mail' }));
    await orThrow(world.setup.workspaces.archive({ workspaceId: 'w-1' }));
    expect(await said(world.start())).toBe('immutable');
    await world.pause();
    expect(await said(world.start())).toBe('control_paused');
  });
});

describe('a paused start', () => {
  it('leaves one entry and nothing else, on every attempt', async () => {
    const world = await runsWorld(mail({ control: 'acme.mail' }));
    const { activation } = await world.pause('w-1');
    const before = (await ledger(world.storage, 'w-1')).length;
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const error = (await world.start({ key: 'click-1' }))._unsafeUnwrapErr();
      expect(error).toMatchObject({
        code: 'control_paused',
        title: { text: 'Mass mail paused' },
        message: { text: 'Mass mail is currently paused. Spam alarm. No change was made.' },
        decision: { matchedScopeType: 'workspace', sourceActivationId: activation.id },
      });
      expect(await world.runs()).toEqual([]);
      expect((await ledger(world.storage, 'w-1')).slice(before)).toHaveLength(attempt);
    }
    expect((await ledger(world.storage, 'w-1')).at(-1)).toMatchObject({
      action: 'operational_control.execution_blocked',
      outcome: 'blocked',
      workspaceId: 'w-1',
      tenantId: 't-1',
      operationRunId: null,
      target: { type: 'operational_control', id: activation.id, label: 'Mass mail' },
      metadata: {
        control_key: 'acme.mail',
        requested_scope: 'acme.mail',
        target_tenant_id: 't-1',
        source: 'api',
        actor_id: 'u-manager',
      },
    });
  });

  it('is reported only to callers who could start it, and only for valid input', async () => {
    const world = await runsWorld(mail({ control: 'acme.mail' }));
    await world.pause();
    expect(await said(world.start({ actor: rea }))).toBe('forbidden');
    expect(await said(world.start({ tenantId: 't-9' }))).toBe('not_found');
    expect(await said(world.start({ inputs: { list: 1 } }))).toBe('invalid_input');
    expect(await said(world.start())).toBe('control_paused');
  });

  it('is not caused by a pause of another workspace, and earlier runs stay', async () => {
    const world = await runsWorld(mail({ control: 'acme.mail' }));
    const { run } = await orThrow(world.start());
    await world.pause('w-2');
    expect(await said(world.start({ inputs: { list: 'b' } }))).toBe('created');
    await world.pause('w-1');
    expect((await world.run(run.id)).status).toBe('queued');
    expect(await world.runs()).toHaveLength(2);
  });

  it('sees a pause that came just before the gate', async () => {
    const by = { kind: 'platform', personId: ada.id } as const;
    const pauseAtTheGate: RunsWorldIntercept = async ({ method, unit }, proceed) => {
      if (method === 'gate.pass') {
        const scope = { type: 'workspace', workspaceId: 'w-1' as never } as const;
        const draft = {
          scope,
          reasonText: 'Just in time',
          publicMessage: null,
          expiresAt: null,
          by,
          at: noon,
          expectedVersion: null,
        };
        await unit?.activations.put({ ...draft, id: 'just-in-time' as never, controlKey: 'acme.mail' });
      }
      return proceed();
    };
    const world = await runsWorld({ ...mail({ control: 'acme.mail' }), intercept: pauseAtTheGate });
    expect((await world.start())._unsafeUnwrapErr()).toMatchObject({
      decision: { sourceActivationId: 'just-in-time' },
    });
    expect(await world.runs()).toEqual([]);
  });
});

type RunsWorldIntercept = NonNullable<NonNullable<Parameters<typeof runsWorld>[0]>['intercept']>;

describe('inputs', () => {
  const deep = (levels: number): unknown => (levels === 0 ? 1 : { deeper: deep(levels - 1) });
  const anything = { operations: { 'acme.mail': operation({ inputs: z.unknown() }) } };

  it.each([
    { name: 'a function', inputs: () => 1 },
    { name: 'a date', inputs: { when: new Date(0) } },
    { name: 'a number that is none', inputs: { n: Number.NaN } },
    { name: 'a bigint', inputs: { n: 1n } },
    { name: 'a NUL', inputs: { text: 'a\u0000b' } },
    { name: 'half a surrogate pair', inputs: { text: '\ud800' } },
    { name: 'more than 10,000 characters', inputs: { text: 'x'.repeat(10_001) } },
    { name: 'more than 64 KB', inputs: Array.from({ length: 8 }, () => 'x'.repeat(9_999)) },
    { name: 'more than 32 levels', inputs: deep(33) },
    { name: 'the key __proto__', inputs: JSON.parse('{"__proto__":{"list":"a"}}') as unknown },
    { name: 'the key __proto__ further down', inputs: JSON.parse('{"a":[{"__proto__":1}]}') as unknown },
  ])('with $name are rejected', async ({ inputs }) => {
    const world = await runsWorld(anything);
    const issues = [{ path: expect.stringMatching(/^inputs\b/) as string, rule: 'json' }];
    expect((await world.start({ inputs }))._unsafeUnwrapErr()).toMatchObject({ code: 'invalid_input', issues });
    expect(await world.runs()).toEqual([]);
  });

  it.each([{ inputs: deep(31) }, { inputs: { text: 'x'.repeat(10_000) } }, { inputs: null }, { inputs: [] }])(
    'within the bounds are accepted',
    async ({ inputs }) => {
      expect(await said((await runsWorld(anything)).start({ inputs }))).toBe('created');
    },
  );

  it.each([
    [{}, 'inputs.list', 'required'],
    [{ list: 1 }, 'inputs.list', 'type'],
    [{ list: 'a', more: 1 }, 'inputs.more', 'unknown_key'],
    ['text', 'inputs', 'type'],
  ])('%j are invalid: %s %s', async (inputs, path, rule) => {
    expect((await (await runsWorld()).start({ inputs }))._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path, rule }],
    });
  });

  it('are not shown in any view', async () => {
    const world = await runsWorld();
    const { run } = await orThrow(world.start({ inputs: { list: 'top-secret-list' } }));
    expect(JSON.stringify([run, await orThrow(world.operationsOf(mia).list({ workspaceId: 'w-1' }))])).not.toContain(
      'top-secret',
    );
  });
});
