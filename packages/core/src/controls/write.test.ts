import { describe, expect, it } from 'vitest';
import { at, hour, minute, noon } from '../../test/support/controls-fixtures.ts';
import { ada, controlLedger, controlsWorld, grace } from '../../test/support/controls-world.ts';
import { platformOperator } from '../access/actor.ts';
import { orThrow } from '../kernel/result.ts';
import type { ControlScopeInput } from './client.ts';

const control = 'restore.execute';
const everywhere: ControlScopeInput = { type: 'global' };
const inside = (workspaceId: string): ControlScopeInput => ({ type: 'workspace', workspaceId });
const reason = 'Restore safety review';

describe('a pause', () => {
  it('is one activation and one entry, in the ledger of its scope', async () => {
    const { operator, storage } = await controlsWorld();
    const { activation, ...answer } = await orThrow(
      operator.controls.pause({
        control,
        scope: inside('w-1'),
        reason: `  ${reason} `,
        publicMessage: 'Back at three',
        expiresAt: '2026-11-21T14:00:00+01:00',
      }),
    );
    expect(answer).toEqual({ disposition: 'created', previous: null, settled: true, openStarts: 0 });
    expect(activation).toMatchObject({
      reasonText: reason,
      publicMessage: 'Back at three',
      expiresAt: at(hour),
      version: 1,
      updatedBy: null,
    });
    const [entry, ...more] = await controlLedger(storage, 'w-1');
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      action: 'operational_control.paused',
      outcome: 'success',
      recordedAt: noon,
      actor: { kind: 'platform', id: 'op-ada' },
      workspaceId: 'w-1',
      tenantId: null,
      operationRunId: null,
      target: { type: 'operational_control', id: activation.id, label: 'Restore execution' },
      summary: { text: 'Restore execution paused' },
      metadata: {
        control_key: control,
        scope_type: 'workspace',
        workspace_id: 'w-1',
        reason_text: reason,
        public_message: 'Back at three',
        expires_at: at(hour),
        actor_id: 'op-ada',
      },
    });
    expect(await controlLedger(storage, null)).toEqual([]);
  });

  it('everywhere belongs to the platform, without empty metadata', async () => {
    const { operator, storage } = await controlsWorld();
    await orThrow(operator.controls.pause({ control, scope: everywhere, reason }));
    const [entry] = await controlLedger(storage, null);
    expect(entry).toMatchObject({ workspaceId: null, tenantId: null, summary: { text: 'Restore execution paused' } });
    expect(entry?.metadata).toEqual({
      control_key: control,
      scope_type: 'global',
      reason_text: reason,
      actor_id: 'op-ada',
    });
    expect(await controlLedger(storage, 'w-1')).toEqual([]);
  });

  it('that exists is replaced entirely, and the answer carries the previous values', async () => {
    const { operator, storage, atlas } = await controlsWorld();
    const first = await orThrow(
      operator.controls.pause({
        control,
        scope: everywhere,
        reason,
        publicMessage: 'Back at three',
        expiresAt: at(hour),
      }),
    );
    const second = await orThrow(
      atlas.as(grace).controls.pause({ control, scope: everywhere, reason: 'Longer than hoped' }),
    );
    expect(second).toMatchObject({ disposition: 'updated', previous: first.activation });
    expect(second.activation).toMatchObject({
      id: first.activation.id,
      publicMessage: null,
      expiresAt: null,
      version: 2,
    });
    expect((await controlLedger(storage, null)).map(({ action }) => action)).toEqual([
      'operational_control.paused',
      'operational_control.updated',
    ]);
  });

  it('that has expired is created anew, not updated', async () => {
    const { operator, storage, clock } = await controlsWorld();
    const first = await orThrow(operator.controls.pause({ control, scope: everywhere, reason, expiresAt: at(minute) }));
    clock.advance(minute);
    const second = await orThrow(operator.controls.pause({ control, scope: everywhere, reason }));
    expect(second).toMatchObject({ disposition: 'created', previous: null, activation: { version: 1 } });
    expect(second.activation.id).not.toBe(first.activation.id);
    expect((await controlLedger(storage, null)).map(({ action }) => action)).toEqual([
      'operational_control.paused',
      'operational_control.paused',
    ]);
  });

  it('based on an older version is a conflict, and writes nothing', async () => {
    const { operator, storage } = await controlsWorld();
    const missing = await operator.controls.pause({ control, scope: everywhere, reason, expectedVersion: 1 });
    expect(missing._unsafeUnwrapErr()).toMatchObject({ code: 'conflict', reason: 'version', winner: null });
    const { activation } = await orThrow(operator.controls.pause({ control, scope: everywhere, reason }));
    const stale = await operator.controls.pause({
      control,
      scope: everywhere,
      reason: 'Something else',
      expectedVersion: 2,
    });
    expect(stale._unsafeUnwrapErr()).toMatchObject({
      reason: 'version',
      winner: { type: 'operational_control_activation', id: activation.id },
    });
    expect(await controlLedger(storage, null)).toHaveLength(1);
  });

  it.each([
    { name: 'a short reason', change: { reason: ' 1234 ' }, path: 'reason', rule: 'text_length' },
    { name: 'a long reason', change: { reason: 'x'.repeat(501) }, path: 'reason', rule: 'text_length' },
    { name: 'a short public message', change: { publicMessage: '🗝🗝🗝🗝' }, path: 'publicMessage', rule: 'text_length' },
    { name: 'an end that has come', change: { expiresAt: noon }, path: 'expiresAt', rule: 'future' },
    { name: 'an end that is not an instant', change: { expiresAt: 'tomorrow' }, path: 'expiresAt', rule: 'instant' },
    {
      name: 'an unknown workspace',
      change: { scope: inside('w-9') },
      path: 'scope.workspaceId',
      rule: 'unknown_workspace',
    },
    { name: 'a reserved scope', change: { scope: { type: 'tenant' } as never }, path: 'scope.type', rule: 'one_of' },
    { name: 'version 0', change: { expectedVersion: 0 }, path: 'expectedVersion', rule: 'too_small' },
  ])('with $name is refused', async ({ change, path, rule }) => {
    const { operator, storage } = await controlsWorld();
    const refusal = await operator.controls.pause({ control, scope: everywhere, reason, ...change });
    expect(refusal._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [expect.objectContaining({ path, rule })],
    });
    expect(await controlLedger(storage, null)).toEqual([]);
  });

  it('accepts a reason of 5 and of 500 characters, counted in code points', async () => {
    const { operator } = await controlsWorld();
    for (const text of ['🗝'.repeat(5), '🗝'.repeat(500)]) {
      expect((await operator.controls.pause({ control, scope: everywhere, reason: text })).isOk()).toBe(true);
    }
  });

  it('in an emergency session is marked in the trail, and requires a reason of the session', async () => {
    const { atlas, storage } = await controlsWorld();
    const emergency = (why: string | null) => atlas.as(platformOperator({ ...ada, breakGlass: { reason: why } }));
    const refusal = await emergency(null).controls.pause({ control, scope: everywhere, reason });
    expect(refusal._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'actor.breakGlass.reason' }],
    });
    await orThrow(emergency('Pager 7').controls.pause({ control, scope: everywhere, reason }));
    expect((await controlLedger(storage, null))[0]?.metadata['is_break_glass']).toBe(true);
  });

  it('keeps the name of an operator after a refused attempt', async () => {
    const { operator } = await controlsWorld();
    await operator.controls.pause({ control, scope: everywhere, reason, expectedVersion: 7 });
    const { activation } = await orThrow(operator.controls.pause({ control, scope: everywhere, reason }));
    expect(activation.owner.label.text).toBe('Ada');
  });

  it("keeps the name of an operator after a host's rollback", async () => {
    const { atlas, operator } = await controlsWorld();
    const work = atlas.guard('acme.mass_mail', { actor: ada, workspaceId: 'w-1' }, async (tx) => {
      await orThrow(tx.as(ada).controls.pause({ control, scope: everywhere, reason }));
      throw new RangeError('host changed its mind');
    });
    await expect(work).rejects.toThrow(RangeError);
    const { activation } = await orThrow(operator.controls.pause({ control, scope: everywhere, reason }));
    expect(activation).toMatchObject({ version: 1, owner: { label: { text: 'Ada' } } });
  });

  it('notifies the observer, whose failure is logged and ignored', async () => {
    const { operator, instrumentation, logger } = await controlsWorld();
    Object.assign(instrumentation, {
      control: () => {
        throw new TypeError('observer is broken');
      },
    });
    expect((await operator.controls.pause({ control, scope: everywhere, reason })).isOk()).toBe(true);
    expect(logger.lines).toEqual([
      expect.objectContaining({ event: 'instrumentation_failed', fields: { name: 'TypeError' } }),
    ]);
  });
});

