import { describe, expect, it } from 'vitest';
import { at, checkReport, newConnection, noon, runId, sentence, userA } from '../conformance/fixtures.ts';
import {
  collected,
  collectionStates,
  neverCollected,
  type CollectionState,
  type Evidence,
} from '../kernel/evidence.ts';
import type { ConnectionId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { plusMillis } from '../kernel/instant.ts';
import { definePermissions } from '../permissions/catalog.ts';
import { permissionStalenessMillis } from '../permissions/rules.ts';
import type { StoredConnection } from '../ports/connection-store.ts';
import type { Grant } from '../ports/directory-provider.ts';
import { checkStatuses, type CheckStatus, type VerificationCheck } from '../ports/verification-report.ts';
import { judgePermissions } from '../verification/checks.ts';
import { overallOf, statusAfter, verificationStalenessMillis } from '../verification/rules.ts';
import { nextActionOf } from './next-action.ts';
import { onboardingFacts } from './facts.ts';
import { onboardingState } from './state.ts';

const session = { status: 'open', tenantId: 'tenant-a' as TenantId } as const;
const id = 'c-1' as ConnectionId;
const manifest = definePermissions({
  provider: 'scripted',
  version: 1,
  permissions: [
    { key: 'A.Read', type: 'application', features: ['Verification'], since: 1 },
    { key: 'B.Read', type: 'delegated', features: ['Sign-in'], since: 1 },
  ],
});
const everything: readonly Grant[] = [
  { key: 'A.Read', type: 'application' },
  { key: 'B.Read', type: 'delegated' },
];

function stored(change: Partial<StoredConnection> = {}): StoredConnection {
  return {
    ...newConnection('w-1' as WorkspaceId, id, { grants: collected(everything, noon), verificationStatus: 'healthy' }),
    isDefault: true,
    checkRun: null,
    acknowledgements: [],
    ...change,
  };
}

const check = (key: string, status: CheckStatus, change: Partial<VerificationCheck> = {}): VerificationCheck => ({
  key,
  title: sentence,
  status,
  severity: 'info',
  blocking: false,
  reasonCode: status === 'pass' ? 'ok' : 'rate_limited',
  message: sentence,
  evidence: [],
  ...change,
});
const reported = (...checks: readonly VerificationCheck[]) => checkReport(id, runId(1), { checks });
const factsOf = (change: Partial<StoredConnection>, now = noon) =>
  onboardingFacts(session, { connection: stored(change), manifest }, now);
const stateOf = (change: Partial<StoredConnection>, now = noon) => onboardingState(factsOf(change, now)).lifecycleState;

const acknowledged = (checkKey: string, reasonCode: string) => ({
  checkKey,
  reasonCode,
  runId: runId(1),
  by: { kind: 'user', personId: userA } as const,
  at: noon,
  reason: null,
});

describe('facts of a session', () => {
  it.each([
    ['open', null, false],
    ['completed', 'tenant-a', true],
  ] as const)('without a connection: %s, tenant %s', (status, tenantId, hasTenant) => {
    expect(onboardingFacts({ status, tenantId: tenantId as TenantId | null }, null, noon)).toEqual({
      status,
      hasTenant,
      connection: null,
      run: null,
      report: null,
      permissions: null,
    });
  });

  it('read the current state of the run, and derive the verification from it', () => {
    const checkRun = { id: runId(2), status: 'running', outcome: 'pending' } as const;
    expect(factsOf({ checkRun })).toMatchObject({
      connection: { isEnabled: true, consentStatus: 'granted', verificationStatus: 'pending' },
      run: { isActive: true, outcome: 'pending' },
    });
    const failed = { id: runId(2), status: 'completed', outcome: 'failed' } as const;
    expect(factsOf({ checkRun: failed })).toMatchObject({
      connection: { verificationStatus: 'error' },
      run: { isActive: false, outcome: 'failed' },
    });
  });

  it('read the reasons of a report: the first to act on, and the first that blocks', () => {
    const report = reported(
      check('a', 'pass'),
      check('b', 'warn', { reasonCode: 'rate_limited' }),
      check('c', 'fail', { reasonCode: 'provider_auth_failed', blocking: true }),
    );
    expect(factsOf({ report }).report).toEqual({
      overall: 'blocked',
      staleBecause: null,
      areFailuresAcknowledged: false,
      areAllJudged: true,
      primaryReasonCode: 'rate_limited',
      blockingReasonCode: 'provider_auth_failed',
    });
  });

  it.each([
    ['none', [], false],
    ['of one of two', [acknowledged('a', 'rate_limited')], false],
    ['of both', [acknowledged('a', 'rate_limited'), acknowledged('b', 'rate_limited')], true],
    ['for another reason', [acknowledged('a', 'rate_limited'), acknowledged('b', 'unknown_error')], false],
  ] as const)('count failures as acknowledged with acknowledgements: %s', (_, acknowledgements, expected) => {
    const report = reported(check('a', 'fail'), check('b', 'fail'), check('c', 'warn'));
    expect(factsOf({ report, acknowledgements }).report?.areFailuresAcknowledged).toBe(expected);
  });

  it('age: at the last millisecond the evidence counts, and one later it does not', () => {
    const report = reported(check('permissions', 'pass'));
    const [week, month] = [verificationStalenessMillis, permissionStalenessMillis].map((millis) =>
      plusMillis(noon, millis),
    );
    expect([stateOf({ report }, week), stateOf({ report }, plusMillis(week!, 1))]).toEqual([
      'ready_for_activation',
      'verifying',
    ]);
    const young = { ...report, createdAt: month!, checked: noon };
    expect([stateOf({ report: young }, month), stateOf({ report: young }, plusMillis(month!, 1))]).toEqual([
      'ready_for_activation',
      'action_required',
    ]);
  });

  it('a report of another state of the connection, or of another connection, does not count', () => {
    const report = reported(check('permissions', 'pass'));
    expect(factsOf({ report, changedAt: at(1) }).report?.staleBecause).toBe('connection_changed');
    expect(factsOf({ report: { ...report, connectionId: 'c-2' } }).report?.staleBecause).toBe('other_connection');
  });
});

/** Grants as they are in one state of their collection, each with everything granted last. */
function grantsIn(collection: CollectionState): Evidence<readonly Grant[]> {
  const reason = { code: 'rate_limited', providerCode: null, retryAt: null } as const;
  const lastKnown = { value: everything, observedAt: noon };
  if (collection === 'collected') return collected(everything, noon);
  if (collection === 'never') return neverCollected;
  return collection === 'partial'
    ? { collection, part: everything, lastKnown, observedAt: noon, reason }
    : { collection, lastKnown, observedAt: noon, reason };
}

describe('evidence that was not collected never makes an onboarding ready', () => {
  const runs: readonly StoredConnection['checkRun'][] = [
    null,
    ...(['succeeded', 'cancelled', 'failed'] as const).map((outcome) => ({
      id: runId(1),
      status: 'completed' as const,
      outcome,
    })),
    { id: runId(2), status: 'running', outcome: 'pending' },
  ];

  it.each(collectionStates)('with grants that are %s, beside every other check and every run', (collection) => {
    const grants = grantsIn(collection);
    const permissions = judgePermissions(manifest, grants, null, {});
    const ready: string[] = [];
    for (const status of checkStatuses)
      for (const blocking of [true, false])
        for (const isAcknowledged of [true, false])
          for (const checkRun of runs) {
            const report = reported(check('tenant_identity', status, { blocking }), permissions);
            const acknowledgements = isAcknowledged
              ? report.checks.map(({ key, reasonCode }) => acknowledged(key, reasonCode))
              : [];
            const verificationStatus = statusAfter(overallOf(report.checks));
            const facts = factsOf({ grants, report, acknowledgements, checkRun, verificationStatus });
            const state = onboardingState(facts);
            expect(nextActionOf(facts, state) === 'complete').toBe(state.lifecycleState === 'ready_for_activation');
            if (state.lifecycleState === 'ready_for_activation') ready.push(status);
          }
    // A check that passed, was skipped or warns, or that failed and was acknowledged; nothing of it without grants that were read completely.
    const expected = collection === 'collected' ? ['fail', 'pass', 'skip', 'warn'] : [];
    expect([...new Set(ready)].toSorted()).toEqual(expected);
  });

  it.each(collectionStates.filter((one) => one !== 'collected'))(
    'with a report that passed long before the grants became %s',
    (collection) => {
      expect(stateOf({ grants: grantsIn(collection), report: reported(check('permissions', 'pass')) })).toBe(
        'action_required',
      );
    },
  );
});
