import { describe, expect, it } from 'vitest';
import { toInstant } from '../../kernel/instant.ts';
import type { ConfigurationItem, DirectoryProvider, RoleFact } from '../../ports/directory-provider.ts';
import type { AbortSignalLike } from '../../ports/restore-executor.ts';
import { casesFor } from '../conformance-case.ts';
import { providerConformance, type ProviderContext } from './provider-conformance.ts';
import { scriptedProvider, type ScriptedTenant } from './scripted-provider.ts';

declare const AbortController: new () => { readonly signal: AbortSignalLike };

const roles = Array.from({ length: 5 }, (_, n): RoleFact => ({
  kind: 'definition',
  id: `role-${String(n)}`,
  displayName: `Role ${String(n)}`,
  isBuiltIn: true,
  isPrivileged: null,
}));
const configuration = Array.from({ length: 3 }, (_, n): ConfigurationItem => ({
  family: 'conditional_access',
  id: `policy-${String(n)}`,
  displayName: `Policy ${String(n)}`,
  fingerprint: `f-${String(n)}`,
  changedAt: toInstant(0),
}));
const tenant: ScriptedTenant = {
  externalTenantId: 'contoso.example',
  displayName: 'Contoso',
  verifiedDomains: ['contoso.example'],
  grants: [{ key: 'Organization.Read.All', type: 'application' }],
  roles,
  configuration,
};
const access = { externalTenantId: 'Contoso.example', connectionType: 'platform', credential: 's3cret' } as const;

function contextOf(change: Partial<DirectoryProvider> = {}): ProviderContext {
  const provider = { ...scriptedProvider({ tenants: [tenant], pageSize: 2 }), ...change };
  return {
    provider,
    access,
    tenant,
    refused: { ...access, externalTenantId: 'fabrikam.example' },
    secrets: ['s3cret'],
  };
}

describe('the scripted provider', () => {
  for (const guarantee of casesFor(providerConformance, ['refusals', 'many_pages']))
    it(guarantee.name, () => guarantee.run(contextOf()));
});

const inner = scriptedProvider({ tenants: [tenant], pageSize: 2 });
const never = { signal: new AbortController().signal };

describe('the suite notices a provider', () => {
  it.each<[string, string, Partial<DirectoryProvider>]>([
    [
      'that reaches another tenant',
      'verify: answers',
      {
        verify: async (given, call) =>
          inner
            .verify({ ...given, externalTenantId: 'contoso.example' }, call)
            .then((found) =>
              found.collection === 'collected'
                ? { ...found, value: { ...found.value, externalTenantId: 'other.example' } }
                : found,
            ),
      },
    ],
    [
      'that lists a grant twice',
      'grants: each',
      {
        grants: async () => ({
          collection: 'collected',
          observedAt: toInstant(0),
          value: [...tenant.grants, { key: 'organization.read.all', type: 'application' }],
        }),
      },
    ],
    [
      'that answers a refusal with an empty list',
      'refused: a refused',
      {
        grants: async () => ({ collection: 'collected', observedAt: toInstant(0), value: [] }),
      },
    ],
    [
      'that answers a secret',
      'answers: hold',
      {
        verify: async () => ({
          collection: 'failed',
          lastKnown: null,
          observedAt: toInstant(0),
          reason: { code: 'unknown_error', providerCode: 's3cret', retryAt: null },
        }),
      },
    ],
    [
      'that invents a reason',
      'reasons: every',
      {
        verify: async () => ({
          collection: 'failed',
          lastKnown: null,
          observedAt: toInstant(0),
          reason: { code: 'made_up' as never, providerCode: null, retryAt: null },
        }),
      },
    ],
    ['that does not stop', 'abort: a call', { grants: (given) => inner.grants(given, never) }],
    ['that continues to read', 'pages: the reading', { roles: (given, onItems) => inner.roles(given, onItems, never) }],
    [
      'that does not wait',
      'pages: the reading',
      {
        roles: (given, onItems, call) => inner.roles(given, (items) => void onItems(items), call),
      },
    ],
    [
      'that hides the error of the consumer',
      'pages: what the consumer',
      {
        roles: (given, onItems, call) =>
          inner.roles(given, async (items) => void (await Promise.resolve(onItems(items)).catch(() => {})), call),
      },
    ],
    [
      'that counts wrongly',
      'roles: definitions',
      {
        roles: async (given, onItems, call) => ({ ...(await inner.roles(given, onItems, call)), value: [] }) as never,
      },
    ],
    ['that loses the state', 'consent: its address', { consentUrl: () => 'https://login.example/consent' }],
    [
      'that sends people to http',
      'consent: its address',
      { consentUrl: (request) => inner.consentUrl(request).replace('https:', 'http:') },
    ],
    [
      'that takes an error for a consent',
      'consent: any answer',
      { readConsent: () => ({ outcome: 'granted', externalTenantId: null, providerCode: null }) },
    ],
  ])('%s', async (_, name, change) => {
    const found = providerConformance.filter((each) => each.name.startsWith(name));
    expect(found).toHaveLength(1);
    await expect(found[0]?.run(contextOf(change))).rejects.toMatchObject({ name: 'ConformanceError' });
  });
});
