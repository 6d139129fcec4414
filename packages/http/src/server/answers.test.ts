import { createTenantAtlas, workspaceUser, type LogFields, type Storage } from '@tenantatlas/core';
import { StorageFault } from '@tenantatlas/core/ports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asked, pause, pausePath, problemOf } from '../../test/support/requests.ts';
import { servedWorld } from '../../test/support/served-world.ts';
import { createAtlasHandler, type AnyAtlas, type AtlasHandlerOptions } from './index.ts';

const secret = 'postgres://admin:hunter2@db';
const user = workspaceUser({ id: 'u-owner', label: 'Olga' });
const never = new Promise<never>(() => {});
const inMillis = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

/** An atlas whose `controls.list` and `controls.pause` are the given work. */
function atlasOf(work: () => unknown): AnyAtlas {
  return {
    as: (actor) => {
      if (!['user', 'platform', 'system'].includes(actor.kind)) throw new TypeError(`no actor: ${secret}`);
      return { controls: { list: work, pause: work } };
    },
    methods: () => createTenantAtlas().methods(),
  };
}

/** Rejects with a value that is not an `Error`. */
const rejecting = (reason: unknown) => ({ then: (_: unknown, reject: (reason: unknown) => void) => reject(reason) });

const loud = (): never => {
  throw new Error(secret, { cause: new Error(secret) });
};

function served(change: Partial<AtlasHandlerOptions>) {
  const logged: (readonly [string, LogFields])[] = [];
  const log = (event: string, fields: LogFields): void => void logged.push([event, fields]);
  const logger = { warn: log, error: log };
  return { logged, handler: createAtlasHandler({ atlas: atlasOf(loud), authenticate: () => user, logger, ...change }) };
}

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => void process.on('unhandledRejection', note));
afterEach(async () => {
  await inMillis(0);
  process.off('unhandledRejection', note);
  expect(unhandled.splice(0)).toEqual([]);
});

describe('a bug', () => {
  const bugs: readonly (readonly [name: string, change: Partial<AtlasHandlerOptions>, logged: string])[] = [
    ['in a method that throws', { atlas: atlasOf(loud) }, 'Error'],
    ['in a method that rejects', { atlas: atlasOf(() => Promise.reject(new TypeError(secret))) }, 'TypeError'],
    ['in a method that rejects with text', { atlas: atlasOf(() => rejecting(secret)) }, 'string'],
    ['in a method that rejects with nothing', { atlas: atlasOf(() => rejecting(undefined)) }, 'undefined'],
    ['in a method that answers nothing', { atlas: atlasOf(() => undefined) }, 'TypeError'],
    ['in an atlas without the method', { atlas: { ...atlasOf(loud), as: () => ({}) } }, 'Error'],
    [
      'in an answer that is not JSON',
      { atlas: atlasOf(() => ({ match: (f: (v: unknown) => unknown) => f(1n) })) },
      'TypeError',
    ],
    ['in a sign-in that throws', { authenticate: loud }, 'Error'],
    ['in a sign-in that rejects', { authenticate: () => Promise.reject(new RangeError(secret)) }, 'RangeError'],
    ['in a sign-in that answers text', { authenticate: () => 'u-owner' as never }, 'TypeError'],
    ['in a sign-in that answers a session', { authenticate: () => ({ user: 'u-owner' }) as never }, 'TypeError'],
    [
      'in a sign-in that answers a response',
      { authenticate: () => new Response(secret, { status: 200 }) as never },
      'TypeError',
    ],
    ['in a rate limit that throws', { rateLimit: loud }, 'Error'],
    ['in a rate limit that is not a number', { rateLimit: () => Number.NaN }, 'InvariantError'],
    ['in a rate limit without an end', { rateLimit: () => Number.POSITIVE_INFINITY }, 'InvariantError'],
    ['in a rate limit that answers a yes', { rateLimit: () => ({}) as never }, 'InvariantError'],
  ];

  it.each(bugs)('%s is a 500 without details, and the log has them', async (_, change, name) => {
    for (const [method, path] of [
      ['GET', '/v1/controls'],
      ['POST', pausePath],
    ] as const) {
      const { handler, logged } = served(change);
      const body = method === 'GET' ? null : pause;
      const answer = await handler(asked(method, path, { body, headers: { 'x-request-id': 'r-1' } }));
      expect(answer.status).toBe(500);
      expect(answer.headers.get('x-request-id')).toBe('r-1');
      expect(await answer.text()).toBe('{"type":"about:blank","title":"Internal error","status":500}');
      expect(logged).toEqual([['http_bug', { requestId: 'r-1', name }]]);
    }
  });

  it('still gets an answer if the logger throws too', async () => {
    const { handler } = served({ logger: { warn: loud, error: loud } });
    expect((await handler(asked('GET', '/v1/controls'))).status).toBe(500);
  });

  it('in sign-in hides the description from the caller too', async () => {
    const { handler } = served({ authenticate: () => ({ user: 'u-owner' }) as never });
    expect((await handler(asked('GET', '/openapi.json'))).status).toBe(500);
  });
});

