import { helpReasonOf } from '../connections/rules.ts';
import type { BuiltInReasonCode } from '../kernel/reason-codes.ts';
import { onboardingCheckpoints, type OnboardingCheckpoint } from '../ports/onboarding-store.ts';
import type { FinalOutcome, RunOutcome } from '../ports/run-store.ts';
import type { OnboardingFacts } from './facts.ts';

/** Where an onboarding stands. */
export const onboardingStates = [
  'draft',
  'connecting',
  'verifying',
  'action_required',
  'ready_for_activation',
  'completed',
  'cancelled',
] as const;

/** See {@link onboardingStates}. */
export type OnboardingLifecycleState = (typeof onboardingStates)[number];

/** What follows from the facts about an onboarding. */
export interface OnboardingState {
  readonly lifecycleState: OnboardingLifecycleState;
  /** The first checkpoint that is not completed; null when all are. */
  readonly currentCheckpoint: OnboardingCheckpoint | null;
  /** The one before it; null before the first is completed. */
  readonly lastCompletedCheckpoint: OnboardingCheckpoint | null;
  /** Why it does not go on by itself; null where nothing is wrong. */
  readonly reasonCode: string | null;
  /** The same reason, where it keeps the tenant from being activated and nothing can be acknowledged. */
  readonly blockingReasonCode: string | null;
}

interface StateRow {
  readonly state: OnboardingLifecycleState;
  readonly when: (facts: OnboardingFacts) => boolean;
}

/** The states in the order in which they are looked for. The first that holds counts; without one, a person has to act. */
const rows: readonly StateRow[] = [
  { state: 'cancelled', when: ({ status }) => status === 'cancelled' },
  { state: 'completed', when: ({ status }) => status === 'completed' },
  { state: 'draft', when: ({ hasTenant }) => !hasTenant },
  { state: 'connecting', when: (facts) => facts.connection === null || (isConsentOpen(facts) && !isBlocked(facts)) },
  { state: 'action_required', when: isBlocked },
  { state: 'verifying', when: isVerificationActive },
  { state: 'verifying', when: ({ report }) => report === null || report.staleBecause !== null },
  { state: 'ready_for_activation', when: isVerified },
];

/**
 * The state of an onboarding. Total: every combination of facts has one. Evidence that was not collected makes no onboarding ready: a report with a check that could not
 * be judged, and permissions that are not known, ask for a person.
 *
 * @see docs/decisions/0040-onboarding.md
 */
export function onboardingState(facts: OnboardingFacts): OnboardingState {
  const lifecycleState = lifecycleOf(facts);
  const reasonCode = reasonOf(facts, lifecycleState);
  const completed = completedCheckpoints(facts);
  return {
    lifecycleState,
    currentCheckpoint: onboardingCheckpoints[completed] ?? null,
    lastCompletedCheckpoint: onboardingCheckpoints[completed - 1] ?? null,
    reasonCode,
    blockingReasonCode: isBlocked(facts) ? reasonCode : null,
  };
}

/** Whether the verification is queued or running. */
export function isVerificationActive({ run, connection }: OnboardingFacts): boolean {
  return run?.isActive === true || connection?.verificationStatus === 'pending';
}

/** Whether the last run ended without doing its work. A run that was cancelled found nothing, and counts as none. */
export function hasVerificationFailed({ run, connection }: OnboardingFacts): boolean {
  return connection?.verificationStatus === 'error' || (run !== null && failures.includes(run.outcome));
}

const failures: readonly RunOutcome[] = ['failed', 'blocked', 'partially_succeeded'] satisfies FinalOutcome[];

/** Whether an administrator of the tenant has not answered yet. */
function isConsentOpen({ connection }: OnboardingFacts): boolean {
  return connection?.consentStatus === 'unknown' || connection?.consentStatus === 'required';
}

/** Whether something failed that no waiting and no acknowledgement mends. */
function isBlocked(facts: OnboardingFacts): boolean {
  const { connection, permissions } = facts;
  if (connection === null) return false;
  return (
    !connection.isEnabled ||
    connection.consentStatus === 'failed' ||
    connection.consentStatus === 'revoked' ||
    connection.verificationStatus === 'blocked' ||
    permissions === 'blocked' ||
    hasVerificationFailed(facts)
  );
}

/** Whether a verification that is not stale and the permissions allow to activate the tenant. */
function isVerified({ report, permissions }: OnboardingFacts): boolean {
  if (report === null || !report.areAllJudged) return false;
  const isAccepted = report.overall === 'needs_attention' && report.areFailuresAcknowledged;
  return (report.overall === 'ready' || isAccepted) && (permissions === 'ready' || permissions === 'needs_attention');
}

function lifecycleOf(facts: OnboardingFacts): OnboardingLifecycleState {
  return rows.find(({ when }) => when(facts))?.state ?? 'action_required';
}

/** How many checkpoints are completed, from the first on. One that was cancelled keeps what its facts say. */
function completedCheckpoints(facts: OnboardingFacts): number {
  if (facts.status === 'completed') return onboardingCheckpoints.length;
  const { connection, hasTenant } = facts;
  const isCompleted: { readonly [checkpoint in OnboardingCheckpoint]: boolean } = {
    identify: hasTenant,
    connect_provider: connection !== null && connection.isEnabled && connection.consentStatus === 'granted',
    verify_access: lifecycleOf({ ...facts, status: 'open' }) === 'ready_for_activation',
    complete: false,
  };
  return onboardingCheckpoints.findIndex((checkpoint) => !isCompleted[checkpoint]);
}

function reasonOf(facts: OnboardingFacts, state: OnboardingLifecycleState): string | null {
  const { connection, report } = facts;
  if (connection === null || (state !== 'connecting' && state !== 'action_required')) return null;
  return helpReasonOf(connection, verificationReason(facts)) ?? report?.primaryReasonCode ?? unreadable(facts);
}

/** Why a connection that is enabled and has consent cannot be used; null where nothing failed. */
function verificationReason(facts: OnboardingFacts): string | null {
  const { connection, report, permissions } = facts;
  if (connection?.verificationStatus === 'blocked')
    return report?.blockingReasonCode ?? report?.primaryReasonCode ?? ('unknown_error' satisfies BuiltInReasonCode);
  if (permissions === 'blocked') return 'provider_permission_missing' satisfies BuiltInReasonCode;
  return hasVerificationFailed(facts) ? ('unknown_error' satisfies BuiltInReasonCode) : null;
}

/** The reason of a verification that found nothing and names nothing. */
function unreadable({ permissions }: OnboardingFacts): BuiltInReasonCode {
  return permissions === 'unknown' ? 'provider_permission_refresh_failed' : 'unknown_error';
}
