import {
  isProviderFault,
  ProviderFault,
  type DirectoryProvider,
  type ProviderAccess,
  type RoleFact,
} from '@tenantatlas/core';
import { casesFor, providerConformance } from '@tenantatlas/core/conformance';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fakeMicrosoft, graphError, ids, json, secret, type Override } from '../test/support/fake-microsoft.ts';
import { collecting, guid } from '../test/support/scripted-graph.ts';
import { VirtualTime } from '../test/support/virtual-time.ts';
import { createGraphProvider, type GraphProviderOptions } from './provider.ts';
import { clientSecret } from './tokens/client-secret.ts';
import { tokenCredential } from './tokens/token-credential.ts';

const right = clientSecret({ clientId: ids.clientId, clientSecret: secret });
const call = () => ({ signal: new AbortController().signal });
const platform: ProviderAccess = { externalTenantId: ids.tenant, connectionType: 'platform', credential: null };
const dedicated = (credential: unknown): ProviderAccess => ({ ...platform, connectionType: 'dedicated', credential });

/** A provider over a fake of Microsoft, in virtual time. */
function providerOver(override?: Override, more: Partial<GraphProviderOptions> = {}) {
  const microsoft = fakeMicrosoft(override);
  const time = new VirtualTime();
  const provider = createGraphProvider({
    credentials: right,
    clock: time,
    scheduler: time,
    fetch: (input, init) => microsoft.handle(new Request(input, init)),
    ...more,
  });
  return { provider, microsoft, time };
}

type Capability = 'verify' | 'grants' | 'roles' | 'configuration';
const capabilities: readonly Capability[] = ['verify', 'grants', 'roles', 'configuration'];

function ask(provider: DirectoryProvider, capability: Capability, access = platform, asked = call()) {
  const ignore = (): void => {};
  return capability === 'roles' || capability === 'configuration'
    ? provider[capability](access, ignore, asked)
    : provider[capability](access, asked);
}

describe('the suite of core', () => {
  const { provider } = providerOver();
  for (const guarantee of casesFor(providerConformance, ['refusals', 'many_pages']))
    it(guarantee.name, () =>
      guarantee.run({
        provider,
        access: dedicated({ clientId: ids.clientId, clientSecret: secret }),
        tenant: { externalTenantId: ids.tenant },
        refused: dedicated({ clientId: ids.clientId, clientSecret: 'another secret' }),
        secrets: [secret, 'another secret', 'token-1'],
      }),
    );
});

it('logs which member of an answer has another shape, and not its value', async () => {
  const lines: unknown[] = [];
  const { provider } = providerOver(
    (path) => (path === 'organization' ? json(200, { value: [{ id: { secret: 'hunter2-hunter2' } }] }) : undefined),
    { logger: { warn: (...line) => void lines.push(line), error: (...line) => void lines.push(line) } },
  );
  expect(await provider.verify(platform, call())).toMatchObject({
    collection: 'failed',
    reason: { code: 'unknown_error', providerCode: 'invalid_response' },
  });
  expect(lines).toEqual([['graph_invalid_response', { path: 'value.0.id', status: 200 }]]);
});

describe('options', () => {
  it.each<[object, RegExp]>([
    [{ credential: right }, /"credential" is not an option/],
    [{ credentials: { clientId: ids.clientId, clientSecret: secret } }, /"credentials" is a token source/],
    [{ cloud: 'germany' }, /"cloud" is one of global, us_gov_l4, us_gov_l5, china/],
    [{ cloud: 'china', endpoints: { graph: 'https://a.example', login: 'https://b.example' } }, /exclude each other/],
    [{ endpoints: { graph: 'http://graph.example', login: 'https://b.example' } }, /"endpoints.graph" is an origin/],
    [{ endpoints: { graph: 'https://a.example/v1.0', login: 'https://b.example' } }, /"endpoints.graph"/],
    [{ endpoints: { graph: 'https://a.example' } }, /"endpoints.login"/],
    [{ dedicated: {} }, /"dedicated" is a function/],
    [{ fetch: 'fetch' }, /"fetch" is a function/],
    [{ clock: {} }, /"clock" is an object with epochMillis/],
    [{ scheduler: {} }, /"scheduler" is an object with after/],
    [{ instrumentation: {} }, /"instrumentation" is an object with control/],
    [{ logger: console.log }, /"logger" is an object with warn, error/],
    [{ limits: { concurrent: 1 } }, /"concurrent" is not a member of "limits"/],
    [{ limits: { concurrency: 0 } }, /"limits.concurrency" is a whole number from 1 to 1000/],
    [{ limits: { perTenant: { requests: 0, perMillis: 60_000 } } }, /"limits.perTenant" is so many requests/],
    [{ limits: { totalMillis: -1 } }, /"limits.totalMillis"/],
  ])('%j are refused with the option and the rule', (options, message) => {
    expect(() => createGraphProvider(options)).toThrow(message);
    expect(() => createGraphProvider(options)).not.toThrow(secret);
  });

  it('may all be left out', () => {
    expect(createGraphProvider().provider).toBe('microsoft');
    expect(createGraphProvider({ limits: { concurrency: undefined, perTenant: null } }).permissions.version).toBe(2);
  });
});

