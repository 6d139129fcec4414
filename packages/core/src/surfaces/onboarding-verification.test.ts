import { describe, expect, it } from 'vitest';
import {
  dedicated,
  inW1,
  onboardingWorld,
  refusalOf,
  t1,
  type OnboardingWorld,
} from '../../test/support/onboarding-world.ts';
import { orThrow } from '../kernel/result.ts';

async function withConnection() {
  const world = await onboardingWorld();
  const { id: connectionId } = orThrow(await world.system.connections.create(dedicated));
  const { id: onboardingId } = orThrow(await world.mia.onboarding.start({ ...t1, connectionId }));
  return { ...world, connectionId, named: { ...inW1, onboardingId } };
}

const shown = async ({ mia }: Pick<OnboardingWorld, 'mia'>, named: { workspaceId: string; onboardingId: string }) =>
  orThrow(await mia.surfaces.onboardingVerification(named));
const actions = (offered: readonly { readonly action: string; readonly mark: string | null }[]) =>
  offered.map(({ action, mark }) => [action, mark]);

describe('surfaces.onboardingVerification', () => {
  it('without a tenant or a connection offers nothing and says why', async () => {
    const { mia, rae } = await onboardingWorld();
    const { id } = orThrow(await mia.onboarding.start(inW1));
    const surface = await shown({ mia }, { ...inW1, onboardingId: id });
    expect(surface).toMatchObject({
      onboardingId: id,
      tenantId: null,
      presentation: null,
      state: 'not_connected',
      connection: null,
      run: null,
      primary: null,
      inspect: null,
      diagnostics: [],
      notice: { notice: 'connection_missing' },
    });
    expect(await refusalOf(rae.surfaces.onboardingVerification({ ...inW1, onboardingId: id }))).toBe('ok');
  });

  it('leads from the start, over reading again, to going on, and has the current run one link away', async () => {
    const world = await withConnection();
    const { mia, named, connectionId, check } = world;
    expect(await shown(world, named)).toMatchObject({
      state: 'startable',
      presentation: { value: 'onboarding' },
      connection: { id: connectionId },
      primary: { action: 'start_verification', mark: null, label: { text: 'Start verification' } },
      start: { state: 'available' },
      inspect: null,
      diagnostics: [],
      run: null,
    });
    const { run } = orThrow(await mia.connections.verify({ ...inW1, connectionId }));
    const active = await shown(world, named);
    expect(active).toMatchObject({
      state: 'active_run',
      primary: { action: 'refresh', label: { text: 'Refresh' } },
      start: null,
      inspect: { action: 'open_current_run' },
      run: { id: run.id, initiator: { label: { text: 'Mia' } } },
    });
    expect(actions(active.diagnostics)).toEqual([['open_monitoring', 'advanced']]);
    await check(connectionId);
    const first = await shown(world, named);
    expect(first).toMatchObject({
      state: 'completed_run',
      primary: { action: 'continue_onboarding' },
      inspect: { action: 'open_current_run' },
      previousRunId: null,
    });
    await check(connectionId);
    const second = await shown(world, named);
    expect(actions(second.diagnostics)).toEqual([
      ['open_previous_run', 'previous'],
      ['open_monitoring', 'advanced'],
    ]);
    expect([second.previousRunId, second.run?.id === first.run?.id]).toEqual([first.run?.id, false]);
  });

  it('has no step on while the onboarding is not ready, and no link for details without the capability', async () => {
    const world = await withConnection();
    const { system, named, connectionId, check, provider } = world;
    provider.answerNext('grants', {
      collection: 'throttled',
      reason: { code: 'rate_limited', providerCode: '429', retryAt: null },
    });
    await check(connectionId);
    expect(await shown(world, named)).toMatchObject({ state: 'completed_run', primary: null });
    orThrow(await system.workspaces.addMember({ ...inW1, userId: 'u-reader', role: 'readonly' }));
    orThrow(await system.workspaces.grantTenant({ ...t1, userId: 'u-reader' }));
    const reader = world.as('u-reader', 'Rita');
    expect(await shown({ mia: reader }, named)).toMatchObject({
      inspect: { action: 'open_current_run' },
      diagnostics: [],
    });
  });

  it('of an archived tenant has its lifecycle and nothing to do', async () => {
    const world = await withConnection();
    orThrow(await world.bo.tenants.changeLifecycle({ ...t1, to: 'archived' }));
    expect(await shown(world, world.named)).toMatchObject({
      state: 'archived',
      primary: null,
      disabled: null,
      notice: { notice: 'lifecycle' },
    });
  });

  it('of an archived workspace has nothing to do either, with a tenant and without', async () => {
    const world = await withConnection();
    const draft = orThrow(await world.mia.onboarding.start(inW1));
    orThrow(await world.system.workspaces.archive(inW1));
    for (const named of [world.named, { ...inW1, onboardingId: draft.id }])
      expect(await shown(world, named)).toMatchObject({
        state: 'archived',
        primary: null,
        disabled: null,
        notice: { notice: 'lifecycle', message: { text: 'Archived items are read-only. No new operation starts.' } },
      });
  });

  it('is not found for those who may not see the tenant', async () => {
    const { uma, named } = await withConnection();
    expect(await refusalOf(uma.surfaces.onboardingVerification(named))).toBe('not_found');
  });
});
