import { describe, expect, it } from 'vitest';
import {
  scriptedProvider,
  type ScriptedState,
  type ScriptedTenant,
} from '../conformance/provider/scripted-provider.ts';
import { newConnection } from '../conformance/fixtures.ts';
import { manualClock } from '../kernel/clock.ts';
import { collected, neverCollected } from '../kernel/evidence.ts';
import type { ConnectionId, WorkspaceId } from '../kernel/ids.ts';
import { plusMillis, toInstant } from '../kernel/instant.ts';
import { definePermissions, grantId } from '../permissions/catalog.ts';
import type { ProviderConnection } from '../ports/connection-store.ts';
import type { CredentialSource } from '../ports/credential-source.ts';
import type { DirectoryProvider, Grant } from '../ports/directory-provider.ts';
import { ProviderFault } from '../ports/provider-fault.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { CheckStatus } from '../ports/verification-report.ts';
import { checkConnection, consentWaits } from './check-connection.ts';
import { consentGraceMillis } from './young-consent.ts';
import { overallOf } from './rules.ts';

declare const AbortController: new () => { readonly signal: AbortSignalLike; abort(reason?: unknown): void };

const start = toInstant(Date.UTC(2026, 10, 30));
const long = plusMillis(start, -consentGraceMillis * 10);
const app = (key: string): Grant => ({ key, type: 'application' });
const required = ['A.Read', 'B.Read'].map((key) => ({ ...app(key), features: ['Feature'], since: 1 }));
const delegated = { key: 'C.Read', type: 'delegated', features: ['Feature'], since: 1 } as const;
const permissions = definePermissions({ provider: 'scripted', version: 1, permissions: [...required, delegated] });
const everything: readonly Grant[] = permissions.permissions.map(({ key, type }) => ({ key, type }));
const contoso: ScriptedTenant = {
  externalTenantId: '00000000-0000-0000-0000-00000000000a',
  displayName: 'Contoso',
  verifiedDomains: ['contoso.example'],
  grants: everything,
};
const vault: CredentialSource = {
  resolve: async ({ reference }) => (reference === 'known' ? { secret: 's3cret' } : null),
};

interface Given {
  readonly connection?: Partial<ProviderConnection>;
  readonly tenants?: readonly ScriptedTenant[];
  readonly credentials?: CredentialSource | null;
  readonly script?: (provider: ReturnType<typeof scriptedProvider>) => void;
  /** What happens at each wait. */
  readonly atWait?: (provider: ReturnType<typeof scriptedProvider>, wait: number) => void;
  readonly provider?: DirectoryProvider | null;
  readonly tenantExternalId?: string;
  /** Ids that are active as another tenant. */
  readonly claimed?: readonly string[];
  /** Whether every deadline passes at once. */
  readonly isLate?: boolean;
  readonly isTaken?: (note: string) => boolean;
  /** At which check the signal of the run fires, as when its worker stops. */
  readonly stopAt?: string;
}

async function check(given: Given = {}) {
  const clock = manualClock(start);
  const provider = scriptedProvider({
    permissions,
    tenants: given.tenants ?? [contoso],
    now: () => toInstant(clock.epochMillis()),
  });
  given.script?.(provider);
  const controller = new AbortController();
  const notes: string[] = [];
  const waits: number[] = [];
  const log: unknown[] = [];
  const connection = newConnection('w-1' as WorkspaceId, 'c-1' as ConnectionId, {
    connectionType: 'platform',
    credentialReference: null,
    consentedAt: long,
    consentedTo: null,
    grants: neverCollected,
    changedAt: long,
    ...given.connection,
  });
  const result = await checkConnection(connection, 'run-1', {
    provider: given.provider === undefined ? provider : given.provider,
    manifest: permissions,
    credentials: given.credentials === undefined ? vault : given.credentials,
    reasons: {},
    clock,
    tenantExternalId: given.tenantExternalId ?? null,
    isClaimedElsewhere: async (ids) => ids.some((id) => given.claimed?.includes(id)),
    logger: { warn: (...line) => void log.push(line), error: (...line) => void log.push(line) },
    signal: controller.signal,
    scheduler: {
      after(millis, task) {
        // A deadline, which passes only where a test says so.
        if (!consentWaits.some((wait) => wait === millis)) {
          if (given.isLate) queueMicrotask(task);
          return () => {};
        }
        waits.push(millis);
        clock.advance(millis);
        given.atWait?.(provider, waits.length);
        queueMicrotask(task);
        return () => {};
      },
    },
    progress: async (_, __, note) => {
      notes.push(note);
      if (note === given.stopAt) controller.abort(new Error('stopped'));
      return !given.isTaken?.(note);
    },
  });
  return { result, notes, waits, calls: provider.calls, connection, log };
}

