import { blockingOutcomes, type CompletedPolicy, type FinalOutcome } from '@tenantatlas/core/ports';

/** The policies under which a run that ended like this blocks an identical start. */
export function policiesAgainstRepeating(outcome: FinalOutcome): readonly CompletedPolicy[] {
  return (['allow', 'failed_only', 'reject'] as const).filter((policy) => blockingOutcomes(policy).includes(outcome));
}
