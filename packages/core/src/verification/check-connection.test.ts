import { describe, expect, it } from 'vitest';
import {
  scriptedProvider,
  type ScriptedState,
  type ScriptedTenant,
} from '../conformance/provider/scripted-provider.ts';
import { newConnection } from '../conformance/fixtures.ts';
import { manualClock } from '../kernel/clock.ts';
import { collected, collectionStates, neverCollected } from '../kernel/evidence.ts';
import type { ConnectionId, WorkspaceId } from '../kernel/ids.ts';
import { plusMillis, toInstant } from '../kernel/instant.ts';
import { definePermissions } from '../permissions/catalog.ts';
import type { ProviderConnection } from '../ports/connection-store.ts';
import type { CredentialSource } from '../ports/credential-source.ts';
import type { DirectoryProvider, Grant } from '../ports/directory-provider.ts';
import type { AbortSignalLike } from '../ports/restore-executor.ts';
import type { CheckStatus } from '../ports/verification-report.ts';
import { checkConnection, consentGraceMillis, consentWaits } from './check-connection.ts';
import { fingerprintOf, overallOf } from './rules.ts';

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
  readonly isTaken?: (note: string) => boolean;
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
  const connection = newConnection('w-1' as WorkspaceId, 'c-1' as ConnectionId, {
    connectionType: 'platform',
    credentialReference: null,
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
    signal: controller.signal,
    scheduler: {
      after(millis, task) {
        waits.push(millis);
        clock.advance(millis);
        given.atWait?.(provider, waits.length);
        queueMicrotask(task);
        return () => {};
      },
    },
    progress: async (_, __, note) => {
      notes.push(note);
      return !given.isTaken?.(note);
    },
  });
  return { result, notes, waits, calls: provider.calls, connection };
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

  it.each<[string, Given, string, readonly CheckStatus[]]>([
    [
      'a disabled connection',
      { connection: { isEnabled: false } },
      'provider_connection_review_required',
      ['fail', 'skip', 'skip', 'skip', 'skip'],
    ],
    ['no adapter', { provider: null }, 'provider_binding_unsupported', ['fail', 'skip', 'skip', 'skip', 'skip']],
    [
      'no expected tenant',
      { connection: { externalTenantId: null } },
      'provider_connection_invalid',
      ['fail', 'skip', 'skip', 'skip', 'skip'],
    ],
    [
      'a dedicated app without a credential',
      { connection: { connectionType: 'dedicated' } },
      'dedicated_credential_missing',
      ['pass', 'fail', 'skip', 'skip', 'skip'],
    ],
    [
      'a name that the store does not know',
      { connection: { credentialReference: 'other' } },
      'provider_credential_missing',
      ['pass', 'fail', 'skip', 'skip', 'skip'],
    ],
    [
      'no secret store',
      { connection: { credentialReference: 'known' }, credentials: null },
      'provider_credential_missing',
      ['pass', 'fail', 'skip', 'skip', 'skip'],
    ],
    ['no consent', { tenants: [] }, 'provider_consent_missing', ['pass', 'pass', 'fail', 'skip', 'skip']],
    [
      'another tenant',
      {
        tenants: [{ ...contoso, verifiedDomains: ['contoso.example'], externalTenantId: 'x.example' }],
        connection: { externalTenantId: 'x.example' },
      },
      'ok',
      ['pass', 'pass', 'pass', 'pass', 'pass'],
    ],
    [
      'a missing application permission',
      { tenants: [{ ...contoso, grants: everything.slice(1) }] },
      'provider_permission_missing',
      ['pass', 'pass', 'pass', 'pass', 'fail'],
    ],
  ])('with %s', async (_, given, reasonCode, expected) => {
    const { result } = await check(given);
    const checks = result?.report.checks ?? [];
    expect(checks.map(({ status }) => status)).toEqual(expected);
    const first = checks.find(({ status }) => status === 'fail');
    expect(first?.reasonCode ?? 'ok').toBe(reasonCode);
    expect(overallOf(checks)).toBe(first ? 'blocked' : 'ready');
    expect(first === undefined || first.nextSteps.length > 0).toBe(true);
  });

  it('fail where another tenant than the expected one answers, and its grants are not looked at', async () => {
    const inner = scriptedProvider({ tenants: [{ ...contoso, verifiedDomains: [] }] });
    const provider: DirectoryProvider = {
      ...inner,
      verify: (access, call) => inner.verify({ ...access, externalTenantId: contoso.externalTenantId }, call),
    };
    const { result } = await check({ provider });
    expect(result?.report.checks.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass', 'fail', 'skip']);
    expect(result).toMatchObject({ lastErrorReasonCode: 'tenant_target_mismatch', grants: { collection: 'never' } });
  });

  it('are unknown where the secret store fails, and its words go nowhere', async () => {
    const credentials = { resolve: () => Promise.reject(new Error('password=hunter2')) };
    const { result } = await check({ connection: { credentialReference: 'known' }, credentials });
    expect(result?.report.checks.map(({ status }) => status)).toEqual(['pass', 'unknown', 'skip', 'skip', 'skip']);
    expect(JSON.stringify(result)).not.toContain('hunter2');
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
      expect(last).toMatchObject({ status: 'unknown', evidence: [{ collection, facts: [] }] });
      expect(result?.grants).toMatchObject({
        collection,
        lastKnown: { value: before.value, observedAt: before.observedAt },
      });
      expect(result?.verificationStatus).toBe('unknown');
    },
  );

  it('covers every state that a provider can answer', () => {
    expect(collectionStates).toEqual(expect.arrayContaining([...states]));
  });
});

