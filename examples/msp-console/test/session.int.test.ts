import { describe, expect, it } from 'vitest';
import type { SessionView } from '../server/session/session.ts';
import { cookieOf, request, signInAs, site } from './support/site.ts';

/** The character after, in base64url: where the last one has two spare bits, both spell the same bytes. */
const sibling = (last = ''): string => alphabet[alphabet.indexOf(last) ^ 1] ?? '';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const view = async (response: Response): Promise<SessionView> => (await response.json()) as SessionView;

describe('sign-in', () => {
  it('lists all people, and no person is signed in at first', async () => {
    const { person, people } = await view(await site()(request('/session')));
    expect(person).toBeNull();
    expect(people.map(({ role }) => role)).toEqual([
      'platform_all',
      'platform_watch',
      'owner',
      'owner_and_manager',
      'readonly',
      'operator',
      'operator',
      'outsider',
    ]);
    expect(people[1]?.capabilities).not.toContain('platform.ops.controls.manage');
  });

  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const response = await site()(signInAs('u-bo'));
    expect(response.status).toBe(200);
    expect((await view(response)).person?.name).toBe('Bo Lindqvist');
    const [value, ...flags] = (response.headers.get('set-cookie') ?? '').split('; ');
    expect(value).toMatch(/^msp_session_4310=dS1ibw\.[\w-]{16}\.\d+\.[\w-]{43}$/);
    expect(flags.sort()).toEqual(['HttpOnly', 'Max-Age=43200', 'Path=/', 'SameSite=Lax']);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('decides the actor of the atlas', async () => {
    const handle = site();
    expect((await handle(request('/atlas/v1/workspaces'))).status).toBe(401);
    const cookie = cookieOf(await handle(signInAs('u-bo')));
    expect((await handle(request('/atlas/v1/workspaces', { headers: { cookie } }))).status).toBe(200);
    expect((await handle(request('/atlas/v1/controls', { headers: { cookie } }))).status).toBe(404);
    const operator = cookieOf(await handle(signInAs('op-ada')));
    expect((await handle(request('/atlas/v1/controls', { headers: { cookie: operator } }))).status).toBe(200);
  });

  it('ends with a sign-out, and after twelve hours', async () => {
    let now = Date.now();
    const handle = site(() => now);
    const signedIn = await handle(signInAs('u-bo'));
    const cookie = cookieOf(signedIn);
    const out = await handle(request('/session', { method: 'DELETE', headers: { cookie } }));
    expect(out.headers.get('set-cookie')).toBe('msp_session_4310=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0');
    const personOf = async (token: string) =>
      (await view(await handle(request('/session', { headers: { cookie: token } })))).person?.id;
    expect(await personOf(cookie)).toBeUndefined(); // a copy of the cookie is worth nothing
    const next = cookieOf(await handle(signInAs('u-bo')));
    now += 12 * 3_600_000 - 1_000;
    expect(await personOf(next)).toBe('u-bo');
    now += 2_000;
    expect(await personOf(next)).toBeUndefined();
  });

  it('does not act for another person than that of the page', async () => {
    const handle = site();
    const cookie = cookieOf(await handle(signInAs('u-cleo')));
    const askAs = async (person: string) =>
      (await handle(request('/atlas/v1/workspaces', { headers: { cookie, 'x-console-person': person } }))).status;
    expect([await askAs('u-bo'), await askAs('u-cleo')]).toEqual([401, 200]);
  });

  it('separates consoles on other ports of this machine', async () => {
    const handle = site();
    const cookie = cookieOf(await handle(signInAs('u-bo'))).replace('4310', '4311');
    expect((await view(await handle(request('/session', { headers: { cookie } })))).person).toBeNull();
  });

  it.each([
    ['another person', (token: string) => token.replace(inToken('u-bo'), inToken('op-ada'))],
    ['a later end', (token: string) => token.replace(/\.\d+\.(?=[^.]+$)/, '.99999999999.')],
    ['no signature', (token: string) => token.replace(/\.[^.]+$/, '')],
    ['another signature', (token: string) => `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`],
    ['another spelling of its signature', (token: string) => `${token.slice(0, -1)}${sibling(token.at(-1))}`],
    ['an unknown person', () => 'u-nobody.99999999999.AAAA'],
    ['nothing', () => ''],
  ])('rejects a cookie with %s', async (_, forge) => {
    const handle = site();
    const cookie = cookieOf(await handle(signInAs('u-bo'))).replace(/=(.*)/, (__, token: string) => `=${forge(token)}`);
    expect((await view(await handle(request('/session', { headers: { cookie } })))).person).toBeNull();
    expect((await handle(request('/atlas/v1/workspaces', { headers: { cookie } }))).status).toBe(401);
  });

  it('accepts only one of its people', async () => {
    const handle = site();
    for (const personId of ['u-nobody', '', 7, null, ['u-bo'], '__proto__'])
      expect((await handle(signInAs(personId))).status).toBe(422);
    const broken = { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } };
    expect((await handle(request('/session', broken))).status).toBe(400);
    const notUtf8 = { ...broken, body: new Uint8Array([0x22, 0xff, 0x22]) };
    expect((await handle(request('/session', notUtf8))).status).toBe(400);
    expect((await handle(signInAs('x'.repeat(5_000)))).status).toBe(413);
    const put = await handle(request('/session', { method: 'PUT', body: '{}' }));
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, DELETE']);
  });
});

describe('a cross-site write to /session', () => {
  const foreign: [string, Record<string, string>][] = [
    ['by fetch metadata', { 'sec-fetch-site': 'cross-site' }],
    ['from a sibling on the same site', { 'sec-fetch-site': 'same-site' }],
    ['by its origin', { origin: 'https://evil.example' }],
    ['from another port of this machine', { origin: 'http://127.0.0.1:9999' }],
    ['from an origin that only looks like ours', { origin: 'http://somebody@127.0.0.1:4310' }],
    ['from another scheme', { origin: 'ftp://127.0.0.1:4310' }],
    ['from a sandboxed frame', { origin: 'null' }],
  ];

  it.each(foreign)('is rejected %s, for sign-in and sign-out', async (_, headers) => {
    const handle = site();
    for (const forged of [signInAs('op-ada', headers), request('/session', { method: 'DELETE', headers })]) {
      const response = await handle(forged);
      expect(response.status).toBe(403);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  it('is rejected as a form, whatever its content', async () => {
    const headers = { 'content-type': 'text/plain' };
    const response = await site()(request('/session', { method: 'POST', body: '{"personId":"op-ada"}', headers }));
    expect(response.status).toBe(415);
  });

  it('is accepted from the own page, and from clients other than browsers', async () => {
    const handle = site();
    const own: Record<string, string>[] = [
      { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:4310' },
      { origin: 'http://127.0.0.1:4310' },
      {},
    ];
    for (const headers of own) expect((await handle(signInAs('u-bo', headers))).status).toBe(200);
  });
});

it('carries ids of identity providers, whatever they are made of', async () => {
  const handle = site();
  for (const id of ['auth0|65f0c0ffee12345678901234', 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ=']) {
    const cookie = cookieOf(await handle(signInAs(id)));
    expect((await view(await handle(request('/session', { headers: { cookie } })))).person?.id).toBe(id);
  }
});

function inToken(personId: string): string {
  return Buffer.from(personId).toString('base64url');
}