describe('whose app signs in', () => {
  const source = clientSecret({ clientId: ids.clientId, clientSecret: secret });
  it.each<[string, unknown]>([
    ['a token source', source],
    ['an id and a secret', { clientId: ids.clientId, clientSecret: secret }],
  ])('a credential that is %s works for a dedicated connection', async (_, credential) => {
    const { provider } = providerOver(undefined, { credentials: undefined });
    expect(await provider.verify(dedicated(credential), call())).toMatchObject({
      collection: 'collected',
      value: { externalTenantId: ids.tenant, verifiedDomains: ['contoso.example'] },
    });
  });

  it('a host may read its credentials itself', async () => {
    const { provider } = providerOver(undefined, {
      dedicated: (credential) => clientSecret({ clientId: ids.clientId, clientSecret: String(credential) }),
    });
    expect((await provider.verify(dedicated(secret), call())).collection).toBe('collected');
  });

  it.each<[string, ProviderAccess, Partial<GraphProviderOptions>, string]>([
    ['no app of the platform', platform, { credentials: undefined }, 'platform_identity_missing'],
    ['no credential', dedicated(null), {}, 'dedicated_credential_missing'],
    ['undefined', dedicated(undefined), {}, 'dedicated_credential_missing'],
    ['a text', dedicated('hunter2'), {}, 'dedicated_credential_invalid'],
    ['another id', dedicated({ clientId: 'app', clientSecret: 'hunter2' }), {}, 'dedicated_credential_invalid'],
    ['no secret', dedicated({ clientId: ids.clientId }), {}, 'dedicated_credential_invalid'],
    [
      'a certificate that is none',
      dedicated({ clientId: ids.clientId, certificate: 'hunter2', privateKey: 'hunter2' }),
      {},
      'dedicated_credential_invalid',
    ],
    [
      'a host that throws',
      dedicated({}),
      {
        dedicated: () => {
          throw new Error('hunter2');
        },
      },
      'dedicated_credential_invalid',
    ],
    ['a host that answers nothing', dedicated({}), { dedicated: () => ({}) as never }, 'dedicated_credential_invalid'],
    ['a tenant that is none', { ...platform, externalTenantId: '../common' }, {}, 'provider_connection_invalid'],
  ])('%s is evidence with the reason, and nothing is asked', async (_, access, more, code) => {
    const { provider, microsoft } = providerOver(undefined, more);
    for (const capability of capabilities) {
      const evidence = await ask(provider, capability, access);
      expect(evidence).toMatchObject({ collection: 'forbidden', reason: { code } });
      expect(JSON.stringify(evidence)).not.toContain('hunter2');
    }
    expect([microsoft.asked, microsoft.signIns()]).toEqual([[], 0]);
  });

  it('a wrong secret gets no token that the right one got, in the same tenant and for the same app', async () => {
    const { provider, time } = providerOver();
    expect(
      (await time.run(provider.verify(dedicated({ clientId: ids.clientId, clientSecret: secret }), call()))).collection,
    ).toBe('collected');
    const wrong = await time.run(
      provider.verify(dedicated({ clientId: ids.clientId, clientSecret: 'wrong secret' }), call()),
    );
    expect(wrong).toMatchObject({
      collection: 'forbidden',
      reason: { code: 'provider_credential_invalid', providerCode: 'AADSTS7000215' },
    });
  });

  it('a check that asks for a new token gets one', async () => {
    const { provider, microsoft, time } = providerOver();
    await time.run(provider.verify(platform, call()));
    await time.run(provider.grants(platform, call()));
    expect(microsoft.signIns()).toBe(1);
    await time.run(provider.verify(platform, { ...call(), isFresh: true }));
    expect(microsoft.signIns()).toBe(2);
  });
});

