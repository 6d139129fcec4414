import { describe, expect, it } from 'vitest';
import { at, noon } from '../conformance/fixtures.ts';
import { onboardingCheckpoints, type CheckpointInstants } from '../ports/onboarding-store.ts';
import { newlyReached, noCheckpoint, reached } from './checkpoints.ts';

const later = at(5);
const kept: CheckpointInstants = { ...noCheckpoint, identify: noon, verify_access: noon };

describe('the instants of checkpoints', () => {
  it.each([null, ...onboardingCheckpoints])('up to %s are the instant of the write', (last) => {
    const count = last === null ? 0 : onboardingCheckpoints.indexOf(last) + 1;
    const instants = reached(noCheckpoint, { lastCompletedCheckpoint: last }, later);
    expect(onboardingCheckpoints.map((checkpoint) => instants[checkpoint])).toEqual(
      onboardingCheckpoints.map((_, index) => (index < count ? later : null)),
    );
  });

  it.each([null, ...onboardingCheckpoints])('that are kept stay, whatever is completed now: %s', (last) => {
    const { identify, verify_access } = reached(kept, { lastCompletedCheckpoint: last }, later);
    expect([identify, verify_access]).toEqual([noon, noon]);
  });

  it('are new only where there was none', () => {
    expect(newlyReached(kept, { ...kept, connect_provider: later, complete: later })).toEqual([
      'connect_provider',
      'complete',
    ]);
    expect(newlyReached(kept, { ...kept, identify: later })).toEqual([]);
    expect(newlyReached(kept, kept)).toEqual([]);
  });
});
