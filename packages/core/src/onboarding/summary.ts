import { readinessSentence } from '../connections/rules.ts';
import { reasonGroupOf } from '../kernel/reason-codes.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { OnboardingFacts } from './facts.ts';
import { sayOnboarding as say } from './messages.ts';
import type { OnboardingState } from './state.ts';
import { verificationStanding } from './verification-status.ts';

/** What holds an onboarding up, or that nothing does, in one sentence that names no provider. Enablement and consent come before the verification, as in the state. */
export function operatorSummary(facts: OnboardingFacts, state: OnboardingState): Sentence {
  const { status, hasTenant, connection, permissions } = facts;
  if (status !== 'open') return say(`onboarding.summary.${status}`);
  if (!hasTenant) return say('onboarding.summary.no_tenant');
  if (connection === null) return say('onboarding.summary.no_connection');
  if (!connection.isEnabled || connection.consentStatus !== 'granted') return readinessSentence(connection);
  if (permissions === 'blocked') return say('onboarding.summary.blocked');
  const isBlocked = connection.verificationStatus === 'blocked';
  const standing = isBlocked ? 'blocked' : verificationStanding(facts);
  if (standing === 'blocked') return blockedSummary(state);
  if (state.lifecycleState === 'ready_for_activation') return say('onboarding.summary.ready');
  // The report passed, but the permissions are not known well enough.
  return say(`onboarding.summary.${standing === 'ready' ? 'unknown' : standing}`);
}

function blockedSummary({ blockingReasonCode }: OnboardingState): Sentence {
  const group = reasonGroupOf(blockingReasonCode ?? '');
  const isOfGrants = group === 'consent' || group === 'permission';
  return say(`onboarding.summary.${isOfGrants ? 'blocked' : 'blocked_connection'}`);
}