describe('consent', () => {
  const request = { externalTenantId: null, redirectUri: 'https://console.example/back', state: 's-1' };
  const own = guid(77);

  it.each([
    ['the platform’s app', { ...request, connectionType: 'platform', credential: null }, ids.clientId],
    [
      'the customer’s app',
      { ...request, connectionType: 'dedicated', credential: { clientId: own, clientSecret: 'x' } },
      own,
    ],
  ] as const)('is asked for %s', (_, given, clientId) => {
    const address = new URL(providerOver().provider.consentUrl(given));
    expect([address.origin, address.searchParams.get('client_id')]).toEqual([
      'https://login.microsoftonline.com',
      clientId,
    ]);
  });

  it('cannot be asked for an app without an id', () => {
    const credentials = tokenCredential({ getToken: async () => null });
    for (const options of [{ credentials }, {}])
      expect(() =>
        createGraphProvider(options).consentUrl({ ...request, connectionType: 'platform', credential: null }),
      ).toThrow(ProviderFault);
  });
});

describe('signals and consumers', () => {
  it('a fault of the provider itself is reported without its text', async () => {
    const get = async (): Promise<never> => {
      throw new TypeError('hunter2');
    };
    const { provider } = providerOver(undefined, { credentials: { key: 'host', clientId: ids.clientId, get } });
    const reason: unknown = await provider.verify(platform, call()).catch((thrown: unknown) => thrown);
    expect(isProviderFault(reason)).toBe(true);
    expect(String(reason)).toContain('TypeError');
    expect(inspect(reason, { depth: 10 })).not.toContain('hunter2');
  });

  it.each(['roles', 'configuration'] as const)(
    'a signal that fires on the last page of %s is not answered with evidence',
    async (capability) => {
      const { provider, time } = providerOver();
      const pages = { count: 0 };
      await time.run(provider[capability](platform, () => void (pages.count += 1), call()));
      const controller = new AbortController();
      let seen = 0;
      const stop = (): void => {
        seen += 1;
        if (seen === pages.count) controller.abort(new Error('enough'));
      };
      await expect(time.run(provider[capability](platform, stop, { signal: controller.signal }))).rejects.toThrow(
        'enough',
      );
      expect(seen).toBe(pages.count);
    },
  );

  it('what a consumer throws is passed on, whatever it is', async () => {
    const { provider } = providerOver();
    for (const trouble of [new TypeError('of the consumer'), new Error('another')]) {
      const failing = (): never => {
        throw trouble;
      };
      await expect(provider.roles(platform, failing, call())).rejects.toBe(trouble);
    }
  });
});

it('a tenant is read with everything that it has', async () => {
  const { provider } = providerOver();
  const { items, onItems } = collecting<RoleFact>();
  expect(await provider.roles(platform, onItems, call())).toMatchObject({
    collection: 'collected',
    value: [
      { part: 'definitions', items: 3 },
      { part: 'active', items: 1 },
      { part: 'assignments', items: 1 },
      { part: 'eligible', items: 1 },
      { part: 'group_active', items: 0 },
      { part: 'group_members', items: 3 },
      { part: 'group_eligible', items: 0 },
    ],
  });
  expect(items).toHaveLength(9);
  expect(await provider.grants(platform, call())).toMatchObject({
    value: [
      { key: 'Directory.Read.All', type: 'application' },
      { key: 'Policy.Read.All', type: 'application' },
      { key: 'User.Read', type: 'delegated' },
    ],
  });
});

describe('a page that repeats or leads elsewhere', () => {
  it.each([
    ['to another host', 'https://evil.example/v1.0/x'],
    ['to itself', 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments?$expand=principal'],
    ['to another version', 'https://graph.microsoft.com/beta/x'],
  ])('%s ends the part, never as a shorter complete list', async (_, nextLink) => {
    const path = 'roleManagement/directory/roleAssignments';
    const { provider } = providerOver((asked) =>
      asked === path ? json(200, { value: [], '@odata.nextLink': nextLink }) : undefined,
    );
    const evidence = await ask(provider, 'roles');
    expect(evidence).toMatchObject({ collection: 'partial' });
  });

  it('half-way expired is partial with what was read', async () => {
    const { provider } = providerOver((asked, request) =>
      asked === 'identity/conditionalAccess/policies' && request.url.includes('skiptoken')
        ? graphError(410, 'resyncRequired')
        : undefined,
    );
    expect(await ask(provider, 'configuration')).toMatchObject({
      collection: 'partial',
      part: [{ part: 'conditional_access', items: 2, collection: 'partial' }, {}, {}, {}],
    });
  });
});
