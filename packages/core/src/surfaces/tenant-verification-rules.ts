import { beforeFirstRun, type WithoutRun } from './start-verification-rules.ts';
import { mayOpen, type TenantVerificationFacts } from './surface-facts.ts';
import { offer, outcomeOf, type SurfaceOutcome } from './surface-outcome.ts';

/** The rows of the table for the verification of a tenant, the first that holds. */
export const tenantVerificationStates = [
  'archived',
  'active_run',
  'completed_run',
  'stale_run',
  'startable',
  'not_startable',
  'not_connected',
] as const;

/** See {@link tenantVerificationStates}. */
export type TenantVerificationState = (typeof tenantVerificationStates)[number];

/**
 * What the verification of a tenant shows. An archived tenant has its lifecycle and nothing to do. A run is opened and never started again from here: the header of a
 * tenant's page has the way to do that. Without a run, a verification is started.
 */
export function presentTenantVerification(facts: TenantVerificationFacts): SurfaceOutcome<TenantVerificationState> {
  if (facts.lifecycle === 'archived') return outcomeOf('archived', { notice: 'lifecycle' });
  if (facts.run === 'none') return beforeFirstRun(facts) satisfies SurfaceOutcome<WithoutRun>;
  const action = 'open_operation';
  return outcomeOf(
    `${facts.run}_run`,
    mayOpen(facts) ? { primary: offer(action) } : { disabled: { action, tooltip: 'capability' } },
  );
}
