import { describe, expect, it } from 'vitest';
import { at, hour } from '../../test/support/controls-fixtures.ts';
import { ada, controlsWorld, mia, type ControlsWorld } from '../../test/support/controls-world.ts';
import { platformOperator } from '../access/actor.ts';
import { orThrow } from '../kernel/result.ts';
import type { ControlScopeInput } from './client.ts';

const control = 'restore.execute';
const everywhere: ControlScopeInput = { type: 'global' };
const inside = (workspaceId: string): ControlScopeInput => ({ type: 'workspace', workspaceId });
const none = { workspaceCount: 0, tenantCount: 0 };

const pause = ({ operator }: ControlsWorld, scope: ControlScopeInput, expiresAt: string | null = null) =>
  orThrow(operator.controls.pause({ control, scope, reason: 'Restore safety review', expiresAt }));
const changed = async ({ operator }: ControlsWorld, intent: 'pause' | 'resume' | null, scope: ControlScopeInput) =>
  (await orThrow(operator.controls.previewImpact({ control, scope, intent }))).changed;

// `w-1` has two tenants, `w-2` one, `w-3` none.
describe('what changes', () => {
  it('by a pause is what is not paused yet', async () => {
    const world = await controlsWorld();
    expect(await changed(world, 'pause', everywhere)).toEqual({ workspaceCount: 2, tenantCount: 3 });
    expect(await changed(world, null, inside('w-1'))).toEqual({ workspaceCount: 1, tenantCount: 2 });
    await pause(world, inside('w-1'), at(hour));
    expect(await changed(world, 'pause', everywhere)).toEqual({ workspaceCount: 1, tenantCount: 1 });
    expect(await changed(world, 'pause', inside('w-1'))).toEqual(none);
    expect(await changed(world, 'pause', inside('w-2'))).toEqual({ workspaceCount: 1, tenantCount: 1 });
    world.clock.set(at(hour));
    expect(await changed(world, 'pause', everywhere)).toEqual({ workspaceCount: 2, tenantCount: 3 });
    await pause(world, everywhere);
    for (const scope of [everywhere, inside('w-1'), inside('w-2')])
      expect(await changed(world, 'pause', scope)).toEqual(none);
  });

  it('by the end of a pause is what no other pause holds', async () => {
    const world = await controlsWorld();
    expect(await changed(world, 'resume', everywhere)).toEqual(none);
    expect(await changed(world, 'resume', inside('w-1'))).toEqual(none);
    await pause(world, inside('w-1'));
    expect(await changed(world, 'resume', inside('w-1'))).toEqual({ workspaceCount: 1, tenantCount: 2 });
    expect(await changed(world, 'resume', everywhere)).toEqual(none);
    await pause(world, everywhere);
    expect(await changed(world, 'resume', everywhere)).toEqual({ workspaceCount: 1, tenantCount: 1 });
    expect(await changed(world, 'resume', inside('w-1'))).toEqual(none);
  });
});

describe('refused starts of a pause', () => {
  const attempt = ({ atlas }: ControlsWorld, workspaceId: string) =>
    atlas.guard(
      control,
      { actor: mia, workspaceId, tenantId: 't-1', requestedScope: 'single_tenant', source: 'api' },
      async () => undefined,
    );

  it('are counted by pause, and start at none', async () => {
    const world = await controlsWorld();
    const { activation } = await pause(world, inside('w-1'));
    const counts = async () => (await orThrow(world.operator.controls.summary({ control }))).blockedAttempts;
    expect(await counts()).toEqual({});
    for (let n = 0; n < 3; n += 1) expect((await attempt(world, 'w-1')).isErr()).toBe(true);
    expect(await counts()).toEqual({ [activation.id]: 3 });
    const global = await pause(world, everywhere);
    await attempt(world, 'w-1');
    expect(await counts()).toEqual({ [activation.id]: 3, [global.activation.id]: 1 });
  });

  it('are hidden from an operator who may not see all of them', async () => {
    const world = await controlsWorld();
    await pause(world, inside('w-1'));
    await attempt(world, 'w-1');
    const limited = platformOperator({
      id: ada.id,
      label: 'Ada',
      capabilities: ada.capabilities,
      allowedTenants: [],
    });
    expect((await orThrow(world.atlas.as(limited).controls.summary({ control }))).blockedAttempts).toBeNull();
  });
});
