// @vitest-environment jsdom
import { createTenantAtlas } from '@tenantatlas/core';
import { InvariantError, okAsync } from '@tenantatlas/core/browser';
import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { quietly } from '../../test/support/boundary.tsx';
import { control } from '../../test/support/samples.ts';
import { pass, show } from '../../test/support/shown.tsx';
import { AtlasProvider, isTimeZone, useAtlas, useControls, usePauseControl } from '../index.ts';
import { createTestClient } from '../testing/index.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const reading = (name: string, list = vi.fn(() => okAsync([control(name)]))) => ({
  list,
  client: createTestClient({ 'controls.list': list, 'controls.pause': () => okAsync({ disposition: name } as never) }),
});

const keys = (queries: QueryClient) =>
  queries
    .getQueryCache()
    .getAll()
    .map(({ queryKey }) => queryKey);

describe('the query client', () => {
  it("is the host's if there is one, and keeps its answers when the provider unmounts", async () => {
    const host = new QueryClient();
    const around = (children: React.ReactNode) => <QueryClientProvider client={host}>{children}</QueryClientProvider>;
    const shown = show(useControls, { client: reading('a').client, cacheKey: 'ada' }, around);
    await pass();
    expect(keys(host)).toEqual([['tenantatlas', 'ada', 'controls.list', null]]);
    shown.unmount();
    await pass();
    expect(keys(host)).toHaveLength(1);
    host.clear();
  });

  it('is created if there is none, and drops its answers when the provider unmounts', async () => {
    const shown = show(() => [useControls(), useQueryClient()] as const, { client: reading('a').client });
    await pass();
    const [, own] = shown.now();
    expect(keys(own)).toHaveLength(1);
    shown.unmount();
    await pass();
    expect(keys(own)).toEqual([]);
  });

  it('survives the double effects of StrictMode: a write still refetches everything', async () => {
    const { client, list } = reading('a');
    const shown = show(() => ({ controls: useControls(), write: usePauseControl() }), { client });
    await pass();
    expect(shown.now().controls.state).toBe('ready');
    const before = list.mock.calls.length;
    void shown.now().write.run({} as never);
    await pass();
    expect(list.mock.calls.length).toBe(before + 1);
  });
});

describe('the connection', () => {
  it('stays the same while theme, messages and language change, without a refetch', async () => {
    const { client, list } = reading('a');
    const shown = show(() => [useAtlas().connection, useControls()] as const, { client });
    await pass();
    const before = list.mock.calls.length;
    const [connection] = shown.now();
    shown.provide({ theme: 'dark', messages: { x: 'y' }, locale: 'de' });
    await pass();
    expect(shown.now()[0]).toBe(connection);
    expect(list.mock.calls.length).toBe(before);
  });

  it('shows nothing of the old client after a change of client, not for a frame, neither read nor written', async () => {
    const host = new QueryClient({ defaultOptions: { queries: { placeholderData: (previous: unknown) => previous } } });
    const around = (children: React.ReactNode) => <QueryClientProvider client={host}>{children}</QueryClientProvider>;
    const useBoth = () => ({ controls: useControls(), write: usePauseControl() });
    const shown = show(useBoth, { client: reading('of ada').client }, around);
    await pass();
    void shown.now().write.run({} as never);
    await pass();
    expect(JSON.stringify(shown.now())).toMatch(/of ada.*of ada/);
    const before = shown.frames.length;

    shown.provide({ client: reading('of bo').client });
    await pass();
    const after = JSON.stringify(shown.frames.slice(before));
    expect(after).toContain('of bo');
    expect(after).not.toContain('of ada');
    expect(shown.now().write.state).toBe('idle');
    host.clear();
  });

  it('has a key that no other provider has', () => {
    const { client } = reading('a');
    const wrapper = ({ children }: { children: React.ReactNode }) => (
      <AtlasProvider client={client}>{children}</AtlasProvider>
    );
    const made = [1, 2].map(() => renderHook(useAtlas, { wrapper }).result.current.connection.cacheKey);
    expect(new Set(made).size).toBe(2);
  });
});

it('is named in the error when it is missing', () => {
  quietly();
  expect(() => renderHook(useControls)).toThrow(/Wrap the tree in <AtlasProvider/);
});

it.each([
  ['de-CH', 'de-CH'],
  ['en-US@posix', 'en'],
  ['', 'en'],
  ['C', 'en'],
])('sets the language %j as %s', (asked, spoken) => {
  const shown = show(useAtlas, { client: reading('a').client, locale: asked });
  expect(shown.now().locale).toBe(spoken);
});

it.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
  'takes the time zone %s',
  (timeZone) => {
    expect(isTimeZone(timeZone)).toBe(true);
    expect(show(useAtlas, { client: reading('a').client, timeZone }).now().timeZone).toBe(timeZone);
  },
);

it.each(['', 'Mars/Olympus', '+01:00', '-08:00', 'Europe', null, undefined, 7, {}])(
  'takes %o for no time zone',
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);

describe('checks its props', () => {
  const { client } = reading('a');

  it.each([
    ['client', { client: undefined }, 'is what createAtlasClient'],
    ['client', { client: Promise.resolve(client) }, 'is what createAtlasClient'],
    ['client', { client: createTenantAtlas() }, 'is what createAtlasClient'],
    ['cacheKey', { cacheKey: ' ' }, 'is a text that names the person'],
    ['cacheKey', { cacheKey: 7 }, 'is a text that names the person'],
    ['cacheKey', { cacheKey: null }, 'is a text that names the person'],
    ['messages', { messages: null }, 'is an object of texts by message id'],
    ['messages', { messages: ['x'] }, 'is an object of texts by message id'],
    ["messages['ui.retry']", { messages: { 'ui.retry': { en: 'x' } } }, 'is a text'],
    ['locale', { locale: ['de'] }, 'is a language tag'],
    [
      'timeZone',
      { timeZone: 'Mars/Olympus' },
      "is a time zone that this browser knows, such as 'Europe/Berlin' or 'UTC'.",
    ],
    ['timeZone', { timeZone: '+01:00' }, 'is a time zone'],
    ['timeZone', { timeZone: null }, 'is a time zone'],
    ['theme', { theme: 'black' }, 'is one of auto, light, dark'],
    ['onWordingProblem', { onWordingProblem: console }, 'is a function'],
    ['language', { language: 'de' }, 'is not a prop. Use one of client, cacheKey, messages'],
  ])('%s of %o', (prop, props, rule) => {
    quietly();
    const wrong = () => show(useAtlas, { client, ...props } as never);
    expect(wrong).toThrow(InvariantError);
    expect(wrong).toThrow(`AtlasProvider: "${prop}" ${rule}`);
  });

  it('takes undefined as left out', () => {
    const left = { cacheKey: undefined, messages: undefined, locale: undefined, timeZone: undefined, theme: undefined };
    const shown = show(useAtlas, { client, ...left, onWordingProblem: undefined });
    expect(shown.now()).toMatchObject({ locale: 'en', timeZone: null, theme: 'auto' });
  });
});