describe('no actor', () => {
  it.each([null, undefined, false, 0, ''])('is the result of %j', async (noCaller) => {
    const { handler, logged } = served({ authenticate: () => noCaller as null });
    for (const path of ['/v1/controls', '/openapi.json']) {
      const answer = await handler(asked('GET', path));
      expect([answer.status, (await problemOf(answer)).code]).toEqual([401, 'unauthenticated']);
    }
    expect(logged).toEqual([]);
  });
});

describe('the order', () => {
  it('is sign-in, rate, body, method: later steps do not run', async () => {
    const order: string[] = [];
    const body = () =>
      new ReadableStream(
        { pull: (to) => (order.push('body'), to.enqueue(new TextEncoder().encode('no json')), to.close()) },
        { highWaterMark: 0 },
      );
    const change = (upTo: number): Partial<AtlasHandlerOptions> => ({
      atlas: atlasOf(() => order.push('method')),
      authenticate: () => (order.push('sign-in'), upTo > 0 ? user : null),
      rateLimit: () => (order.push('rate'), upTo > 1 ? null : 3),
    });
    const steps: readonly (readonly [status: number, order: readonly string[]])[] = [
      [401, ['sign-in']],
      [429, ['sign-in', 'rate']],
      [400, ['sign-in', 'rate', 'body']],
    ];
    for (const [upTo, [status, touched]] of steps.entries()) {
      const answer = await served(change(upTo)).handler(asked('POST', pausePath, { body: body() }));
      expect([answer.status, order.splice(0)]).toEqual([status, touched]);
    }
  });
});

describe('a rate limit', () => {
  it.each([
    [1, 1],
    [0.2, 1],
    [0, 1],
    [-5, 1],
    [12.1, 13],
    [900, 900],
  ])('of %d seconds asks the caller to wait %i whole seconds', async (wait, seconds) => {
    const { handler } = served({ rateLimit: () => wait });
    const answer = await handler(asked('GET', '/v1/controls'));
    const problem = await problemOf(answer);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, String(seconds)]);
    expect(problem).toMatchObject({ code: 'rate_limited', retryAfter: seconds });
    expect(problem.detail).toContain(`${String(seconds)} second`);
  });

  it('of null lets the request through; the function gets the caller', async () => {
    const askedFor: unknown[] = [];
    const { handler } = await servedWorld({ rateLimit: (_, actor) => (askedFor.push(actor.kind), null) });
    expect((await handler(asked('GET', '/v1/controls'))).status).toBe(200);
    expect(askedFor).toEqual(['platform']);
  });
});

describe('a timeout', () => {
  const limits = { timeoutMillis: 30 }; // short on purpose: its end is what the tests wait for

  it.each<readonly [string, Partial<AtlasHandlerOptions>]>([
    ['a sign-in', { authenticate: () => never }],
    ['a rate limit', { rateLimit: () => never }],
    ['a method', { atlas: atlasOf(() => never) }],
  ])('%s is a 503, and is logged', async (_, change) => {
    const { handler, logged } = served({ limits, ...change });
    const answer = await handler(asked('GET', '/v1/controls', { headers: { 'x-request-id': 'r-1' } }));
    expect(await problemOf(answer)).toEqual({ type: 'about:blank', title: 'The answer took too long', status: 503 });
    expect(logged).toEqual([['http_timeout', { requestId: 'r-1' }]]);
  });

  it('starts nothing afterwards: a slow sign-in does not cause a later write', async () => {
    const answered = Promise.withResolvers<void>();
    const authenticate = async () => (await answered.promise, user);
    const { handler, seen, dump } = await servedWorld({ limits, authenticate });
    const before = await dump();
    expect((await handler(asked('POST', pausePath, { body: pause }))).status).toBe(503);
    answered.resolve();
    await inMillis(100);
    expect(seen.calls).toBe(0);
    expect(await dump()).toBe(before);
  });

  it('ignores a later failure', async () => {
    const answered = Promise.withResolvers<void>();
    const late = async (): Promise<never> => (await answered.promise, loud());
    for (const change of [{ authenticate: late }, { atlas: atlasOf(late) }]) {
      expect((await served({ limits, ...change }).handler(asked('GET', '/v1/controls'))).status).toBe(503);
    }
    answered.resolve();
    // A failure that is not ignored would be an unhandled rejection here, which fails the run.
    await inMillis(10);
  });
});

