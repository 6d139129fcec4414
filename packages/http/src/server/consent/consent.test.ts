import {
  createTenantAtlas,
  messageCatalogs,
  orThrow,
  systemActor,
  workspaceUser,
  type LogFields,
} from '@tenantatlas/core';
import { scriptedProvider } from '@tenantatlas/core/conformance';
import { createMemoryStorage } from '@tenantatlas/core/memory';
import { StorageFault } from '@tenantatlas/core/ports';
import { describe, expect, it } from 'vitest';
import { createAtlasHandler, type ConsentCallbackOptions, type ConsentPage } from '../index.ts';

const tenant = '00000000-0000-4000-8000-000000000001';
const address = 'https://console.example/atlas/consent/callback';

async function world(consent: ConsentCallbackOptions = {}, change: object = {}) {
  const inner = createMemoryStorage();
  let isAway = false;
  const storage: typeof inner = {
    ...inner,
    unit: (scope, work) => (isAway ? Promise.reject(new StorageFault('unavailable', 'no')) : inner.unit(scope, work)),
  };
  const logged: unknown[] = [];
  const note = (event: string, fields: LogFields): void => void logged.push([event, fields]);
  const logger = { warn: note, error: note };
  const atlas = createTenantAtlas({
    storage,
    logger,
    providers: [scriptedProvider()],
    consent: { redirectUri: address },
  });
  const system = atlas.as(systemActor('seed'));
  const at = { workspaceId: 'w-1', tenantId: 't-1' };
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ ...at, name: 'Contoso' }));
  orThrow(await system.workspaces.addMember({ workspaceId: 'w-1', userId: 'u-1', role: 'manager' }));
  orThrow(await system.workspaces.grantTenant({ ...at, userId: 'u-1' }));
  const manager = atlas.as(workspaceUser({ id: 'u-1', label: 'Mo' }));
  const { id: connectionId } = orThrow(
    await manager.connections.create({
      ...at,
      provider: 'scripted',
      connectionType: 'platform',
      displayName: 'Main',
      externalTenantId: tenant,
    }),
  );
  const handler = createAtlasHandler({
    atlas,
    authenticate: () => {
      throw new Error('The callback asks for no session.');
    },
    basePath: '/atlas',
    logger,
    consent,
    ...change,
  });
  const stateOf = async () => {
    const { url } = orThrow(await manager.connections.consentUrl({ workspaceId: 'w-1', connectionId }));
    return new URL(url).searchParams.get('state') ?? '';
  };
  const open = (parameters: Record<string, string>, init: RequestInit = {}) =>
    handler(new Request(`${address}?${new URLSearchParams(parameters).toString()}`, init));
  const consentStatus = async () =>
    orThrow(await system.connections.get({ workspaceId: 'w-1', connectionId })).consentStatus;
  return { handler, open, stateOf, consentStatus, logged, setAway: (away: boolean) => void (isAway = away) };
}

