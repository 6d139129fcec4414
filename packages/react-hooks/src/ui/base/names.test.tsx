// @vitest-environment jsdom
import { err, ok, ResultAsync } from '@tenantatlas/core';
import { focusManager } from '@tanstack/react-query';
import { act, cleanup } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { errors } from '../../../test/support/samples.ts';
import { pass, show } from '../../../test/support/shown.tsx';
import type { AnyAtlasError } from '../../index.ts';
import { createTestClient } from '../../testing/index.ts';
import { KnownNames } from './known-names.ts';
import { useTenantName, useWorkspaceName } from './names.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** A directory whose list ends before its last row. */
function directory() {
  const server = { list: null as AnyAtlasError | null, one: null as AnyAtlasError | null };
  const answer = (error: AnyAtlasError | null, value: unknown): ResultAsync<never, AnyAtlasError> =>
    new ResultAsync(Promise.resolve(error ? err(error) : ok(value as never)));
  const items = [{ workspaceId: 'w-1', tenantId: 't-1', name: 'First' }];
  const list = vi.fn(() => answer(server.list, { items, nextCursor: 'more' }));
  const get = vi.fn(() => answer(server.one, { name: 'Last' }));
  const client = createTestClient({
    'workspaces.list': list,
    'workspaces.get': get,
    'tenants.list': list,
    'tenants.get': get,
  });
  return { server, list, get, client };
}

/** The list, and the requests it causes. */
async function answers() {
  await pass(50);
  await pass(50);
}

const kinds = [
  { what: 'workspace', useName: useWorkspaceName, first: 'w-1', last: 'w-9' },
  { what: 'tenant', useName: (id: string | null) => useTenantName('w-1', id), first: 't-1', last: 't-9' },
] as const;

it.each(kinds)('a $what in the list is not read by id, and null is not read at all', async (kind) => {
  const { client, list, get } = directory();
  const none = show(() => kind.useName(null), { client });
  await pass();
  expect([none.now(), list.mock.calls.length]).toEqual([null, 0]);
  const shown = show(() => kind.useName(kind.first), { client });
  await pass();
  expect([shown.now(), get.mock.calls.length]).toEqual(['First', 0]);
});

it.each(kinds)('a $what beyond the list is read once, even on focus', async (kind) => {
  const { client, list, get } = directory();
  const shown = show(() => [kind.useName(kind.last), kind.useName(kind.last)], { client });
  await answers();
  expect(shown.now()).toEqual(['Last', 'Last']);
  expect(list).toHaveBeenCalledTimes(1);
  act(() => focusManager.onFocus());
  await pass(60_000);
  expect(list).toHaveBeenCalledTimes(2);
  expect(get).toHaveBeenCalledTimes(1);
});

it.each(kinds)('a $what that appears later reads the shared list no second time', async (kind) => {
  const { client, list } = directory();
  const useNames = () => {
    const [isLater, setLater] = useState(false);
    const first = kind.useName(kind.first);
    return { first, later: kind.useName(isLater ? kind.first : null), show: () => setLater(true) };
  };
  const shown = show(useNames, { client });
  await answers();
  act(() => shown.now().show());
  await answers();
  expect([shown.now().later, list.mock.calls.length]).toEqual(['First', 1]);
});

it('a name in the answer is not read, and neither is that of what was removed', async () => {
  const { client, list, get } = directory();
  const places = [
    { workspaceId: 'w-9', tenantId: null, name: 'Came along' },
    { workspaceId: 'w-9', tenantId: 't-9', name: null },
  ];
  const useNames = () => [useWorkspaceName('w-9'), useTenantName('w-9', 't-9'), useTenantName('w-9', null)];
  const shown = show(useNames, { client }, (children) => (
    <KnownNames.Provider value={places}>{children}</KnownNames.Provider>
  ));
  await answers();
  expect(shown.now()).toEqual(['Came along', null, null]);
  expect([list.mock.calls.length, get.mock.calls.length]).toEqual([0, 0]);
});

it.each(kinds)('a $what that may not be read has no name', async (kind) => {
  const { client, server, get } = directory();
  server.one = errors.forbidden;
  const shown = show(() => kind.useName(kind.last), { client });
  await answers();
  expect([shown.now(), get.mock.calls.length]).toEqual([null, 1]);
});

it.each(kinds)('a $what is not read by id if the list is refused or fails', async (kind) => {
  for (const error of [errors.forbidden, errors.outdated]) {
    const { client, server, get } = directory();
    server.list = error;
    const shown = show(() => kind.useName(kind.last), { client });
    await answers();
    expect([shown.now(), get.mock.calls.length]).toEqual([null, 0]);
  }
});

it.each(kinds)('a $what is not unknown while loading', async (kind) => {
  const { client } = directory();
  const shown = show(() => kind.useName(kind.last), { client });
  await answers();
  expect([...new Set(shown.frames)]).toEqual([undefined, 'Last']);
});

it('at most four are read by id at a time', async () => {
  const { list } = directory();
  let open = 0;
  let most = 0;
  const get = (): ResultAsync<never, AnyAtlasError> => {
    most = Math.max(most, (open += 1));
    const later = new Promise<void>((resolve) => setTimeout(resolve, 10));
    return new ResultAsync(later.then(() => ((open -= 1), ok({ name: 'Last' } as never))));
  };
  const ids = Array.from({ length: 9 }, (_, index) => `t-${String(index + 2)}`);
  const useNames = () => ids.map((id) => useTenantName('w-1', id)); // oxlint-disable-line react/rules-of-hooks -- always as many
  const shown = show(useNames, { client: createTestClient({ 'tenants.list': list, 'tenants.get': get }) });
  await answers();
  expect([shown.now(), most]).toEqual([ids.map(() => 'Last'), 4]);
});
