import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import { plusMillis, toInstant } from '../kernel/instant.ts';
import { reasonCodes } from '../kernel/reason-codes.ts';
import { isAcknowledgeable, isStillAcknowledged } from '../ports/check-acknowledgement.ts';
import { consentStatuses, type ConsentStatus } from '../ports/connection-store.ts';
import { checkStatuses, verificationOveralls, type CheckStatus } from '../ports/verification-report.ts';
import {
  changeIndicator,
  consentAfter,
  fingerprintOf,
  overallOf,
  primaryReason,
  staleBecause,
  statusAfter,
  type CheckFacts,
} from './rules.ts';

const check = (status: CheckStatus, more: Partial<CheckFacts> = {}): CheckFacts => ({
  key: 'k',
  status,
  reasonCode: status === 'pass' ? 'ok' : 'rate_limited',
  blocking: false,
  ...more,
});
const blocking = (status: CheckStatus): CheckFacts => check(status, { blocking: true });

describe('overall', () => {
  it.each([
    [[], 'unknown'],
    [[check('pass')], 'ready'],
    [[check('pass'), check('skip')], 'ready'],
    [[check('skip'), check('skip')], 'unknown'],
    [[check('pass'), check('unknown')], 'unknown'],
    [[check('pass'), check('warn')], 'needs_attention'],
    [[check('fail'), check('unknown')], 'needs_attention'],
    [[blocking('fail'), check('unknown'), check('warn')], 'blocked'],
    [[blocking('warn')], 'needs_attention'],
    [[blocking('unknown')], 'unknown'],
    [[blocking('fail'), check('running')], 'running'],
  ] as const)('of %j is %s', (checks, overall) => {
    expect(overallOf(checks)).toBe(overall);
  });
});

