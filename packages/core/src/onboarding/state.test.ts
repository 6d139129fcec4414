import { describe, expect, it } from 'vitest';
import { factsWith, forEachFacts, healthy, passedReport } from '../../test/support/onboarding-facts.ts';
import type { OnboardingFacts } from './facts.ts';
import { onboardingState, type OnboardingLifecycleState } from './state.ts';

const active = { isActive: true, outcome: 'pending' } as const;
const ended = (outcome: 'succeeded' | 'failed' | 'blocked' | 'partially_succeeded' | 'cancelled') =>
  ({ isActive: false, outcome }) as const;
const needsAttention = { ...passedReport, overall: 'needs_attention', primaryReasonCode: 'rate_limited' } as const;
const stateOf = (change: Partial<OnboardingFacts>) => onboardingState(factsWith(change)).lifecycleState;
const connected = (change: Partial<NonNullable<OnboardingFacts['connection']>>) => ({
  connection: { ...healthy, ...change },
});

describe('the state', () => {
  it.each<readonly [Partial<OnboardingFacts>, OnboardingLifecycleState]>([
    [{ status: 'cancelled' }, 'cancelled'],
    [{ status: 'completed' }, 'completed'],
    // Ended comes before everything else.
    [{ status: 'cancelled', hasTenant: false, connection: null }, 'cancelled'],
    [{ status: 'completed', ...connected({ isEnabled: false }) }, 'completed'],
    [{ hasTenant: false }, 'draft'],
    [{ hasTenant: false, connection: null }, 'draft'],
    [{ connection: null, report: null, run: null, permissions: null }, 'connecting'],
    [{ ...connected({ consentStatus: 'unknown', verificationStatus: 'unknown' }), report: null }, 'connecting'],
    [{ ...connected({ consentStatus: 'required', verificationStatus: 'unknown' }), report: null }, 'connecting'],
    // A consent that is open does not hide what failed.
    [connected({ consentStatus: 'required', verificationStatus: 'blocked' }), 'action_required'],
    [{ ...connected({ consentStatus: 'unknown' }), permissions: 'blocked' }, 'action_required'],
    [{ ...connected({ consentStatus: 'unknown' }), run: ended('failed') }, 'action_required'],
    [connected({ consentStatus: 'unknown', isEnabled: false }), 'action_required'],
    [connected({ isEnabled: false }), 'action_required'],
    [connected({ consentStatus: 'failed' }), 'action_required'],
    [connected({ consentStatus: 'revoked' }), 'action_required'],
    [connected({ verificationStatus: 'blocked' }), 'action_required'],
    [connected({ verificationStatus: 'error' }), 'action_required'],
    [{ permissions: 'blocked' }, 'action_required'],
    [{ run: ended('failed') }, 'action_required'],
    [{ run: ended('blocked') }, 'action_required'],
    [{ run: ended('partially_succeeded') }, 'action_required'],
    // What failed comes before a verification that runs.
    [{ run: active, permissions: 'blocked' }, 'action_required'],
    [{ run: active, report: null, permissions: 'unknown' }, 'verifying'],
    [{ run: active }, 'verifying'],
    [connected({ verificationStatus: 'pending' }), 'verifying'],
    [{ run: null, report: null, permissions: 'unknown' }, 'verifying'],
    [{ run: ended('cancelled'), report: null }, 'verifying'],
    [{ report: { ...passedReport, staleBecause: 'too_old' } }, 'verifying'],
    [{ report: { ...passedReport, staleBecause: 'connection_changed' } }, 'verifying'],
    [{ report: { ...passedReport, staleBecause: 'other_connection' } }, 'verifying'],
    [{}, 'ready_for_activation'],
    [{ permissions: 'needs_attention' }, 'ready_for_activation'],
    [{ run: null }, 'ready_for_activation'],
    [{ run: ended('cancelled') }, 'ready_for_activation'],
    [{ report: needsAttention, ...connected({ verificationStatus: 'degraded' }) }, 'ready_for_activation'],
    [{ report: { ...needsAttention, areFailuresAcknowledged: false } }, 'action_required'],
    // An acknowledged failure does not make up for a check without a verdict.
    [{ report: { ...needsAttention, areAllJudged: false } }, 'action_required'],
    [{ report: { ...passedReport, overall: 'unknown', areAllJudged: false } }, 'action_required'],
    [{ report: { ...passedReport, overall: 'blocked' } }, 'action_required'],
    [{ permissions: 'unknown' }, 'action_required'],
    [{ permissions: null }, 'action_required'],
  ])('of %j is %s', (change, state) => {
    expect(stateOf(change)).toBe(state);
  });
});

describe('checkpoints', () => {
  it.each<readonly [Partial<OnboardingFacts>, current: string | null, last: string | null]>([
    [{ hasTenant: false }, 'identify', null],
    [{ connection: null }, 'connect_provider', 'identify'],
    [connected({ isEnabled: false }), 'connect_provider', 'identify'],
    [connected({ consentStatus: 'required' }), 'connect_provider', 'identify'],
    [{ report: null }, 'verify_access', 'connect_provider'],
    [{ run: active }, 'verify_access', 'connect_provider'],
    [{ permissions: 'blocked' }, 'verify_access', 'connect_provider'],
    [{}, 'complete', 'verify_access'],
    [{ status: 'completed' }, null, 'complete'],
    // What a completed onboarding rested on may be gone since.
    [{ status: 'completed', connection: null }, null, 'complete'],
    [{ status: 'cancelled' }, 'complete', 'verify_access'],
    [{ status: 'cancelled', hasTenant: false }, 'identify', null],
  ])('of %j: %s is current, %s was the last', (change, currentCheckpoint, lastCompletedCheckpoint) => {
    expect(onboardingState(factsWith(change))).toMatchObject({ currentCheckpoint, lastCompletedCheckpoint });
  });
});

