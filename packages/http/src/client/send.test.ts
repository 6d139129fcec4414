import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAtlasClient, type AtlasClientOptions } from './index.ts';

const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const html = (status: number): Response => new Response('<h1>Sorry</h1>', { status });
const clientOn = (fetch: (request: Request) => Promise<Response>, more: Partial<AtlasClientOptions> = {}) =>
  createAtlasClient({ baseUrl: 'https://example.com/atlas/', fetch, ...more });
const read = (fetch: () => Promise<Response>) => clientOn(fetch).workspaces.get({ workspaceId: 'w-1' });
const write = (fetch: () => Promise<Response>) => clientOn(fetch).workspaces.archive({ workspaceId: 'w-1' });

const workspace = { workspaceId: 'w-1', name: 'One' };

const transport = (status: number): Response => json(status, { type: 'about:blank', title: 'x', status });

/** Requests that wait for an answer, held as a connection holds them. One that only waiting code refers to is collected, and its signal never fires. */
const sent: Request[] = [];

describe('a response that is not from the SDK', () => {
  const refused = { code: 'unreachable', outcome: 'not_written', retryable: false };
  const again = { code: 'unreachable', outcome: 'not_written', retryable: true };
  const unknown = { code: 'unreachable', outcome: 'unknown', retryable: false };
  const signIn = { code: 'unauthenticated' };

  it.each([
    {
      what: 'a connection that breaks',
      answer: () => Promise.reject(new TypeError('fetch failed')),
      read: again,
      write: unknown,
    },
    { what: 'an error page of a gateway', answer: async () => html(502), read: again, write: unknown },
    { what: 'a server that gave up in time', answer: async () => transport(503), read: again, write: unknown },
    { what: 'a page instead of an answer', answer: async () => html(200), read: again, write: unknown },
    {
      what: 'JSON of a proxy',
      answer: async () => json(200, { error: 'session expired' }),
      read: again,
      write: unknown,
    },
    { what: 'nothing, as JSON', answer: async () => json(200, null), read: again, write: unknown },
    {
      what: 'a refusal under the status of success',
      answer: async () => json(200, { type: 'about:blank', code: 'forbidden', status: 403 }),
      read: again,
      write: unknown,
    },
    { what: 'an answer under another status', answer: async () => json(202, workspace), read: again, write: unknown },
    {
      what: 'an answer as another type',
      answer: async () => new Response(JSON.stringify(workspace), { headers: { 'content-type': 'text/html' } }),
      read: again,
      write: unknown,
    },
    {
      what: 'a redirection of a proxy',
      answer: async () => new Response(null, { status: 302, headers: { location: 'https://login.example' } }),
      read: again,
      write: unknown,
    },
    {
      what: 'a redirection that a browser hides',
      answer: async () =>
        Object.defineProperties(new Response(null), {
          type: { value: 'opaqueredirect' },
          status: { value: 0 },
          ok: { value: false },
        }),
      read: again,
      write: unknown,
    },
    {
      what: 'a redirection with the body of an error',
      answer: async () => json(302, { type: 'about:blank', code: 'forbidden', status: 302 }),
      read: again,
      write: unknown,
    },
    { what: 'a sign-in page of a proxy', answer: async () => html(401), read: signIn, write: signIn },
    { what: 'a body that is too large', answer: async () => transport(413), read: refused, write: refused },
    { what: 'a request of another site', answer: async () => transport(403), read: refused, write: refused },
    { what: 'an address that does not exist', answer: async () => html(404), read: refused, write: refused },
    { what: 'a limit of a proxy', answer: async () => html(429), read: again, write: again },
  ])('$what', async ({ answer, ...expected }) => {
    expect((await read(answer))._unsafeUnwrapErr()).toMatchObject(expected.read);
    expect((await write(answer))._unsafeUnwrapErr()).toMatchObject(expected.write);
  });

  it('is never retried', async () => {
    const fetch = vi.fn(async () => html(502));
    await clientOn(fetch).workspaces.list();
    await clientOn(fetch).workspaces.archive({ workspaceId: 'w-1' });
    expect(fetch).toHaveBeenCalledTimes(2);
  });
});

