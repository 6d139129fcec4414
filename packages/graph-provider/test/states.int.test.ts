import { epochMillis, type DirectoryProvider, type ProviderAccess } from '@tenantatlas/core';
import { casesFor, providerConformance } from '@tenantatlas/core/conformance';
import { describe, expect, it } from 'vitest';
import { createGraphProvider } from '../src/provider.ts';
import { clientSecret } from '../src/tokens/client-secret.ts';
import { fakeMicrosoft, graphError, ids, json, secret, serving, type Override } from './support/fake-microsoft.ts';

const access: ProviderAccess = { externalTenantId: ids.tenant, connectionType: 'platform', credential: null };
const call = () => ({ signal: new AbortController().signal });

/** A provider over real HTTP. One attempt for each request: how often one is repeated is tested with the transport. */
async function providerOver(override: Override, cut?: (path: string) => boolean) {
  const origin = await serving(fakeMicrosoft(override), cut);
  return createGraphProvider({
    credentials: clientSecret({ clientId: ids.clientId, clientSecret: secret }),
    endpoints: { graph: origin, login: origin },
    limits: { maxAttempts: 1 },
  });
}

const capabilities = ['verify', 'grants', 'roles', 'configuration'] as const;
type Capability = (typeof capabilities)[number];

async function ask(provider: DirectoryProvider, capability: Capability) {
  const items: unknown[] = [];
  const onItems = (page: readonly unknown[]): void => void items.push(...page);
  const evidence =
    capability === 'roles' || capability === 'configuration'
      ? await provider[capability](access, onItems, call())
      : await provider[capability](access, call());
  return { evidence, items };
}

const tenSeconds = { 'retry-after': '600' };
const everything: readonly (readonly [string, Override, string, string, string | null])[] = [
  [
    'a missing permission',
    () => graphError(403, 'Authorization_RequestDenied'),
    'forbidden',
    'provider_permission_missing',
    'Authorization_RequestDenied',
  ],
  [
    'a missing licence',
    () => graphError(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'),
    'not_licensed',
    'unknown_error',
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
  ],
  [
    'a limit',
    () => graphError(429, 'TooManyRequests', 'Wait.', tenSeconds),
    'throttled',
    'rate_limited',
    'TooManyRequests',
  ],
  ['an outage', () => graphError(503, 'ServiceUnavailable'), 'throttled', 'provider_unavailable', 'ServiceUnavailable'],
  [
    'a page of a proxy',
    () => new Response('<html>Please sign in</html>', { status: 200 }),
    'failed',
    'unknown_error',
    'malformed_response',
  ],
  ['another shape', () => json(200, { items: [] }), 'failed', 'unknown_error', 'invalid_response'],
  ['null', () => json(200, null), 'failed', 'unknown_error', 'invalid_response'],
];

describe.each(capabilities)('%s over HTTP', (capability) => {
  it.each(everything)(
    '%s is its state, with no value and no item',
    async (_, answer, collection, code, providerCode) => {
      const provider = await providerOver((path, request) => (path === 'token' ? undefined : answer(path, request)));
      const { evidence, items } = await ask(provider, capability);
      expect(evidence).toMatchObject({ collection, lastKnown: null, reason: { code, providerCode } });
      expect(evidence).not.toHaveProperty('value');
      expect(items).toEqual([]);
    },
  );

  it('a limit says when to ask again', async () => {
    const before = Date.now();
    const provider = await providerOver((path) =>
      path === 'token' ? undefined : graphError(429, 'x', 'Wait.', tenSeconds),
    );
    const { evidence } = await ask(provider, capability);
    const retryAt = evidence.collection === 'throttled' ? evidence.reason?.retryAt : null;
    expect(retryAt && epochMillis(retryAt)).toBeGreaterThanOrEqual(before + 600_000);
  });

  it('a body that ends early is not a list', async () => {
    const provider = await providerOver(
      () => undefined,
      (path) => !path.endsWith('/token'),
    );
    const { evidence, items } = await ask(provider, capability);
    expect(evidence).toMatchObject({ collection: 'failed' });
    expect(evidence).not.toHaveProperty('value');
    expect(items).toEqual([]);
  });

  it.each([
    ['AADSTS65001', 65001, 'provider_consent_missing'],
    ['AADSTS7000222', 7000222, 'provider_credential_invalid'],
    ['AADSTS90002', 90002, 'tenant_target_mismatch'],
    ['AADSTS53003', 53003, 'provider_auth_failed'],
  ])('a sign-in that is refused with %s', async (providerCode, number, code) => {
    const provider = await providerOver((path) =>
      path === 'token' ? json(400, { error: 'invalid_request', error_codes: [number] }) : undefined,
    );
    const { evidence, items } = await ask(provider, capability);
    expect(evidence).toMatchObject({ collection: 'forbidden', reason: { code, providerCode } });
    expect(items).toEqual([]);
  });

  it('a server that has stopped', async () => {
    const provider = createGraphProvider({
      credentials: clientSecret({ clientId: ids.clientId, clientSecret: secret }),
      endpoints: { graph: 'http://127.0.0.1:1', login: 'http://127.0.0.1:1' },
      limits: { maxAttempts: 1 },
    });
    expect((await ask(provider, capability)).evidence).toMatchObject({
      collection: 'failed',
      reason: { code: 'network_unreachable' },
    });
  });
});

describe('a tenant without Intune and without Privileged Identity Management', () => {
  const noLicence: Override = (path) => {
    if (/^(?:beta\/)?deviceManagement\//.test(path)) return graphError(403, 'AadPremiumLicenseRequired');
    return /ScheduleInstances$/i.test(path) ? graphError(400, 'AadPremiumLicenseRequired') : undefined;
  };

  it('keeps its conditional access, and says of each other family that it is not licensed', async () => {
    const { evidence, items } = await ask(await providerOver(noLicence), 'configuration');
    expect(items).toHaveLength(3);
    const parts = evidence.collection === 'partial' ? evidence.part : [];
    expect(parts).toMatchObject([
      { part: 'conditional_access', items: 3 },
      { part: 'device_configuration', items: 0, collection: 'not_licensed' },
      { part: 'device_compliance', items: 0, collection: 'not_licensed' },
      { part: 'settings_catalog', items: 0, collection: 'not_licensed' },
    ]);
  });

  it('keeps its permanent administrators', async () => {
    const { evidence, items } = await ask(await providerOver(noLicence), 'roles');
    expect(evidence).toMatchObject({ collection: 'partial', reason: { providerCode: 'AadPremiumLicenseRequired' } });
    expect(items).toContainEqual(
      expect.objectContaining({ principal: expect.objectContaining({ id: ids.ada }), state: 'assigned' }),
    );
  });
});

describe('the suite of core over HTTP', () => {
  for (const guarantee of casesFor(providerConformance, ['refusals', 'many_pages']))
    it(guarantee.name, async () => {
      const dedicated = (clientSecretOfIt: string): ProviderAccess => ({
        ...access,
        connectionType: 'dedicated',
        credential: { clientId: ids.clientId, clientSecret: clientSecretOfIt },
      });
      await guarantee.run({
        provider: await providerOver(() => undefined),
        access: dedicated(secret),
        tenant: { externalTenantId: ids.tenant },
        refused: dedicated('another secret'),
        secrets: [secret, 'another secret', 'token-1'],
      });
    });
});
