import { describe, expect, expectTypeOf, it } from 'vitest';
import { nextRouteHandlers } from '../../src/next/index.ts';
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
const route = nextRouteHandlers(handler);
const context = { params: Promise.resolve({ path: ['v1', 'workspaces'] }) };
const url = 'https://acme.example/atlas/v1/workspaces';
const call = (verb: keyof typeof route, request: NextRequest): Promise<Response> =>
  (route[verb] as (request: NextRequest, given: typeof context) => Promise<Response>)(request, context);

describe('route handlers of Next', () => {
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
