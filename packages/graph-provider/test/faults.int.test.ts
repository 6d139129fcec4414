import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderAccess } from '@tenantatlas/core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { microsoftPermissions } from '../src/capabilities/manifest.ts';
import { createGraphProvider } from '../src/provider.ts';
import { createGraphSimulator, type FaultEffect } from '../src/simulator/index.ts';

// The provider against every fault of the simulator, over HTTP.
const clientId = 'aaaaaaaa-0000-4000-8000-000000000001';
const secret = 'a-secret-of-the-simulated-app';
const simulator = createGraphSimulator({
  seed: 'faults',
  pageSize: 3,
  tenants: [{ name: 'contoso', users: 40, policies: 5 }],
  apps: [
    {
      clientId,
      displayName: 'Atlas',
      secrets: [{ value: secret }],
      permissions: microsoftPermissions.permissions.map(({ key }) => key),
      delegatedPermissions: ['User.Read'],
      consentedBy: ['contoso'],
    },
  ],
});
const server = await simulator.listen();
let foreign = 0;
const elsewhere = createServer((_, answer) => {
  foreign += 1;
  answer.end('{}');
});
elsewhere.listen(0, '127.0.0.1');
await once(elsewhere, 'listening');
const origin = `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}`;
afterAll(async () => {
  elsewhere.closeAllConnections();
  elsewhere.close();
  await server.close();
});
afterEach(() => simulator.control.setFaults([]));

const provider = createGraphProvider({
  endpoints: { graph: server.graph, login: server.login },
  limits: { maxAttempts: 2 },
});
const access: ProviderAccess = {
  externalTenantId: 'contoso.onmicrosoft.com',
  connectionType: 'dedicated',
  credential: { clientId, clientSecret: secret },
};

const capabilities = ['verify', 'grants', 'roles', 'configuration'] as const;
type Capability = (typeof capabilities)[number];

/** What a reading said, and what it handed over: of `verify` and `grants`, the value. */
async function ask(capability: Capability, effect: FaultEffect | null, more: { rate?: number; path?: string } = {}) {
  simulator.control.setFaults(effect ? [{ service: 'graph', effect, ...more }] : []);
  const items: unknown[] = [];
  const onItems = (page: readonly unknown[]): void => void items.push(...page);
  const call = { signal: new AbortController().signal };
  const streams = capability === 'roles' || capability === 'configuration';
  const evidence = streams
    ? await provider[capability](access, onItems, call)
    : await provider[capability](access, call);
  const value = evidence.collection === 'collected' ? evidence.value : null;
  return { evidence, value: streams ? items : value };
}

