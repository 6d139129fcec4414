import { orThrow } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { consentWorld } from './consent-world.ts';

it('a process that is killed before its commit leaves nothing of an answer, and the request usable', async () => {
  const { atlas, newState, start, written } = await consentWorld();
  const untouched = { consent: 'unknown', entries: '0', runs: '0', used: '0' };
  const state = await newState();
  const first = await start({ callers: 1, stopsBeforeCommit: true });
  first.send({ state });
  await first.hear('written');
  expect(await written()).toEqual(untouched);
  // It waits for the lock of the process, which ends with it.
  const second = atlas.completeConsent(new URLSearchParams({ state }));
  await first.end();
  expect(orThrow(await second).outcome).toBe('granted');
  expect(await written()).toEqual({ consent: 'granted', entries: '1', runs: '1', used: '1' });
});
