import { InvariantError } from '@tenantatlas/core/browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAtlasClient, type AtlasClientOptions } from './index.ts';

const site = 'https://example.com/atlas';
const made = (change: object) => () => createAtlasClient({ baseUrl: site, ...change });

describe('invalid options are rejected by name', () => {
  it.each([
    [
      { baseURL: '/atlas' },
      '"baseURL" is not an option. Use one of baseUrl, fetch, headers, credentials, timeoutMillis, onError.',
    ],
    [{ timeout: 5 }, '"timeout" is not an option'],
    [{ toString: 1 }, '"toString" is not an option'],
    [{ timeoutMillis: 0 }, 'timeoutMillis is a whole number from 1'],
    [{ timeoutMillis: Number.NaN }, 'timeoutMillis is a whole number from 1'],
    [{ timeoutMillis: Number.POSITIVE_INFINITY }, 'timeoutMillis is a whole number from 1'],
    [{ timeoutMillis: 2 ** 31 }, 'timeoutMillis is a whole number from 1'], // timers fire at once then
    [{ timeoutMillis: '30' }, 'timeoutMillis is a whole number from 1'],
    [{ timeoutMillis: null }, 'timeoutMillis is a whole number from 1'],
    [{ fetch: 5 }, 'fetch is a function such as (request) => fetch(request).'],
    [{ fetch: null }, 'fetch is a function such as'],
    [{ headers: { authorization: 'x' } }, 'headers is a function such as () => ({ authorization: "Bearer ..." }).'],
    [{ headers: null }, 'headers is a function such as'],
    [{ onError: 'x' }, 'onError is a function such as (cause) => console.error(cause).'],
    [{ onError: null }, 'onError is a function such as'],
    [{ credentials: 'sometimes' }, 'credentials is "omit", "same-origin" or "include".'],
    [{ credentials: null }, 'credentials is "omit", "same-origin" or "include".'],
    [{ credentials: '' }, 'credentials is "omit", "same-origin" or "include".'],
  ])('%j', (change, told) => {
    expect(made(change)).toThrow(InvariantError);
    expect(made(change)).toThrow(`createAtlasClient: ${told}`);
  });

  it.each([[undefined], [null], ['/atlas'], [7]])('%j instead of options', (options) => {
    const message = thrownBy(() => createAtlasClient(options as unknown as AtlasClientOptions));
    expect(message).toBe('createAtlasClient: pass { baseUrl: "/atlas" }.');
  });

  it('and no message repeats what was given: it may be secret', () => {
    for (const name of ['fetch', 'headers', 'credentials', 'timeoutMillis', 'onError'])
      expect(thrownBy(made({ [name]: 'secret' }))).toMatch(new RegExp(`^createAtlasClient: ${name} is (?!.*secret)`));
  });

  it.each([
    undefined,
    null,
    42,
    new URL(site),
    '',
    'atlas',
    './atlas',
    'localhost:4310/atlas', // its scheme would be "localhost"
    'https://',
    'file:///atlas',
    `${site}?t=secret`,
    `${site}?`,
    `${site}#secret`,
    `${site}/#`,
    '/atlas?t=secret',
    '/atlas#',
    'https://ada:secret@example.com/atlas',
    'https://secret@example.com/atlas',
    'https://:secret@example.com/atlas',
    '//ada:secret@example.com/atlas',
  ])('baseUrl %s', (baseUrl) => {
    const message = thrownBy(made({ baseUrl }));
    expect(message).toContain('createAtlasClient: baseUrl is a path that begins with a slash');
    expect(message).not.toContain('secret');
  });
});

it.each<[Partial<AtlasClientOptions>]>([
  [{}],
  [{ fetch: undefined, headers: undefined, credentials: undefined, timeoutMillis: undefined, onError: undefined }],
  [{ timeoutMillis: 2 ** 31 - 1 }],
  [{ baseUrl: 'http://127.0.0.1:4310' }],
  [{ baseUrl: 'http://[::1]:4310/' }],
  [{ baseUrl: 'capacitor://localhost/atlas' }],
  [{ baseUrl: '/' }],
  [{ credentials: 'omit' }],
  [{ credentials: 'include' }],
  [{ baseUrl: '/~ada/@acme' }],
])('accepts %j', (change) => {
  expect(made(change)).not.toThrow();
});

describe('a path as baseUrl', () => {
  afterEach(() => vi.unstubAllGlobals());

  const fetch = vi.fn(async (_: Request) => Response.json({ items: [], nextCursor: null }));
  const clientOn = (baseUrl: string) => createAtlasClient({ baseUrl, fetch });

  it.each(['nowhere', 'about:blank'])('makes a client %s, whose calls explain what to pass instead', async (page) => {
    vi.stubGlobal('location', page === 'nowhere' ? undefined : { href: page });
    const client = clientOn('/atlas');
    await expect(client.workspaces.list()).rejects.toThrow(InvariantError);
    await expect(client.workspaces.archive({ workspaceId: 'w-1' })).rejects.toThrow(
      'createAtlasClient: baseUrl is "/atlas". Outside of a page, give a whole address',
    );
    expect(fetch).not.toHaveBeenCalled();
  });

  it.each([
    ['/atlas', 'https://shop.example/atlas/v1/workspaces?limit=5'],
    ['/atlas/', 'https://shop.example/atlas/v1/workspaces?limit=5'],
    ['/', 'https://shop.example/v1/workspaces?limit=5'],
    ['//api.example/atlas', 'https://api.example/atlas/v1/workspaces?limit=5'],
    ['https://api.example/atlas', 'https://api.example/atlas/v1/workspaces?limit=5'],
  ])('%s belongs to the calling page: %s', async (baseUrl, address) => {
    const client = clientOn(baseUrl);
    vi.stubGlobal('location', { href: 'https://shop.example/deep/page?q=1#top' });
    expect((await client.workspaces.list({ limit: 5 })).isOk()).toBe(true);
    expect(fetch.mock.lastCall?.[0].url).toBe(address);
  });
});

function thrownBy(work: () => unknown): string {
  try {
    work();
  } catch (reason) {
    return reason instanceof InvariantError ? reason.message : 'no invariant';
  }
  return 'nothing';
}
