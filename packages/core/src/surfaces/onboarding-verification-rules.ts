import { beforeFirstRun, type WithoutRun } from './start-verification-rules.ts';
import { mayOpen, type OnboardingVerificationFacts } from './surface-facts.ts';
import { offer, outcomeOf, type OfferedAction, type SurfaceOutcome } from './surface-outcome.ts';

/** The rows of the table for the verification in an onboarding. */
export const onboardingVerificationStates = [
  'archived',
  'ended',
  'startable',
  'not_startable',
  'not_connected',
  'active_run',
  'completed_run',
] as const;

/** See {@link onboardingVerificationStates}. */
export type OnboardingVerificationState = (typeof onboardingVerificationStates)[number];

/**
 * What the verification in an onboarding shows. An onboarding that has ended offers nothing but the link to its run. While a run is in progress its state is read again, which starts nothing. After it the onboarding goes on, where it can.
 * The current run is one link away. Links for technical details appear only for a viewer who may follow them.
 */
export function presentOnboardingVerification(
  facts: OnboardingVerificationFacts,
): SurfaceOutcome<OnboardingVerificationState> {
  if (facts.lifecycle === 'archived') return outcomeOf('archived', { notice: 'lifecycle' });
  const inspect = facts.run !== 'none' && mayOpen(facts) ? offer('open_current_run') : null;
  if (facts.step === 'ended') return outcomeOf('ended', { inspect });
  // One that can go on has a report: its run is no longer kept, and there is nothing to start.
  const isVerified = facts.step === 'ready' && facts.connection !== 'missing';
  if (facts.run === 'none' && !isVerified) return beforeFirstRun(facts) satisfies SurfaceOutcome<WithoutRun>;
  const monitoring = facts.monitoring === 'reachable' ? [offer('open_monitoring', 'advanced')] : [];
  if (facts.run === 'active')
    return outcomeOf('active_run', { primary: offer('refresh'), inspect, diagnostics: monitoring });
  return outcomeOf('completed_run', {
    primary: facts.step === 'ready' ? offer('continue_onboarding') : null,
    inspect,
    // An earlier run is removed before a later one.
    diagnostics: facts.run === 'none' ? monitoring : [...previousOf(facts), ...monitoring],
  });
}

function previousOf(facts: OnboardingVerificationFacts): readonly OfferedAction[] {
  return facts.previousRun === 'present' && mayOpen(facts) ? [offer('open_previous_run', 'previous')] : [];
}
