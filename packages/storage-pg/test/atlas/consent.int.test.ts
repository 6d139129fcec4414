import { expect, it } from 'vitest';
import { scaled } from '../support/scale.ts';
import { consentWorld } from './consent-world.ts';

it('of 64 callers in 4 processes one takes the answer of a consent, and 63 hear that it was taken', async () => {
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