describe.each(capabilities)('%s', (capability) => {
  it.each<[string, FaultEffect, string, string, string]>([
    [
      'a missing permission',
      { kind: 'status', status: 403, code: 'Authorization_RequestDenied' },
      'forbidden',
      'provider_permission_missing',
      'Authorization_RequestDenied',
    ],
    [
      'a missing licence',
      { kind: 'status', status: 403, code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant' },
      'not_licensed',
      'unknown_error',
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    ],
    ['an outage', { kind: 'status', status: 503 }, 'throttled', 'provider_unavailable', 'serviceNotAvailable'],
    ['another outage', { kind: 'status', status: 500 }, 'throttled', 'provider_unavailable', 'InternalServerError'],
    ['half of the JSON', { kind: 'malformed' }, 'failed', 'unknown_error', 'malformed_response'],
    ['a value that is not a list', { kind: 'wrongShape' }, 'failed', 'unknown_error', 'invalid_response'],
  ])('%s is its state, and no value', async (_, effect, collection, code, providerCode) => {
    const { evidence } = await ask(capability, effect);
    expect(evidence).toMatchObject({ collection, reason: { code, providerCode } });
    expect(evidence).not.toHaveProperty('value');
    expect(evidence).not.toHaveProperty('part');
  });

  it.each<FaultEffect>([{ kind: 'truncate' }, { kind: 'reset' }])('a connection that ends: $kind', async (effect) => {
    const { evidence } = await ask(capability, effect);
    expect(evidence).toMatchObject({ collection: 'failed', reason: { code: 'network_unreachable' } });
  });

  it.each<[FaultEffect, number]>([
    [{ kind: 'duplicate' }, 1],
    [{ kind: 'emptyPage' }, 0.4],
  ])('%j changes nothing', async (effect, rate) => {
    const { value: expected } = await ask(capability, null);
    // What is not a list of pages is asked once, so that an empty page there is another answer.
    const { evidence, value } = await ask(capability, effect, { rate, path: pagesOf[capability] });
    expect(evidence.collection).toBe('collected');
    expect(value).toEqual(expected);
  });
});

/** Paths whose lists have several pages. */
const pagesOf: { readonly [capability in Capability]: string } = {
  verify: '/nothing',
  grants: '/appRoleAssignments',
  roles: '/roleManagement/',
  configuration: '/policies',
};

describe.each(['grants', 'roles', 'configuration'] as const)('a page of %s that leads', (capability) => {
  it.each<[string, FaultEffect, string]>([
    ['to another origin', { kind: 'foreignNextLink', origin }, 'refused_link'],
    ['to itself', { kind: 'selfNextLink' }, 'repeated_link'],
  ])('%s makes a part, and nothing is asked there', async (_, effect, providerCode) => {
    const { value: whole } = await ask(capability, null);
    const { evidence, value } = await ask(capability, effect, { path: pagesOf[capability] });
    expect(evidence).toMatchObject({ collection: 'partial', reason: { providerCode } });
    const found = capability === 'grants' && evidence.collection === 'partial' ? evidence.part : value;
    expect((found as readonly unknown[]).length).toBeLessThan((whole as readonly unknown[]).length);
    expect((found as readonly unknown[]).length).toBeGreaterThan(0);
    expect(foreign).toBe(0);
  });
});

it('an item that a batch leaves out once is asked again', async () => {
  const { value: expected } = await ask('configuration', null);
  simulator.control.setFaults([{ service: 'graph', path: '/settings', times: 3, effect: { kind: 'omit' } }]);
  const items: unknown[] = [];
  const call = { signal: new AbortController().signal };
  const evidence = await provider.configuration(access, (page) => void items.push(...page), call);
  expect([evidence.collection, items]).toEqual(['collected', expected]);
});

it('one that it always leaves out makes the part incomplete', async () => {
  const { evidence } = await ask('configuration', { kind: 'omit' }, { path: '/settings' });
  expect(evidence).toMatchObject({ collection: 'partial', reason: { providerCode: 'no_response' } });
});

it('two servers with one seed answer the same to the same requests', async () => {
  const options = { seed: 'twice', clock: () => Date.UTC(2026, 10, 30), tenants: [{ name: 'contoso', users: 300 }] };
  const app = { clientId, displayName: 'Atlas', secrets: [{ value: secret }], permissions: ['User.Read.All'] };
  const answers = async (): Promise<string> => {
    await using own = await createGraphSimulator({ ...options, apps: [{ ...app, consentedBy: ['contoso'] }] }).listen();
    const texts: string[] = [];
    const read = async (address: string, init: RequestInit = {}): Promise<string> => {
      const text = await (await fetch(address, init)).text();
      texts.push(text);
      return text;
    };
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
    const body = new URLSearchParams({ ...form, scope: `${own.graph}/.default` });
    const token = await read(`${own.login}/contoso/oauth2/v2.0/token`, { method: 'POST', body });
    const { access_token: bearer } = JSON.parse(token) as { access_token: string };
    const headers = { authorization: `Bearer ${bearer}` };
    texts.length = 0; // the audience of the token is the port
    for (let next: string | undefined = `${own.graph}/v1.0/users?$top=99`; next !== undefined;) {
      const page: { '@odata.nextLink'?: string } = JSON.parse(await read(next, { headers })) as object;
      next = page['@odata.nextLink'];
    }
    await read(`${own.graph}/v1.0/unknown`, { headers });
    return texts.join('\n').replaceAll(own.graph, 'GRAPH');
  };
  const [one, other] = [await answers(), await answers()];
  expect(one.length).toBeGreaterThan(50_000);
  expect(one).toBe(other);
});
