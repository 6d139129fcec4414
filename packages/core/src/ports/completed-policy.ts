import type { CompletedPolicy, FinalOutcome } from './run-store.ts';

/** A cancelled run was not tried to its end, and did not fail. */
const notFailed: readonly FinalOutcome[] = ['succeeded', 'partially_succeeded', 'cancelled'];

/**
 * The outcomes with which a completed run blocks an identical start: none with `allow`, each with `reject`, and each but a failed one with `failed_only`.
 * For the `ensure` of a run store, so that every adapter blocks the same starts.
 */
export function blockingOutcomes(policy: CompletedPolicy): readonly FinalOutcome[] {
  if (policy === 'allow') return [];
  return policy === 'reject' ? [...notFailed, 'failed', 'blocked'] : notFailed;
}
