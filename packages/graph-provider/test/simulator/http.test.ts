import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  PageIterator,
  type PageCollection,
} from '@microsoft/microsoft-graph-client';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, describe, expect, it } from 'vitest';
import { clientId, controlToken, graph, login, secret, worldOf } from './support.ts';

const { simulator } = worldOf();
const server = await simulator.listen();
afterAll(() => server.close());

async function tokenFrom(origin: string, resource: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
    scope: `${resource}/.default`,
  });
  const response = await fetch(`${origin}/contoso/oauth2/v2.0/token`, { method: 'POST', body });
  return ((await response.json()) as { access_token: string }).access_token;
}

const authorization = `Bearer ${await tokenFrom(server.login, server.graph)}`;
const addressIn = (request: RequestInfo): string => (typeof request === 'string' ? request : request.url);

// The client takes an address with https only for absolute, and sends its token there only: it puts its base before a next link of a server on loopback.
const client = Client.initWithMiddleware({
  baseUrl: `${server.graph}/`,
  middleware: {
    async execute(context) {
      const address = addressIn(context.request).replace(/^.+(?=http:\/\/)/, '');
      const headers = new Headers(context.options?.headers);
      headers.set('authorization', authorization);
      context.response = await fetch(address, { ...context.options, headers });
    },
  },
});

describe("Microsoft's own client over HTTP", () => {
  it('reads all users once', async () => {
    const first = (await client.api('/users').top(60).get()) as PageCollection;
    const ids: string[] = [];
    await new PageIterator(client, first, ({ id }: { id: string }) => ids.push(id) > 0).iterate();
    expect(ids).toHaveLength(250);
    expect(new Set(ids).size).toBe(250);
  });

  it('completes a batch of 20', async () => {
    const steps = Array.from({ length: 20 }, (_, at) => ({
      id: String(at),
      request: new Request(`${server.graph}/users?$top=1&$select=id,displayName`, { method: 'GET' }),
    }));
    const content = await new BatchRequestContent(steps).getContent();
    const answer = new BatchResponseContent(await client.api('/$batch').post(content));
    for (const { id } of steps) expect(answer.getResponseById(id).status).toBe(200);
  });
});

describe('connections', () => {
  it('answers links for the name of this machine that was asked', async () => {
    const { port } = new URL(server.graph);
    const response = await fetch(`http://localhost:${port}/v1.0/users`, { headers: { authorization } });
    expect(((await response.json()) as Record<string, string>)['@odata.nextLink']).toMatch(
      `http://localhost:${port}/v1.0/users?`,
    );
  });

  it('does not answer Graph at the origin of sign-in, nor sign-in at the origin of Graph', async () => {
    expect((await fetch(`${server.login}/v1.0/users`, { headers: { authorization } })).status).toBe(400);
    expect((await fetch(`${server.graph}/contoso/oauth2/v2.0/token`, { method: 'POST' })).status).toBe(401);
  });

  it.each(['reset', 'truncate'] as const)('a fault %s closes the connection', async (kind) => {
    simulator.control.setFaults([{ service: 'graph', times: 1, effect: { kind } }]);
    const read = async (): Promise<string> =>
      (await fetch(`${server.graph}/v1.0/users`, { headers: { authorization } })).text();
    await expect(read()).rejects.toThrow();
    expect(JSON.parse(await read())).toHaveProperty('value');
  });

  it('a wait ends when the client leaves, and when the server is closed', async () => {
    const begun: (() => void)[] = [];
    const ended: unknown[] = [];
    const { simulator: slow } = worldOf({
      sleep: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            ended.push(signal.reason);
            reject(new Error('The client has left.'));
          });
          begun.shift()?.();
        }),
    });
    const { graph: origin, login: sign, close } = await slow.listen();
    const headers = { authorization: `Bearer ${await tokenFrom(sign, origin)}` };
    slow.control.setFaults([{ service: 'graph', effect: { kind: 'latency', millis: 600_000 } }]);
    const start = async (signal: AbortSignal | null): Promise<Promise<Response>[]> => {
      const isWaiting = new Promise<void>((resolve) => begun.push(resolve));
      const answer = fetch(`${origin}/v1.0/users`, { headers, signal });
      await isWaiting;
      return [answer];
    };
    const leaving = new AbortController();
    const [left] = await start(leaving.signal);
    leaving.abort();
    await expect(left).rejects.toThrow('aborted');
    await expect.poll(() => ended.length).toBe(1);
    const [cut] = await start(null);
    await Promise.all([expect(cut).rejects.toThrow('fetch failed'), close()]);
    await expect.poll(() => ended.length).toBe(2);
  });

  it('stops listening, and no longer knows its origins', async () => {
    const other = worldOf().simulator;
    const { graph: origin, close } = await other.listen();
    await close();
    await expect(fetch(`${origin}/v1.0/users`)).rejects.toThrow();
  });
});

