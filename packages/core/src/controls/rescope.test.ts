import { describe, expect, it } from 'vitest';
import { at, hour, minute } from '../../test/support/controls-fixtures.ts';
import { ada, controlLedger, controlsWorld, mia, type ControlsWorld } from '../../test/support/controls-world.ts';
import { orThrow } from '../kernel/result.ts';
import type { ActivationId } from '../kernel/ids.ts';
import type { ControlScopeInput } from './client.ts';

const control = 'restore.execute';
const everywhere: ControlScopeInput = { type: 'global' };
const inside = (workspaceId: string): ControlScopeInput => ({ type: 'workspace', workspaceId });
const reason = 'Restore safety review';
const pause = ({ operator }: ControlsWorld, scope: ControlScopeInput, expiresAt: string | null = null) =>
  orThrow(operator.controls.pause({ control, scope, reason, expiresAt }));

describe('moving a pause', () => {
  it.each([
    { from: everywhere, to: inside('w-1'), ledgers: [null, 'w-1'], previous: { previous_scope_type: 'global' } },
    {
      from: inside('w-1'),
      to: everywhere,
      ledgers: ['w-1', null],
      previous: { previous_scope_type: 'workspace', previous_workspace_id: 'w-1' },
    },
    {
      from: inside('w-1'),
      to: inside('w-2'),
      ledgers: ['w-1', 'w-2'],
      previous: { previous_scope_type: 'workspace', previous_workspace_id: 'w-1' },
    },
    {
      from: inside('w-1'),
      to: inside('w-1'),
      ledgers: ['w-1'],
      previous: { previous_scope_type: 'workspace', previous_workspace_id: 'w-1' },
    },
  ])('from $from to $to leaves one entry in each of $ledgers', async ({ from, to, ledgers, previous }) => {
    const world = await controlsWorld();
    const { activation } = await pause(world, from, at(hour));
    const moved = await orThrow(
      world.operator.controls.rescope({ activationId: activation.id, scope: to, reason: 'Narrowed down' }),
    );
    expect(moved).toMatchObject({
      disposition: 'updated',
      previous: activation,
      settled: true,
      activation: { id: activation.id, version: 2, expiresAt: activation.expiresAt },
    });
    expect(moved.activation.scope).toEqual({ workspaceId: null, ...to });
    for (const workspaceId of [null, 'w-1', 'w-2']) {
      const updates = (await controlLedger(world.storage, workspaceId)).filter(
        ({ action }) => action === 'operational_control.updated',
      );
      expect(updates).toHaveLength((ledgers as readonly (string | null)[]).includes(workspaceId) ? 1 : 0);
      for (const { workspaceId: ledger, metadata } of updates) {
        expect(ledger).toBe(workspaceId);
        expect(metadata).toMatchObject({
          control_key: control,
          scope_type: to.type,
          reason_text: 'Narrowed down',
          ...previous,
        });
        expect(metadata['previous_workspace_id']).toBe(previous.previous_workspace_id);
      }
    }
    const changed = world.instrumentation.events.slice(1).map(({ workspaceId }) => workspaceId);
    expect(changed).toEqual(ledgers);
  });

  describe('keeps what the request leaves out', () => {
    const paused = async () => {
      const world = await controlsWorld();
      const fields = { reason, publicMessage: 'We are looking into it', expiresAt: at(hour) };
      const { activation } = await orThrow(world.operator.controls.pause({ control, scope: everywhere, ...fields }));
      const move = (more: object) =>
        world.operator.controls.rescope({ activationId: activation.id, scope: inside('w-1'), ...more });
      return { world, activation, move };
    };

    it.each([
      { given: {}, changed: {} },
      { given: { reason: 'Narrowed down' }, changed: { reasonText: 'Narrowed down' } },
      { given: { reason: null }, changed: {} },
      { given: { publicMessage: null }, changed: { publicMessage: null } },
      { given: { expiresAt: null }, changed: { expiresAt: null } },
      { given: { expiresAt: at(minute) }, changed: { expiresAt: at(minute) } },
    ])('$given', async ({ given, changed }) => {
      const { activation, move } = await paused();
      const { reasonText, publicMessage, expiresAt } = activation;
      expect((await orThrow(move(given))).activation).toMatchObject({
        reasonText,
        publicMessage,
        expiresAt,
        ...changed,
      });
    });

    it('and undoes no change of another operator in between', async () => {
      let isChangedMeanwhile = false;
      const world = await controlsWorld({
        intercept: async ({ method, unit }, proceed) => {
          if (method !== 'activations.move' || !unit || !isChangedMeanwhile) return proceed();
          isChangedMeanwhile = false;
          await unit.activations.put({
            id: 'ignored' as ActivationId,
            controlKey: control,
            scope: { type: 'global' },
            reasonText: 'Changed meanwhile',
            publicMessage: null,
            expiresAt: null,
            by: { kind: 'platform', personId: ada.id },
            at: at(0),
            expectedVersion: null,
          });
          return proceed();
        },
      });
      const { activation } = await pause(world, everywhere, at(hour));
      isChangedMeanwhile = true;
      const refused = await world.operator.controls.rescope({
        activationId: activation.id,
        scope: inside('w-1'),
        expectedVersion: 1,
      });
      expect(refused._unsafeUnwrapErr()).toMatchObject({ code: 'conflict', reason: 'version' });
      // Without a version the move starts over; the change was rolled back with the first attempt.
      isChangedMeanwhile = true;
      const moved = await orThrow(
        world.operator.controls.rescope({ activationId: activation.id, scope: inside('w-1') }),
      );
      expect(moved.activation).toMatchObject({ version: 2, reasonText: reason });
    });

    it('a pause whose end has passed cannot be moved', async () => {
      const { world, move } = await paused();
      world.clock.advance(hour);
      expect((await move({}))._unsafeUnwrapErr()).toMatchObject({ issues: [{ rule: 'unknown_activation' }] });
    });
  });

  it('onto an occupied scope is a conflict that names the occupant', async () => {
    const world = await controlsWorld();
    const { activation } = await pause(world, everywhere);
    const occupant = await pause(world, inside('w-1'));
    const refusal = await world.operator.controls.rescope({
      activationId: activation.id,
      scope: inside('w-1'),
      reason,
    });
    expect(refusal._unsafeUnwrapErr()).toMatchObject({
      code: 'conflict',
      reason: 'exists',
      winner: { type: 'operational_control_activation', id: occupant.activation.id },
    });
  });

  it('onto a scope with an expired pause works', async () => {
    const world = await controlsWorld();
    await pause(world, inside('w-1'), at(minute));
    const { activation } = await pause(world, everywhere);
    world.clock.advance(minute);
    expect(
      (await world.operator.controls.rescope({ activationId: activation.id, scope: inside('w-1'), reason })).isOk(),
    ).toBe(true);
  });

  it.each(['resumed', 'over', 'unknown'])('that is %s is an input issue', async (how) => {
    const world = await controlsWorld();
    const { activation } = await pause(world, everywhere, at(minute));
    if (how === 'resumed') await orThrow(world.operator.controls.resume({ control, scope: everywhere }));
    if (how === 'over') world.clock.advance(minute);
    const activationId = how === 'unknown' ? 'nobody' : activation.id;
    const refusal = await world.operator.controls.rescope({ activationId, scope: inside('w-1'), reason });
    expect(refusal._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'activationId', rule: 'unknown_activation' }],
    });
  });

  it('based on an older version is a conflict', async () => {
    const world = await controlsWorld();
    const { activation } = await pause(world, everywhere);
    const move = (expectedVersion: number) =>
      world.operator.controls.rescope({ activationId: activation.id, scope: inside('w-1'), reason, expectedVersion });
    expect((await move(2))._unsafeUnwrapErr()).toMatchObject({ reason: 'version', winner: { id: activation.id } });
    expect((await move(1)).isOk()).toBe(true);
  });

  it('into an archived workspace is refused', async () => {
    const world = await controlsWorld();
    const { activation } = await pause(world, everywhere);
    await orThrow(world.setup.workspaces.archive({ workspaceId: 'w-1' }));
    const refusal = await world.operator.controls.rescope({
      activationId: activation.id,
      scope: inside('w-1'),
      reason,
    });
    expect(refusal._unsafeUnwrapErr()).toMatchObject({ code: 'immutable', state: 'archived' });
  });

  it('reveals no other scope to a workspace', async () => {
    const world = await controlsWorld();
    await orThrow(world.setup.workspaces.addMember({ workspaceId: 'w-1', userId: mia.id, role: 'owner' }));
    const { activation } = await pause(world, inside('w-2'));
    await orThrow(world.operator.controls.rescope({ activationId: activation.id, scope: inside('w-1'), reason }));
    await orThrow(world.operator.controls.rescope({ activationId: activation.id, scope: inside('w-2'), reason }));
    const trail = await orThrow(
      world.atlas.as(mia).audit.list({ workspaceId: 'w-1', actions: ['operational_control.updated'] }),
    );
    expect(trail.items).toHaveLength(2);
    expect(JSON.stringify(trail)).not.toContain('w-2');
    const full = await orThrow(
      world.operator.audit.list({ workspaceId: 'w-1', actions: ['operational_control.updated'] }),
    );
    expect(full.items.map(({ metadata }) => [metadata['previous_workspace_id'], metadata['workspace_id']])).toEqual([
      ['w-1', 'w-2'],
      ['w-2', 'w-1'],
    ]);
  });
});
