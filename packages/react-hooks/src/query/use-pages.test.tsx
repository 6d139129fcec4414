// @vitest-environment jsdom
import { errAsync, okAsync } from '@tenantatlas/core/browser';
import { act, cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { errors } from '../../test/support/samples.ts';
import { pass, show } from '../../test/support/shown.tsx';
import { useOperations, useTenants, type AnyAtlasError } from '../index.ts';
import { createTestClient } from '../testing/index.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

interface Request {
  readonly cursor?: string | null | undefined;
  readonly tenantId?: string | null | undefined;
}

/** Two runs on a page; cursors name their filter, their version and where the page starts, and hold for nothing else. */
function server(...names: string[]) {
  const state = { names, version: 1, error: null as AnyAtlasError | null };
  const asked: Request[] = [];
  const list = (request: Request) => {
    asked.push(request);
    if (state.error) return errAsync(state.error);
    const filter = request.tenantId ?? 'all';
    const [for_ = filter, version = String(state.version), start = '0'] = request.cursor?.split(' ') ?? [];
    if (for_ !== filter || version !== String(state.version)) return errAsync(errors.badCursor);
    const from = Number(start);
    const items = state.names.slice(from, from + 2).map((name) => ({ id: `${filter} ${name}` }));
    const isLast = from + 2 >= state.names.length;
    return okAsync({ items: items as never[], nextCursor: isLast ? null : `${filter} ${version} ${String(from + 2)}` });
  };
  return { state, asked, client: createTestClient({ 'operations.list': list, 'tenants.list': list }) };
}

type Answer = ReturnType<typeof useOperations> | ReturnType<typeof useTenants>;
const ids = (answer: Answer) =>
  answer.state === 'ready' ? answer.data.items.map((item) => (item as { readonly id: string }).id) : answer.state;
const loadMore = (answer: Answer) => act(() => (answer.state === 'ready' ? answer.data.loadMore() : undefined));

it('reads page after page to the end', async () => {
  const { client, asked } = server('a', 'b', 'c');
  const shown = show(() => useTenants({ workspaceId: 'w-1' }), { client });
  await pass();
  expect(ids(shown.now())).toEqual(['all a', 'all b']);
  expect(shown.now()).toMatchObject({ data: { hasMore: true, isLoadingMore: false } });
  loadMore(shown.now());
  loadMore(shown.now()); // an impatient second click
  await pass();
  expect(ids(shown.now())).toEqual(['all a', 'all b', 'all c']);
  expect(shown.now()).toMatchObject({ data: { hasMore: false, isLoadingMore: false } });
  const before = asked.length;
  loadMore(shown.now());
  await pass();
  expect(asked.length).toBe(before);
});

it('keeps the loaded pages on a refetch', async () => {
  const { client, state } = server('a', 'b', 'c', 'd', 'e');
  const shown = show(() => useOperations({ workspaceId: 'w-1' }), { client });
  await pass();
  loadMore(shown.now());
  await pass();
  state.names.unshift('new');
  const before = shown.frames.length;
  await pass(10_100);
  expect(ids(shown.now())).toEqual(['all new', 'all a', 'all b', 'all c']);
  expect(shown.frames.slice(before).every((frame) => ids(frame).length === 4)).toBe(true);
});

it('starts over with another filter, without the old cursor', async () => {
  const { client, asked } = server('a', 'b', 'c', 'd');
  let tenantId: string | null = null;
  const shown = show(() => useOperations({ workspaceId: 'w-1', tenantId }), { client });
  await pass();
  loadMore(shown.now());
  await pass();
  const before = asked.length;
  const framesBefore = shown.frames.length;
  tenantId = 't-1';
  shown.provide({});
  await pass();
  expect(asked.slice(before).map(({ cursor }) => cursor)).toEqual([null]);
  expect(ids(shown.now())).toEqual(['t-1 a', 't-1 b']);
  expect(JSON.stringify(shown.frames.slice(framesBefore))).not.toContain('all a');
});

it('refetches the list if its cursor is no longer valid, and continues from there', async () => {
  const { client, state } = server('a', 'b', 'c', 'd');
  const shown = show(() => useTenants({ workspaceId: 'w-1' }), { client });
  await pass();
  state.version = 2;
  loadMore(shown.now());
  await pass();
  expect(shown.now()).toMatchObject({ state: 'ready', isStale: false });
  loadMore(shown.now());
  await pass();
  expect(ids(shown.now())).toEqual(['all a', 'all b', 'all c', 'all d']);
});

it('keeps the loaded pages if the next one fails, and drops all of them if access is lost', async () => {
  const { client, state } = server('a', 'b', 'c');
  const shown = show(() => useTenants({ workspaceId: 'w-1' }), { client });
  await pass();
  state.error = errors.outdated;
  loadMore(shown.now());
  await pass();
  expect(ids(shown.now())).toEqual(['all a', 'all b']);
  expect(shown.now()).toMatchObject({ isStale: true, staleBecause: errors.outdated });
  state.error = errors.notFound;
  loadMore(shown.now());
  await pass();
  expect(shown.now()).toMatchObject({ state: 'denied' });
});

it('refetches less often the more pages it has', async () => {
  const { client, asked } = server('a', 'b', 'c', 'd', 'e');
  const shown = show(() => useOperations({ workspaceId: 'w-1' }), { client });
  await pass();
  loadMore(shown.now());
  await pass();
  expect(shown.now()).toMatchObject({ data: { pageCount: 2 } });
  const before = asked.length;
  await pass(9_900);
  expect(asked.length).toBe(before);
  await pass(200);
  expect(asked.length).toBe(before + 2);
});
