import { reasonGroupOf } from '../kernel/reason-codes.ts';
import type { OnboardingFacts } from './facts.ts';
import { hasVerificationFailed, isVerificationActive, type OnboardingState } from './state.ts';

/** What an action does, for programs. Two actions start a verification: the first one and another one. */
export const nextActionKinds = [
  'identify',
  'connect',
  'review_connection',
  'grant_consent',
  'review_permissions',
  'refresh',
  'start_verification',
  'review_verification',
  'complete',
  'continue',
] as const;

/** See {@link nextActionKinds}. */
export type NextActionKind = (typeof nextActionKinds)[number];

/** The actions by their messages, each with its kind. */
export const nextActions = {
  identify_tenant: 'identify',
  connect_provider: 'connect',
  review_connection: 'review_connection',
  grant_consent: 'grant_consent',
  review_permissions: 'review_permissions',
  refresh: 'refresh',
  start_verification: 'start_verification',
  run_again: 'start_verification',
  review_verification: 'review_verification',
  complete: 'complete',
  continue: 'continue',
} as const satisfies { readonly [action: string]: NextActionKind };

/** See {@link nextActions}. */
export type NextAction = keyof typeof nextActions;

interface ActionRow {
  readonly action: NextAction;
  readonly when: (facts: OnboardingFacts, state: OnboardingState) => boolean;
}

/** The actions in the order in which they are looked for. The first that holds counts. */
const rows: readonly ActionRow[] = [
  { action: 'identify_tenant', when: ({ hasTenant }) => !hasTenant },
  { action: 'connect_provider', when: ({ connection }) => connection === null },
  { action: 'review_connection', when: ({ connection }) => connection?.isEnabled === false },
  { action: 'grant_consent', when: ({ connection }) => connection?.consentStatus !== 'granted' },
  { action: 'grant_consent', when: isReasonConsent },
  { action: 'review_permissions', when: ({ permissions }) => permissions === 'blocked' },
  { action: 'refresh', when: isVerificationActive },
  { action: 'start_verification', when: (facts) => facts.report === null && !hasVerificationFailed(facts) },
  {
    action: 'run_again',
    when: ({ report, permissions }) => (report?.staleBecause ?? null) !== null || permissions === 'unknown',
  },
  { action: 'review_verification', when: isWithoutResult },
  { action: 'complete', when: (_, { lifecycleState }) => lifecycleState === 'ready_for_activation' },
];

/**
 * What a person does next: exactly one action while the onboarding is open, and null once it has ended. Every combination of facts has one; what no row names is
 * `continue`.
 */
export function nextActionOf(facts: OnboardingFacts, state: OnboardingState): NextAction | null {
  if (facts.status !== 'open') return null;
  return rows.find(({ when }) => when(facts, state))?.action ?? 'continue';
}

/** Whether consent is what the verification asks for. A report that is stale says nothing about the consent of now, and what was acknowledged asks for nothing. */
function isReasonConsent({ report }: OnboardingFacts, { reasonCode, lifecycleState }: OnboardingState): boolean {
  if (lifecycleState === 'ready_for_activation' || (report !== null && report.staleBecause !== null)) return false;
  const code = report?.primaryReasonCode ?? report?.blockingReasonCode ?? reasonCode;
  return code !== null && reasonGroupOf(code) === 'consent';
}

/** Whether the last verification failed, is blocked, or allows no verdict. */
function isWithoutResult(facts: OnboardingFacts): boolean {
  const { report, connection } = facts;
  return (
    hasVerificationFailed(facts) ||
    connection?.verificationStatus === 'blocked' ||
    report?.overall === 'blocked' ||
    report?.overall === 'unknown'
  );
}
