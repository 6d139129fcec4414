import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { workspaces } from '../server/seed/plan.ts';
import { cookieOf, request, signInAs, site, temporaryFolder } from './support/site.ts';
import { start } from './support/source-console.ts';

const message = { jsonrpc: '2.0', id: 1, method: 'ping' };
const protocolHeaders = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

describe('the endpoint', () => {
  const ask = async (handle: ReturnType<typeof site>, headers: Record<string, string> = {}, method = 'POST') => {
    const body = method === 'POST' ? { body: JSON.stringify(message) } : {};
    return handle(request('/help/mcp', { method, headers: { ...protocolHeaders, ...headers }, ...body }));
  };

  it('is open to those who may read the help of the atlas, with the same session', async () => {
    const handle = site();
    const answers: { [person: string]: readonly [mcp: number, atlas: number] } = {};
    for (const person of ['op-ada', 'u-eve']) {
      const cookie = cookieOf(await handle(signInAs(person)));
      const atlas = await handle(request('/atlas/v1/knowledge/source', { headers: { cookie } }));
      answers[person] = [(await ask(handle, { cookie })).status, atlas.status];
    }
    expect(answers).toEqual({ 'op-ada': [200, 200], 'u-eve': [404, 404] });
  });

  it('is closed without a session, with an ended one, and for another person than that of the page', async () => {
    const handle = site();
    const refused = await ask(handle);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    const cookie = cookieOf(await handle(signInAs('op-ada')));
    expect((await ask(handle, { cookie, 'x-console-person': 'u-bo' })).status).toBe(401);
    expect((await ask(handle, { cookie, 'x-console-person': 'op-ada' })).status).toBe(200);
    await handle(request('/session', { method: 'DELETE', headers: { cookie } }));
    expect((await ask(handle, { cookie })).status).toBe(401);
  });

  it('is closed to pages, the own ones included, and to other verbs', async () => {
    const handle = site();
    const cookie = cookieOf(await handle(signInAs('op-ada')));
    for (const origin of ['https://evil.example', 'http://127.0.0.1:4310', 'null'])
      expect((await ask(handle, { cookie, origin })).status).toBe(403);
    for (const method of ['GET', 'PUT', 'DELETE']) expect((await ask(handle, { cookie }, method)).status).toBe(405);
    expect((await ask(handle, { cookie, host: 'evil.example' })).status).toBe(421);
  });

  it('has the headers of every answer', async () => {
    const { headers } = await ask(site());
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

it(
  'a client of the protocol reads the help of a running console, and finds nothing of a customer',
  { timeout: 240_000 },
  async () => {
    const { address } = await start(temporaryFolder());
    const client = await connected(address, 'u-bo');
    const { resources } = await client.listResources();
    const texts: string[] = [];
    for (const { uri } of resources) texts.push(JSON.stringify(await client.readResource({ uri })));
    const { tools } = await client.listTools();
    expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
      ['search_topics', true],
      ['get_topic', true],
      ['look_up_term', true],
      ['explain_reason_code', true],
      ['explain_error_code', true],
    ]);
    for (const [name, input] of [
      ['search_topics', { query: 'consent' }],
      ['get_topic', { topicKey: 'admin-consent-required' }],
      ['look_up_term', { term: 'tenant' }],
      ['explain_reason_code', { code: 'provider_consent_missing' }],
      ['explain_error_code', { code: 'control_paused' }],
    ] as const) {
      const answer = await client.callTool({ name, arguments: input });
      expect(answer.isError ?? false).toBe(false);
      texts.push(JSON.stringify(answer));
    }
    expect(texts).toHaveLength(6 + 8 + 5);
    const all = texts.join('\n');
    expect(all).toContain('Grant admin consent and re-run verification.');
    const names = workspaces.flatMap(({ workspaceId, name, tenants }) => [
      workspaceId,
      name,
      ...tenants.flatMap((tenant) => [tenant.tenantId, tenant.name]),
    ]);
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => all.toLowerCase().includes(name.toLowerCase()))).toEqual([]);

    await expect(connected(address, null)).rejects.toThrow('401');
    await expect(connected(address, 'u-eve')).rejects.toThrow('404');
  },
);

/** A client that is connected as a person who has signed in, until the test ends. */
async function connected(address: string, personId: string | null): Promise<Client> {
  const cookie = personId === null ? '' : cookieOf(await signIn(address, personId));
  const client = new Client({ name: 'assistant', version: '1' });
  const url = new URL('/help/mcp', address);
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers: { cookie } } }));
  onTestFinished(() => client.close());
  return client;
}

const signIn = (address: string, personId: string): Promise<Response> =>
  fetch(`${address}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  });
