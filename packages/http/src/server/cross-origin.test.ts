import { describe, expect, it } from 'vitest';
import { asked, pause, pausePath, problemOf, site } from '../../test/support/requests.ts';
import { servedWorld } from '../../test/support/served-world.ts';
import { createAtlasHandler } from './index.ts';

const trusted = 'https://admin.example.com';

// The requests that must be refused, taken from the specifications and not from the code.
const origins = [
  { name: 'no Origin', value: null, isOurs: true, isTrusted: false },
  { name: 'own', value: site, isOurs: true, isTrusted: false },
  { name: 'own host under http', value: 'http://atlas.example.com', isOurs: true, isTrusted: false },
  { name: 'own host, other port', value: 'https://atlas.example.com:8443', isOurs: false, isTrusted: false },
  { name: 'other', value: 'https://evil.example', isOurs: false, isTrusted: false },
  { name: 'sibling', value: 'https://blog.example.com', isOurs: false, isTrusted: false },
  { name: 'null', value: 'null', isOurs: false, isTrusted: false },
  { name: 'malformed', value: 'https://', isOurs: false, isTrusted: false },
  { name: 'ours as a path', value: `https://evil.example/${site}`, isOurs: false, isTrusted: false },
  { name: 'ours with a path', value: `${site}/page`, isOurs: false, isTrusted: false },
  { name: 'ours behind a user', value: 'https://evil.example@atlas.example.com', isOurs: false, isTrusted: false },
  { name: 'ours under another scheme', value: 'javascript://atlas.example.com', isOurs: false, isTrusted: false },
  { name: 'two origins', value: `${site}, https://evil.example`, isOurs: false, isTrusted: false },
  { name: 'trusted', value: trusted, isOurs: false, isTrusted: true },
  { name: 'trusted under http', value: 'http://admin.example.com', isOurs: false, isTrusted: false },
  { name: 'trusted with a port', value: `${trusted}:444`, isOurs: false, isTrusted: false },
  { name: 'trusted with a slash', value: `${trusted}/`, isOurs: false, isTrusted: false },
  { name: 'trusted with more behind', value: `${trusted}.evil.example`, isOurs: false, isTrusted: false },
] as const;
const sites = [
  { name: 'absent', value: null, verdict: 'ask Origin' },
  { name: 'same-origin', value: 'same-origin', verdict: 'ours' },
  { name: 'none', value: 'none', verdict: 'ours' },
  { name: 'same-site', value: 'same-site', verdict: 'foreign' },
  { name: 'cross-site', value: 'cross-site', verdict: 'foreign' },
  { name: 'unheard of', value: 'Same-Origin', verdict: 'foreign' },
  { name: 'two of them', value: 'same-origin, cross-site', verdict: 'foreign' },
] as const;
const types = [
  { type: 'application/json', isJson: true },
  { type: 'application/json; charset=utf-8', isJson: true },
  { type: 'application/json;CHARSET="UTF-8"; profile=x', isJson: true },
  { type: 'APPLICATION/JSON', isJson: true },
  { type: 'application/json; charset=utf-16', isJson: false },
  { type: 'application/json; charset=utf-8; charset="iso-8859-1"', isJson: false },
  { type: 'text/plain', isJson: false },
  { type: 'text/plain;application/json', isJson: false },
  { type: 'text/plain, application/json', isJson: false },
  { type: 'application/json, text/plain', isJson: false },
  { type: 'application/x-www-form-urlencoded', isJson: false },
  { type: 'multipart/form-data; boundary=x', isJson: false },
  { type: 'application/json-patch+json', isJson: false },
  { type: 'application/jsonx', isJson: false },
  { type: '', isJson: false }, // none
] as const;
const writes = [
  ['POST', pausePath],
  ['PUT', '/v1/workspaces/w-2/members/u-1'],
  ['DELETE', '/v1/workspaces/w-1/members/u-owner'],
] as const;
const reads = [
  ['GET', '/v1/controls'],
  ['HEAD', '/v1/controls'],
] as const;

describe('a cross-site write', () => {
  it.each(writes)('is rejected before sign-in: %s', async (method, path) => {
    const { handler, seen, dump } = await servedWorld({ trustedOrigins: [trusted] });
    const before = await dump();
    let [refused, passed] = [0, 0];
    for (const origin of origins)
      for (const fetchSite of sites)
        for (const { type, isJson } of types) {
          const isOurs =
            origin.isTrusted || fetchSite.verdict === 'ours' || (fetchSite.verdict === 'ask Origin' && origin.isOurs);
          if (isOurs && isJson) continue;
          const headers: Record<string, string> = { 'content-type': type };
          if (origin.value !== null) headers['origin'] = origin.value;
          if (fetchSite.value !== null) headers['sec-fetch-site'] = fetchSite.value;
          const asWas = seen.signIns;
          const answer = await handler(asked(method, path, { headers, body: pause }));
          const told = `${method} ${type} from ${origin.name}, ${fetchSite.name}`;
          expect([told, answer.status]).toEqual([told, isOurs ? 415 : 403]);
          // Without a type it takes the body to know that there is one.
          expect([told, seen.signIns - asWas]).toEqual([told, isOurs && type === '' ? 1 : 0]);
          if (isOurs) passed += 1;
          else refused += 1;
        }
    expect(refused).toBeGreaterThan(700);
    expect(passed).toBeGreaterThan(300);
    expect(seen.calls).toBe(0);
    expect(await dump()).toBe(before);
  });

  it('is accepted from the own origin', async () => {
    const { handler, seen } = await servedWorld({ trustedOrigins: [trusted] });
    for (const origin of origins)
      for (const fetchSite of sites) {
        if (!origin.isTrusted && fetchSite.verdict !== 'ours' && !(fetchSite.verdict === 'ask Origin' && origin.isOurs))
          continue;
        for (const { type } of types.filter(({ isJson }) => isJson)) {
          const headers: Record<string, string> = { 'content-type': type };
          if (origin.value !== null) headers['origin'] = origin.value;
          if (fetchSite.value !== null) headers['sec-fetch-site'] = fetchSite.value;
          const asWas = seen.calls;
          const answer = await handler(asked('POST', pausePath, { headers, body: pause }));
          expect([origin.name, fetchSite.name, type, answer.status]).toEqual([origin.name, fetchSite.name, type, 200]);
          expect(seen.calls).toBe(asWas + 1);
        }
      }
  });

  it('without a body and with the type of a form is rejected: it is a form without fields', async () => {
    const { handler, seen } = await servedWorld();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await handler(asked('POST', '/v1/workspaces/w-1/archive', { headers }));
    expect([answer.status, seen.signIns]).toEqual([415, 0]);
  });
});

