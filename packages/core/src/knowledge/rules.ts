import type { RunOutcome } from '../ports/run-store.ts';
import type { VerificationOverall } from '../ports/verification-report.ts';
import type { BuiltInTopicKey, SurfaceFamily } from './topics.ts';

/** The topic of a reason on a surface; null for a reason that has none there. */
export type ReasonTopics = (reasonCode: string, surface: SurfaceFamily) => string | null;

/** What the help beside an onboarding is chosen by. */
export interface OnboardingFacts {
  /** Whether the last verification no longer speaks for the connection. */
  readonly isVerificationStale: boolean;
  /** Why the verification, or else the connection, is not healthy. Blank and `ok` count as none. */
  readonly reasonCode: string | null;
  /** What the checks of the last verification say together. */
  readonly overall: VerificationOverall | null;
  /** How the run of the last verification ended. */
  readonly outcome: RunOutcome | null;
}

/** What the help of support diagnostics is chosen by. */
export interface SupportFacts {
  readonly reasonCode: string | null;
  readonly outcome: RunOutcome | null;
  /** Whether evidence is missing or stale where it applies. */
  readonly isEvidenceIncomplete: boolean;
}

const failingOutcomes: readonly (RunOutcome | null)[] = ['failed', 'blocked', 'partially_succeeded'];
const failingOveralls: readonly (VerificationOverall | null)[] = ['blocked', 'needs_attention'];
const failed: BuiltInTopicKey = 'verification-failed';

/**
 * The topic beside an onboarding, the first that holds: a stale verification, the topic of the reason, a verification or a run that failed. Null where nothing is
 * wrong. A stale result comes first, because a reason that it names may be gone.
 */
export function chooseOnboardingTopic(facts: OnboardingFacts, topicOf: ReasonTopics): string | null {
  if (facts.isVerificationStale) return 'verification-stale' satisfies BuiltInTopicKey;
  const ofReason = isReason(facts.reasonCode) ? topicOf(facts.reasonCode, 'onboarding') : null;
  if (ofReason !== null) return ofReason;
  return failingOveralls.includes(facts.overall) || failingOutcomes.includes(facts.outcome) ? failed : null;
}

/**
 * The topic of support diagnostics: the topic of the reason where there is a reason, also when that is none; else a run that failed, else incomplete evidence. A reason
 * without a topic hides the rest, because the rest would explain something else than what happened.
 */
export function chooseSupportTopic(facts: SupportFacts, topicOf: ReasonTopics): string | null {
  if (isReason(facts.reasonCode)) return topicOf(facts.reasonCode, 'support_diagnostics');
  if (failingOutcomes.includes(facts.outcome)) return failed;
  return facts.isEvidenceIncomplete ? ('diagnostic-evidence-incomplete' satisfies BuiltInTopicKey) : null;
}

/** Whether a code says why something is not healthy. */
export function isReason(code: string | null): code is string {
  return code !== null && code.trim() !== '' && code !== 'ok';
}