describe('permissions that became required since consent', () => {
  const consentedTo = ['application a.read'];

  it('fail without blocking', async () => {
    const { result } = await check({ connection: { consentedTo }, tenants: [{ ...contoso, grants: [app('A.Read')] }] });
    expect(result?.report.checks.at(-1)).toMatchObject({ status: 'fail', blocking: false, severity: 'medium' });
    expect(result?.verificationStatus).toBe('degraded');
  });

  it('do not hide an older one that is gone', async () => {
    const { result } = await check({ connection: { consentedTo }, tenants: [{ ...contoso, grants: [] }] });
    expect(result?.report.checks.at(-1)).toMatchObject({ status: 'fail', blocking: true });
    expect(result?.verificationStatus).toBe('blocked');
  });
});

describe('consent', () => {
  it.each([
    ['unknown', 'required'],
    ['granted', 'revoked'],
  ] as const)('that was %s and is missing is %s', async (consentStatus, after) => {
    expect((await check({ connection: { consentStatus }, tenants: [] })).result?.consentStatus).toBe(after);
  });

  it('stays as it was when nothing could be asked', async () => {
    const throttled: ScriptedState = {
      collection: 'throttled',
      reason: { code: 'rate_limited', providerCode: null, retryAt: null },
    };
    const { result } = await check({
      connection: { consentStatus: 'required' },
      script: (provider) => provider.answerNext('verify', throttled),
    });
    expect(result?.consentStatus).toBe('required');
  });

  it('that was given a moment ago is waited for, with a new sign-in each time', async () => {
    const { result, waits, calls, notes } = await check({
      connection: { changedAt: start },
      tenants: [],
      atWait: (provider, wait) =>
        wait === 2 ? provider.set({ ...contoso, grants: [] }) : wait === 3 ? provider.set(contoso) : undefined,
    });
    expect(result?.verificationStatus).toBe('healthy');
    expect(waits).toEqual(consentWaits.slice(0, 3));
    expect(calls.filter(({ capability }) => capability === 'verify').map(({ isFresh }) => isFresh)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(notes.filter((note) => note.startsWith('Waiting'))).toHaveLength(3);
  });

  it('that does not take effect is told after a bounded time', async () => {
    const { result, waits } = await check({ connection: { changedAt: start }, tenants: [] });
    expect(waits).toEqual(consentWaits);
    expect(result).toMatchObject({ lastErrorReasonCode: 'provider_consent_missing', consentStatus: 'revoked' });
  });

  it.each([
    ['was given long ago', { changedAt: long }],
    ['was never given', { changedAt: start, consentStatus: 'required' }],
  ] as const)('that %s is not waited for', async (_, connection) => {
    expect((await check({ connection, tenants: [] })).waits).toEqual([]);
  });
});

it('a run that was taken away ends without a result, at every step', async () => {
  const { notes } = await check();
  for (const note of notes) expect((await check({ isTaken: (each) => each === note })).result).toBeNull();
});

describe('an acknowledgement', () => {
  const acknowledgement = { by: { kind: 'user', personId: 'u-1' }, at: start, why: 'Known.' } as never;
  const partly = [{ ...contoso, grants: [app('A.Read'), app('B.Read')] }];

  it('holds while the check fails for the same reason, and falls when it fails for another one', async () => {
    const given = { connection: { consentedTo: [] as const }, tenants: partly };
    const before = (await check(given)).result?.report;
    const report = before && {
      ...before,
      checks: before.checks.map((each) => (each.status === 'fail' ? { ...each, acknowledgement } : each)),
    };
    const again = await check({ ...given, connection: { ...given.connection, report: report ?? null } });
    expect(again.result?.report.checks.at(-1)?.acknowledgement).toEqual(acknowledgement);
    expect(fingerprintOf(again.result?.report.checks ?? [])).toBe(fingerprintOf(before?.checks ?? []));
    const worse = await check({ tenants: [{ ...contoso, grants: [] }], connection: { report: report ?? null } });
    expect(worse.result?.report.checks.at(-1)?.acknowledgement).toBeNull();
  });
});