describe('a storage fault', () => {
  const failing =
    (reason: Error) =>
    (storage: Storage): Storage => ({ ...storage, unit: () => Promise.reject(reason) });

  it.each([
    'unavailable',
    'locked',
    'login_refused',
    'unsupported_server',
    'encoding',
    'pooler',
    'read_only',
    'no_transaction',
    'transaction_aborted',
    'isolation_level',
    'schema_missing',
    'schema_outdated',
    'schema_newer',
    'schema_altered',
    'roles_not_granted',
    'permission_denied',
  ] as const)('%s is a 503 with the code', async (kind) => {
    for (const outcome of ['not_written', 'unknown'] as const) {
      const { handler, seen } = await servedWorld({}, failing(new StorageFault(kind, secret, { outcome })));
      for (const [method, path, body] of [
        ['GET', '/v1/controls', null],
        ['POST', pausePath, pause],
      ] as const) {
        const answer = await handler(asked(method, path, { body }));
        const text = await answer.text();
        expect([answer.status, JSON.parse(text)]).toEqual([
          503,
          expect.objectContaining({ code: 'storage_failure', kind }),
        ]);
        expect(text).not.toContain(secret);
      }
      expect(seen.logged).toEqual([]);
    }
  });
});

describe('the headers', () => {
  const common = ['cache-control', 'content-type', 'referrer-policy', 'x-content-type-options', 'x-request-id'];
  const more: { readonly [status: number]: readonly string[] } = { 405: ['allow'], 429: ['retry-after'] };

  it('are exactly these on every answer', async () => {
    const { handler } = await servedWorld({ rateLimit: (request) => (request.headers.has('x-slow') ? 1 : null) });
    const requests: readonly (readonly [Request, number])[] = [
      [asked('GET', '/v1/controls'), 200],
      [asked('POST', '/v1/workspaces', { body: '{"workspaceId":"w-3","name":"Three"}' }), 201],
      [asked('POST', pausePath, { body: '{' }), 400],
      [asked('GET', '/v1/controls', { actor: null }), 401],
      [asked('POST', pausePath, { body: pause, headers: { origin: 'null' } }), 403],
      [asked('GET', '/nowhere'), 404],
      [asked('GET', '/v1/workspaces/w-none'), 404],
      [asked('PUT', '/v1/controls'), 405],
      [asked('GET', `/v1/${'x'.repeat(9_000)}`), 414],
      [asked('POST', pausePath, { body: '{}', headers: { 'content-type': 'text/plain' } }), 415],
      [asked('POST', pausePath, { body: '{}' }), 422],
      [asked('GET', '/v1/controls', { headers: { 'x-slow': '1' } }), 429],
      [asked('GET', '/openapi.json'), 200],
    ];
    for (const [request, status] of requests) {
      const answer = await handler(request);
      expect([answer.status, [...answer.headers.keys()]]).toEqual([
        status,
        [...common, ...(more[status] ?? [])].sort(),
      ]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-type')).toBe(status < 300 ? 'application/json' : 'application/problem+json');
      if (status >= 400) expect(await answer.text()).not.toMatch(/hono|node|"stack|"cause/i);
    }
  });

  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

  it.each(['r-1', 'A.b_c:d+e/f-0', 'x'.repeat(120)])('repeat the request id %s', async (id) => {
    const { handler } = await servedWorld();
    expect(
      (await handler(asked('GET', '/nowhere', { headers: { 'x-request-id': id } }))).headers.get('x-request-id'),
    ).toBe(id);
  });

  it.each([
    '',
    ' ',
    'a b',
    'a,b',
    '<script>',
    'a"b',
    'ä',
    'x'.repeat(121),
    'a\tb',
    'jndi:${x}',
    '%0d%0aset-cookie:a=b',
    "a'b",
  ])('create a request id in place of %j', async (id) => {
    const { handler } = await servedWorld();
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const answer = await handler(asked('GET', '/nowhere', { headers: { 'x-request-id': id } }));
        return answer.headers.get('x-request-id') ?? '';
      }),
    );
    for (const made of ids) expect(made).toMatch(uuid);
    expect(ids[0]).not.toBe(ids[1]);
  });
});
