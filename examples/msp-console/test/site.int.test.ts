import { writeFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { listen } from '../server/web/listen.ts';
import { loadPages } from '../server/web/pages.ts';
import { brands, builtPages, request, signInAs, site, temporaryFolder } from './support/site.ts';

const policyOf = (response: Response): string => response.headers.get('content-security-policy') ?? '';

describe('pages', () => {
  it('load only their own resources', async () => {
    const handle = site();
    const response = await handle(request('/w/acme/tenants?stage=all'));
    const nonce = /'nonce-([^']+)'/.exec(policyOf(response))?.[1] ?? '';
    expect(policyOf(response)).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self'; font-src 'self'; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    const html = await response.text();
    expect(html).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
    expect(html).not.toContain('__CSP_NONCE__');
    expect(policyOf(await handle(request('/')))).not.toBe(policyOf(response));
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('are served at every address, their files only at their own', async () => {
    const handle = site();
    const file = await handle(request('/assets/app-1a2b.js'));
    expect([file.status, file.headers.get('content-type'), file.headers.get('cache-control')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
    expect((await handle(request('/robots.txt'))).headers.get('cache-control')).toBe('no-cache');
    expect((await handle(request('/assets/app-of-yesterday.js'))).status).toBe(404);
    expect((await handle(request('/%2e%2e/%2e%2e/etc/passwd'))).headers.get('content-type')).toContain('text/html');
    expect((await handle(request('/w/acme', { method: 'POST' }))).status).toBe(405);
    const head = await handle(request('/', { method: 'HEAD' }));
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('cannot be served before the build, and the message gives the command', () => {
    expect(() => loadPages(temporaryFolder(), brands)).toThrow(/npm start/);
  });
});

describe('a file', () => {
  const asset = '/assets/app-1a2b.js';
  const ask = (headers: Record<string, string>, init: RequestInit = {}) => site()(request(asset, { ...init, headers }));

  it.each<[string, 'br' | 'gzip' | null]>([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0.2, gzip;q=0.9', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['identity', null],
    ['', null],
  ])('is compressed for a browser that takes %j: %s', async (accepted, coding) => {
    const plain = await (await ask({})).text();
    const response = await ask({ 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(coding);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    const readers = { br: brotliDecompressSync, gzip: gunzipSync };
    expect((coding === null ? bytes : readers[coding](bytes)).toString()).toBe(plain);
    if (coding !== null) expect(bytes.length).toBeLessThan(plain.length / 2);
  });

  it('comes from the build where that has compressed it', () => {
    const folder = builtPages();
    writeFileSync(`${folder}${asset}.gz`, gzipSync('compressed by the build'));
    const response = loadPages(folder, brands)(request(asset, { headers: { 'accept-encoding': 'gzip' } }));
    return expect(response.arrayBuffer().then((bytes) => gunzipSync(bytes).toString())).resolves.toBe(
      'compressed by the build',
    );
  });

  it('is not sent again to a browser that has it, in this coding', async () => {
    const gzip = { 'accept-encoding': 'gzip' };
    const etag = (await ask(gzip)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+-gzip"$/);
    const known = await ask({ ...gzip, 'if-none-match': `"other", W/${etag}` });
    expect([known.status, await known.text(), known.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await ask({ 'accept-encoding': 'br', 'if-none-match': etag })).status).toBe(200);
  });

  it('answers a HEAD request with the length and without content', async () => {
    const head = await ask({ 'accept-encoding': 'br' }, { method: 'HEAD' });
    expect([await head.text(), Number(head.headers.get('content-length')) > 0]).toEqual(['', true]);
  });

  it.each([
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/index.html',
    '/assets/app-1a2b.js.gz/..',
    '/brand/../brands/anvio/brand.ts',
    '/brand/anvio/brand.ts',
    '/brand/anvio/..%2fbrand.ts',
    '/assets/app-1a2b.js.br',
  ])('is never one beside the build: %s', async (path) => {
    const response = await site()(request(path));
    expect(response.headers.get('content-type') ?? 'text/html').toContain('text/html');
    expect(await response.text()).not.toContain('"private"');
  });
});

describe('every answer', () => {
  it.each([
    ['a page', request('/')],
    ['a file', request('/assets/app-1a2b.js')],
    ['a session', request('/session')],
    ['a refused session', signInAs('op-ada', { 'sec-fetch-site': 'cross-site' })],
    ['an atlas answer', request('/atlas/v1/workspaces'), 'no-referrer'],
    ['no route of the atlas', request('/atlas/v2'), 'no-referrer'],
    // Its address holds a secret.
    ['the answer of a consent page', request('/atlas/consent/callback?state=x'), 'no-referrer'],
  ])('carries the headers: %s', async (_, asked, referrer = 'same-origin') => {
    const { headers } = await site()(asked);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe(referrer);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  it('requires a local host name: a foreign name for this machine is rejected', async () => {
    const handle = site();
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      'evil-localhost',
      'evil.example:4310',
      '127.0.0.1.evil.example:4310',
      '192.168.0.7:4310',
    ])
      expect((await handle(request('/session', { headers: { host } }))).status).toBe(421);
    for (const host of ['localhost:4310', 'anvio.localhost:4310', 'ANVIO.localhost'])
      expect((await handle(request('/session', { headers: { host } }))).status).toBe(200);
  });
});

describe('the port', () => {
  it('is the requested one, or reported as taken', async () => {
    const { server, port, serve } = await listen('0');
    try {
      expect(server.address()).toMatchObject({ address: '127.0.0.1', port });
      await expect(listen(String(port))).rejects.toThrow(`Port ${String(port)} is taken`);
      // A request before the console is ready is answered at once.
      const address = `http://127.0.0.1:${String(port)}/`;
      expect((await fetch(address)).status).toBe(503);
      serve((_, response) => response.end('ready'));
      expect(await (await fetch(address)).text()).toBe('ready');
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  it.each(['eighty', '-1', '70000', '80 '])('"%s" is invalid', async (asked) => {
    await expect(listen(asked)).rejects.toThrow('PORT is');
  });
});
