import { describe, expect, it } from 'vitest';
import { factsWith, forEachFacts, healthy, passedReport } from '../../test/support/onboarding-facts.ts';
import type { OnboardingFacts } from './facts.ts';
import { nextActionOf, nextActions, type NextAction, type NextActionKind } from './next-action.ts';
import { sayOnboarding as say } from './messages.ts';
import { onboardingState } from './state.ts';

const next = (facts: OnboardingFacts) => nextActionOf(facts, onboardingState(facts));
const active = { isActive: true, outcome: 'pending' } as const;
const failed = { isActive: false, outcome: 'failed' } as const;
const blocked = { ...passedReport, overall: 'blocked' } as const;
const consent = 'provider_consent_missing';
const none = { run: null, report: null, permissions: 'unknown' } as const;

describe('the next action', () => {
  it.each<readonly [Partial<OnboardingFacts>, NextAction, NextActionKind, string]>([
    [{ hasTenant: false, connection: null }, 'identify_tenant', 'identify', 'Identify tenant'],
    [{ hasTenant: false }, 'identify_tenant', 'identify', 'Identify tenant'],
    [{ connection: null }, 'connect_provider', 'connect', 'Connect provider'],
    [
      { connection: { ...healthy, isEnabled: false, consentStatus: 'revoked' } },
      'review_connection',
      'review_connection',
      'Review provider connection',
    ],
    ...(['unknown', 'required', 'failed', 'revoked'] as const).map(
      (consentStatus) =>
        [
          { connection: { ...healthy, consentStatus }, permissions: 'blocked', run: active },
          'grant_consent',
          'grant_consent',
          'Grant admin consent',
        ] as const,
    ),
    [{ report: { ...blocked, primaryReasonCode: consent } }, 'grant_consent', 'grant_consent', 'Grant admin consent'],
    [{ report: { ...blocked, blockingReasonCode: consent } }, 'grant_consent', 'grant_consent', 'Grant admin consent'],
    // What the verification asks for comes before the permissions, and before another verification that runs.
    [
      { report: { ...blocked, primaryReasonCode: consent }, permissions: 'blocked', run: active },
      'grant_consent',
      'grant_consent',
      'Grant admin consent',
    ],
    // The primary reason comes before the blocking one.
    [
      { report: { ...blocked, primaryReasonCode: 'rate_limited', blockingReasonCode: consent } },
      'review_verification',
      'review_verification',
      'Review verification',
    ],
    // A reason that was acknowledged asks for nothing.
    [
      { report: { ...passedReport, overall: 'needs_attention', primaryReasonCode: consent } },
      'complete',
      'complete',
      'Complete onboarding',
    ],
    // A report from before the consent does not ask for it again.
    [
      { report: { ...blocked, primaryReasonCode: consent, staleBecause: 'connection_changed' } },
      'run_again',
      'start_verification',
      'Run verification again',
    ],
    [{ permissions: 'blocked', run: active }, 'review_permissions', 'review_permissions', 'Review permissions'],
    [{ ...none, run: active }, 'refresh', 'refresh', 'Refresh'],
    [{ run: active, report: { ...passedReport, staleBecause: 'too_old' } }, 'refresh', 'refresh', 'Refresh'],
    [{ connection: { ...healthy, verificationStatus: 'pending' } }, 'refresh', 'refresh', 'Refresh'],
    [none, 'start_verification', 'start_verification', 'Start verification'],
    [
      { ...none, run: { isActive: false, outcome: 'cancelled' } },
      'start_verification',
      'start_verification',
      'Start verification',
    ],
    ...(['too_old', 'connection_changed', 'other_connection'] as const).map(
      (staleBecause) =>
        [
          { report: { ...passedReport, staleBecause } },
          'run_again',
          'start_verification',
          'Run verification again',
        ] as const,
    ),
    [{ permissions: 'unknown' }, 'run_again', 'start_verification', 'Run verification again'],
    [{ ...none, run: failed }, 'run_again', 'start_verification', 'Run verification again'],
    [{ run: failed }, 'review_verification', 'review_verification', 'Review verification'],
    [{ report: blocked }, 'review_verification', 'review_verification', 'Review verification'],
    [
      { report: { ...passedReport, overall: 'unknown', areAllJudged: false } },
      'review_verification',
      'review_verification',
      'Review verification',
    ],
    [{}, 'complete', 'complete', 'Complete onboarding'],
    [
      { report: { ...passedReport, overall: 'needs_attention' }, permissions: 'needs_attention' },
      'complete',
      'complete',
      'Complete onboarding',
    ],
    [
      { report: { ...passedReport, overall: 'needs_attention', areFailuresAcknowledged: false } },
      'continue',
      'continue',
      'Continue onboarding',
    ],
    [{ permissions: null }, 'continue', 'continue', 'Continue onboarding'],
  ])('of %j is %s', (change, action, kind, label) => {
    expect(next(factsWith(change))).toBe(action);
    expect([nextActions[action], say(`onboarding.action.${action}`).text]).toEqual([kind, label]);
  });

  it.each(['completed', 'cancelled'] as const)('of an onboarding that is %s is none', (status) => {
    expect(next(factsWith({ status }))).toBeNull();
  });

  it('is exactly one for every combination of facts of an open onboarding, and completes only what is ready', () => {
    const found = new Map<NextAction | null, number>();
    forEachFacts((facts) => {
      const state = onboardingState(facts);
      const action = nextActionOf(facts, state);
      found.set(action, (found.get(action) ?? 0) + 1);
      const isRight =
        (action === null) === (facts.status !== 'open') &&
        (action === 'complete') === (state.lifecycleState === 'ready_for_activation');
      if (!isRight) expect({ facts, action }).toBe('right');
    });
    expect(new Set(found.keys())).toEqual(new Set([null, ...Object.keys(nextActions)]));
  });
});
