import { epochMillis, plusMillis, type Instant } from '../kernel/instant.ts';
import { reasonGroupOf } from '../kernel/reason-codes.ts';
import { permissionStalenessMillis } from '../permissions/rules.ts';
import { verificationStalenessMillis } from '../verification/rules.ts';
import type { OnboardingFacts } from './facts.ts';
import { nextActionOf, type NextAction } from './next-action.ts';
import type { OnboardingState } from './state.ts';

/** Who has to do something next. `you` are the people who onboard the tenant. */
export const waitingParties = ['you', 'customer_admin', 'provider', 'system'] as const;

/** See {@link waitingParties}. */
export type WaitingOn = (typeof waitingParties)[number];

/** What is to be done, each with who has to do it. */
export const dueItems = {
  identify_tenant: 'you',
  connect_provider: 'you',
  review_connection: 'you',
  grant_consent: 'customer_admin',
  grant_permissions: 'customer_admin',
  wait_for_provider: 'provider',
  wait_for_verification: 'system',
  run_verification: 'you',
  review_verification: 'you',
  decide_findings: 'you',
  complete_onboarding: 'you',
} as const satisfies { readonly [item: string]: WaitingOn };

/** See {@link dueItems}. */
export type DueItemKey = keyof typeof dueItems;

/** One thing to be done. */
export interface DueItem {
  readonly key: DueItemKey;
  /** Until when it has to be done, or from when on it can be tried again; null where that is not known. What comes later has none. */
  readonly deadline: Instant | null;
}

/** What is due now, and what comes after it. Both are empty once the onboarding has ended. */
export interface DueLists {
  readonly now: readonly DueItem[];
  readonly later: readonly DueItem[];
}

/** The instants that deadlines come from; null where they are not known. */
export interface DueTimes {
  /** When the last report was made. */
  readonly reportedAt: Instant | null;
  /** When the permissions were last read completely. */
  readonly permissionsReadAt: Instant | null;
  /** When asking the provider again may help. */
  readonly retryAt: Instant | null;
}

const dueByAction: { readonly [action in NextAction]: DueItemKey } = {
  identify_tenant: 'identify_tenant',
  connect_provider: 'connect_provider',
  review_connection: 'review_connection',
  grant_consent: 'grant_consent',
  review_permissions: 'grant_permissions',
  refresh: 'wait_for_verification',
  start_verification: 'run_verification',
  run_again: 'run_verification',
  review_verification: 'review_verification',
  complete: 'complete_onboarding',
  continue: 'decide_findings',
};

/** The way from the first step to the last. What is due now stands for its step, and the steps after it come later. */
const steps = [
  'identify_tenant',
  'connect_provider',
  'grant_consent',
  'run_verification',
  'complete_onboarding',
] as const;

const stepOf: { readonly [item in DueItemKey]: (typeof steps)[number] } = {
  identify_tenant: 'identify_tenant',
  connect_provider: 'connect_provider',
  review_connection: 'connect_provider',
  grant_consent: 'grant_consent',
  grant_permissions: 'grant_consent',
  wait_for_provider: 'run_verification',
  wait_for_verification: 'run_verification',
  run_verification: 'run_verification',
  review_verification: 'run_verification',
  decide_findings: 'run_verification',
  complete_onboarding: 'complete_onboarding',
};

/** What is to be done now and later. What is due now is what the next action is about, so that the two never contradict each other. */
export function dueLists(facts: OnboardingFacts, state: OnboardingState, times: DueTimes): DueLists {
  const action = nextActionOf(facts, state);
  if (action === null) return { now: [], later: [] };
  const now = waitsForProvider(action, facts) ? 'wait_for_provider' : dueByAction[action];
  const later: DueItemKey[] = steps.slice(steps.indexOf(stepOf[now]) + 1).filter((step) => !isDone(step, facts));
  // A missing permission that does not block the activation is asked for all the same.
  if (facts.permissions === 'needs_attention' && now !== 'grant_permissions') later.unshift('grant_permissions');
  return {
    now: [{ key: now, deadline: deadlineOf(now, times) }],
    later: later.map((key) => ({ key, deadline: null })),
  };
}

/** Whether the provider did not answer: a person who tries again at once gets the same. */
function waitsForProvider(action: NextAction, { report }: OnboardingFacts): boolean {
  if (action !== 'review_verification' && action !== 'run_again') return false;
  return report?.staleBecause === null && reasonGroupOf(report.primaryReasonCode ?? '') === 'retryable';
}

function isDone(step: (typeof steps)[number], { connection }: OnboardingFacts): boolean {
  return step === 'grant_consent' && connection?.consentStatus === 'granted';
}

function deadlineOf(key: DueItemKey, times: DueTimes): Instant | null {
  return key === 'complete_onboarding' ? goodUntil(times) : key === 'wait_for_provider' ? times.retryAt : null;
}

/** Until when the last verification allows to activate the tenant: the first of its two parts that becomes stale. */
function goodUntil({ reportedAt, permissionsReadAt }: DueTimes): Instant | null {
  const ends = [
    reportedAt && plusMillis(reportedAt, verificationStalenessMillis),
    permissionsReadAt && plusMillis(permissionsReadAt, permissionStalenessMillis),
  ].filter((end) => end !== null);
  return ends.toSorted((one, other) => epochMillis(one) - epochMillis(other))[0] ?? null;
}