describe('the page', () => {
  it('says how the consent ended, without a session, and the second time that the answer was received before', async () => {
    const { open, stateOf, consentStatus } = await world();
    const state = await stateOf();
    const granted = await open({ state, tenant, admin_consent: 'True' });
    expect([granted.status, await consentStatus()]).toEqual([200, 'granted']);
    const html = await granted.text();
    expect(html).toContain('<h1>Consent given</h1>');
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    const again = await open({ state, tenant });
    expect([again.status, await again.text()]).toEqual([
      200,
      expect.stringContaining('<h1>Answer already received</h1>'),
    ]);
  });

  it.each([
    [{ error: 'access_denied' }, 200, 'Consent declined'],
    [{ error: 'server_error' }, 400, 'Consent failed'],
    [{ tenant: '00000000-0000-4000-8000-000000000002' }, 409, 'Another tenant answered'],
    [{ state: 'x' }, 404, 'Link not known'],
  ])('of %j has the status %d and the heading "%s"', async (parameters, status, heading) => {
    const { open, stateOf } = await world();
    const answer = await open({ state: await stateOf(), ...parameters });
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(`<h1>${heading}</h1>`)]);
  });

  it('keeps the secret of its address: no cache, no referrer, no frame, no script, no CORS, no log', async () => {
    const { open, stateOf, logged } = await world();
    const state = await stateOf();
    const answer = await open({ state, error: 'server_error' }, { headers: { origin: 'https://evil.example' } });
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-resource-policy': 'same-origin',
    });
    const html = await answer.text();
    const nonce = /<style nonce="(\w{32})">/.exec(html)?.[1];
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'nonce-${String(nonce)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(html).not.toMatch(/<script|\son\w+=|https?:|src=|href=/i);
    expect(JSON.stringify([html, headers, logged])).not.toContain(state.slice(-43));
  });

  it('shows nothing of what the address says', async () => {
    const { open, stateOf } = await world();
    const hostile = '<img src=x onerror=alert(1)>';
    const answer = await open({ state: await stateOf(), error: hostile, error_description: hostile, tenant: hostile });
    expect(await answer.text()).not.toContain('img');
  });

  it('is in the language of the browser, and in English where the host lacks a text', async () => {
    const { open } = await world({
      languages: {
        en: messageCatalogs.en,
        de: messageCatalogs.de,
        fr: { 'connections.consent.title.unknown': 'Lien inconnu' },
        xx: { 'connections.consent.title.unknown': '{broken' },
      },
    });
    const asked = async (language: string) => {
      const answer = await open({}, { headers: { 'accept-language': language } });
      return [answer.headers.get('content-language'), /<h1>(.*)<\/h1><p>(.*)<\/p>/.exec(await answer.text())?.slice(1)];
    };
    expect(await asked('de-AT,en;q=0.5')).toEqual([
      'de',
      ['Link nicht bekannt', expect.stringContaining('Fordern Sie')],
    ]);
    expect(await asked('fr')).toEqual(['fr', ['Lien inconnu', expect.stringContaining('Ask for a new link')]]);
    expect(await asked('xx')).toEqual(['xx', ['Link not known', expect.anything()]]);
  });

  it('bears the name of the product, as text', async () => {
    const { open } = await world({ productName: 'Acme & <Sons>' });
    const html = await (await open({})).text();
    expect(html).toContain('<p class="product">Acme &#38; &#60;Sons&#62;</p>');
    expect(html).toContain('<title>Link not known · Acme &#38; &#60;Sons&#62;</title>');
  });

  it('is tried again where the database does not answer: nothing was used up', async () => {
    const { open, stateOf, setAway, logged } = await world();
    const state = await stateOf();
    setAway(true);
    const away = await open({ state, tenant }, { headers: { 'accept-language': 'de' } });
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await away.text()).toContain('Bitte versuchen Sie es noch einmal');
    setAway(false);
    expect(await (await open({ state, tenant })).text()).toContain('Consent given');
    expect(JSON.stringify(logged)).not.toContain(state.slice(-43));
  });
});

