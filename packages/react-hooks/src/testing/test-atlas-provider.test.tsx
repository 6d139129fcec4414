// @vitest-environment jsdom
import { errAsync, okAsync } from '@tenantatlas/core/browser';
import { cleanup, render, screen } from '@testing-library/react';
import { createTenantAtlas, notFound, workspaceUser } from '@tenantatlas/core';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { quietly } from '../../test/support/boundary.tsx';
import { control, errors } from '../../test/support/samples.ts';
import { pass } from '../../test/support/shown.tsx';
import { useControls, useWorkspaces } from '../index.ts';
import { createTestClient, TestAtlasProvider } from './index.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A host's component, of the kind that the README tests. */
function PausedCount(): ReactNode {
  const controls = useControls();
  if (controls.state !== 'ready') return <p>{controls.state}</p>;
  return <p>{controls.data.filter(({ effectiveState }) => effectiveState === 'paused').length} paused</p>;
}

it('returns the answers of the handlers', async () => {
  const one = { ...control('restore.execute'), effectiveState: 'paused' as const };
  render(
    <TestAtlasProvider handlers={{ 'controls.list': () => okAsync([one]) }}>
      <PausedCount />
    </TestAtlasProvider>,
  );
  await pass();
  expect(screen.getByText('1 paused')).toBeTruthy();
});

it('does not retry or refetch', async () => {
  const list = vi.fn(() => errAsync(errors.down));
  render(
    <TestAtlasProvider handlers={{ 'controls.list': list }}>
      <PausedCount />
    </TestAtlasProvider>,
  );
  await pass();
  expect(screen.getByText('failed')).toBeTruthy();
  window.dispatchEvent(new Event('visibilitychange'));
  await pass(120_000);
  expect(list).toHaveBeenCalledTimes(1);
});

it('takes a whole client', async () => {
  function Workspaces() {
    return <p>{useWorkspaces().state}</p>;
  }
  render(
    <TestAtlasProvider client={createTenantAtlas().as(workspaceUser({ id: 'u-1', label: 'Bo' }))}>
      <Workspaces />
    </TestAtlasProvider>,
  );
  await pass();
  expect(screen.getByText('ready')).toBeTruthy();
});

it('keeps its answers when a test rerenders with inline handlers', async () => {
  const list = vi.fn(() => okAsync([]));
  const tree = () => (
    <TestAtlasProvider handlers={{ 'controls.list': () => list() }}>
      <PausedCount />
    </TestAtlasProvider>
  );
  const { rerender } = render(tree());
  await pass();
  rerender(tree());
  await pass();
  expect(list).toHaveBeenCalledTimes(1);
});

it('fails loudly for a method without a handler and names it', async () => {
  quietly();
  const client = createTestClient({ 'controls.list': () => errAsync(notFound()) });
  await expect(client.tenants.get({ workspaceId: 'w-1', tenantId: 't-1' })).rejects.toThrow(
    /tenants\.get, which has no handler/,
  );
  expect((await client.controls.list())._unsafeUnwrapErr()).toEqual(notFound());
  expect([client, client.controls].filter((one) => 'then' in one)).toEqual([]); // neither is taken for a promise

  render(
    <TestAtlasProvider>
      <PausedCount />
    </TestAtlasProvider>,
  );
  await expect(pass()).rejects.toThrow(/controls\.list, which has no handler/);
});
