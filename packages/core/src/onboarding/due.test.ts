import { describe, expect, it } from 'vitest';
import { factsWith, forEachFacts, healthy, passedReport } from '../../test/support/onboarding-facts.ts';
import { plusMillis, toInstant } from '../kernel/instant.ts';
import { dueItems, dueLists, type DueItemKey, type DueTimes } from './due.ts';
import type { OnboardingFacts } from './facts.ts';
import { nextActionOf } from './next-action.ts';
import { onboardingState } from './state.ts';

const noon = toInstant(Date.UTC(2026, 10, 21, 12));
const day = 24 * 60 * 60 * 1000;
const unknown: DueTimes = { reportedAt: null, permissionsReadAt: null, retryAt: null };
const dueOf = (facts: OnboardingFacts, times = unknown) => dueLists(facts, onboardingState(facts), times);
const keys = (list: readonly { readonly key: DueItemKey }[]) => list.map(({ key }) => key);
const none = { run: null, report: null, permissions: 'unknown' } as const;
const throttled = {
  ...passedReport,
  overall: 'unknown',
  areAllJudged: false,
  primaryReasonCode: 'rate_limited',
} as const;
const rest = ['grant_consent', 'run_verification', 'complete_onboarding'] as const;

describe('what is due', () => {
  it.each<readonly [Partial<OnboardingFacts>, DueItemKey, readonly DueItemKey[]]>([
    [{ hasTenant: false, connection: null, ...none }, 'identify_tenant', ['connect_provider', ...rest]],
    [{ connection: null, ...none }, 'connect_provider', rest],
    [
      { connection: { ...healthy, isEnabled: false } },
      'review_connection',
      ['run_verification', 'complete_onboarding'],
    ],
    [{ connection: { ...healthy, isEnabled: false, consentStatus: 'failed' } }, 'review_connection', rest],
    [{ connection: { ...healthy, consentStatus: 'required' }, ...none }, 'grant_consent', rest.slice(1)],
    [{ permissions: 'blocked' }, 'grant_permissions', rest.slice(1)],
    [{ ...none, run: { isActive: true, outcome: 'pending' } }, 'wait_for_verification', ['complete_onboarding']],
    [none, 'run_verification', ['complete_onboarding']],
    [{ report: { ...passedReport, staleBecause: 'too_old' } }, 'run_verification', ['complete_onboarding']],
    [{ report: { ...passedReport, overall: 'blocked' } }, 'review_verification', ['complete_onboarding']],
    [{ report: throttled }, 'wait_for_provider', ['complete_onboarding']],
    [{ report: throttled, permissions: 'unknown' }, 'wait_for_provider', ['complete_onboarding']],
    // A report that is stale says nothing about the provider of now.
    [{ report: { ...throttled, staleBecause: 'too_old' } }, 'run_verification', ['complete_onboarding']],
    [
      { report: { ...passedReport, overall: 'needs_attention', areFailuresAcknowledged: false } },
      'decide_findings',
      ['complete_onboarding'],
    ],
    [{}, 'complete_onboarding', []],
    [{ permissions: 'needs_attention' }, 'complete_onboarding', ['grant_permissions']],
  ])('of %j: %s', (change, now, later) => {
    const due = dueOf(factsWith(change));
    expect([keys(due.now), keys(due.later)]).toEqual([[now], later]);
  });

  it.each(['completed', 'cancelled'] as const)('of an onboarding that is %s is nothing', (status) => {
    expect(dueOf(factsWith({ status }))).toEqual({ now: [], later: [] });
  });

  it('for every combination of facts: one thing now, nothing twice, and completing it at the end', () => {
    const found = new Set<DueItemKey>();
    forEachFacts((facts) => {
      const state = onboardingState(facts);
      const { now, later } = dueLists(facts, state, unknown);
      const all = keys([...now, ...later]);
      for (const key of all) found.add(key);
      const isOpen = facts.status === 'open';
      const isRight =
        now.length === (isOpen ? 1 : 0) &&
        new Set(all).size === all.length &&
        all.includes('complete_onboarding') === isOpen &&
        (now[0]?.key === 'complete_onboarding') === (nextActionOf(facts, state) === 'complete');
      if (!isRight) expect({ facts, now, later }).toBe('right');
    });
    expect([...found].toSorted()).toEqual(Object.keys(dueItems).toSorted());
  });
});

describe('deadlines', () => {
  const retryAt = plusMillis(noon, 90_000);

  it('of completion: until the report or the permissions become stale, whichever is first', () => {
    const deadline = (times: Partial<DueTimes>) => dueOf(factsWith(), { ...unknown, ...times }).now[0]?.deadline;
    expect(deadline({ reportedAt: noon, permissionsReadAt: noon })).toBe(plusMillis(noon, 7 * day));
    expect(deadline({ reportedAt: noon, permissionsReadAt: plusMillis(noon, -25 * day) })).toBe(
      plusMillis(noon, 5 * day),
    );
    expect(deadline({ reportedAt: noon })).toBe(plusMillis(noon, 7 * day));
    expect(deadline({})).toBeNull();
  });

  it('of a provider that did not answer: when asking again may help', () => {
    expect(dueOf(factsWith({ report: throttled }), { ...unknown, retryAt }).now).toEqual([
      { key: 'wait_for_provider', deadline: retryAt },
    ]);
  });

  it('are known for nothing else', () => {
    const times = { reportedAt: noon, permissionsReadAt: noon, retryAt };
    for (const facts of [factsWith(none), factsWith({ connection: null }), factsWith({ permissions: 'blocked' })]) {
      const { now, later } = dueOf(facts, times);
      expect([...now, ...later].map(({ deadline }) => deadline).filter((one) => one !== null)).toEqual([]);
    }
  });
});