describe('a resume', () => {
  it('removes the pause and returns it', async () => {
    const { operator, storage, instrumentation } = await controlsWorld();
    const { activation } = await orThrow(operator.controls.pause({ control, scope: inside('w-1'), reason }));
    expect(await orThrow(operator.controls.resume({ control, scope: inside('w-1') }))).toEqual({
      disposition: 'resumed',
      activation,
    });
    const entries = await controlLedger(storage, 'w-1');
    expect(entries.map(({ summary }) => summary.text)).toEqual([
      'Restore execution paused',
      'Restore execution resumed',
    ]);
    expect(entries[1]?.target.id).toBe(activation.id);
    expect(instrumentation.events).toEqual(
      Array(2).fill({ name: 'control.changed', controlKey: control, workspaceId: 'w-1', tenantId: null }),
    );
  });

  it.each([
    ['nothing is active', null],
    ['the pause is over', at(minute)],
  ])('when %s changes and writes nothing', async (_, expiresAt) => {
    const { operator, storage, clock } = await controlsWorld();
    if (expiresAt) await orThrow(operator.controls.pause({ control, scope: everywhere, reason, expiresAt }));
    clock.advance(minute);
    const before = await controlLedger(storage, null);
    expect(await orThrow(operator.controls.resume({ control, scope: everywhere }))).toEqual({
      disposition: 'already_enabled',
      activation: null,
    });
    expect(await controlLedger(storage, null)).toEqual(before);
  });
});

it('an archived workspace keeps its pauses', async () => {
  const { operator, setup } = await controlsWorld();
  const { activation } = await orThrow(operator.controls.pause({ control, scope: inside('w-1'), reason }));
  await orThrow(setup.workspaces.archive({ workspaceId: 'w-1' }));
  const attempts = [
    operator.controls.pause({ control, scope: inside('w-1'), reason }),
    operator.controls.resume({ control, scope: inside('w-1') }),
    operator.controls.rescope({ activationId: activation.id, scope: everywhere, reason }),
  ];
  for (const attempt of attempts)
    expect((await attempt)._unsafeUnwrapErr()).toMatchObject({ code: 'immutable', state: 'archived' });
  expect((await orThrow(operator.controls.evaluate({ control, workspaceId: 'w-1' }))).effectiveState).toBe('paused');
});
