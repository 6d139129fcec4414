import type { OnboardingFacts } from './facts.ts';
import { hasVerificationFailed, isVerificationActive } from './state.ts';

/** How the verification of an onboarding stands, in the order in which it is looked for. */
export const verificationStandings = [
  'active',
  'failed',
  'not_run',
  'stale',
  'blocked',
  'needs_attention',
  'unknown',
  'ready',
] as const;

/** See {@link verificationStandings}. */
export type VerificationStanding = (typeof verificationStandings)[number];

/** How the verification stands. A report that is stale stands for nothing else, whatever it says. */
export function verificationStanding(facts: OnboardingFacts): VerificationStanding {
  const { report } = facts;
  if (isVerificationActive(facts)) return 'active';
  if (hasVerificationFailed(facts)) return 'failed';
  if (report === null) return 'not_run';
  if (report.staleBecause !== null) return 'stale';
  return report.overall === 'running' ? 'active' : report.overall;
}
