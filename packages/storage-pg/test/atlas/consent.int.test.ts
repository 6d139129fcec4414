import { orThrow, systemActor } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { scaled } from '../support/scale.ts';
import { consentWorld } from './consent-world.ts';

it('of 64 callers in 4 processes one uses the answer of a consent, and 63 get that it was used', async () => {
  const { newState, start, written } = await consentWorld();
  const processes = await Promise.all([1, 2, 3, 4].map(() => start({ callers: 16, stopsBeforeCommit: false })));
  const rounds = scaled(20, 3);
  for (let round = 1; round <= rounds; round += 1) {
    const state = await newState();
    for (const one of processes) one.send({ state });
    const heard = await Promise.all(processes.map((one) => one.hear('answered')));
    const outcomes = heard.flatMap((each) => each.outcomes);
    expect(outcomes).toHaveLength(64);
    expect(outcomes.filter((outcome) => outcome === 'granted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'replayed')).toHaveLength(63);
    // Each round has another `changedAt`, so that its check is one of its own.
    const count = String(round);
    expect(await written()).toEqual({ consent: 'granted', entries: count, runs: count, used: count });
  }
});

it('the answer of a consent changes nothing once the person who asked has left, and counts when they are back', async () => {
  const { atlas, newState, written } = await consentWorld();
  const system = atlas.as(systemActor('members'));
  const one = { workspaceId: 'w-1', userId: 'u-1' };
  const parameters = new URLSearchParams({ state: await newState(), tenant: 'contoso.example' });
  const outcome = async () => orThrow(await atlas.completeConsent(parameters)).outcome;
  orThrow(await system.workspaces.removeMember(one));
  expect(await outcome()).toBe('expired');
  expect(await written()).toEqual({ consent: 'unknown', entries: '0', runs: '0', used: '0' });
  orThrow(await system.workspaces.addMember({ ...one, role: 'manager' }));
  orThrow(await system.workspaces.grantTenant({ ...one, tenantId: 't-1' }));
  expect(await outcome()).toBe('granted');
  expect(await written()).toEqual({ consent: 'granted', entries: '1', runs: '1', used: '1' });
});