describe('the control endpoint', () => {
  const call = (
    body: unknown,
    headers: Record<string, string> = { 'x-simulator-token': controlToken },
    origin = server.graph,
  ): Promise<Response> =>
    fetch(`${origin}/__simulator`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('refuses every request without its token', async () => {
    for (const headers of [{}, { 'x-simulator-token': '' }, { 'x-simulator-token': `${controlToken}x` }])
      expect((await call({ method: 'counters', args: [] }, headers)).status).toBe(403);
    const closed = worldOf().simulator;
    const outside = new Request('https://graph.microsoft.com/__simulator', {
      method: 'POST',
      headers: { 'x-simulator-token': controlToken },
    });
    expect((await closed.handle(outside)).status).toBe(403);
    const none = new Request('http://127.0.0.1/__simulator', {
      method: 'POST',
      headers: { 'x-simulator-token': 'undefined' },
    });
    const { controlToken: _, ...rest } = { controlToken: '' };
    const { createGraphSimulator } = await import('../../src/simulator/index.ts');
    expect(
      (await createGraphSimulator({ seed: 'a', tenants: [{ name: 'a' }], apps: [], ...rest }).handle(none)).status,
    ).toBe(403);
  });

  it('changes the world and reads the counters', async () => {
    const added = await call({ method: 'add', args: ['contoso', 'users', { displayName: 'Zoë' }] });
    const { result } = (await added.json()) as { result: string };
    const read = async (): Promise<number> =>
      (await fetch(`${server.graph}/v1.0/users/${result}`, { headers: { authorization } })).status;
    expect(await read()).toBe(200);
    expect((await call({ method: 'remove', args: ['contoso', 'users', result] })).status).toBe(200);
    expect(await read()).toBe(404);
    const counters = (await (await call({ method: 'counters', args: [] })).json()) as {
      result: { byKind: Record<string, number> };
    };
    expect(counters.result.byKind['users']).toBeGreaterThan(2);
  });

  it.each([
    'no JSON',
    {},
    { method: 'constructor', args: [] },
    { method: '__proto__', args: [] },
    { method: 'add', args: ['contoso', 'licences', {}] },
    { method: 'remove', args: ['nowhere', 'users', 'x'] },
    { method: 'setFaults', args: [[{ service: 'graph', effect: { kind: 'status', status: 99 } }]] },
    { method: 'setFaults', args: [[{ service: 'graph', tenant: 'nowhere', effect: { kind: 'reset' } }]] },
    { method: 'setThrottle', args: [{ perApp: { limit: 0, perSeconds: 1 } }] },
    { method: 'failLogin', args: ['contoso', 1] },
    { method: 'grant', args: ['contoso', clientId, 'Everything.ReadWrite.All'] },
  ])('answers 422 to %j', async (body) => {
    const response = await call(body);
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({ error: expect.stringMatching(/./) });
  });
});

it('answers through msw at the addresses of Microsoft', async () => {
  const mocked = setupServer(...worldOf().simulator.handlers(http));
  mocked.listen();
  try {
    const headers = { authorization: `Bearer ${await tokenFrom(login, graph)}` };
    expect((await fetch(`${graph}/v1.0/organization`, { headers })).status).toBe(200);
  } finally {
    mocked.close();
  }
});
