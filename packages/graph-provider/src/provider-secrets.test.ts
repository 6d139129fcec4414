import { inspect } from 'node:util';
import type { ProviderAccess } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import { fakeMicrosoft, graphError, ids, json, secret, type Override } from '../test/support/fake-microsoft.ts';
import { VirtualTime } from '../test/support/virtual-time.ts';
import { createGraphProvider, type GraphProviderOptions } from './provider.ts';
import { clientSecret } from './tokens/client-secret.ts';
import { tokenCredential } from './tokens/token-credential.ts';

interface Situation {
  readonly override?: Override;
  readonly options?: Partial<GraphProviderOptions>;
  readonly access?: Partial<ProviderAccess>;
}

const onGraph =
  (answer: () => Response): Override =>
  (path) =>
    path === 'token' ? undefined : answer();
const onToken =
  (answer: () => Response): Override =>
  (path) =>
    path === 'token' ? answer() : undefined;
const dedicated = (credential: unknown): Situation => ({ access: { connectionType: 'dedicated', credential } });
const login = (body: object): Situation => ({ override: onToken(() => json(400, body)) });
const graph = (status: number, code: string, message: string, headers = {}): Situation => ({
  override: onGraph(() => graphError(status, code, message, headers)),
});
const source = (get: () => Promise<never>): Situation => ({
  options: { credentials: { key: 'host', clientId: ids.clientId, get } },
});

/** Where a secret can be, one in each situation. */
const situations: readonly (readonly [string, (planted: string) => Situation])[] = [
  [
    'the client secret that works',
    (planted) => ({
      options: { credentials: clientSecret({ clientId: ids.clientId, clientSecret: planted }) },
      override: onToken(() => json(200, { access_token: 'token-1', expires_in: 3600 })),
    }),
  ],
  [
    'the client secret that is refused',
    (planted) => ({ options: { credentials: clientSecret({ clientId: ids.clientId, clientSecret: planted }) } }),
  ],
  ['the token', (planted) => ({ override: onToken(() => json(200, { access_token: planted, expires_in: 3600 })) })],
  [
    'a token of another shape',
    (planted) => ({ override: onToken(() => json(200, { access_token: [planted], expires_in: planted })) }),
  ],
  [
    'the description of a refused sign-in',
    (planted) =>
      login({ error: 'invalid_client', error_description: `AADSTS7000215: ${planted}`, error_codes: [7000215] }),
  ],
  ['the error of a sign-in', (planted) => login({ error: planted })],
  ['the suberror of a sign-in', (planted) => login({ error: 'invalid_grant', suberror: planted })],
  [
    'a sign-in answered with a text',
    (planted) => ({ override: onToken(() => new Response(planted, { status: 500 })) }),
  ],
  ['the message of Graph', (planted) => graph(403, 'Authorization_RequestDenied', planted)],
  ['the code of Graph', (planted) => graph(403, `it is ${planted}`, 'x')],
  [
    'the claims of a challenge',
    (planted) =>
      graph(401, 'InvalidAuthenticationToken', 'x', {
        'www-authenticate': `Bearer error="insufficient_claims", claims="${planted}"`,
      }),
  ],
  [
    'the address of a redirect',
    (planted) => ({
      override: onGraph(
        () => new Response(null, { status: 302, headers: { location: `https://evil.example/?token=${planted}` } }),
      ),
    }),
  ],
  [
    'a link to the next page',
    (planted) => ({
      override: onGraph(() => json(200, { value: [], '@odata.nextLink': `https://evil.example/?sig=${planted}` })),
    }),
  ],
  [
    'a body that ends early',
    (planted) => ({ override: onGraph(() => new Response(`{"value":[{"id":"${planted}`, { status: 200 })) }),
  ],
  ['a body that is not JSON', (planted) => ({ override: onGraph(() => new Response(planted, { status: 200 })) })],
  [
    'a name of a member of another shape',
    (planted) => ({ override: onGraph(() => json(200, { value: [{ [planted]: planted }] })) }),
  ],
  ['an item of another shape', (planted) => ({ override: onGraph(() => json(200, { value: [planted] })) })],
  ['a Retry-After', (planted) => graph(429, 'x', 'x', { 'retry-after': planted })],
  [
    'an error of fetch',
    (planted) => ({ options: { fetch: async () => Promise.reject(new TypeError(planted, { cause: planted })) } }),
  ],
  [
    'an error of a token source',
    (planted) =>
      source(async () => {
        throw Object.assign(new Error(planted), { token: planted });
      }),
  ],
  [
    'an error that hides it in its cause',
    (planted) =>
      source(async () => {
        throw new Error('It failed.', { cause: { planted } });
      }),
  ],
  [
    'an error of a credential of a host',
    (planted) => ({
      options: {
        credentials: tokenCredential({ getToken: async () => Promise.reject(new Error(`AADSTS65001: ${planted}`)) }),
      },
    }),
  ],
  ['a credential of another form', (planted) => dedicated({ user: 'ada', password: planted })],
  ['a credential that is a text', (planted) => dedicated(planted)],
  [
    'an error of what reads a credential',
    (planted) => ({
      ...dedicated({ a: 1 }),
      options: {
        dedicated: (given) => {
          throw new Error(`${planted} ${JSON.stringify(given)}`);
        },
      },
    }),
  ],
  [
    'a certificate that does not fit',
    (planted) => dedicated({ clientId: ids.clientId, certificate: planted, privateKey: planted }),
  ],
];

