import { describe, expect, it } from 'vitest';
import { at, hour, minute } from '../../test/support/controls-fixtures.ts';
import { ada, controlsWorld, grace, type ControlsWorld } from '../../test/support/controls-world.ts';
import { platformOperator } from '../access/actor.ts';
import { orThrow } from '../kernel/result.ts';
import type { PersonId, WorkspaceId } from '../kernel/ids.ts';
import type { ControlScopeInput } from './client.ts';

const control = 'restore.execute';
const everywhere: ControlScopeInput = { type: 'global' };
const inside = (workspaceId: string): ControlScopeInput => ({ type: 'workspace', workspaceId });
const pause = ({ operator }: ControlsWorld, scope: ControlScopeInput, expiresAt: string | null = null) =>
  orThrow(operator.controls.pause({ control, scope, reason: 'Restore safety review', expiresAt }));
const summary = ({ operator }: ControlsWorld) => orThrow(operator.controls.summary({ control }));
const onPlatform = { plane: 'platform', actor: null } as const;

describe('a summary', () => {
  it('of a control without a pause is enabled', async () => {
    expect(await summary(await controlsWorld())).toEqual({
      controlKey: control,
      label: 'Restore execution',
      effectiveState: 'enabled',
      stateLabel: { id: 'controls.state.enabled', params: {}, text: 'Enabled' },
      supportedScopes: ['global', 'workspace'],
      operationTypes: ['restore.execute'],
      affectedSurfaces: ['tenant.restore_runs.create'],
      policy: { requireExpiry: false, maxDuration: null },
      activations: [],
      workspacePauseCount: 0,
      blockedAttempts: {},
      historyCount: 0,
    });
  });

  it('labels its state: the number of workspace pauses, and a global one before them', async () => {
    const world = await controlsWorld();
    await pause(world, inside('w-2'));
    expect((await summary(world)).stateLabel.text).toBe('Workspace pauses active (1)');
    await pause(world, inside('w-1'));
    expect(await summary(world)).toMatchObject({
      effectiveState: 'paused',
      stateLabel: { text: 'Workspace pauses active (2)' },
    });
    await pause(world, everywhere);
    const { stateLabel, activations, workspacePauseCount, historyCount } = await summary(world);
    expect(stateLabel.text).toBe('Paused globally');
    expect(activations.map(({ scopeLabel }) => scopeLabel.text)).toEqual([
      'Global',
      'Workspace #w-1',
      'Workspace #w-2',
    ]);
    expect({ workspacePauseCount, historyCount }).toEqual({ workspacePauseCount: 2, historyCount: 3 });
  });

  it('shows age, expiry, version and owner, and drops a pause at the instant it ends', async () => {
    const world = await controlsWorld();
    await pause(world, inside('w-1'), at(hour));
    world.clock.advance(minute);
    await orThrow(
      world.atlas
        .as(grace)
        .controls.pause({ control, scope: inside('w-1'), reason: 'Longer than hoped', expiresAt: at(hour) }),
    );
    world.clock.advance(minute);
    const [activation] = (await summary(world)).activations;
    expect(activation).toMatchObject({
      scope: { type: 'workspace', workspaceId: 'w-1' },
      reasonText: 'Longer than hoped',
      publicMessage: null,
      expiresAt: at(hour),
      version: 2,
      ageMillis: 2 * minute,
      createdAt: at(0),
      updatedAt: at(minute),
      owner: { kind: 'platform', id: grace.id, label: { text: 'Grace' } },
      createdBy: { label: { text: 'Ada' } },
      updatedBy: { label: { text: 'Grace' } },
    });
    world.clock.set(at(hour - 1));
    expect((await summary(world)).activations).toHaveLength(1);
    world.clock.set(at(hour));
    expect(await summary(world)).toMatchObject({
      effectiveState: 'enabled',
      activations: [],
      stateLabel: { text: 'Enabled' },
      historyCount: 2,
    });
  });

  it('shows an erased owner as an unknown operator', async () => {
    const world = await controlsWorld();
    await pause(world, everywhere);
    expect((await summary(world)).activations[0]?.owner.label.text).toBe('Ada');
    await world.storage.unit(onPlatform, ({ people }) => people.erase({ kind: 'platform', personId: ada.id }));
    const { owner, createdBy, updatedBy } = (await summary(world)).activations[0]!;
    expect(owner).toEqual({
      kind: 'platform',
      id: 'op-ada',
      label: { id: 'people.unknown_operator', params: {}, text: 'Unknown operator' },
    });
    expect([createdBy, updatedBy]).toEqual([owner, null]);
    const { entries } = await orThrow(world.operator.controls.history({ control }));
    expect(entries[0]?.actor.label.text).toBe('Unknown operator');
  });

  it('lists at most 200 of many pauses, in code-point order, with the total', async () => {
    const world = await controlsWorld();
    const ids = Array.from({ length: 205 }, (_, n) => `many-${String(n).padStart(3, '0')}`);
    const by = { kind: 'platform', personId: 'op-ada' as PersonId } as const;
    for (const id of ids) await orThrow(world.setup.workspaces.create({ workspaceId: id, name: id }));
    await world.storage.unit(onPlatform, async ({ activations }) => {
      for (const id of [...ids].reverse()) {
        const scope = { type: 'workspace', workspaceId: id as WorkspaceId } as const;
        const draft = {
          scope,
          reasonText: 'Many of them',
          publicMessage: null,
          expiresAt: null,
          by,
          at: at(0),
          expectedVersion: null,
        };
        await activations.put({ ...draft, id: `a-${id}` as never, controlKey: control });
      }
    });
    const crowded = await summary(world);
    expect(crowded).toMatchObject({ workspacePauseCount: 205, stateLabel: { text: 'Workspace pauses active (205)' } });
    expect(crowded.activations.map(({ scope }) => scope.workspaceId)).toEqual(ids.slice(0, 200));
    await pause(world, everywhere);
    const { activations, workspacePauseCount } = await summary(world);
    expect(activations.map(({ scope }) => scope.workspaceId)).toEqual([null, ...ids.slice(0, 199)]);
    expect(workspacePauseCount).toBe(205);
  });

  it('of every control is the list, in the order of the catalog', async () => {
    const world = await controlsWorld();
    await orThrow(
      world.operator.controls.pause({ control: 'acme.mass_mail', scope: everywhere, reason: 'Spam alarm' }),
    );
    const listed = await orThrow(world.operator.controls.list());
    expect(listed.map(({ controlKey, effectiveState }) => [controlKey, effectiveState])).toEqual([
      ['restore.execute', 'enabled'],
      ['findings.lifecycle.backfill', 'enabled'],
      ['acme.mass_mail', 'paused'],
    ]);
  });
});