declare function queueMicrotask(task: () => void): void;

async function statuses(given: Given): Promise<readonly CheckStatus[]> {
  return (await check(given)).result?.report.checks.map(({ status }) => status) ?? [];
}

describe('the checks', () => {
  it('pass one after the other, each with progress', async () => {
    const { result, notes } = await check();
    expect(result?.report.checks.map(({ key, status, reasonCode }) => [key, status, reasonCode])).toEqual([
      ['connection', 'pass', 'ok'],
      ['credential', 'pass', 'ok'],
      ['consent', 'pass', 'ok'],
      ['sign_in', 'pass', 'ok'],
      ['tenant_identity', 'pass', 'ok'],
      ['permissions', 'pass', 'ok'],
    ]);
    expect(notes).toEqual(result?.report.checks.map(({ title }) => title.text));
    expect(result).toMatchObject({
      verificationStatus: 'healthy',
      consentStatus: 'granted',
      lastErrorReasonCode: null,
    });
    expect(result?.grants).toEqual(collected(everything, start));
  });

  it.each<[string, Given, string, string]>([
    [
      'a disabled connection',
      { connection: { isEnabled: false } },
      'provider_connection_review_required',
      'fail skip skip skip skip skip',
    ],
    ['no adapter', { provider: null }, 'provider_binding_unsupported', 'fail skip skip skip skip skip'],
    [
      'no expected tenant',
      { connection: { externalTenantId: null } },
      'provider_connection_invalid',
      'fail skip skip skip skip skip',
    ],
    [
      'a dedicated app without a credential',
      { connection: { connectionType: 'dedicated' } },
      'dedicated_credential_missing',
      'pass fail skip skip skip skip',
    ],
    [
      'a name that the store does not know',
      { connection: { credentialReference: 'other' } },
      'provider_credential_missing',
      'pass fail skip skip skip skip',
    ],
    [
      'no secret store',
      { connection: { credentialReference: 'known' }, credentials: null },
      'provider_credential_missing',
      'pass fail skip skip skip skip',
    ],
    [
      'a consent that was not asked for',
      { connection: { consentStatus: 'unknown' } },
      'provider_consent_missing',
      'pass pass fail skip skip skip',
    ],
    [
      'a consent that is required',
      { connection: { consentStatus: 'required' } },
      'provider_consent_missing',
      'pass pass fail skip skip skip',
    ],
    [
      'a consent that failed',
      { connection: { consentStatus: 'failed' } },
      'provider_consent_failed',
      'pass pass fail skip skip skip',
    ],
    [
      'a consent that was revoked',
      { connection: { consentStatus: 'revoked' } },
      'provider_consent_revoked',
      'pass pass fail skip skip skip',
    ],
    ['a sign-in that is refused', { tenants: [] }, 'provider_consent_missing', 'pass pass pass fail skip skip'],
    [
      'another tenant than the record of the tenant names',
      { tenantExternalId: 'fabrikam.example' },
      'tenant_target_mismatch',
      'pass pass pass pass fail skip',
    ],
    [
      'a tenant that is active under another entry, by a name that was not expected',
      { claimed: ['contoso.example'], connection: { externalTenantId: contoso.externalTenantId } },
      'tenant_target_mismatch',
      'pass pass pass pass fail skip',
    ],
    [
      'a missing application permission',
      { tenants: [{ ...contoso, grants: everything.slice(1) }] },
      'provider_permission_missing',
      'pass pass pass pass pass fail',
    ],
  ])('with %s', async (_, given, reasonCode, expected) => {
    const { result } = await check(given);
    const checks = result?.report.checks ?? [];
    expect(checks.map(({ status }) => status).join(' ')).toBe(expected);
    // The order is kept, also of checks that were not made.
    const order = ['connection', 'credential', 'consent', 'sign_in', 'tenant_identity', 'permissions'];
    expect(checks.map(({ key }) => key)).toEqual(order);
    const first = checks.find(({ status }) => status === 'fail');
    expect(first?.reasonCode).toBe(reasonCode);
    expect(overallOf(checks)).toBe('blocked');
    expect(checks.filter(({ status }) => status === 'skip').every((each) => each.reasonCode === '')).toBe(true);
  });

  it('sign in anew, and read the grants with that sign-in', async () => {
    const { calls } = await check();
    expect(calls.map(({ capability, isFresh }) => [capability, isFresh])).toEqual([
      ['verify', true],
      ['grants', false],
    ]);
  });

  it('ask the provider nothing without the consent of this connection', async () => {
    expect((await check({ connection: { consentStatus: 'required' } })).calls).toEqual([]);
  });

  it.each([contoso.externalTenantId, contoso.externalTenantId.toUpperCase(), 'contoso.example', 'Contoso.Example'])(
    'reach the tenant by %s',
    async (externalTenantId) => {
      const { result } = await check({ connection: { externalTenantId }, tenantExternalId: 'contoso.example' });
      expect(result?.verificationStatus).toBe('healthy');
    },
  );

  it('fail where another tenant than the expected one answers, and its grants are not looked at', async () => {
    const inner = scriptedProvider({ tenants: [{ ...contoso, verifiedDomains: [] }] });
    const provider: DirectoryProvider = {
      ...inner,
      verify: (access, call) => inner.verify({ ...access, externalTenantId: contoso.externalTenantId }, call),
    };
    const { result } = await check({ provider });
    expect(result?.report.checks.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass', 'pass', 'fail', 'skip']);
    expect(result).toMatchObject({ lastErrorReasonCode: 'tenant_target_mismatch', grants: { collection: 'never' } });
    expect(inner.calls.map(({ capability }) => capability)).toEqual(['verify']);
  });

  it('are unknown where the secret store fails, and its words go nowhere', async () => {
    const credentials = { resolve: () => Promise.reject(new Error('password=hunter2')) };
    const { result, log } = await check({ connection: { credentialReference: 'known' }, credentials });
    expect(result?.report.checks.map(({ status }) => status)).toEqual([
      'pass',
      'unknown',
      'skip',
      'skip',
      'skip',
      'skip',
    ]);
    expect(JSON.stringify([result, log])).not.toContain('hunter2');
    expect(log).toEqual([['credential_source_failed', { name: 'Error' }]]);
  });

  it('take a credential of a store that answers at once, in plain JavaScript', async () => {
    const credentials = { resolve: () => 's3cret' } as never;
    const { result } = await check({ connection: { credentialReference: 'known' }, credentials });
    expect(result?.verificationStatus).toBe('healthy');
  });

  it('do not take another tenant for the consent of an app of the customer', async () => {
    const dedicated = { connectionType: 'dedicated', credentialReference: 'known', consentStatus: 'unknown' } as const;
    const { result } = await check({ connection: dedicated, tenantExternalId: 'fabrikam.example' });
    expect(result).toMatchObject({ lastErrorReasonCode: 'tenant_target_mismatch', consentStatus: 'unknown' });
  });
});

describe('evidence that was not collected', () => {
  const states: readonly ScriptedState['collection'][] = ['forbidden', 'not_licensed', 'throttled', 'failed'];
  const told = (collection: ScriptedState['collection']): ScriptedState => ({
    collection,
    reason: {
      code: collection === 'throttled' ? 'rate_limited' : 'provider_permission_denied',
      providerCode: 'raw',
      retryAt: null,
    },
  });

  it.each(states)('of the sign-in, %s, is unknown and no verdict', async (collection) => {
    expect(await statuses({ script: (provider) => provider.answerNext('verify', told(collection)) })).toEqual([
      'pass',
      'pass',
      'pass',
      'unknown',
      'skip',
      'skip',
    ]);
  });

  it.each(states)(
    'of the grants, %s, names no missing permission and keeps the last known ones',
    async (collection) => {
      const before = collected([app('A.Read')], plusMillis(start, -5_000));
      const { result } = await check({
        connection: { grants: before },
        script: (provider) => provider.answerNext('grants', told(collection)),
      });
      const last = result?.report.checks.at(-1);
      const { reason } = told(collection);
      expect(last).toMatchObject({
        status: 'unknown',
        reasonCode: reason?.code,
        evidence: [{ collection, reason, facts: [] }],
      });
      expect(result?.grants).toMatchObject({
        collection,
        lastKnown: { value: before.value, observedAt: before.observedAt },
      });
      expect(result?.verificationStatus).toBe('unknown');
    },
  );

  it('that is partial names no missing permission, whatever the part holds', async () => {
    const provider = answering({
      grants: { collection: 'partial', part: [app('A.Read')], observedAt: start, lastKnown: null, reason: null },
    });
    const { result } = await check({ provider });
    expect(result?.report.checks.at(-1)).toMatchObject({
      status: 'unknown',
      evidence: [{ collection: 'partial', facts: [] }],
    });
    expect(result?.grants).toMatchObject({ collection: 'partial', part: [app('A.Read')] });
  });

  it('of grants that could not even be asked for is not collected any more', async () => {
    const before = collected(everything, plusMillis(start, -5_000));
    const lastKnown = { value: everything, observedAt: before.observedAt };
    const refused = await check({ connection: { grants: before }, tenants: [] });
    expect(refused.result?.grants).toMatchObject({ collection: 'forbidden', lastKnown });
    const disabled = await check({ connection: { grants: before, isEnabled: false } });
    expect(disabled.result?.grants).toMatchObject({ collection: 'stale', lastKnown });
  });
});

/** A provider that answers what a test says, whatever its shape, and from its tenant otherwise. */
function answering(answers: { readonly [capability in 'verify' | 'grants']?: unknown }): DirectoryProvider {
  const inner = scriptedProvider({ permissions, tenants: [contoso] });
  return {
    ...inner,
    verify: async (access, call) => ('verify' in answers ? (answers.verify as never) : inner.verify(access, call)),
    grants: async (access, call) => ('grants' in answers ? (answers.grants as never) : inner.grants(access, call)),
  };
}

describe('an adapter that answers something else', () => {
  const identity = { externalTenantId: contoso.externalTenantId, displayName: 'Contoso', verifiedDomains: [] };
  const observedAt = start;

  it.each<[string, 'verify' | 'grants', unknown]>([
    ['null', 'verify', null],
    ['text', 'grants', 'text'],
    ['no value', 'verify', { collection: 'collected', observedAt }],
    [
      'a tenant without an id',
      'verify',
      { collection: 'collected', observedAt, value: { ...identity, externalTenantId: 'a b' } },
    ],
    [
      'domains that are none',
      'verify',
      { collection: 'collected', observedAt, value: { ...identity, verifiedDomains: 'x' } },
    ],
    ['grants that are none', 'grants', { collection: 'collected', observedAt, value: {} }],
    [
      'a grant with NUL',
      'grants',
      { collection: 'collected', observedAt, value: [{ key: 'A\u0000', type: 'application' }] },
    ],
    [
      'a grant of another type',
      'grants',
      { collection: 'collected', observedAt, value: [{ key: 'A.Read', type: 'app' }] },
    ],
    ['its own state', 'grants', { collection: 'granted', observedAt, value: [] }],
    [
      'its own reason',
      'grants',
      { collection: 'failed', observedAt, reason: { code: 'made_up', providerCode: 'a b@c', retryAt: 'soon' } },
    ],
  ])('%s is not collected, with an unknown reason', async (_, capability, answer) => {
    const { result } = await check({ provider: answering({ [capability]: answer }) });
    const unknown = result?.report.checks.find(({ status }) => status === 'unknown');
    expect(unknown).toMatchObject({
      key: capability === 'verify' ? 'sign_in' : 'permissions',
      reasonCode: 'unknown_error',
      evidence: [{ collection: 'failed', reason: { code: 'unknown_error', providerCode: null, retryAt: null } }],
    });
  });

  it('in texts that could deceive or not be stored is checked all the same, and nothing of them is kept', async () => {
    const value = {
      ...identity,
      displayName: 'Eve\u0000 \u202eadmin\ud800\r\n',
      verifiedDomains: ['contoso.example', 'evil\u0000.example', 'a\u202eb.example', '\ud800.example', 7],
    };
    const reason = { code: 'provider_throttled\u0000', providerCode: 'Bearer\u202e', retryAt: '2026-11-30\u0000' };
    const { result } = await check({
      provider: answering({
        verify: { collection: 'collected', observedAt: 'now\u0000', value },
        grants: { collection: 'throttled', observedAt, reason },
      }),
    });
    const kept = JSON.stringify(result);
    expect(kept).not.toMatch(/\\u0000|\\ud800|\u202e|evil|Bearer/);
    // The domains that are none do not keep the others from being read.
    expect(result?.report.checks.map(({ key, status }) => `${key} ${status}`)).toEqual(
      expect.arrayContaining(['sign_in pass', 'tenant_identity pass', 'permissions unknown']),
    );
    expect(result?.grants).toMatchObject({
      collection: 'throttled',
      reason: { code: 'unknown_error', providerCode: null },
    });
  });

  it.each([
    ['before the check', plusMillis(start, -60_000), plusMillis(start, -60_000)],
    ['to come', plusMillis(start, 60_000), start],
    ['that is none', 'yesterday', start],
  ])('with an instant %s has been observed by now', async (_, given, kept) => {
    const grants = { collection: 'collected', observedAt: given, value: everything };
    const { result } = await check({ provider: answering({ grants }) });
    expect(result?.grants).toEqual(collected(everything, kept));
  });

  it('with more members than the port names loses them', async () => {
    const grants = {
      collection: 'collected',
      observedAt,
      debug: 'Bearer s3cret',
      value: [{ ...app('A.Read'), raw: 's3cret' }],
    };
    const { result } = await check({ provider: answering({ grants }) });
    expect(result?.grants).toEqual(collected([app('A.Read')], start));
    expect(JSON.stringify(result)).not.toContain('s3cret');
  });

  it('with an error ends that step and not the check; a fault is logged', async () => {
    const provider: DirectoryProvider = {
      ...answering({}),
      grants: () => Promise.reject(new ProviderFault('no cloud is configured')),
    };
    const { result, log } = await check({ provider });
    expect(result?.report.checks.map(({ status }) => status).join(' ')).toBe('pass pass pass pass pass unknown');
    expect(log).toEqual([['provider_call_failed', { name: 'ProviderFault', detail: 'no cloud is configured' }]]);
    const other: DirectoryProvider = { ...provider, grants: () => Promise.reject(new Error('token=s3cret')) };
    expect(JSON.stringify((await check({ provider: other })).log)).not.toContain('s3cret');
  });

  it('never ends that step in bounded time', async () => {
    const signals: AbortSignalLike[] = [];
    const verify: DirectoryProvider['verify'] = (_, { signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    };
    const { result } = await check({ provider: { ...answering({}), verify }, isLate: true });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect(result?.report.checks[3]).toMatchObject({ status: 'unknown', reasonCode: 'network_unreachable' });
  });
});

describe('permissions that became required since consent', () => {
  const consentedTo = ['application a.read'];
  const all = everything.map(grantId);

  it('fail without blocking', async () => {
    const { result } = await check({ connection: { consentedTo }, tenants: [{ ...contoso, grants: [app('A.Read')] }] });
    expect(result?.report.checks.at(-1)).toMatchObject({ status: 'fail', blocking: false, severity: 'medium' });
    expect(result).toMatchObject({ verificationStatus: 'degraded', consentedTo });
  });

  it('do not hide an older one that was removed', async () => {
    const { result } = await check({ connection: { consentedTo }, tenants: [{ ...contoso, grants: [] }] });
    expect(result?.report.checks.at(-1)).toMatchObject({ status: 'fail', blocking: true });
    expect(result).toMatchObject({ verificationStatus: 'blocked', consentedTo });
  });

  it.each([
    ['the first check of a consent', null, [app('A.Read')]],
    ['a check that finds all of them', consentedTo, everything],
  ])('are those after %s', async (_, before, grants) => {
    const { result } = await check({ connection: { consentedTo: before }, tenants: [{ ...contoso, grants }] });
    expect(result?.consentedTo?.toSorted()).toEqual(all.toSorted());
  });

  it('are not noted by a check that could not read the grants', async () => {
    const { result } = await check({ connection: { consentedTo: null }, provider: answering({ grants: 'text' }) });
    expect(result?.consentedTo).toBeNull();
  });
});

it.each([
  ['dedicated', 'dedicated_credential_invalid'],
  ['platform', 'provider_credential_invalid'],
] as const)('a credential that is refused is that of the app of a %s connection', async (connectionType, code) => {
  const refused = {
    ...neverCollected,
    collection: 'forbidden',
    reason: { code: 'provider_credential_invalid', providerCode: 'AADSTS7000222', retryAt: null },
  } as const;
  const { result } = await check({
    connection: { connectionType, credentialReference: 'known' },
    script: (provider) => provider.answerNext('verify', refused),
  });
  const signIn = result?.report.checks.find(({ key }) => key === 'sign_in');
  expect(signIn).toMatchObject({ status: 'fail', reasonCode: code });
  expect(signIn?.evidence[0]?.reason).toMatchObject({ providerCode: 'AADSTS7000222' });
});

describe('consent', () => {
  it('that was granted and is missing is revoked', async () => {
    expect((await check({ tenants: [] })).result?.consentStatus).toBe('revoked');
  });

  it('to the platform is not proven by a sign-in, and that to an app of the customer is', async () => {
    const dedicated = { connectionType: 'dedicated', credentialReference: 'known', consentStatus: 'unknown' } as const;
    expect((await check({ connection: dedicated })).result?.consentStatus).toBe('granted');
    expect((await check({ connection: { consentStatus: 'unknown' } })).result?.consentStatus).toBe('unknown');
  });

  it('stays as it was when nothing could be asked', async () => {
    const throttled: ScriptedState = {
      collection: 'throttled',
      reason: { code: 'rate_limited', providerCode: null, retryAt: null },
    };
    const { result } = await check({ script: (provider) => provider.answerNext('verify', throttled) });
    expect(result?.consentStatus).toBe('granted');
  });

  it('that was given a moment ago is waited for, with a new sign-in each time', async () => {
    const noRoles: ScriptedState = {
      collection: 'forbidden',
      reason: { code: 'provider_permission_missing', providerCode: 'Authorization_RequestDenied', retryAt: null },
    };
    const { result, waits, calls, notes } = await check({
      connection: { consentedAt: start },
      tenants: [],
      // Refused, then a token without roles, then without the permissions, then all of it.
      atWait(provider, wait) {
        if (wait === 1) provider.answerNext('verify', noRoles);
        if (wait === 2) provider.set({ ...contoso, grants: [] });
        if (wait === 3) provider.set(contoso);
      },
    });
    expect(result?.verificationStatus).toBe('healthy');
    expect(waits).toEqual(consentWaits.slice(0, 3));
    expect(calls.map(({ capability, isFresh }) => `${capability} ${String(isFresh)}`)).toEqual([
      'verify true',
      'verify true',
      'verify true',
      'grants true',
      'grants true',
    ]);
    expect(notes.filter((note) => note.startsWith('Waiting'))).toHaveLength(3);
  });

  it('that does not take effect is missing after a bounded time, and stays granted, so that a later check asks again', async () => {
    const { result, waits } = await check({ connection: { consentedAt: start }, tenants: [] });
    expect(waits).toEqual(consentWaits);
    expect(result).toMatchObject({ lastErrorReasonCode: 'provider_consent_missing', consentStatus: 'granted' });
  });

  it.each([
    ['was given long ago', { consentedAt: long }],
    ['was not given by a request', { consentedAt: null }],
  ])('that %s is not waited for', async (_, connection) => {
    expect((await check({ connection, tenants: [] })).waits).toEqual([]);
  });
});

it.each([
  ['Connection', 0],
  ['Credential', 0],
  ['Admin consent', 0],
  ['Sign-in of the app', 1],
  ['Tenant', 1],
])('a run that is stopped at the check %s sends no more questions', async (stopAt, asked) => {
  let resolved = 0;
  const credentials: CredentialSource = {
    async resolve(request) {
      resolved += 1;
      return vault.resolve(request);
    },
  };
  const connection = { connectionType: 'dedicated', credentialReference: 'known' } as const;
  const { result, calls, log } = await check({ connection, credentials, stopAt });
  expect(log).toEqual([]);
  expect([result, resolved]).toEqual([null, stopAt === 'Connection' ? 0 : 1]);
  expect(calls.map(({ capability }) => capability)).toEqual(['verify'].slice(0, asked));
});

it('a run that was taken away ends without a result, at every step', async () => {
  const { notes } = await check();
  for (const note of notes) expect((await check({ isTaken: (each) => each === note })).result).toBeNull();
});
