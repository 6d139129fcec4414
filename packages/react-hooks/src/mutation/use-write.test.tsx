// @vitest-environment jsdom
import { err, errAsync, ok, okAsync, ResultAsync, type Result } from '@tenantatlas/core/browser';
import { QueryClient, QueryClientProvider, useMutation } from '@tanstack/react-query';
import { act, cleanup } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { boundary } from '../../test/support/boundary.tsx';
import { control, errors } from '../../test/support/samples.ts';
import { pass, show } from '../../test/support/shown.tsx';
import { pauseControlMutation, useAtlas, useControls, usePauseControl, type AnyAtlasError } from '../index.ts';
import { createTestClient } from '../testing/index.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const request = { control: 'a', scope: { type: 'global' }, reason: 'Safety review' } as const;
const useBoth = () => ({ controls: useControls(), write: usePauseControl() });

/** A server whose answer to a write is released by the test. */
function writing() {
  const answers: ((answer: Result<never, AnyAtlasError>) => void)[] = [];
  const pause = vi.fn(
    () => new ResultAsync(new Promise<Result<never, AnyAtlasError>>((resolve) => answers.push(resolve))),
  );
  const list = vi.fn(() => okAsync([control('a')]));
  const client = createTestClient({ 'controls.pause': pause, 'controls.list': list });
  return {
    pause,
    list,
    client,
    answer: (result: Result<unknown, AnyAtlasError>) => answers.shift()?.(result as never),
  };
}

describe('a write', () => {
  it('is shown as done only after the server confirmed it; then everything is refetched', async () => {
    const { client, answer, list } = writing();
    const shown = show(useBoth, { client });
    await pass();
    expect(shown.now().write.state).toBe('idle');
    const written = shown.now().write.run(request);
    await pass(1_000);
    const before = list.mock.calls.length;
    expect(shown.now().write.state).toBe('pending');
    expect(shown.now().controls).toMatchObject({ data: [{ effectiveState: 'enabled' }] });
    answer(ok({ disposition: 'created' }));
    await pass();
    expect(await written).toEqual(ok({ disposition: 'created' }));
    expect(shown.now().write).toMatchObject({ state: 'done', data: { disposition: 'created' } });
    expect(list.mock.calls.length).toBe(before + 1);
    act(() => shown.now().write.reset());
    await pass();
    expect(shown.now().write.state).toBe('idle');
  });

  it('returns after the refetch, so that a dialog never closes over the old state', async () => {
    const { client, answer, list } = writing();
    const shown = show(useBoth, { client });
    await pass();
    const reads: ((answer: Result<never, AnyAtlasError>) => void)[] = [];
    list.mockImplementation(() => new ResultAsync(new Promise((resolve) => reads.push(resolve as never))));
    const written = shown.now().write.run(request);
    await pass();
    answer(ok({ disposition: 'created' }));
    await pass(900);
    expect(shown.now().write.state).toBe('pending');
    reads.shift()?.(ok([{ ...control('a'), effectiveState: 'paused' }]) as never);
    await pass();
    expect(await written).toEqual(ok({ disposition: 'created' }));
    expect(shown.now()).toMatchObject({
      write: { state: 'done' },
      controls: { data: [{ effectiveState: 'paused' }] },
    });
  });

  it('waits at most a second for the refetch', async () => {
    const { client, answer, list } = writing();
    const shown = show(useBoth, { client });
    await pass();
    list.mockImplementation(() => new ResultAsync(new Promise(() => {})));
    void shown.now().write.run(request);
    await pass();
    answer(ok({ disposition: 'created' }));
    await pass(999);
    expect(shown.now().write.state).toBe('pending');
    await pass(5);
    expect(shown.now().write.state).toBe('done');
  });

  it('returns a refusal at once', async () => {
    const { client, answer, list } = writing();
    const shown = show(useBoth, { client });
    await pass();
    list.mockImplementation(() => new ResultAsync(new Promise(() => {})));
    void shown.now().write.run(request);
    await pass();
    answer(err(errors.paused));
    await pass(5);
    expect(shown.now().write.state).toBe('paused');
  });

  it.each([
    ['denied', errors.forbidden],
    ['denied', errors.notFound],
    ['paused', errors.paused],
    ['failed', errors.conflict],
    ['failed', errors.down],
    ['failed', errors.offline],
    ['failed', errors.limited],
  ] as const)('that is %s returns the error, is sent once, and refetches everything: $code', async (state, error) => {
    const { client, answer, list, pause } = writing();
    const shown = show(useBoth, { client });
    await pass();
    const before = list.mock.calls.length;
    const written = shown.now().write.run(request);
    await pass();
    answer(err(error));
    await pass(3_000);
    expect(await written).toEqual(err(error));
    expect(shown.now().write).toMatchObject({ state, error });
    expect(pause).toHaveBeenCalledTimes(1);
    expect(list.mock.calls.length).toBe(before + 1);
  });

  it('refetches everything even if its button was unmounted', async () => {
    const host = new QueryClient();
    const around = (children: ReactNode) => <QueryClientProvider client={host}>{children}</QueryClientProvider>;
    const { client, answer } = writing();
    const shown = show(useBoth, { client, cacheKey: 'ada' }, around);
    await pass();
    void shown.now().write.run(request);
    await pass();
    shown.unmount();
    answer(ok({}));
    await pass();
    expect(host.getQueryState(['tenantatlas', 'ada', 'controls.list', null])?.isInvalidated).toBe(true);
    host.clear();
  });

  it('keeps its client when the provider changes', async () => {
    const [ada, bo] = [writing(), writing()];
    const shown = show(useBoth, { client: ada.client });
    await pass();
    const runAsAda = shown.now().write.run;
    shown.provide({ client: bo.client });
    await pass();
    void runAsAda(request);
    await pass();
    expect([ada.pause.mock.calls.length, bo.pause.mock.calls.length]).toEqual([1, 0]);
    expect(shown.now().write.state).toBe('idle');
  });

  it('that throws is a bug: it rejects, and goes to the error boundary', async () => {
    const { caught, around } = boundary();
    const bug = new TypeError('x is not a function');
    const client = createTestClient({
      'controls.list': () => okAsync([]),
      'controls.pause': () => new ResultAsync(Promise.reject(bug)),
    });
    const shown = show(useBoth, { client }, around);
    await pass();
    const written = expect(shown.now().write.run(request)).rejects.toBe(bug);
    await pass();
    await written;
    expect(caught).toEqual([bug]);
  });
});

it("a host's own mutation gets the error thrown, as query clients expect it", async () => {
  const client = createTestClient({ 'controls.pause': () => errAsync(errors.conflict) });
  const shown = show(() => useMutation(pauseControlMutation(useAtlas().connection)), { client });
  act(() => shown.now().mutate(request));
  await pass();
  expect(shown.now().error).toEqual(errors.conflict);
});