describe('a secret is not in what is answered, thrown or shown', () => {
  it('in each of 25 places and more', () => {
    expect(situations.length).toBeGreaterThanOrEqual(25);
    expect(new Set(situations.map(([name]) => name)).size).toBe(situations.length);
  });

  it.each(situations)('%s', async (name, make) => {
    const planted = `Planted8Q~${String(situations.findIndex(([each]) => each === name))}-hunter2`;
    const { override, options, access } = make(planted);
    const time = new VirtualTime();
    const microsoft = fakeMicrosoft(override);
    const provider = createGraphProvider({
      credentials: clientSecret({ clientId: ids.clientId, clientSecret: secret }),
      clock: time,
      scheduler: time,
      fetch: (input, init) => microsoft.handle(new Request(input, init)),
      ...options,
    });
    const asked: ProviderAccess = {
      externalTenantId: ids.tenant,
      connectionType: 'platform',
      credential: null,
      ...access,
    };
    const call = { signal: new AbortController().signal };
    const items: unknown[] = [];
    const onItems = (page: readonly unknown[]): void => void items.push(...page);
    const works: readonly (() => Promise<unknown>)[] = [
      () => provider.verify(asked, call),
      () => provider.grants(asked, call),
      () => provider.roles(asked, onItems, call),
      () => provider.configuration(asked, onItems, call),
    ];
    for (const work of works) {
      const answer: unknown = await time.run(work().catch((reason: unknown) => ({ rejected: reason })));
      for (const text of textsOf(answer)) expect(text).not.toContain(planted);
    }
    for (const text of textsOf([provider, options?.credentials, items])) expect(text).not.toContain(planted);
  });

  it('in an answer to a consent', () => {
    const planted = 'Planted8Q~consent-hunter2';
    for (const parameters of [
      { error: planted },
      { error: 'x', error_description: planted },
      { admin_consent: planted, tenant: planted },
    ])
      expect(
        JSON.stringify(createGraphProvider().readConsent(new URLSearchParams(parameters as Record<string, string>))),
      ).not.toContain(planted);
  });
});

/** Everything that a log could make of a value. */
function textsOf(value: unknown): readonly string[] {
  const shown = inspect(value, { depth: 20, showHidden: true, getters: true });
  return [shown, JSON.stringify(value) ?? '', String(value)];
}
