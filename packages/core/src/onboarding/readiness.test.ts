import { describe, expect, it } from 'vitest';
import { at, checkReport, newConnection, noon, runId, sentence, userA } from '../conformance/fixtures.ts';
import { collected, neverCollected, type Evidence } from '../kernel/evidence.ts';
import type { ConnectionId, OnboardingSessionId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { plusMillis } from '../kernel/instant.ts';
import { translateReason } from '../knowledge/reasons.ts';
import { allTopics } from '../knowledge/topic-catalog.ts';
import { definePermissions } from '../permissions/catalog.ts';
import type { StoredConnection } from '../ports/connection-store.ts';
import type { Grant } from '../ports/directory-provider.ts';
import type { OnboardingSession } from '../ports/onboarding-store.ts';
import type { VerificationCheck } from '../ports/verification-report.ts';
import { onboardingReadiness, type FoundOnboarding, type ReadinessContext } from './readiness.ts';
import { onboardingReadinessAnswer } from './readiness-view.ts';

const manifest = definePermissions({
  provider: 'scripted',
  version: 1,
  permissions: [
    { key: 'A.Read', type: 'application', features: ['Verification'], since: 1 },
    { key: 'B.Read', type: 'delegated', features: ['Sign-in'], since: 1 },
  ],
});
const app: Grant = { key: 'A.Read', type: 'application' };
const delegated: Grant = { key: 'B.Read', type: 'delegated' };
const by = { kind: 'user', personId: userA } as const;
const notReached = { identify: null, connect_provider: null, verify_access: null, complete: null };

function sessionWith(change: Partial<OnboardingSession> = {}): OnboardingSession {
  return {
    workspaceId: 'w-1' as WorkspaceId,
    id: 'o-1' as OnboardingSessionId,
    tenantId: 'tenant-a' as TenantId,
    draftName: 'Fabrikam',
    connectionId: 'c-1' as ConnectionId,
    status: 'open',
    checkpoints: { ...notReached, identify: noon },
    startedBy: by,
    startedAt: noon,
    updatedBy: by,
    updatedAt: at(5),
    endedBy: null,
    endedAt: null,
    version: 2,
    ...change,
  };
}

function connectionWith(change: Partial<StoredConnection> = {}): StoredConnection {
  return {
    ...newConnection('w-1' as WorkspaceId, 'c-1' as ConnectionId, {
      grants: collected([app, delegated], noon),
      verificationStatus: 'healthy',
      lastErrorReasonCode: null,
    }),
    isDefault: true,
    checkRun: { id: runId(1), status: 'completed', outcome: 'succeeded' },
    acknowledgements: [],
    ...change,
  };
}

const passed: VerificationCheck = {
  key: 'permissions',
  title: sentence,
  status: 'pass',
  severity: 'info',
  blocking: true,
  reasonCode: 'ok',
  message: sentence,
  evidence: [],
};
const reported = (change: Partial<VerificationCheck> = {}) =>
  checkReport('c-1' as ConnectionId, runId(1), { checks: [{ ...passed, ...change }] });

const addresses = { admin_consent_primary: 'https://login.example/consent', required_permissions: '/t/permissions' };
const people = [{ ...by, label: 'Bo' }];
const fresh = { checkRun: null, report: null, grants: neverCollected, verificationStatus: 'unknown' } as const;

function readinessOf(
  connection: Partial<StoredConnection> | null,
  session: Partial<OnboardingSession> = {},
  more: Partial<FoundOnboarding> & Partial<Pick<ReadinessContext, 'addresses' | 'consent'>> = {},
) {
  const found: FoundOnboarding = {
    session: sessionWith(session),
    tenantName: 'Contoso',
    selected: connection && { connection: connectionWith(connection), manifest },
    at: noon,
    ...more,
  };
  const knowledge = { topics: allTopics(), reasons: {} };
  const context = { addresses, consent: { hasProvider: true, hasRedirect: true }, ...more };
  const readiness = onboardingReadiness(found, { knowledge, people, ...context });
  // Every payload is one that its description allows.
  expect(onboardingReadinessAnswer().safeParse(readiness).error).toBeUndefined();
  return readiness;
}

const unread: Evidence<readonly Grant[]> = {
  collection: 'throttled',
  lastKnown: null,
  observedAt: noon,
  reason: { code: 'rate_limited', providerCode: '429', retryAt: null },
};

describe('an onboarding without a tenant', () => {
  const none = readinessOf(null, { tenantId: null, connectionId: null, checkpoints: notReached }, { tenantName: null });

  it('has a name, one action, and nothing about a provider', () => {
    expect(none).toMatchObject({
      draft: { name: 'Fabrikam', startedAt: noon, updatedAt: at(5) },
      providerSummary: null,
      permissions: null,
      verification: { status: 'not_run', hasReport: false, matchesSelectedConnection: false, run: null, report: null },
      verificationAssist: { isVisible: false, reason: 'hidden_irrelevant' },
      blocker: { reasonCode: null, blockingReasonCode: null, reason: null },
      nextAction: { kind: 'identify', url: null, opensNewTab: false, obstacle: null },
      sections: [],
      supportingLinks: [],
      contextualHelp: null,
    });
    expect([none.draft.stageLabel.text, none.draft.statusLabel.text]).toEqual(['Identify tenant', 'Draft']);
    expect(none.draft.startedBy.label.text).toBe('Bo');
  });

  it('has stale permissions that were never read', () => {
    expect(none.freshness).toMatchObject({ permissionLastRefreshedAt: null, permissionDataIsStale: true });
  });
});

it('headings and labels are those of the specification', () => {
  const { heading, checkpoint, nextAction } = readinessOf({ report: reported() });
  expect([heading.text, checkpoint.heading.text, nextAction?.heading.text]).toEqual([
    'Onboarding readiness',
    'Step',
    'Primary next action',
  ]);
  expect(checkpoint.steps.map(({ label }) => label.text)).toEqual([
    'Identify tenant',
    'Connect provider',
    'Verify access',
    'Complete',
  ]);
});

describe('the summary', () => {
  const blocked = { verificationStatus: 'blocked', grants: collected([app], noon) } as const;
  it.each([
    ['Verification has not run yet', fresh],
    ['Provider connection disabled', { ...fresh, isEnabled: false }],
    ['Provider consent required', { ...fresh, consentStatus: 'required' }],
    ['Permission or consent blocker needs attention', { report: reported(), grants: collected([delegated], noon) }],
    [
      'Permission or consent blocker needs attention',
      { ...blocked, report: reported({ status: 'fail', reasonCode: 'provider_permission_denied' }) },
    ],
    [
      'A blocker of the provider connection needs attention',
      { ...blocked, report: reported({ status: 'fail', reasonCode: 'provider_auth_failed' }) },
    ],
    ['Verification is in progress', { checkRun: { id: runId(2), status: 'queued', outcome: 'pending' } }],
    ['Verification ended without a result', { checkRun: { id: runId(2), status: 'completed', outcome: 'failed' } }],
    ['The last verification no longer speaks for the connection', { report: reported(), changedAt: at(1) }],
    [
      'Verification found something that a person has to decide about',
      { report: reported({ status: 'fail', blocking: false, reasonCode: 'provider_permission_missing' }) },
    ],
    ['Verification could not collect all evidence', { report: reported({ status: 'unknown' }) }],
    ['Verification could not collect all evidence', { report: reported(), grants: unread }],
    ['The tenant can be activated', { report: reported() }],
  ] as const)('is "%s"', (text, connection) => {
    expect(readinessOf(connection).blocker.operatorSummary.text).toBe(text);
  });
});

describe('progress', () => {
  it('keeps the instant of a checkpoint whose facts are lost, and makes it current again', () => {
    const checkpoints = { ...notReached, identify: noon, connect_provider: at(1) };
    const { checkpoint } = readinessOf({ isEnabled: false }, { checkpoints });
    expect(checkpoint).toMatchObject({ current: 'connect_provider', lastCompleted: 'identify' });
    expect(
      checkpoint.steps.map(({ isCurrent, isCompleted, completedAt }) => [isCurrent, isCompleted, completedAt]),
    ).toEqual([
      [false, true, noon],
      [true, false, at(1)],
      [false, false, null],
      [false, false, null],
    ]);
  });

  it('of an ended onboarding has no action, nothing due and no help', () => {
    const end = { endedBy: by, endedAt: noon };
    const broken = {
      isEnabled: false,
      grants: collected([], noon),
      report: reported({ status: 'fail', reasonCode: 'provider_permission_missing' }),
      changedAt: at(1),
      checkRun: { id: runId(2), status: 'completed', outcome: 'failed' },
    } as const;
    const completed = readinessOf(broken, { status: 'completed', ...end });
    expect(completed).toMatchObject({
      checkpoint: { current: null, lastCompleted: 'complete' },
      nextAction: null,
      due: { now: [], later: [] },
      contextualHelp: null,
      verificationAssist: { isVisible: false },
    });
    expect(completed.draft.stageLabel.text).toBe('Complete');
    const cancelled = readinessOf(broken, { status: 'cancelled', ...end });
    expect([cancelled.blocker.operatorSummary.text, cancelled.contextualHelp]).toEqual([
      'The onboarding was cancelled',
      null,
    ]);
  });
});

describe('sections', () => {
  const headings = (connection: Partial<StoredConnection>, more = {}) =>
    readinessOf(connection, {}, more).sections.map(({ heading, groups }) => [
      heading.text,
      ...groups.map((group) => `${group.heading.text}: ${group.permissions.join(', ')}`),
    ]);

  it('list missing permissions only while there is no report', () => {
    const grants = collected([] as readonly Grant[], noon);
    expect(headings({ report: null, grants })).toEqual([
      ['Permission diagnostics', 'Missing application permissions: A.Read', 'Missing delegated permissions: B.Read'],
    ]);
    expect(headings({ report: reported(), grants })).toEqual([
      ['Stored verification details'],
      ['Supporting evidence'],
    ]);
  });

  it('list unreadable permissions, but none that were never asked for', () => {
    expect(headings({ report: null, grants: unread })).toEqual([
      ['Permission diagnostics', 'Permissions without a reading: A.Read, B.Read'],
    ]);
    expect(headings(fresh)).toEqual([]);
  });

  it('lose the supporting evidence when there is no link', () => {
    const grants = collected([app], noon);
    const link = { key: 'required_permissions', url: '/t/permissions', opensNewTab: false };
    const { supportingLinks } = readinessOf({ report: reported(), grants });
    expect(supportingLinks).toMatchObject([link]);
    expect(supportingLinks[0]?.label.text).toBe('View required permissions');
    for (const [url, opensNewTab] of [
      ['https://entra.example/permissions', true],
      ['mailto:admin@entra.example', false],
    ] as const) {
      const read = readinessOf({ report: reported(), grants }, {}, { addresses: { required_permissions: url } });
      expect(read.supportingLinks).toMatchObject([{ url, opensNewTab }]);
    }
    const nowhere = { addresses: { required_permissions: null } };
    expect(headings({ report: reported(), grants }, nowhere)).toEqual([['Stored verification details']]);
    // Help with permissions is not visible where none is missing.
    expect(headings({ report: reported() })).toEqual([['Stored verification details']]);
  });
});

describe('the verification', () => {
  const failed = { id: runId(2), status: 'completed', outcome: 'failed' } as const;
  const active = { id: runId(2), status: 'running', outcome: 'pending' } as const;
  const report = reported();
  const ofOther = { ...report, connectionId: 'c-2' as ConnectionId };
  const blocking = reported({ status: 'fail', reasonCode: 'provider_auth_failed' });

  it.each<readonly [status: string, label: string, connection: Partial<StoredConnection>, matches: boolean]>([
    ['not_run', 'Not run yet', fresh, false],
    ['active', 'In progress', { report, checkRun: active }, true],
    // The one that runs counts, also where the one before it ended without a result.
    ['active', 'In progress', { report, checkRun: active, verificationStatus: 'error' }, true],
    ['failed', 'Did not finish', { report, checkRun: failed }, true],
    ['stale', 'Out of date', { report, changedAt: at(1) }, true],
    ['stale', 'Out of date', { report: ofOther }, false],
    ['blocked', 'Blocked', { report: blocking }, true],
    ['needs_attention', 'Needs attention', { report: reported({ status: 'warn', reasonCode: 'rate_limited' }) }, true],
    ['unknown', 'No clear result', { report: reported({ status: 'unknown' }) }, true],
    ['ready', 'Passed', { report }, true],
  ])('is %s: %s', (status, label, connection, matchesSelectedConnection) => {
    const { verification } = readinessOf(connection);
    expect(verification).toMatchObject({
      status,
      label: { text: label },
      isActive: status === 'active',
      hasReport: status !== 'not_run',
      matchesSelectedConnection,
    });
  });

  it('without a licence says so in the reason, and names no permission', () => {
    const evidence = {
      subject: 'grants',
      collection: 'not_licensed',
      observedAt: noon,
      facts: [],
      factsLeftOut: 0,
      reason: { code: 'provider_permission_denied', providerCode: null, retryAt: null },
    } as const;
    const denied = { status: 'fail', reasonCode: 'provider_permission_denied', evidence: [evidence] } as const;
    const licence = translateReason('provider_permission_denied', {}, null, 'not_licensed');
    expect(readinessOf({ report: reported(denied) }).blocker.reason).toEqual(licence);
    expect(licence.label.text).not.toMatch(/permission/i);
  });
});

describe('help with permissions', () => {
  it.each([
    ['permission_blocked', collected([delegated], noon)],
    ['permission_attention', collected([app], noon)],
    ['permission_attention', unread],
    ['hidden_irrelevant', collected([app, delegated], noon)],
    ['hidden_irrelevant', neverCollected],
  ] as const)('is %s', (reason, grants) => {
    const isVisible = reason !== 'hidden_irrelevant';
    expect(readinessOf({ grants, report: reported() }).verificationAssist).toEqual({ isVisible, reason });
  });
});

describe('freshness', () => {
  const report = reported();
  it.each([
    ['Nothing was verified for the selected connection yet.', fresh, noon],
    ['All data shown is current.', { report }, noon],
    ['The connection was changed after the last verification.', { report, changedAt: at(1) }, noon],
    [
      'The last verification is about another connection than the selected one.',
      { report: { ...report, connectionId: 'c-2' } },
      noon,
    ],
    ['The last verification is too old to rely on.', { report }, plusMillis(noon, 8 * 86_400_000)],
    ['The permissions were not read recently.', { report, grants: neverCollected }, noon],
    [
      'The last read of the permissions failed.',
      { report, grants: { ...unread, lastKnown: { value: [app], observedAt: noon } } },
      noon,
    ],
  ] as const)('says "%s"', (note, connection, now) => {
    expect(readinessOf(connection, {}, { at: now }).freshness.note.text).toBe(note);
  });
});

describe('the next action', () => {
  it('leads to the address of the host, in a new tab where that is another origin', () => {
    const consent = readinessOf({ ...fresh, consentStatus: 'required' }).nextAction;
    expect(consent).toMatchObject({ kind: 'grant_consent', url: 'https://login.example/consent', opensNewTab: true });
    const permissions = readinessOf({ grants: collected([], noon), report: reported() }).nextAction;
    expect(permissions).toMatchObject({ kind: 'review_permissions', url: '/t/permissions', opensNewTab: false });
    const mail = { addresses: { required_permissions: 'mailto:it@example.com' } };
    const written = readinessOf({ grants: collected([], noon), report: reported() }, {}, mail);
    expect([written.nextAction?.opensNewTab, written.supportingLinks[0]?.opensNewTab]).toEqual([false, false]);
    const nowhere = readinessOf({ ...fresh, consentStatus: 'required' }, {}, { addresses: {} }).nextAction;
    expect(nowhere).toMatchObject({ kind: 'grant_consent', url: null, opensNewTab: false });
  });

  it('says what consent needs before anything is pressed, and who has to provide it', () => {
    const obstacle = (connection: Partial<StoredConnection>, consent: Partial<ReadinessContext['consent']> = {}) => {
      const parts = { hasProvider: true, hasRedirect: true, ...consent };
      const wanted = { ...fresh, consentStatus: 'unknown', ...connection } as const;
      const { nextAction } = readinessOf(wanted, {}, { consent: parts, addresses: {} });
      expect(nextAction?.action).toBe('grant_consent');
      return nextAction?.obstacle?.id.replace('onboarding.obstacle.', '') ?? null;
    };
    const dedicated = { connectionType: 'dedicated', credentialReference: 'vault/contoso' } as const;
    const platform = { connectionType: 'platform', credentialReference: null } as const;
    expect([obstacle(dedicated), obstacle(platform)]).toEqual([null, null]);
    expect(obstacle(platform, { hasRedirect: false })).toBe('consent_configured');
    // The consent to an app of the customer's own can be given without this installation.
    expect(obstacle(dedicated, { hasRedirect: false })).toBe('own_app');
    expect(obstacle(platform, { hasProvider: false })).toBe('provider_installed');
    expect(obstacle({ ...platform, externalTenantId: null })).toBe('external_tenant_known');
    expect(obstacle({ ...dedicated, credentialReference: null })).toBe('credential_named');
    // An address of the host for consent needs nothing of the installation, and the tenant all the same.
    const unable = { consent: { hasProvider: false, hasRedirect: false } };
    const hosted = readinessOf({ ...fresh, ...platform, consentStatus: 'unknown' }, {}, unable);
    expect(hosted.nextAction).toMatchObject({ action: 'grant_consent', obstacle: null });
    const nameless = { ...fresh, ...platform, consentStatus: 'unknown', externalTenantId: null } as const;
    expect(readinessOf(nameless, {}, unable).nextAction?.obstacle).not.toBeNull();
    // Another action is not about consent.
    const ready = readinessOf({ report: reported() }, {}, unable);
    expect(ready.nextAction).toMatchObject({ action: 'complete', obstacle: null });
  });

  it('waits for a provider until it may answer again', () => {
    const retryAt = at(60_000);
    const evidence = {
      subject: 'grants',
      collection: 'throttled',
      observedAt: noon,
      facts: [],
      factsLeftOut: 0,
    } as const;
    const late = { ...evidence, reason: { code: 'rate_limited', providerCode: '429', retryAt } } as const;
    const early = { ...evidence, reason: { code: 'rate_limited', providerCode: '429', retryAt: at(1) } } as const;
    const report = reported({ status: 'unknown', reasonCode: 'rate_limited', evidence: [late, early] });
    const { due, blocker } = readinessOf({ report });
    expect(due.now).toMatchObject([{ key: 'wait_for_provider', waitingOn: 'provider', deadline: retryAt }]);
    expect(blocker).toMatchObject({ reasonCode: 'rate_limited', reason: { mapped: true, providerCode: '429' } });
  });
});

describe('contextual help', () => {
  it('is about a failed check until a person acknowledges it: then the onboarding can be completed, and there is none', () => {
    const report = reported({ status: 'fail', blocking: false, reasonCode: 'provider_permission_missing' });
    const acknowledged = {
      checkKey: 'permissions',
      reasonCode: 'provider_permission_missing',
      runId: runId(1),
      by,
      at: noon,
      reason: 'Asked for',
    };
    const before = readinessOf({ report });
    expect([before.nextAction?.kind, before.contextualHelp?.topicKey]).toEqual([
      'continue',
      'required-permissions-missing',
    ]);
    const after = readinessOf({ report, acknowledgements: [acknowledged] });
    expect([after.nextAction?.kind, after.contextualHelp]).toEqual(['complete', null]);
  });

  it.each([
    ['verification-stale', { report: reported(), changedAt: at(1) }],
    ['admin-consent-required', { ...fresh, consentStatus: 'required' }],
    ['required-permissions-missing', { report: reported(), grants: collected([], noon) }],
    ['connection-unhealthy', { isEnabled: false }],
    // What comes before a verification explains itself, also where the last result is stale.
    ['admin-consent-required', { report: reported(), changedAt: at(1), consentStatus: 'failed' }],
    ['connection-unhealthy', { report: reported(), changedAt: at(1), isEnabled: false }],
    [null, { report: reported(), changedAt: at(1), checkRun: { id: runId(2), status: 'running', outcome: 'pending' } }],
    ['verification-failed', { report: reported({ status: 'warn', reasonCode: 'rate_limited' }), grants: unread }],
    // A run that ended without a report names no reason that has help here.
    ['verification-failed', { checkRun: { id: runId(2), status: 'completed', outcome: 'failed' } }],
    [null, { report: reported() }],
    [null, fresh],
    [null, { report: reported(), changedAt: at(1), checkRun: { id: runId(2), status: 'queued', outcome: 'pending' } }],
    ['admin-consent-required', { ...fresh, consentStatus: 'required', verificationStatus: 'pending' }],
  ] as const)('is %s', (topicKey, connection) => {
    expect(readinessOf(connection).contextualHelp?.topicKey ?? null).toBe(topicKey);
  });
});