describe('the request', () => {
  it('carries the headers of the host, computed for each request, and never a cookie to another origin by default', async () => {
    const seen: Request[] = [];
    let token = 0;
    const client = clientOn(
      async (request) => {
        seen.push(request);
        return json(200, { items: [], nextCursor: null });
      },
      { headers: () => ({ authorization: `Bearer ${(token += 1)}` }) },
    );
    await client.workspaces.list();
    await client.audit.list({ workspaceId: 'w/1', actions: ['a', 'b'], limit: 5 });
    expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer 1', 'Bearer 2']);
    expect(seen.map(({ credentials, redirect }) => [credentials, redirect])).toEqual([
      ['same-origin', 'manual'],
      ['same-origin', 'manual'],
    ]);
    expect(seen[1]?.url).toBe('https://example.com/atlas/v1/workspaces/w%2F1/audit?action=a&action=b&limit=5');
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('interaction_required'))],
    [
      'throws',
      () => {
        throw new Error('interaction_required');
      },
    ],
    ['answers with what is not a header', () => ({ 'not a name': 'x' })],
  ])('is not sent when `headers` %s, is not retryable, and reports the cause to the host', async (_, headers) => {
    const fetch = vi.fn(async () => json(200, {}));
    const onError = vi.fn();
    const answer = await clientOn(fetch, { headers, onError }).workspaces.archive({ workspaceId: 'w-1' });
    const error = answer._unsafeUnwrapErr();
    expect(error).toMatchObject({ code: 'unreachable', outcome: 'not_written', retryable: false });
    expect(JSON.stringify(error)).not.toContain('interaction_required');
    expect(fetch).not.toHaveBeenCalled();
    expect(onError.mock.calls).toEqual([[expect.any(Error), { method: 'workspaces.archive', during: 'request' }]]);
  });

  const thrown = (reason: unknown) => (): never => {
    throw reason;
  };
  const bug = new ReferenceError('tokenStore is not defined');
  const handsOn = (request: Request): void => void new Request(request);

  it.each<[string, (request: Request) => Promise<Response>, unknown]>([
    ['rejects with a ReferenceError', () => Promise.reject(bug), bug],
    ['throws a ReferenceError', thrown(bug), bug],
    ['throws a TypeError', thrown(new TypeError('x is not a function')), expect.any(TypeError)],
    ['throws what is not an error', thrown('offline'), 'offline'],
  ])('is a bug of the host and not retryable when `fetch` %s', async (_, fetch, cause) => {
    const onError = vi.fn();
    const client = clientOn(fetch, { onError });
    const answers = [await client.workspaces.list(), await client.workspaces.archive({ workspaceId: 'w-1' })];
    for (const answer of answers)
      expect(answer._unsafeUnwrapErr()).toMatchObject({
        code: 'unreachable',
        outcome: 'not_written',
        retryable: false,
        message: { id: 'errors.unreachable.not_sent' },
      });
    expect(onError.mock.calls).toEqual([
      [cause, { method: 'workspaces.list', during: 'request' }],
      [cause, { method: 'workspaces.archive', during: 'request' }],
    ]);
  });

  it.each([
    ['a number', 5, 'Error: The answer has status undefined.'],
    ['nothing', undefined, 'TypeError: '],
    ['null', null, 'TypeError: '],
    ['a body without its answer', { items: [], nextCursor: null }, 'Error: The answer has status undefined.'],
  ])('is a bug of the host when `fetch` resolves with %s: a write may have happened', async (_, resolved, text) => {
    const causes: unknown[] = [];
    const fetch = (async () => resolved) as unknown as (request: Request) => Promise<Response>;
    const client = clientOn(fetch, { onError: (cause, context) => void causes.push(String(cause), context) });
    const read = { retryable: false, outcome: 'not_written', message: { id: 'errors.unreachable.not_sent' } };
    expect((await client.workspaces.list())._unsafeUnwrapErr()).toMatchObject(read);
    const written = await client.workspaces.archive({ workspaceId: 'w-1' });
    expect(written._unsafeUnwrapErr()).toMatchObject({ retryable: false, outcome: 'unknown' });
    expect(causes).toEqual([
      expect.stringContaining(text),
      { method: 'workspaces.list', during: 'request' },
      expect.stringContaining(text),
      { method: 'workspaces.archive', during: 'answer' },
    ]);
  });

  it.each([
    ['a redirection', async () => Response.redirect('https://sign.in', 302), 302],
    ['a page instead of an answer', async () => html(200), 'JSON'],
    ['JSON of a proxy', async () => json(200, { error: 'session expired' }), 200],
    ['a proxy that fails', async () => html(502), 502],
    ['a limit of a proxy', async () => html(429), 429],
    ['an address that does not exist', async () => html(404), 404],
  ])('reports %s to the host, because the answer is not of the server', async (_, fetch, text) => {
    const onError = vi.fn();
    await clientOn(fetch, { onError }).workspaces.list();
    expect(onError.mock.calls).toEqual([[expect.any(Error), { method: 'workspaces.list', during: 'answer' }]]);
    expect(String(onError.mock.calls[0]?.[0])).toContain(String(text));
  });

  it('is sent in copies by a `fetch` that makes some', async () => {
    const bodies: string[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      bodies.push(await request.clone().text(), await request.text());
      return html(502);
    };
    await clientOn(fetch).workspaces.archive({ workspaceId: 'w-1' });
    expect(bodies).toEqual(['{}', '{}']);
  });

  it.each<[string, (request: Request) => Promise<Response>]>([
    [
      'throws',
      (request) => {
        handsOn(request);
        throw bug;
      },
    ],
    [
      'rejects',
      async (request) => {
        handsOn(request);
        throw bug;
      },
    ],
    [
      'rejects',
      async (request) => {
        request.clone(); // what a wrapper that retries sends
        throw bug;
      },
    ],
  ])('may have been written when `fetch` %s after it has handed the request on', async (_, fetch) => {
    const onError = vi.fn();
    const answer = await clientOn(fetch, { onError }).workspaces.archive({ workspaceId: 'w-1' });
    expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'unreachable', outcome: 'unknown', retryable: false });
    expect(onError.mock.calls).toEqual([[bug, { method: 'workspaces.archive', during: 'answer' }]]);
  });

  it.each([
    ['a connection that breaks', () => Promise.reject(new TypeError('fetch failed')), 'fetch failed'],
    ['an answer that breaks off', async () => new Response('{"items":', { status: 200 }), 'JSON'],
  ])('reports the cause of %s, and a failing reporter changes no answer', async (_, fetch, text) => {
    const causes: unknown[] = [];
    const onError = (cause: unknown, context: object): void => {
      causes.push(cause, context);
      throw new Error('a reporter that fails');
    };
    const answer = await clientOn(fetch, { onError }).workspaces.list();
    expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'unreachable', retryable: true });
    expect(String(causes[0])).toContain(text);
    expect(causes[1]).toEqual({ method: 'workspaces.list', during: 'answer' });
  });

  it('is aborted after the timeout of the client', async () => {
    const never = (request: Request): Promise<Response> => {
      sent.push(request);
      return new Promise((_, reject) => {
        const give = (): void => reject(request.signal.reason as Error);
        // On a busy machine the time is over before the request is sent.
        if (request.signal.aborted) give();
        else request.signal.addEventListener('abort', give);
      });
    };
    const answer = await clientOn(never, { timeoutMillis: 20 }).workspaces.archive({ workspaceId: 'w-1' }); // short on purpose: nothing answers
    expect(answer._unsafeUnwrapErr()).toMatchObject({ code: 'unreachable', outcome: 'unknown', retryable: false });
  });
});