describe('the history', () => {
  it('is the latest ten entries of one control over all ledgers, newest first', async () => {
    const world = await controlsWorld();
    await orThrow(
      world.operator.controls.pause({ control: 'acme.mass_mail', scope: everywhere, reason: 'Spam alarm' }),
    );
    for (let round = 0; round < 6; round += 1) {
      world.clock.advance(minute);
      await pause(world, round % 2 === 0 ? inside('w-1') : everywhere);
      world.clock.advance(minute);
      await orThrow(world.operator.controls.resume({ control, scope: round % 2 === 0 ? inside('w-1') : everywhere }));
      const { count, entries } = await orThrow(world.operator.controls.history({ control }));
      expect(count).toBe(Math.min(10, 2 * (round + 1)));
      expect(entries).toHaveLength(count);
      expect((await summary(world)).historyCount).toBe(count);
    }
    const { entries } = await orThrow(world.operator.controls.history({ control }));
    expect(entries.map(({ recordedAt }) => recordedAt)).toEqual(
      Array.from({ length: 10 }, (_, n) => at((12 - n) * minute)),
    );
    expect(entries.slice(0, 4).map(({ action, workspaceId }) => [action, workspaceId])).toEqual([
      ['operational_control.resumed', null],
      ['operational_control.paused', null],
      ['operational_control.resumed', 'w-1'],
      ['operational_control.paused', 'w-1'],
    ]);
    expect(entries[0]).toMatchObject({
      actionLabel: { text: 'Operational control resumed' },
      actor: { label: { text: 'Ada' } },
    });
  });

  it('comes with the name of every workspace and tenant that it mentions', async () => {
    const world = await controlsWorld();
    await pause(world, inside('w-1'));
    await world.atlas.guard(control, { actor: ada, workspaceId: 'w-1', tenantId: 't-1' }, async () => {});
    const { activations } = await summary(world);
    await orThrow(
      world.operator.controls.rescope({
        activationId: activations[0]?.id ?? '',
        scope: inside('w-2'),
        reason: 'Moved to the other workspace',
      }),
    );
    const { places } = await orThrow(world.operator.controls.history({ control }));
    const names = places.map(({ workspaceId, tenantId, name }) => [`${workspaceId} ${tenantId ?? ''}`, name]);
    expect(Object.fromEntries(names)).toEqual({ 'w-1 ': 'Acme', 'w-2 ': 'Borealis', 'w-1 t-1': 'Contoso' });
    expect(names).toHaveLength(3);
  });
});

describe('an evaluation', () => {
  it('returns the state for a workspace, and for all of them', async () => {
    const world = await controlsWorld();
    await pause(world, inside('w-1'));
    const state = async (workspaceId?: string) =>
      (await orThrow(world.operator.controls.evaluate({ control, workspaceId }))).effectiveState;
    expect([await state('w-1'), await state('w-2'), await state()]).toEqual(['paused', 'enabled', 'enabled']);
  });

  it('of an unknown workspace or control is an input issue', async () => {
    const { operator } = await controlsWorld();
    const unknown = await operator.controls.evaluate({ control, workspaceId: 'w-9' });
    expect(unknown._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'workspaceId', rule: 'unknown_workspace' }],
    });
    const misspelt = await operator.controls.evaluate({ control: 'restore.exceute' as typeof control });
    expect(misspelt._unsafeUnwrapErr()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'control', rule: 'one_of' }],
    });
  });
});

describe('an operator with an allowed set of tenants', () => {
  it('does not see a blocked start outside it', async () => {
    const world = await controlsWorld();
    await pause(world, everywhere);
    for (const tenantId of ['t-1', 't-2']) {
      await world.atlas.guard(control, { actor: ada, workspaceId: 'w-1', tenantId }, async () => {});
    }
    const { id, label, capabilities } = ada;
    const allowedTenants = [{ workspaceId: 'w-1', tenantId: 't-2' }];
    const limited = world.atlas.as(platformOperator({ id, label, capabilities, allowedTenants }));
    const tenants = async (client: typeof limited) =>
      (await orThrow(client.controls.history({ control }))).entries.map(({ tenantId }) => tenantId);
    expect(await tenants(world.operator)).toEqual(['t-2', 't-1', null]);
    expect(await tenants(limited)).toEqual(['t-2', null]);
    expect((await orThrow(limited.controls.summary({ control }))).historyCount).toBe(2);
  });
});
