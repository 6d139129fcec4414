// @vitest-environment jsdom
import {
  createTenantAtlas,
  orThrow,
  platformCapabilities,
  platformOperator,
  simulatedRestore,
  systemActor,
  workspaceUser,
} from '@tenantatlas/core';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pass, show } from '../test/support/shown.tsx';
import {
  useActions,
  useControls,
  useMembers,
  useOperations,
  usePauseControl,
  useRemoveMember,
  useStartOperation,
} from './index.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const ada = platformOperator({ id: 'op-ada', label: 'Ada', capabilities: platformCapabilities });
const bo = workspaceUser({ id: 'u-bo', label: 'Bo' });
const dov = workspaceUser({ id: 'u-dov', label: 'Dov' });
const here = { workspaceId: 'w-1', tenantId: 't-1' };
const start = {
  ...here,
  type: 'restore.execute',
  idempotencyKey: 'click-81',
  inputs: { backupSetId: 'b-7', acknowledgedImpact: true, confirmTenantName: 'Contoso' },
};
const pause = {
  control: 'restore.execute',
  scope: { type: 'workspace', workspaceId: 'w-1' },
  reason: 'Restore safety review',
} as const;

/** An atlas in memory: the workspace `w-1` with its tenant Contoso, its owner Bo and its reader Dov. */
async function world() {
  const atlas = createTenantAtlas({ restore: simulatedRestore() });
  const system = atlas.as(systemActor('set-up'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Northwind' }));
  orThrow(await system.tenants.create({ ...here, name: 'Contoso', lifecycle: 'active' }));
  for (const [{ id: userId }, role] of [
    [bo, 'owner'],
    [dov, 'readonly'],
  ] as const) {
    orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId, role }));
    orThrow(await system.workspaces.grantTenant({ ...here, userId }));
  }
  return atlas;
}

const useOperator = () => ({ controls: useControls(), pause: usePauseControl() });
const useMember = () => ({
  actions: useActions({ ...here, types: ['restore.execute'] }),
  runs: useOperations({ workspaceId: 'w-1' }),
  start: useStartOperation(),
});

it("an operator's pause reaches the owner's page with its reason, stays hidden from the reader's page, and refuses the start", async () => {
  const atlas = await world();
  const operator = show(useOperator, { client: atlas.as(ada) });
  const owner = show(useMember, { client: atlas.as(bo) });
  const reader = show(useMember, { client: atlas.as(dov) });
  await pass();
  expect(owner.now().actions).toMatchObject({ state: 'ready', data: [{ state: 'available', pause: null }] });
  expect(reader.now().actions).toMatchObject({ data: [{ state: 'denied', capability: 'restore.execute' }] });
  const seenByReader = JSON.stringify(reader.now());

  const paused = operator.now().pause.run(pause);
  await pass();
  expect(orThrow(await paused)).toMatchObject({ disposition: 'created', settled: true });
  expect(operator.now().controls).toMatchObject({ data: [{ effectiveState: 'paused' }] });

  await pass(5_100); // no longer than the next refresh
  expect(owner.now().actions).toMatchObject({ data: [{ state: 'paused' }] });
  expect(JSON.stringify(owner.now().actions)).toContain('Restore safety review');
  expect(JSON.stringify(reader.frames)).not.toMatch(/"paused"|Restore safety review|control_paused/);
  expect(withoutTimes(JSON.stringify(reader.now()))).toBe(withoutTimes(seenByReader));

  const started = owner.now().start.run(start);
  const refused = reader.now().start.run(start);
  await pass();
  expect((await started).isErr()).toBe(true);
  expect(owner.now().start).toMatchObject({
    state: 'paused',
    error: { code: 'control_paused', title: { text: 'Restore execution paused' } },
  });
  expect((await refused).isErr()).toBe(true);
  expect(reader.now().start).toMatchObject({ state: 'denied', error: { code: 'forbidden' } });
  expect(owner.now().runs).toMatchObject({ state: 'ready', data: { items: [] } });
});

const withoutTimes = (text: string): string => text.replaceAll(/"readAt":\d+/g, '');

it('members are listed page by page with role and tenants, anew after a write, and not to a reader', async () => {
  const atlas = await world();
  const useTeam = () => ({ members: useMembers({ workspaceId: 'w-1', limit: 1 }), remove: useRemoveMember() });
  const shown = show(useTeam, { client: atlas.as(bo) });
  const listed = () => {
    const { members } = shown.now();
    if (members.state !== 'ready') return members.state;
    return members.data.items.map(({ userId, role, entitlements }) => [userId, role, entitlements.length]);
  };
  await pass(100);
  expect(listed()).toEqual([['u-bo', 'owner', 1]]);
  const { members } = shown.now();
  if (members.state === 'ready') members.data.loadMore();
  await pass(100);
  expect(listed()).toEqual([
    ['u-bo', 'owner', 1],
    ['u-dov', 'readonly', 1],
  ]);
  void shown.now().remove.run({ workspaceId: 'w-1', userId: 'u-dov' });
  await pass(100);
  expect(listed()).toEqual([['u-bo', 'owner', 1]]);
  shown.unmount();

  orThrow(await atlas.as(bo).workspaces.addMember({ workspaceId: 'w-1', userId: dov.id, role: 'readonly' }));
  const reader = show(() => useMembers({ workspaceId: 'w-1' }), { client: atlas.as(dov) });
  await pass(100);
  expect(reader.now().state).toBe('denied');
});