describe('on a platform with less of `fetch` than a browser', () => {
  /** As in a Worker of Cloudflare: these modes of redirection, and none of these members. */
  class WorkerRequest extends Request {
    constructor(input: string | URL | Request, init: RequestInit = {}) {
      if (!['follow', 'manual', undefined].includes(init.redirect))
        throw new TypeError('Invalid redirect value, must be one of "follow" or "manual".');
      for (const name of ['credentials', 'mode', 'cache', 'referrer', 'referrerPolicy', 'integrity', 'keepalive'])
        if (name in init) throw new Error(`The '${name}' field on 'RequestInitializerDict' is not implemented.`);
      super(input, init);
    }
  }

  it('reads, writes and never follows a redirection', async () => {
    vi.stubGlobal('Request', WorkerRequest);
    onTestFinished(() => void vi.unstubAllGlobals());
    const sent: string[] = [];
    const causes: unknown[] = [];
    const client = clientOn(
      async ({ method, redirect }) => {
        sent.push(`${method} ${redirect}`);
        return method === 'GET'
          ? json(200, { items: [], nextCursor: null })
          : Response.redirect('https://sign.in', 302);
      },
      { onError: (cause) => causes.push(cause) },
    );
    expect((await client.workspaces.list())._unsafeUnwrap().items).toEqual([]);
    const written = await client.workspaces.archive({ workspaceId: 'w-1' });
    expect(written._unsafeUnwrapErr()).toMatchObject({ code: 'unreachable', outcome: 'unknown' });
    expect([sent, causes.map(String)]).toEqual([['GET manual', 'POST manual'], ['Error: The answer has status 302.']]);
  });
});
