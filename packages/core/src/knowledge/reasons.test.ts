import { describe, expect, it } from 'vitest';
import { collectionStates } from '../kernel/evidence.ts';
import { isHostReasonCode, reasonCodeGroups, reasonCodes, reasonGroupOf } from '../kernel/reason-codes.ts';
import { nextStepKinds, reasonFacts } from './catalog.ts';
import { defineReasons, isKnownReason, knownReasons, translateReason, type HostReason } from './reasons.ts';

const contract = { label: 'Contract ended', explanation: 'The contract of the customer has ended.' };
const catalog = defineReasons({
  'ext.contract_ended': { ...contract, isRetryable: true, nextSteps: ['contact_support'] },
});

describe('the closed list', () => {
  it('has exactly these codes in each group, which decides the help that is shown', () => {
    expect(reasonCodeGroups).toEqual({
      consent: ['provider_consent_missing', 'provider_consent_failed', 'provider_consent_revoked'],
      permission: ['provider_permission_missing', 'provider_permission_denied', 'intune_rbac_permission_missing'],
      connection: [
        ...['provider_connection_missing', 'provider_connection_invalid', 'provider_credential_missing'],
        ...['provider_credential_invalid', 'provider_connection_type_invalid', 'dedicated_credential_missing'],
        ...['dedicated_credential_invalid', 'provider_auth_failed', 'provider_connection_review_required'],
        ...['provider_binding_unsupported', 'tenant_target_mismatch', 'platform_identity_missing'],
        ...['platform_identity_incomplete', 'intune_rbac_not_configured', 'intune_rbac_unhealthy', 'intune_rbac_stale'],
      ],
      retryable: ['provider_permission_refresh_failed', 'network_unreachable', 'rate_limited', 'provider_unavailable'],
      unknown: ['unknown_error'],
    });
    for (const [group, codes] of Object.entries(reasonCodeGroups))
      expect(codes.map(reasonGroupOf)).toEqual(codes.map(() => group));
  });

  it('has each code once', () => {
    expect(new Set(reasonCodes).size).toBe(27);
    expect(Object.keys(reasonFacts).toSorted()).toEqual(reasonCodes.toSorted());
  });

  it('says of exactly the retryable group that waiting may help', () => {
    expect(reasonCodes.filter((code) => reasonFacts[code].isRetryable)).toEqual(reasonCodeGroups.retryable);
  });
});

describe('the translation', () => {
  it.each(reasonCodes)('of %s has words, and a step to take', (code) => {
    const view = translateReason(code, {}, 'AADSTS65001');
    expect(view).toMatchObject({ diagnosticCode: code, mapped: true, providerCode: 'AADSTS65001' });
    expect(view.label.text).not.toMatch(/_|\./);
    expect(view.explanation.text).toMatch(/\.$/);
    expect(view.nextSteps.length).toBeGreaterThan(0);
    expect(view.nextSteps.every(({ kind }) => nextStepKinds.includes(kind))).toBe(true);
  });

  it.each(reasonCodes)(
    'of %s is about a licence where the evidence is not licensed, and never about a permission',
    (code) => {
      const view = translateReason(code, {}, 'AadPremiumLicenseRequired', 'not_licensed');
      expect(view).toMatchObject({
        ...{ diagnosticCode: code, mapped: true, isRetryable: false, providerCode: 'AadPremiumLicenseRequired' },
        ...{ label: { text: 'Licence missing' }, explanation: { text: expect.stringMatching(/no licence/) as string } },
        nextSteps: [{ kind: 'review_licences' }, { kind: 'run_verification' }],
      });
      expect(JSON.stringify(view.nextSteps.concat(view.label as never, view.explanation as never))).not.toMatch(
        /permission/i,
      );
    },
  );

  it('of a code of the host keeps the words of the host where the evidence is not licensed', () => {
    const view = translateReason('ext.contract_ended', catalog, null, 'not_licensed');
    expect(view).toEqual(translateReason('ext.contract_ended', catalog));
  });

  it.each(collectionStates.filter((state) => state !== 'not_licensed'))(
    'of evidence that is %s is that of its code',
    (state) => {
      expect(translateReason('provider_permission_denied', {}, null, state)).toEqual(
        translateReason('provider_permission_denied'),
      );
    },
  );

  it('of a code of the host has the words of the host', () => {
    const view = translateReason('ext.contract_ended', catalog);
    expect(view).toMatchObject({ mapped: true, isRetryable: true, diagnosticCode: 'ext.contract_ended' });
    expect(view.label.text).toBe('Contract ended');
    expect(view.explanation.text).toBe(contract.explanation);
    expect(view.nextSteps.map(({ kind }) => kind)).toEqual(['contact_support']);
  });

  it.each([
    'ext.other',
    'someVendorCode',
    'acme.contract_ended',
    '',
    ' ',
    '__proto__',
    'toString',
    'ext.__proto__',
    'PROVIDER_CONSENT_MISSING',
  ])('of %j explains nothing and keeps the code', (code) => {
    const view = translateReason(code, catalog);
    expect(view).toMatchObject({ mapped: false, isRetryable: false, diagnosticCode: code, providerCode: null });
    expect(view.label.text).toBe('Unknown reason');
    expect(isKnownReason(code, catalog)).toBe(false);
  });

  it('is the same for equal questions, and frozen', () => {
    expect(translateReason('rate_limited')).toEqual(translateReason('rate_limited'));
    expect(Object.isFrozen(translateReason('rate_limited').nextSteps)).toBe(true);
  });
});

describe('reasons of a host', () => {
  it('are known beside the closed list', () => {
    expect(knownReasons(catalog)).toEqual([...reasonCodes, 'ext.contract_ended']);
    expect(isKnownReason('ext.contract_ended', catalog)).toBe(true);
    expect(isHostReasonCode('ext.Contract')).toBe(false);
  });

  it.each([
    ['rate_limited', contract, /a code of a host is "ext\."/],
    ['acme.contract_ended', contract, /a code of a host is "ext\."/],
    ['ext.Bad Code', contract, /a code of a host is "ext\."/],
    ['ext.a', { label: '', explanation: 'x' }, /`label`/],
    ['ext.a', { label: 'x', explanation: 'a\nb' }, /`explanation`/],
    ['ext.a', { ...contract, isRetryable: 'yes' }, /"isRetryable" is true or false/],
    ['ext.a', { ...contract, nextSteps: ['call'] }, /"nextSteps" is a list such as/],
    ['ext.a', { ...contract, lable: 'x' }, /"lable" is not a member of a reason/],
    ['ext.a', null, /pass an object/],
  ])('%j with %j is refused with the member and the rule', (code, reason, message) => {
    expect(() => defineReasons({ [code]: reason as HostReason })).toThrow(message);
  });
});