describe('fingerprint', () => {
  const checks = [check('pass', { key: 'a' }), check('fail', { key: 'b', blocking: true })];

  it('does not depend on order, and on nothing but the four facts', () => {
    const elsewhere = checks.map((each) => ({ ...each, message: 'other', observedAt: 1 })).toReversed();
    expect(fingerprintOf(elsewhere)).toBe(fingerprintOf(checks));
  });

  it.each([{ key: 'c' }, { status: 'warn' }, { reasonCode: 'unknown_error' }, { blocking: false }] as const)(
    'changes with %j',
    (change) => {
      const [first, second] = checks;
      expect(fingerprintOf([first!, { ...second!, ...change }])).not.toBe(fingerprintOf(checks));
    },
  );

  it('is equal exactly where the change indicator sees no change', () => {
    const facts = fc.record({
      key: fc.constantFrom('a', 'b', 'a\nb', '"'),
      status: fc.constantFrom(...checkStatuses),
      reasonCode: fc.constantFrom('ok', 'unknown_error', ''),
      blocking: fc.boolean(),
    });
    const report = fc.array(facts, { maxLength: 4 });
    holds(
      fc.property(report, report, (one, other) => {
        const isSame = changeIndicator(one, other).kind === 'unchanged';
        expect(fingerprintOf(one) === fingerprintOf(other)).toBe(isSame);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('change indicator', () => {
  const before = [check('pass', { key: 'a' }), check('fail', { key: 'b' })];

  it.each([
    ['no report before', before, null, 'first', []],
    ['the same in another order', before.toReversed(), before, 'unchanged', []],
    ['another status', [before[0]!, check('pass', { key: 'b' })], before, 'changed', ['b']],
    ['a check less and one more', [before[0]!, check('fail', { key: 'c' })], before, 'changed', ['b', 'c']],
    ['an empty report before', before, [], 'changed', ['a', 'b']],
  ] as const)('%s', (_, current, previous, kind, changedKeys) => {
    expect(changeIndicator(current, previous)).toEqual({ kind, changedKeys });
  });
});

describe('primary reason', () => {
  it.each([
    [[], null],
    [[check('pass'), check('skip'), check('running')], null],
    [[check('pass'), check('unknown', { reasonCode: 'rate_limited' }), check('fail')], 'rate_limited'],
    [[check('warn', { reasonCode: 'unknown_error' }), check('fail', { reasonCode: 'rate_limited' })], 'unknown_error'],
    [[check('fail', { reasonCode: ' ' }), check('warn', { reasonCode: 'unknown_error' })], 'unknown_error'],
  ] as const)('of %j is %s', (checks, reason) => {
    expect(primaryReason(checks)).toBe(reason);
  });
});

describe('staleness', () => {
  const createdAt = toInstant(Date.UTC(2026, 10, 30));
  const sevenDays = 7 * 24 * 60 * 60 * 1000;
  const connection = { id: 'c-1', changedAt: createdAt };
  const report = { connectionId: 'c-1', createdAt, checked: createdAt };

  it.each([
    ['at once', connection, 0, null],
    ['after seven days', connection, sevenDays, null],
    ['a millisecond later', connection, sevenDays + 1, 'too_old'],
    ['without a selected connection', null, 0, 'other_connection'],
    ['with another selected connection', { ...connection, id: 'c-2' }, 0, 'other_connection'],
    [
      'with a connection changed since',
      { ...connection, changedAt: plusMillis(createdAt, 1) },
      0,
      'connection_changed',
    ],
  ] as const)('%s', (_, selected, age, because) => {
    expect(staleBecause(report, selected, plusMillis(createdAt, age))).toBe(because);
  });
});

it.each(checkStatuses)(
  'a check that ended as %s can be acknowledged only when it failed and does not block',
  (status) => {
    expect(isAcknowledgeable(check(status))).toBe(status === 'fail');
    expect(isAcknowledgeable(blocking(status))).toBe(false);
  },
);

describe('an acknowledgement of the report before', () => {
  const acknowledged = { checkKey: 'k', reasonCode: 'rate_limited' };
  it.each([
    ['applies while the check fails for the same reason', [check('fail')], true],
    ['ends when the check fails for another reason', [check('fail', { reasonCode: 'timeout' })], false],
    ['ends when the check blocks', [blocking('fail')], false],
    ['ends when another check fails for that reason', [check('fail', { key: 'other' })], false],
    ['ends when there is no such check', [], false],
    ...checkStatuses
      .filter((status) => status !== 'fail')
      .map((status) => [`ends when the check is ${status}`, [check(status)], false] as const),
  ] as const)('%s', (_, checks, isKept) => {
    expect(isStillAcknowledged(acknowledged, { checks })).toBe(isKept);
  });
});

it('each overall leads to one status', () => {
  expect(verificationOveralls.map((overall) => [overall, statusAfter(overall)])).toEqual([
    ['running', 'pending'],
    ['blocked', 'blocked'],
    ['needs_attention', 'degraded'],
    ['unknown', 'unknown'],
    ['ready', 'healthy'],
  ]);
});

describe('consent after a check', () => {
  const facts = (reasonCode: string, change: object = {}) =>
    ({ reasonCode, isYoung: false, connectionType: 'platform', ...change }) as const;

  it.each(consentStatuses)('is granted once an app of the customer signed in, before: %s', (before) => {
    expect(consentAfter(before, facts('ok', { connectionType: 'dedicated' }))).toBe('granted');
  });

  it.each(consentStatuses)('is not proven by a sign-in of the platform, before: %s', (before) => {
    expect(consentAfter(before, facts('ok'))).toBe(before);
  });

  it.each([
    ['unknown', 'required'],
    ['required', 'required'],
    ['granted', 'revoked'],
    ['revoked', 'revoked'],
    ['failed', 'failed'],
  ] as const)('of %s that is missing is %s', (before, after) => {
    expect(consentAfter(before, facts('provider_consent_missing'))).toBe(after);
  });

  it.each(consentStatuses)('that is young and missing stays as it was, before: %s', (before) => {
    expect(consentAfter(before, facts('provider_consent_missing', { isYoung: true }))).toBe(before);
  });

  it.each(['failed', 'revoked'] as const)('is %s where the provider says so', (status) => {
    for (const before of consentStatuses)
      expect(consentAfter(before, facts(`provider_consent_${status}`))).toBe(status);
  });

  const silent = [...reasonCodes.filter((code) => !code.startsWith('provider_consent_')), 'ext.a', 'raw'];
  it.each(silent)('stays as it was after %s', (reasonCode) => {
    const after = consentStatuses.map((before): ConsentStatus => consentAfter(before, facts(reasonCode)));
    expect(after).toEqual(consentStatuses);
  });
});
