import { expect, it } from 'vitest';
import { blockingOutcomes } from './completed-policy.ts';

it.each([
  ['allow', []],
  ['failed_only', ['succeeded', 'partially_succeeded', 'cancelled']],
  ['reject', ['succeeded', 'partially_succeeded', 'cancelled', 'failed', 'blocked']],
] as const)('after completion, %s blocks an identical start with %j', (policy, outcomes) => {
  expect(blockingOutcomes(policy)).toEqual(outcomes);
});
