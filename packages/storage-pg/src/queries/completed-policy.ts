import type { CompletedPolicy, FinalOutcome } from '@tenantatlas/core/ports';

/** The outcomes that count as failed. A cancelled run was not tried to its end, and did not fail. */
const failed: readonly FinalOutcome[] = ['failed', 'blocked'];
const final: readonly FinalOutcome[] = ['succeeded', 'partially_succeeded', 'failed', 'blocked', 'cancelled'];

/** The outcomes after which a completed run blocks an identical start. */
export function outcomesInTheWay(policy: CompletedPolicy): readonly FinalOutcome[] {
  switch (policy) {
    case 'allow':
      return [];
    case 'failed_only':
      return final.filter((outcome) => !failed.includes(outcome));
    case 'reject':
      return final;
  }
}

/** The policies under which a run that ended like this blocks an identical start. */
export function policiesAgainstRepeating(outcome: FinalOutcome): readonly CompletedPolicy[] {
  return (['allow', 'failed_only', 'reject'] as const).filter((policy) => outcomesInTheWay(policy).includes(outcome));
}
