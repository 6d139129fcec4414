import { describe, expect, it } from 'vitest';
import { reasonCodes } from '../kernel/reason-codes.ts';
import { runOutcomes, type RunOutcome } from '../ports/run-store.ts';
import { verificationOveralls, type VerificationOverall } from '../ports/verification-report.ts';
import { defineReasons } from './reasons.ts';
import { chooseOnboardingTopic, chooseSupportTopic } from './rules.ts';
import { allTopics, reasonTopics } from './topic-catalog.ts';
import { surfaceFamilies, topicKeys } from './topics.ts';

const reasons = defineReasons({
  'ext.mapped': { label: 'Mapped', explanation: 'It is mapped.', topic: 'connection-unhealthy' },
  'ext.support': { label: 'Support', explanation: 'It is for support.', topic: 'retryable-provider-failure' },
  'ext.unmapped': { label: 'Unmapped', explanation: 'It is not mapped.' },
  'ext.none': { label: 'None', explanation: 'It has none.', topic: null },
});
const topicOf = reasonTopics(allTopics(), reasons);

/** The table of the specification: the onboarding topic and the support topic of each code. */
const consent = ['admin-consent-required', 'admin-consent-required'] as const;
const permission = ['required-permissions-missing', 'required-permissions-missing'] as const;
const connection = ['connection-unhealthy', 'connection-unhealthy'] as const;
const retryable = [null, 'retryable-provider-failure'] as const;
type Row = readonly [onboarding: string | null, support: string | null];
const byReason: { readonly [code: string]: Row } = {
  provider_consent_missing: consent,
  provider_consent_failed: consent,
  provider_consent_revoked: consent,
  provider_permission_missing: permission,
  provider_permission_denied: permission,
  intune_rbac_permission_missing: permission,
  provider_connection_missing: connection,
  provider_connection_invalid: connection,
  provider_credential_missing: connection,
  provider_credential_invalid: connection,
  provider_connection_type_invalid: connection,
  dedicated_credential_missing: connection,
  dedicated_credential_invalid: connection,
  provider_auth_failed: connection,
  provider_connection_review_required: connection,
  provider_binding_unsupported: connection,
  tenant_target_mismatch: connection,
  platform_identity_missing: connection,
  platform_identity_incomplete: connection,
  intune_rbac_not_configured: connection,
  intune_rbac_unhealthy: connection,
  intune_rbac_stale: connection,
  provider_permission_refresh_failed: retryable,
  network_unreachable: retryable,
  rate_limited: retryable,
  provider_unavailable: retryable,
  unknown_error: [null, 'manual-handoff-required'],
  'ext.mapped': connection,
  'ext.support': retryable,
  'ext.unmapped': [null, null],
  'ext.none': [null, null],
  'ext.unheard_of': [null, null],
  AADSTS65001: [null, null],
  ['__proto__']: [null, null],
  prototype: [null, null],
};
const withoutReason = [null, '', ' ', '\n', 'ok'];
const codes = Object.keys(byReason);
const outcomes: readonly (RunOutcome | null)[] = [null, ...runOutcomes];
const overalls: readonly (VerificationOverall | null)[] = [null, ...verificationOveralls];

describe('the topic of a reason', () => {
  it('is in the table for every code of the closed list', () => {
    expect(reasonCodes.filter((code) => !Object.hasOwn(byReason, code))).toEqual([]);
  });

  it.each(codes)('of %s', (code) => {
    expect(surfaceFamilies.map((surface) => topicOf(code, surface))).toEqual(byReason[code]);
  });
});

describe('onboarding', () => {
  const failing = (overall: VerificationOverall | null, outcome: RunOutcome | null): boolean =>
    overall === 'blocked' ||
    overall === 'needs_attention' ||
    outcome === 'failed' ||
    outcome === 'blocked' ||
    outcome === 'partially_succeeded';

  const rows = [true, false].flatMap((isVerificationStale) =>
    [...withoutReason, ...codes].flatMap((reasonCode) =>
      overalls.flatMap((overall) => outcomes.map((outcome) => ({ isVerificationStale, reasonCode, overall, outcome }))),
    ),
  );

  it('a stale verification wins over everything else', () => {
    for (const row of rows.filter(({ isVerificationStale }) => isVerificationStale))
      expect(chooseOnboardingTopic(row, topicOf), JSON.stringify(row)).toBe('verification-stale');
  });

  it('then the topic of the reason, then a failed verification or run, then none', () => {
    for (const row of rows.filter(({ isVerificationStale }) => !isVerificationStale)) {
      const ofReason = byReason[row.reasonCode ?? '']?.[0] ?? null;
      const wanted = ofReason ?? (failing(row.overall, row.outcome) ? 'verification-failed' : null);
      expect(chooseOnboardingTopic(row, topicOf), JSON.stringify(row)).toBe(wanted);
    }
  });

  it('reaches every topic of its surface and no other', () => {
    const reached = new Set(rows.map((row) => chooseOnboardingTopic(row, topicOf)));
    expect([...reached].filter((key) => key !== null).toSorted()).toEqual(
      topicKeys.filter((key) => allTopics().get(key)!.surfaceFamilies.includes('onboarding')).toSorted(),
    );
  });
});

describe('support diagnostics', () => {
  const rows = [true, false].flatMap((isEvidenceIncomplete) =>
    [...withoutReason, ...codes].flatMap((reasonCode) =>
      outcomes.map((outcome) => ({ isEvidenceIncomplete, reasonCode, outcome })),
    ),
  );

  it('the topic of the reason, also when that is none', () => {
    for (const row of rows.filter(({ reasonCode }) => Object.hasOwn(byReason, reasonCode ?? '')))
      expect(chooseSupportTopic(row, topicOf), JSON.stringify(row)).toBe(byReason[row.reasonCode as string]![1]);
  });

  it('without a reason a failed run, then incomplete evidence, then none', () => {
    for (const row of rows.filter(({ reasonCode }) => withoutReason.includes(reasonCode))) {
      const isFailing = ['failed', 'blocked', 'partially_succeeded'].includes(row.outcome ?? '');
      const ofEvidence = row.isEvidenceIncomplete ? 'diagnostic-evidence-incomplete' : null;
      expect(chooseSupportTopic(row, topicOf), JSON.stringify(row)).toBe(
        isFailing ? 'verification-failed' : ofEvidence,
      );
    }
  });

  it('reaches every topic of its surface and no other', () => {
    const reached = new Set(rows.map((row) => chooseSupportTopic(row, topicOf)));
    expect([...reached].filter((key) => key !== null).toSorted()).toEqual(
      topicKeys.filter((key) => allTopics().get(key)!.surfaceFamilies.includes('support_diagnostics')).toSorted(),
    );
  });
});
