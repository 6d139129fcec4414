// @vitest-environment jsdom
import { err, ok, okAsync, ResultAsync } from '@tenantatlas/core/browser';
import { focusManager } from '@tanstack/react-query';
import { act, cleanup } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { boundary } from '../../test/support/boundary.tsx';
import { control, errors } from '../../test/support/samples.ts';
import { pass, show } from '../../test/support/shown.tsx';
import { useControls, useWorkspace, type AnyAtlasError } from '../index.ts';
import { createTestClient } from '../testing/index.ts';

let visibility = 'visible';

beforeEach(() => {
  vi.useFakeTimers();
  visibility = 'visible';
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility as DocumentVisibilityState);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** The controls, from a server whose state of health and speed the test changes. */
function reading() {
  const server = { error: null as AnyAtlasError | null, names: ['a'], millis: 0 };
  const answer = () => (server.error ? err(server.error) : ok(server.names.map(control)));
  const later = () =>
    new Promise<ReturnType<typeof answer>>((resolve) => setTimeout(() => resolve(answer()), server.millis));
  const list = vi.fn(() => new ResultAsync(server.millis > 0 ? later() : Promise.resolve(answer())));
  const get = vi.fn(() => okAsync({ name: 'Contoso' } as never));
  return { server, list, get, client: createTestClient({ 'controls.list': list, 'workspaces.get': get }) };
}

describe('a live read', () => {
  it('refetches every 5 s while the page is visible, every 30 s while it is hidden, and on focus', async () => {
    const { client, list } = reading();
    show(useControls, { client });
    await pass();
    list.mockClear();
    await pass(4_900);
    expect(list).not.toHaveBeenCalled();
    await pass(10_200);
    expect(list).toHaveBeenCalledTimes(3);

    visibility = 'hidden';
    await pass(5_000); // the read that was due; it notices
    list.mockClear();
    await pass(29_000);
    expect(list).not.toHaveBeenCalled();
    await pass(2_000);
    expect(list).toHaveBeenCalledTimes(1);

    visibility = 'visible';
    act(() => void window.dispatchEvent(new Event('visibilitychange')));
    await pass();
    expect(list).toHaveBeenCalledTimes(2);
    await pass(5_100);
    expect(list).toHaveBeenCalledTimes(3);
  });

  it('respects the retry delay of the server', async () => {
    const { client, list, server } = reading();
    show(useControls, { client });
    await pass();
    server.error = errors.limited;
    await pass(5_000);
    list.mockClear();
    await pass(59_000);
    expect(list).not.toHaveBeenCalled();
    await pass(2_000);
    expect(list).toHaveBeenCalledTimes(1);
  });

  it('stays, marked as stale, while refetches fail, and recovers', async () => {
    const { client, server } = reading();
    const shown = show(useControls, { client });
    await pass();
    server.error = errors.down;
    await pass(10_000);
    expect(shown.now()).toMatchObject({
      state: 'ready',
      data: [{ controlKey: 'a' }],
      isStale: true,
      staleBecause: errors.down,
    });
    server.error = null;
    server.names = ['b'];
    await pass(10_000);
    expect(shown.now()).toMatchObject({
      state: 'ready',
      data: [{ controlKey: 'b' }],
      isStale: false,
      staleBecause: null,
    });
  });

  it.each([errors.notFound, errors.forbidden, errors.unauthenticated])('is removed on $code', async (error) => {
    const { client, server } = reading();
    const shown = show(useControls, { client });
    await pass();
    server.error = error;
    await pass(5_000);
    const before = shown.frames.length;
    await pass(20_000);
    expect(shown.now()).toMatchObject({ state: 'denied', error });
    expect(JSON.stringify(shown.frames.slice(before))).not.toContain('controlKey');
  });

  it.each([errors.forbidden, errors.outdated, errors.paused])('does not flicker while $code lasts', async (error) => {
    const { client, server, list } = reading();
    server.error = error;
    server.millis = 200; // time enough to show something else
    const shown = show(useControls, { client });
    await pass(500);
    const { state } = shown.now();
    expect(state).not.toBe('loading');
    const before = shown.frames.length;
    list.mockClear();
    await pass(20_500);
    expect(list.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(shown.frames.slice(before).filter((frame) => frame.state !== state)).toEqual([]);
    server.error = null;
    await pass(5_500);
    expect(shown.now().state).toBe('ready');
  });

  it('refetches at once on demand', async () => {
    const { client, server } = reading();
    const shown = show(useControls, { client });
    await pass();
    server.names = ['b'];
    act(() => shown.now().refresh());
    await pass();
    expect(shown.now()).toMatchObject({ data: [{ controlKey: 'b' }] });
  });
});

it('a read that is not live refetches on focus, without polling', async () => {
  const { client, get } = reading();
  show(() => useWorkspace({ workspaceId: 'w-1' }), { client });
  await pass();
  get.mockClear();
  await pass(120_000);
  expect(get).not.toHaveBeenCalled();
  act(() => focusManager.onFocus());
  await pass();
  expect(get).toHaveBeenCalledTimes(1);
});

describe('a failed read', () => {
  it.each([errors.down, errors.offline])('is retried twice if that may help: $code', async (error) => {
    const { client, server, list } = reading();
    server.error = error;
    const shown = show(useControls, { client }, (children) => children);
    await pass(1_400);
    expect(shown.now().state).toBe('loading');
    await pass(200);
    expect(list).toHaveBeenCalledTimes(3);
    expect(shown.now()).toMatchObject({ state: 'failed', error });
  });

  it.each([errors.outdated, errors.forbidden, errors.conflict, errors.limited, errors.paused])(
    'is not retried if that cannot help: $code',
    async (error) => {
      const { client, server, list } = reading();
      server.error = error;
      show(useControls, { client }, (children) => children);
      await pass(4_000);
      expect(list).toHaveBeenCalledTimes(1);
    },
  );

  it.each([
    [
      'throws',
      () => {
        throw new TypeError('x is not a function');
      },
    ],
    ['rejects', () => new ResultAsync<never, never>(Promise.reject(new TypeError('x is not a function')))],
  ])('goes to the error boundary once when it %s', async (_, list: () => never | ResultAsync<never, never>) => {
    const { caught, around } = boundary();
    const called = vi.fn(list);
    show(useControls, { client: createTestClient({ 'controls.list': called }) }, around);
    await pass(4_000);
    expect(caught).toMatchObject([{ name: 'TypeError', message: 'x is not a function' }]);
    expect(called).toHaveBeenCalledTimes(1);
  });
});