describe('a host', () => {
  it('may make the page itself, under the same headers', async () => {
    const seen: ConsentPage[] = [];
    const { open } = await world({
      render: async (page) => {
        seen.push(page);
        return `<h1>${page.outcome}</h1>`;
      },
    });
    const answer = await open({}, { headers: { 'accept-language': 'de' } });
    expect([answer.status, await answer.text()]).toEqual([404, '<h1>unknown</h1>']);
    expect(answer.headers.get('content-security-policy')).toContain(
      `style-src 'nonce-${String(seen[0]?.nonce)}' 'self'; img-src 'self'`,
    );
    expect(answer.headers.get('content-security-policy')).not.toContain('script-src');
    expect(seen).toMatchObject([
      { outcome: 'unknown', reasonCode: 'unknown_error', language: 'de', title: 'Link nicht bekannt' },
    ]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('hunter2');
      },
    ],
    ['rejects', () => Promise.reject(new Error('hunter2'))],
    ['answers no text', () => 7 as never],
  ])('whose page %s gets the built-in one, and a line in the log without the cause', async (_, render) => {
    const { open, logged } = await world({ render });
    expect(await (await open({})).text()).toContain('<h1>Link not known</h1>');
    expect(logged).toEqual([['consent_page_failed', { requestId: expect.any(String) }]]);
  });

  it('may send the browser to one fixed address, with the outcome and nothing else', async () => {
    const { open, stateOf } = await world({ redirectTo: '/connections?tab=consent' });
    const answer = await open({
      state: await stateOf(),
      tenant,
      redirectTo: 'https://evil.example',
      next: 'https://evil.example',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/connections?tab=consent&outcome=granted']);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await answer.text()).toBe('');
  });

  it('may limit senders itself', async () => {
    const { open, consentStatus, stateOf } = await world({
      rateLimit: (request) => (request.headers.get('x-from') === 'flood' ? 12.3 : null),
    });
    const state = await stateOf();
    const refused = await open({ state, tenant }, { headers: { 'x-from': 'flood' } });
    expect([refused.status, refused.headers.get('retry-after'), await consentStatus()]).toEqual([429, '13', 'unknown']);
    expect((await open({ state, tenant })).status).toBe(200);
  });

  it('without an own limit answers 300 callbacks a minute', async () => {
    const { open } = await world();
    const statuses = [];
    for (let n = 0; n < 301; n += 1) statuses.push((await open({})).status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(300);
    expect(statuses.at(-1)).toBe(429);
  });

  it.each([
    [{ redirect: '/x' }, '"redirect" is not a member of "consent"'],
    [{ redirectTo: 'http://console.example' }, '"consent.redirectTo" is an absolute https address'],
    [{ redirectTo: '//evil.example' }, '"consent.redirectTo"'],
    [{ render: '<h1>' }, '"consent.render" is a function'],
    [{ rateLimit: 3 }, '"consent.rateLimit" is a function'],
    [{ productName: ' ' }, '"consent.productName" is a text'],
    [{ languages: [] }, '"consent.languages" is an object'],
    [{ languages: { 'de"': {} } }, '"consent.languages" is an object'],
  ])('with %j is refused', async (consent, told) => {
    await expect(world(consent as never)).rejects.toThrow(told);
  });
});

describe('only GET counts', () => {
  it.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s uses nothing up', async (method) => {
    const { open, stateOf, consentStatus } = await world();
    const answer = await open({ state: await stateOf(), tenant }, { method });
    expect([answer.status, answer.headers.get('allow'), await consentStatus()]).toEqual([405, 'GET', 'unknown']);
  });

  it('and an address of 8,192 characters at most', async () => {
    const { open, stateOf } = await world();
    expect((await open({ state: await stateOf(), tenant, error_description: 'x'.repeat(8_192) })).status).toBe(414);
  });

  it.each([
    ['that is too long', { error_description: 'x'.repeat(8_192) }, {}, 414],
    ['of another method', {}, { method: 'POST' }, 405],
    ['that fails', {}, { headers: { 'x-fails': '1' } }, 500],
  ] as const)('and one %s, which may count later, stays with its page as well', async (_, more, init, status) => {
    const { open, stateOf } = await world({
      rateLimit: (request) => {
        if (request.headers.has('x-fails')) throw new Error('no');
        return null;
      },
    });
    const answer = await open({ state: await stateOf(), tenant, ...more }, init);
    expect([answer.status, answer.headers.get('referrer-policy')]).toEqual([status, 'no-referrer']);
  });

  it('and there is no such route for an atlas that takes no answers', async () => {
    const atlas = createTenantAtlas();
    const handler = createAtlasHandler({
      atlas: { as: (actor) => atlas.as(actor), methods: () => atlas.methods() },
      authenticate: () => null,
    });
    expect((await handler(new Request('https://console.example/consent/callback'))).status).toBe(404);
  });
});
