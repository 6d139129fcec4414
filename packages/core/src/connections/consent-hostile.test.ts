import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { home, redirectUri, world } from '../../test/support/consent-world.ts';
import { createTenantAtlas } from '../atlas.ts';
import type { ConsentStore } from '../ports/consent-store.ts';
import { consentLifeMillis } from './consent-rules.ts';

declare const URLSearchParams: new (init: Record<string, string>) => { get(name: string): string | null };
declare const AbortController: new () => { readonly signal: never; abort(reason: unknown): void };
declare const process: Record<'on' | 'off', (event: 'unhandledRejection', listener: (reason: unknown) => void) => void>;
declare function setTimeout(task: (value?: unknown) => void, millis: number): unknown;

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => process.on('unhandledRejection', note));
afterEach(() => {
  process.off('unhandledRejection', note);
  unhandled.length = 0;
});
/** A rejection without a handler is reported after the microtasks. */
const afterReports = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('an adapter that answers a promise where a plain answer is asked for', () => {
  const rejected = () => Promise.reject(new Error('password=hunter2')) as never;

  it('is refused as an address, and its rejection does not end the process', async () => {
    const { manager, it: one, log } = await world({ consentUrl: rejected });
    const refused = (await manager.connections.consentUrl(one))._unsafeUnwrapErr();
    await afterReports();
    expect(refused).toMatchObject({ issues: [{ rule: 'consent_address' }] });
    expect([unhandled, JSON.stringify(log)]).toEqual([[], expect.not.stringContaining('hunter2')]);
  });

  it('has read no consent, and its rejection does not end the process', async () => {
    const { ask, stateIn, answer, log } = await world({ readConsent: rejected });
    expect(await answer(stateIn(await ask()))).toMatchObject({ outcome: 'failed' });
    await afterReports();
    expect([unhandled, JSON.stringify(log)]).toEqual([[], expect.not.stringContaining('hunter2')]);
  });
});

it.each([
  ['by as much as a request waits', 0, 'granted'],
  ['by more', 1, 'expired'],
] as const)('after the clock was set back %s (%d), an answer is %s', async (_, more, outcome) => {
  const { ask, stateIn, answer, clock } = await world();
  const state = stateIn(await ask());
  clock.advance(-consentLifeMillis - more);
  expect(await answer(state)).toMatchObject({ outcome });
});

it('a signal that fires while the answer is being written undoes it', async () => {
  const { ask, stateIn, storage, rows, answer, clock, inner } = await world();
  const controller = new AbortController();
  const reason = new Error('the caller has left');
  const use =
    (consents: ConsentStore): ConsentStore['use'] =>
    async (...request) => {
      const used = await consents.use(...request);
      controller.abort(reason);
      return used;
    };
  const slow: typeof storage = {
    ...storage,
    unit: (scope, work) =>
      storage.unit(scope, (unit) => work({ ...unit, consents: { ...unit.consents, use: use(unit.consents) } })),
  };
  const atlas = createTenantAtlas({ storage: slow, clock, providers: [inner], consent: { redirectUri } });
  const state = stateIn(await ask());
  const before = await rows();
  const completing = atlas.completeConsent(new URLSearchParams({ state, tenant: home }), { signal: controller.signal });
  await expect(
    completing.match(
      () => null,
      () => null,
    ),
  ).rejects.toBe(reason);
  expect(await rows()).toEqual(before);
  expect(await answer(state)).toMatchObject({ outcome: 'granted' });
});
