import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { createTenantAtlas, knowledgeText } from '@tenantatlas/core';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished } from 'vitest';
import { honoHandler } from '../../src/hono/index.ts';
import { createMcpHandler, type McpHandlerOptions } from '../../src/mcp/index.ts';
import { nextRouteHandlers } from '../../src/next/index.ts';
import { headOf, listening, sendRaw } from '../support/listening.ts';
import { asking, posted, protocolHeaders, seenIn, type SeenAnswer } from './messages.ts';
import { hostReasons, hostTopics, newClient } from './support.ts';

const atlas = createTenantAtlas({ catalogs: { topics: [hostTopics(60)], reasons: [hostReasons] } });
const knowledge = atlas.knowledgeBase();

/** A handler behind Node's HTTP server, until the test ends. */
async function served(options: Partial<McpHandlerOptions> = {}) {
  const { port } = await listening(createMcpHandler({ knowledge, ...options }));
  const url = new URL(`http://127.0.0.1:${port}/mcp`);
  const post = (body: unknown, headers: { readonly [name: string]: string } = {}): Promise<Response> =>
    fetch(url, { method: 'POST', headers: { ...protocolHeaders, ...headers }, body: JSON.stringify(body) });
  return { port, url, post };
}

async function connectedTo(url: URL, headers: { readonly [name: string]: string } = {}) {
  const client = newClient();
  const transport = new StreamableHTTPClientTransport(url, { requestInit: { headers } });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return { client, transport };
}

describe('a client over HTTP', () => {
  it('reads every resource and calls every tool, without a session', async () => {
    const { url } = await served();
    const { client, transport } = await connectedTo(url);
    expect(client.getServerCapabilities()).toEqual({ resources: {}, tools: {} });
    const first = await client.listResources();
    const second = await client.listResources({ cursor: first.nextCursor });
    const resources = [...first.resources, ...second.resources];
    expect(resources).toHaveLength(6 + 8 + 60);
    for (const { uri, mimeType } of resources)
      expect((await client.readResource({ uri })).contents).toEqual([
        { uri, mimeType, text: expect.stringMatching(/./) as string },
      ]);
    const { contents } = await client.readResource({ uri: 'knowledge://llms.txt' });
    expect(contents[0]).toMatchObject({ text: knowledgeText(knowledge.source, 'llms_txt', knowledge.headings) });

    await client.listTools(); // from here on the client checks answers against the schemas
    const call = async (name: string, input: { readonly [member: string]: string }) =>
      (await client.callTool({ name, arguments: input })).structuredContent;
    expect(await call('search_topics', { query: 'contract' })).toMatchObject({ total: 60 });
    expect(await call('get_topic', { topicKey: 'ext.contract_9' })).toEqual({ topic: knowledge.source.topics.at(-1) });
    expect(await call('look_up_term', { term: 'Mandant' })).toEqual({ term: knowledge.glossary[0] });
    expect(await call('explain_reason_code', { code: 'ext.contract_ended' })).toEqual({
      reason: knowledge.reasons.at(-1),
    });
    expect(await call('explain_error_code', { code: 'unreachable' })).toEqual({ error: knowledge.errors.at(-1) });
    expect(transport.sessionId).toBeUndefined();
  });

  it('gets the errors of the protocol', async () => {
    const { client } = await connectedTo((await served()).url);
    await expect(client.readResource({ uri: 'knowledge://other' })).rejects.toMatchObject({ code: -32_002 });
    await expect(client.callTool({ name: 'other' })).rejects.toMatchObject({ code: -32_602 });
    expect(await client.callTool({ name: 'get_topic', arguments: { topicKey: 'other' } })).toMatchObject({
      isError: true,
    });
  });

  it('is admitted by the host alone', async () => {
    const authorize = (request: Request) => request.headers.get('authorization') === 'Bearer right';
    const { url } = await served({ authorize });
    await expect(connectedTo(url, { authorization: 'Bearer wrong' })).rejects.toThrow();
    const { client } = await connectedTo(url, { authorization: 'Bearer right' });
    await client.ping();
  });
});

it('callers with the same ids at once get their own answers', async () => {
  const { post } = await served();
  const asked = knowledge.source.topics.map(({ topicKey }) => topicKey);
  const answers = await Promise.all(
    asked.map(async (topicKey) =>
      seenIn(await post(asking('tools/call', { name: 'get_topic', arguments: { topicKey } }, 1))),
    ),
  );
  expect(answers.map(keyOf)).toEqual(asked);
});

function keyOf({ result }: SeenAnswer): unknown {
  const content = result?.['structuredContent'] as { readonly topic?: { readonly topicKey: string } } | undefined;
  return content?.topic?.topicKey;
}

describe('hostile input over the wire', () => {
  const head = (...lines: readonly string[]): string =>
    headOf(
      'POST /mcp HTTP/1.1',
      'Content-Type: application/json',
      'Accept: application/json, text/event-stream',
      ...lines,
    );
  const ping = JSON.stringify(asking('ping'));

  it('a page under a name that was bound to this address is refused', async () => {
    const { port } = await served();
    const length = `Content-Length: ${ping.length}`;
    const answer = await sendRaw(
      port,
      head(`Host: evil.example:${port}`, `Origin: http://evil.example:${port}`, length) + ping,
    );
    expect(answer?.status).toBe(403);
    expect((await sendRaw(port, head(`Host: help.internal:${port}`, length) + ping))?.status).toBe(200);
  });

  it('a body without an end is cut at the limit', async () => {
    const { port } = await served();
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    const answer = await sendRaw(port, head('Host: help.internal', 'Transfer-Encoding: chunked'), {
      then: Array.from({ length: 8 }, () => chunk),
    });
    expect(answer?.status).toBe(413);
  });

  it('a body that does not arrive is not waited for', async () => {
    const bodyMillis = 50; // short on purpose: the limit is what is tested
    const { port } = await served({ limits: { bodyMillis } });
    const answer = await sendRaw(port, head('Host: help.internal', 'Content-Length: 500') + ping);
    expect(answer?.status).toBe(408);
  });

  it('floods are answered, and the next caller as well', async () => {
    const { post, url } = await served();
    const batch = Array.from({ length: 1_000 }, (_, id) => asking('ping', undefined, id));
    const floods = [
      ...Array.from({ length: 20 }, () => post(batch)),
      ...Array.from({ length: 20 }, () => post(asking('tools/call', JSON.parse(`{"__proto__":{"name":"x"}}`)))),
      ...Array.from({ length: 20 }, () => post({ jsonrpc: '2.0', method: 'notifications/cancelled', params: {} })),
      ...Array.from({ length: 20 }, () => post({ jsonrpc: '2.0', id: 1, result: {} })),
    ];
    const statuses = (await Promise.all(floods)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([400, 200, 202]));
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
    await (await connectedTo(url)).client.ping();
  });
});

describe('mounts', () => {
  const handler = createMcpHandler({ knowledge });

  it('in a Hono application', async () => {
    const app = new Hono();
    app.all('/help/mcp', honoHandler(handler));
    const answer = await app.request('/help/mcp', posted(asking('ping')));
    expect([answer.status, (await seenIn(answer)).result]).toEqual([200, {}]);
    expect((await app.request('/help/mcp')).status).toBe(405);
  });

  it('in a route of Next', async () => {
    const { POST, GET } = nextRouteHandlers(() => handler);
    expect((await POST(posted(asking('ping')))).status).toBe(200);
    expect((await GET(new Request('https://help.example.com/mcp'))).status).toBe(405);
  });
});
