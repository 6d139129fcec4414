import { toInstant, type Storage, type TenantId, type WorkspaceId } from '@tenantatlas/core';
import { aggregates } from '@tenantatlas/core/conformance';
import { describe, expect, it } from 'vitest';
import { routes } from '../contract/routes.ts';
import { asked, problemOf, site } from '../../test/support/requests.ts';
import { oddIds, servedWorld } from '../../test/support/served-world.ts';
import { createAtlasHandler } from './index.ts';

let rows: Storage | null = null;
const world = await servedWorld({}, (storage) => (rows = storage));
const get = (path: string, method = 'GET'): Promise<Response> => world.handler(asked(method, path));
const nameOf = async (answer: Response): Promise<unknown> => ((await answer.json()) as { name?: unknown }).name;

/** Ways to spell an id: as clients do, with every character escaped, in small letters. */
const spellings = (id: string): readonly string[] => {
  const isDots = /^\.{1,2}$/.test(id);
  const hex = [...id].map((letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`).join('');
  return isDots
    ? [`~${id}`, `%7E${id}`, `~${hex}`, `%7e${hex.toLowerCase()}`]
    : [encodeURIComponent(id), hex, hex.toLowerCase()];
};

describe('an id in a path', () => {
  it.each(oddIds.map((id) => ({ id })))('$id is reached by every spelling', async ({ id }) => {
    for (const spelling of spellings(id)) {
      expect([spelling, await nameOf(await get(`/v1/workspaces/${spelling}`))]).toEqual([spelling, `Name of ${id}`]);
    }
  });

  it('of three dots is not a dot segment', async () => {
    expect(await nameOf(await get('/v1/workspaces/%2e%2E.'))).toBe('Name of ...');
  });

  it('never reaches another id', async () => {
    const reached = new Map<string, unknown>();
    for (const id of oddIds)
      for (const spelling of spellings(id))
        reached.set(spelling, await nameOf(await get(`/v1/workspaces/${spelling}`)));
    for (const id of oddIds)
      for (const spelling of spellings(id))
        expect([spelling, reached.get(spelling)]).toEqual([spelling, `Name of ${id}`]);
  });

  it.each([
    ['escaped twice', 'a%252Fb'],
    ['escaped three times', 'a%25252Fb'],
    ['with a percent sign', 'a%25'],
    ['with half an escape', 'a%'],
    ['with half an escape behind a whole one', 'a%2fb%2'],
    ['with an escape that is none', 'a%zz'],
    ['with NUL', 'a%00'],
    ['that is NUL', '%00'],
    ['with a line break', 'a%0A'],
    ['with a space', 'a%20'],
    ['with a question mark', 'a%3F'],
    ['with a number sign', 'a%23'],
    ['with a backslash', 'a%5C'],
    ['with a bad byte', 'a%ff'],
    ['with half a character', '%C3'],
    ['with an overlong slash', 'a%c0%afb'],
    ['that is not ASCII', 'ä'],
    ['that is not ASCII, escaped', '%C3%A4'],
    ['in wide letters', '%EF%BC%81'],
    ['of 121 characters', 'x'.repeat(121)],
    ['of a tilde', '~'],
    ['of a tilde and three dots', '~...'],
    ['of a tilde and a name', '~a'],
    ['of two tildes', '~~.'],
    ['with a semicolon', 'a;b'],
    ['of stars', '*'],
    ['of a pattern', ':workspaceId'],
  ])('%s names nothing', async (_, segment) => {
    const answer = await get(`/v1/workspaces/${segment}`);
    const problem = await problemOf(answer);
    expect([answer.status, problem.code]).toEqual([404, 'not_found']);
    expect(problem).toEqual(await problemOf(await get('/v1/workspaces/w-none')));
  });

  it.each(['.', '..', '%2e', '%2E%2E', '.%2e'])(
    '%s is removed by the URL parser and leads to no workspace',
    async (dots) => {
      const answer = await get(`/v1/workspaces/${dots}`);
      expect([answer.status, (await problemOf(answer)).type]).toEqual([404, 'about:blank']);
    },
  );

  it('of a control may be any text: the catalog rejects unknown ones', async () => {
    for (const key of ['%00', 'a%2Fb', '%25', '~.', '%ff', 'ä', '__proto__', 'constructor', 'toString']) {
      const answer = await get(`/v1/controls/${key}`);
      expect([key, answer.status, (await problemOf(answer)).issues?.map(({ path }) => path)]).toEqual([
        key,
        422,
        ['control'],
      ]);
    }
  });
});

describe('an address without a route', () => {
  it.each([
    '/',
    '/v1',
    '/v2/controls',
    '/v1/controls/',
    '/v1/controls//decision',
    '//v1/controls',
    '/v1//controls',
    '/V1/controls',
    '/v1/Controls',
    '/v1/controls/acme.sweep/',
    '/v1/controls/acme.sweep/decision/',
    '/v1/controls/acme.sweep/toString',
    '/v1/workspaces/w-1/',
    '/v1/workspaces/a/b',
    '/v1/controls;x',
    '/v1%2Fcontrols',
    '/openapi.json/',
    '/atlas/v1/controls',
    '/v1/workspaces/..%2Fv1/tenants/x/y/z',
  ])('%s is a 404 of the transport for every caller', async (path) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])
      for (const actor of [null, 'operator']) {
        const answer = await world.handler(asked(method, path, { actor }));
        expect([method, answer.status]).toEqual([method, 404]);
        const text = await answer.text();
        expect(text).toBe(method === 'HEAD' ? '' : '{"type":"about:blank","title":"No such route","status":404}');
      }
  });
});

describe('a verb', () => {
  const verbsOf = new Map<string, Set<string>>([['/openapi.json', new Set(['GET'])]]);
  for (const { path, verb } of routes) verbsOf.set(path, (verbsOf.get(path) ?? new Set()).add(verb));

  it.each([...verbsOf])('that %s does not support is a 405 that lists the supported ones', async (path, verbs) => {
    const allowed = new Set([...verbs, ...(verbs.has('GET') ? ['HEAD'] : [])]);
    const before = world.seen.signIns;
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'QUERY', 'FOO']) {
      if (allowed.has(method)) continue;
      const answer = await world.handler(asked(method, path.replace(/\{(\w+)\}/g, 'w-1')));
      expect([method, answer.status]).toEqual([method, 405]);
      expect(new Set((answer.headers.get('allow') ?? '').split(', '))).toEqual(allowed);
      expect((await answer.text()).startsWith('{"type":"about:blank"')).toBe(method !== 'HEAD');
    }
    expect(world.seen.signIns).toBe(before);
  });

  it('HEAD returns the headers of GET without the body', async () => {
    for (const path of [
      '/v1/controls',
      '/v1/workspaces/w-none',
      '/openapi.json',
      `/v1/${'x'.repeat(9_000)}`,
      '/nowhere',
      '/v1/workspaces?x=1',
    ]) {
      const [head, whole] = [await get(path, 'HEAD'), await get(path)];
      expect([path, head.status, await head.text()]).toEqual([path, whole.status, '']);
      const headers = ({ headers: all }: Response) =>
        Object.fromEntries([...all].filter(([name]) => name !== 'x-request-id'));
      expect(headers(head)).toEqual(headers(whole));
    }
  });
});

describe('the length of an address', () => {
  const withLength = (length: number): string =>
    `/v1/workspaces?x=${'y'.repeat(length - site.length - '/v1/workspaces?x='.length)}`;

  it('may be up to 8 KB', async () => {
    expect((await get(withLength(8_192))).status).toBe(422);
  });

  it('is rejected beyond that before sign-in', async () => {
    const before = world.seen.signIns;
    const answer = await get(withLength(8_193));
    expect([answer.status, world.seen.signIns]).toEqual([414, before]);
    expect(await problemOf(answer)).toEqual({ type: 'about:blank', title: 'The address is too long', status: 414 });
  });
});

describe('a query', () => {
  it.each([
    ['unknown', '/v1/workspaces?x=1', 'x'],
    ['unknown and empty', '/v1/workspaces?x', 'x'],
    ['unknown by an inherited name', '/v1/workspaces?__proto__=1', '__proto__'],
    ['unknown by another', '/v1/workspaces?constructor=1', 'constructor'],
    ['repeated', '/v1/workspaces?status=archived&status=archived', 'status'],
    ['repeated under its escaped name', '/v1/workspaces?status=archived&%73tatus=archived', 'status'],
    ['empty', '/v1/workspaces?status=', 'status'],
    ['without a value', '/v1/workspaces?status', 'status'],
    ['an empty number', '/v1/workspaces?limit=', 'limit'],
    ['no number', '/v1/workspaces?limit=1e1', 'limit'],
    ['a hexadecimal number', '/v1/workspaces?limit=0x10', 'limit'],
    ['a number with a space', '/v1/workspaces?limit=+1', 'limit'],
    ['a fraction', '/v1/workspaces?limit=1.5', 'limit'],
    ['minus nothing', '/v1/workspaces?limit=-0', 'limit'],
    ['a member under its own name', '/v1/workspaces/w-1/tenants?lifecycles=active', 'query.lifecycles'],
    ['a member of the path', '/v1/workspaces/w-1/tenants?workspaceId=w-2', 'query.workspaceId'],
    ['a member of the path, escaped', '/v1/workspaces/w-1/tenants?%77orkspaceId=w-2', 'query.workspaceId'],
    ['in a fragment of the path', '/v1/workspaces/w-1/tenants?lifecycle=active#&lifecycle=x', null],
    ['list of one', '/v1/workspaces/w-1/tenants?lifecycle=active', null],
    ['list of two', '/v1/workspaces/w-1/tenants?lifecycle=active&lifecycle=archived', null],
    ['nothing at all', '/v1/workspaces?', null],
    ['ampersands only', '/v1/workspaces?&&', null],
    ['scope of another kind', '/v1/controls/acme.sweep/impact?scope=tenant&workspace_id=w-1', 'scope.type'],
    ['scope without its kind', '/v1/controls/acme.sweep/impact?workspace_id=w-1', 'scope.type'],
    ['intent of another kind', '/v1/controls/acme.sweep/impact?scope=global&intent=move', 'intent'],
    ['scope twice', '/v1/controls/acme.sweep/impact?scope=global&scope=global', 'scope.type'],
  ])('that is %s: %s', async (_, path, wrong) => {
    const answer = await get(path);
    const problem = await problemOf(answer);
    expect([answer.status, problem.issues?.[0]?.path ?? null]).toEqual([wrong === null ? 200 : 422, wrong]);
  });

  it.each(routes.filter(({ verb }) => verb === 'GET'))(
    'of $path with an unknown parameter is rejected with its name',
    async ({ path }) => {
      const ids = { ...scope, control: 'acme.sweep', ...(await storedIds()) };
      const target = path.replace(/\{(\w+)\}/g, (_, name: keyof typeof ids) => ids[name]);
      const actor = path.startsWith('/v1/workspaces/') ? 'owner' : 'operator';
      const answer = await world.handler(asked('GET', `${target}?unheardOf=1`, { actor }));
      const problem = await problemOf(answer);
      expect(answer.status).toBe(422);
      expect(problem.issues?.map((issue) => issue.path)).toContain('unheardOf');
    },
  );

  it('decodes + and %20 as a space, and %2B as a plus', async () => {
    const total = async (actor: string) => {
      const answer = await get(`/v1/workspaces/w-1/audit?actor_id=${actor}`);
      return [answer.status, ((await answer.json()) as { items?: readonly unknown[] }).items?.length];
    };
    expect(await total('a+b')).toEqual([422, undefined]);
    expect(await total('a%20b')).toEqual([422, undefined]);
    expect(await total('a%2Bb')).toEqual([200, 0]);
  });

  it('of thousands of parameters costs time linear in its length', async () => {
    const query = Array.from({ length: 1_500 }, (_, at) => `n${String(at)}`).join('&');
    // Thirty times quadratic work on this much takes longer than the limit of the test, linear work does not.
    for (let again = 0; again < 30; again += 1) expect((await get(`/v1/workspaces?${query}`)).status).toBe(422);
  });
});

describe('a base path', () => {
  const { atlas } = world;
  const authenticate = () => null;

  it.each([
    '/',
    'atlas',
    '/atlas/',
    '//atlas',
    '/a//b',
    '/atlas?x',
    '/atlas#x',
    '/:id',
    '/*',
    '/{a}',
    '/a b',
    '/ä',
    '/%61',
    '/..',
    '/a/./b',
    'https://x/atlas',
  ])('%s is rejected when the handler is created', (basePath) => {
    expect(() => createAtlasHandler({ atlas, authenticate, basePath })).toThrow(
      'Begin every segment with a slash and end without one',
    );
  });

  it.each(['', '/atlas', '/atlas/v2', '/.well-known/atlas', '/a.b_c~d-e'])(
    '%j is where the routes begin',
    async (basePath) => {
      const handler = createAtlasHandler({ atlas, authenticate, basePath });
      const status = async (path: string) => (await handler(asked('GET', path))).status;
      expect(await status(`${basePath}/v1/controls`)).toBe(401);
      expect(await status(`${basePath}/openapi.json`)).toBe(401);
      expect(await status(`/x${basePath}/v1/controls`)).toBe(404);
      expect(await status(`${basePath}/`)).toBe(404);
      if (basePath === '') return;
      expect(await status(`${basePath}x/v1/controls`)).toBe(404);
      expect(await status('/v1/controls')).toBe(404);
    },
  );
});

const scope = { workspaceId: 'w-1' as WorkspaceId, tenantId: 't-1' as TenantId };

/** The ids of one aggregate of each kind in `w-1`, the same ones on every call. */
async function storedIds(): Promise<{ readonly [idMember: string]: string }> {
  const ids: { [idMember: string]: string } = {};
  for (const { name, idMember, storage } of aggregates) {
    const row = storage.record({ ...scope, id: `${name}-1`, createdAt: toInstant(0) });
    await rows?.unit({ plane: 'workspace', workspaceId: scope.workspaceId, actor: null }, (unit) =>
      storage.insert(unit, scope, row),
    );
    ids[idMember] = row.id;
  }
  return ids;
}
