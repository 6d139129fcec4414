import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import { nextRouteHandlers, oncePerProcess } from '../../src/next/index.ts';
import { createMounted, json, newWorkspace } from './mounted-world.ts';

/** What Next hands over: a subclass of Request with additional members. */
class NextRequest extends Request {
  readonly cookies = new Map([['session', 's-1']]);
  readonly nextUrl = new URL(this.url);
}
/** What Next checks a route file against, as of Next 15: the parameters are a promise. */
type RouteHandler = (
  request: NextRequest,
  context: { readonly params: Promise<{ readonly path: string[] }> },
) => Response | Promise<Response>;

const { client, handler, bugs } = createMounted();
const make = vi.fn(() => handler);
const route = nextRouteHandlers(make);
const context = { params: Promise.resolve({ path: ['v1', 'workspaces'] }) };
const url = 'https://acme.example/atlas/v1/workspaces';
const call = (verb: keyof typeof route, request: NextRequest): Promise<Response> =>
  (route[verb] as (request: NextRequest, given: typeof context) => Promise<Response>)(request, context);

describe('route handlers of Next', () => {
  it('make the handler at the first request, and once', async () => {
    expect(make).not.toHaveBeenCalled();
    await Promise.all([call('GET', new NextRequest(url)), call('HEAD', new NextRequest(url))]);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('serve the page after a consent', async () => {
    const page = await call('GET', new NextRequest('https://acme.example/atlas/consent/callback?state=x'));
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });

  it('make it again after a failure', async () => {
    const flaky = vi
      .fn<() => Promise<typeof handler>>()
      .mockRejectedValueOnce(new Error('no database'))
      .mockResolvedValue(handler);
    const { GET } = nextRouteHandlers(flaky);
    await expect(GET(new Request(url))).rejects.toThrow('no database');
    expect((await GET(new Request(url))).status).toBe(200);
    expect(flaky).toHaveBeenCalledTimes(2);
  });

  it('name the mistake of a handler that is passed itself', async () => {
    const { GET } = nextRouteHandlers((() => handler(new Request(url))) as unknown as () => typeof handler);
    await expect(GET(new Request(url))).rejects.toThrow(/pass a function that makes the handler/);
  });

  // Next strips its own basePath before it calls a route.
  it('serve callers under the basePath of Next', async () => {
    const { handler: inner } = createMounted('/atlas', '/app/atlas');
    const { GET } = nextRouteHandlers(() => inner);
    const description = (await (await GET(new Request('https://acme.example/atlas/openapi.json'))).json()) as {
      paths: object;
    };
    expect(Object.keys(description.paths)).toContain('/app/atlas/v1/controls');
    expect((await GET(new Request('https://acme.example/atlas/v1/controls'))).status).toBe(200);
  });
  it('serve the atlas, whatever else Next passes', async () => {
    const body = { method: 'POST', headers: json, body: newWorkspace };
    expect((await call('POST', new NextRequest(url, body))).status).toBe(201);
    expect((await call('GET', new NextRequest(url))).status).toBe(200);
    expect((await client.workspaces.get({ workspaceId: 'w-1' })).isOk()).toBe(true);
  });

  it.each(['PATCH', 'OPTIONS', 'PUT', 'DELETE'] as const)('leave %s to the handler, which rejects it', async (verb) => {
    const answer = await call(verb, new NextRequest(url, { method: verb }));
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD']);
  });

  it('answer HEAD without a body', async () => {
    const answer = await call('HEAD', new NextRequest(url, { method: 'HEAD' }));
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(bugs).toEqual([]);
  });

  it('have the types that Next checks a route file against', () => {
    for (const verb of Object.keys(route) as (keyof typeof route)[]) expectTypeOf(route[verb]).toExtend<RouteHandler>();
  });
});

describe('what a process has once', () => {
  it('is shared by all copies of a module, and made at the first call', async () => {
    const makes = [vi.fn(() => ({ id: 1 })), vi.fn(() => ({ id: 2 }))] as const;
    const [one, other] = makes.map((each) => oncePerProcess('next.test shared', each));
    expect(makes[0]).not.toHaveBeenCalled();
    expect(await one?.()).toBe(await other?.());
    expect(makes.map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
  });

  it('is made again after a failure, and apart from other names', async () => {
    const flaky = vi
      .fn(() => 'made')
      .mockImplementationOnce(() => {
        throw new Error('no database');
      });
    const made = oncePerProcess('next.test flaky', flaky);
    await expect(made()).rejects.toThrow('no database');
    expect(await made()).toBe('made');
    expect(await oncePerProcess('next.test other', () => 'other')()).toBe('other');
  });
});
