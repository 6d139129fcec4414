import type { CompletedPolicy, FinalOutcome } from './run-store.ts';

/** The outcomes that count as failed. A cancelled run was not tried to its end, and did not fail. */
const failed: readonly FinalOutcome[] = ['failed', 'blocked'];
const final: readonly FinalOutcome[] = ['succeeded', 'partially_succeeded', 'failed', 'blocked', 'cancelled'];

/**
 * The outcomes with which a completed run blocks an identical start: none with `allow`, each with `reject`, and each but a failed one with `failed_only`.
 * For the `ensure` of a run store, so that every adapter blocks the same starts.
 */
export function blockingOutcomes(policy: CompletedPolicy): readonly FinalOutcome[] {
  switch (policy) {
    case 'allow':
      return [];
    case 'failed_only':
      return final.filter((outcome) => !failed.includes(outcome));
    case 'reject':
      return final;
  }
}