describe('reasons', () => {
  it.each<readonly [Partial<OnboardingFacts>, reason: string | null, isBlocking: boolean]>([
    [{}, null, false],
    [{ status: 'completed', permissions: 'blocked' }, null, false],
    [{ status: 'cancelled', ...connected({ isEnabled: false }) }, null, false],
    [{ hasTenant: false }, null, false],
    [{ connection: null }, null, false],
    [{ report: null }, null, false],
    [{ run: active }, null, false],
    [connected({ consentStatus: 'unknown' }), 'provider_consent_missing', false],
    [connected({ consentStatus: 'required' }), 'provider_consent_missing', false],
    [connected({ consentStatus: 'failed' }), 'provider_consent_failed', true],
    [connected({ consentStatus: 'revoked' }), 'provider_consent_revoked', true],
    [connected({ isEnabled: false, consentStatus: 'revoked' }), 'provider_connection_review_required', true],
    [
      {
        ...connected({ verificationStatus: 'blocked' }),
        report: { ...passedReport, overall: 'blocked', primaryReasonCode: 'a', blockingReasonCode: 'b' },
      },
      'b',
      true,
    ],
    [{ ...connected({ verificationStatus: 'blocked' }), report: needsAttention }, 'rate_limited', true],
    [{ ...connected({ verificationStatus: 'blocked' }), report: null }, 'unknown_error', true],
    [{ permissions: 'blocked' }, 'provider_permission_missing', true],
    [{ run: ended('failed') }, 'unknown_error', true],
    [{ report: { ...needsAttention, areFailuresAcknowledged: false } }, 'rate_limited', false],
    [{ permissions: 'unknown' }, 'provider_permission_refresh_failed', false],
    [{ permissions: null }, 'unknown_error', false],
    // An acknowledged failure asks for nothing any more.
    [{ report: needsAttention }, null, false],
  ])('of %j is %s', (change, reasonCode, isBlocking) => {
    const blockingReasonCode = isBlocking ? reasonCode : null;
    expect(onboardingState(factsWith(change))).toMatchObject({ reasonCode, blockingReasonCode });
  });
});

describe('over all combinations of facts', () => {
  it('the first row of the specification that holds is the state', () => {
    const counts = new Map<string, number>();
    forEachFacts((facts) => {
      const { lifecycleState } = onboardingState(facts);
      if (lifecycleState !== specified(facts)) expect({ facts, lifecycleState }).toEqual(specified(facts));
      counts.set(lifecycleState, (counts.get(lifecycleState) ?? 0) + 1);
    });
    expect([...counts.keys()].toSorted()).toEqual([
      'action_required',
      'cancelled',
      'completed',
      'connecting',
      'draft',
      'ready_for_activation',
      'verifying',
    ]);
  });

  it('what is ready has fresh evidence for every check and for its permissions', () => {
    let ready = 0;
    forEachFacts((facts) => {
      if (onboardingState(facts).lifecycleState !== 'ready_for_activation') return;
      ready += 1;
      const { report, permissions, connection, run } = facts;
      const isSound =
        report?.staleBecause === null &&
        report.areAllJudged &&
        (report.overall === 'ready' || report.areFailuresAcknowledged) &&
        (permissions === 'ready' || permissions === 'needs_attention') &&
        connection?.isEnabled === true &&
        connection.consentStatus === 'granted' &&
        run?.isActive !== true;
      if (!isSound) expect(facts).toBe('ready');
    });
    expect(ready).toBeGreaterThan(0);
  });

  it('an action that is required has a reason, a blocking one is the reason, and checkpoints follow each other', () => {
    const order = [null, 'identify', 'connect_provider', 'verify_access', 'complete', null];
    forEachFacts((facts) => {
      const state = onboardingState(facts);
      const { lifecycleState, reasonCode, blockingReasonCode } = state;
      const isComplete =
        (lifecycleState !== 'action_required' || reasonCode !== null) &&
        (blockingReasonCode === null || blockingReasonCode === reasonCode) &&
        order.indexOf(state.lastCompletedCheckpoint) + 1 === order.lastIndexOf(state.currentCheckpoint);
      if (!isComplete) expect({ facts, state }).toBe('complete');
    });
  });
});

/** The table of the specification, read a second time. */
function specified(facts: OnboardingFacts): OnboardingLifecycleState {
  const { status, hasTenant, connection, run, report, permissions } = facts;
  if (status !== 'open') return status;
  if (!hasTenant) return 'draft';
  if (!connection) return 'connecting';
  const { isEnabled, consentStatus, verificationStatus } = connection;
  const runFailed = run !== null && !['pending', 'succeeded', 'cancelled'].includes(run.outcome);
  const failed =
    !isEnabled ||
    ['failed', 'revoked'].includes(consentStatus) ||
    ['blocked', 'error'].includes(verificationStatus) ||
    permissions === 'blocked' ||
    runFailed;
  if (failed) return 'action_required';
  if (consentStatus !== 'granted') return 'connecting';
  if (run?.isActive || verificationStatus === 'pending' || !report || report.staleBecause) return 'verifying';
  const isAccepted =
    report.areAllJudged &&
    (report.overall === 'ready' || (report.overall === 'needs_attention' && report.areFailuresAcknowledged));
  const isKnown = permissions !== null && permissions !== 'unknown';
  return isAccepted && isKnown ? 'ready_for_activation' : 'action_required';
}