it('reads are accepted from any site, because the browser keeps the answer from the other site', async () => {
  const { handler } = await servedWorld();
  for (const [method, path] of reads)
    for (const origin of origins)
      for (const fetchSite of sites) {
        const headers: Record<string, string> = {};
        if (origin.value !== null) headers['origin'] = origin.value;
        if (fetchSite.value !== null) headers['sec-fetch-site'] = fetchSite.value;
        const answer = await handler(asked(method, path, { headers }));
        expect(answer.status).toBe(200);
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
});

describe('spellings of a host', () => {
  const under = async (host: string, origin: string): Promise<number> => {
    const { handler } = await servedWorld();
    return (await handler(asked('POST', pausePath, { headers: { host, origin }, body: pause }))).status;
  };

  it.each([
    ['app.example.com:443', 'https://app.example.com'],
    ['app.example.com:80', 'http://app.example.com'],
    ['APP.example.com', 'https://app.example.com'],
    ['app.example.com.', 'https://app.example.com'],
    ['app.example.com.:443', 'https://app.example.com'],
    ['app.example.com', 'https://app.example.com.'],
    ['app.example.com:8443', 'https://app.example.com:8443'],
    ['[::1]:443', 'https://[::1]'],
    ['xn--mnchen-3ya.example', 'https://xn--mnchen-3ya.example'],
  ])('%s is the host of %s', async (host, origin) => {
    expect(await under(host, origin)).toBe(200);
  });

  it.each([
    ['app.example.com:80', 'https://app.example.com'],
    ['app.example.com:443', 'http://app.example.com'],
    ['app.example.com:8443', 'https://app.example.com'],
    ['app.example.com:443', 'https://app.example.com:8443'],
    ['app.example.com', 'https://evil.example'],
    ['app.example.com@evil.example', 'https://evil.example'],
    ['evil.example/app.example.com', 'https://evil.example'],
    ['evil.example?', 'https://evil.example'],
    ['evil.example#', 'https://evil.example'],
    ['evil.example\\', 'https://evil.example'],
    ['app.example.com..', 'https://app.example.com'],
    ['', 'https://app.example.com'],
  ])('%s is not the host of %s', async (host, origin) => {
    expect(await under(host, origin)).toBe(403);
  });
});

describe('behind a proxy that rewrites Host', () => {
  const proxied = { host: 'backend.internal:8080', origin: site, 'x-forwarded-host': 'atlas.example.com' };

  it('a page of the own origin is recognised by Sec-Fetch-Site', async () => {
    const { handler } = await servedWorld();
    const headers = { ...proxied, 'sec-fetch-site': 'same-origin' };
    expect((await handler(asked('POST', pausePath, { headers, body: pause }))).status).toBe(200);
  });

  it('without it, the public origin must be trusted; X-Forwarded-Host is ignored', async () => {
    const [closed, open] = [await servedWorld(), await servedWorld({ trustedOrigins: [site] })];
    expect((await closed.handler(asked('POST', pausePath, { headers: proxied, body: pause }))).status).toBe(403);
    expect((await open.handler(asked('POST', pausePath, { headers: proxied, body: pause }))).status).toBe(200);
  });
});

it('returns a problem of the transport', async () => {
  const { handler } = await servedWorld();
  const answer = await handler(asked('POST', pausePath, { headers: { origin: 'null' }, body: pause }));
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await problemOf(answer)).toEqual({ type: 'about:blank', title: 'Cross-origin request refused', status: 403 });
});

it.each([
  'null',
  '*',
  '',
  'https://admin.example.com/',
  'https://Admin.example.com',
  'HTTPS://admin.example.com',
  'https://admin.example.com:443',
  'http://admin.example.com:80',
  'admin.example.com',
  'https://*.example.com',
  'https://admin.example.com/path',
  'https://user@admin.example.com',
  'javascript://admin.example.com',
])('does not trust %j, which no browser sends or which matches every origin', async (origin) => {
  const { atlas } = await servedWorld();
  expect(() => createAtlasHandler({ atlas, authenticate: () => null, trustedOrigins: [origin] })).toThrow(
    'Write origins as browsers do',
  );
});
