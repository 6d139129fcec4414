import { knowledgeBase } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import { createMcpHandler, type McpHandlerOptions } from '../../src/mcp/index.ts';
import { asking, endpoint, posted, protocolHeaders, seenIn } from './messages.ts';

const knowledge = knowledgeBase();
const ping = asking('ping');

function served(options: Partial<McpHandlerOptions> = {}) {
  const logged: unknown[] = [];
  const log = (event: string, fields: object): void => void logged.push([event, fields]);
  const handler = createMcpHandler({ knowledge, logger: { warn: log, error: log }, ...options });
  return { handler, logged };
}

describe('the handler', () => {
  it('answers a message as JSON, without a session, and for no cache', async () => {
    const { handler } = served();
    const answer = await handler(posted(ping, { 'x-request-id': 'r-1' }));
    expect([answer.status, await answer.json()]).toEqual([200, { jsonrpc: '2.0', id: 1, result: {} }]);
    expect(Object.fromEntries(answer.headers)).toEqual({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'r-1',
    });
  });

  it('takes notifications and answers of a client without a word', async () => {
    const { handler } = served();
    for (const message of [
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } },
      { jsonrpc: '2.0', method: 'notifications/unheard_of' },
      { jsonrpc: '2.0', id: 7, result: {} },
    ]) {
      const answer = await handler(posted(message));
      expect([answer.status, await answer.text()]).toEqual([202, '']);
    }
  });

  it.each(['GET', 'HEAD', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'])('has no %s', async (method) => {
    const { handler } = served({ authorize: () => Promise.reject(new Error('asked too early')) });
    const answer = await handler(new Request(endpoint, { method, headers: { accept: 'text/event-stream' } }));
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('answers equal requests with equal bytes', async () => {
    const bytes = async (options: Partial<McpHandlerOptions> = {}) => {
      const { handler } = served(options);
      const texts: string[] = [];
      for (const [method, params] of [
        ['tools/list', undefined],
        ['resources/list', undefined],
        ['resources/read', { uri: 'knowledge://source.json' }],
        ['tools/call', { name: 'search_topics', arguments: { query: 'tenant provider' } }],
      ] as const)
        texts.push(await (await handler(posted(asking(method, params)))).text());
      return texts;
    };
    const copy = JSON.parse(JSON.stringify(knowledge)) as typeof knowledge;
    expect(await bytes({ knowledge: copy })).toEqual(await bytes());
  });
});

describe('a page of a browser', () => {
  const trusted = 'https://admin.example.com';
  // Under a name of its own that was bound to our address, a page of another site is of the same origin as the server: the browser says so, and `Host` fits.
  const rebound = { origin: 'http://evil.example:4311', host: 'evil.example:4311', 'sec-fetch-site': 'same-origin' };

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another site, without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['a name bound to this address', rebound],
    ['a name bound to this address, on plain http', { origin: rebound.origin, host: rebound.host }],
    ['the own site', { origin: 'https://help.example.com', host: 'help.example.com', 'sec-fetch-site': 'same-origin' }],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['two origins, one trusted', { origin: `${trusted}, https://evil.example` }],
    ['the trusted host without TLS', { origin: 'http://admin.example.com' }],
  ])('of %s is refused before the host is asked', async (_, headers) => {
    let calls = 0;
    const { handler } = served({ trustedOrigins: [trusted], authorize: () => (calls++, true) });
    const answer = await handler(posted(ping, headers));
    expect([answer.status, (await seenIn(answer)).title]).toEqual([403, 'Cross-origin request refused']);
    expect(calls).toBe(0);
  });

  it('of a trusted origin may ask, and so may programs', async () => {
    const { handler } = served({ trustedOrigins: [trusted] });
    for (const headers of [{ origin: trusted, 'sec-fetch-site': 'cross-site' }, {}, { 'sec-fetch-site': 'none' }])
      expect((await handler(posted(ping, headers))).status).toBe(200);
  });
});

describe('authorize', () => {
  it.each([true, Promise.resolve(true)])('admits a request by true: %s', async (verdict) => {
    expect((await served({ authorize: () => verdict }).handler(posted(ping))).status).toBe(200);
  });

  it.each([false, undefined, null, 1, 'true', {}, Promise.resolve(false)])(
    'refuses by anything else: %s',
    async (verdict) => {
      const answer = await served({ authorize: () => verdict as boolean }).handler(posted(ping));
      expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ code: 'unauthenticated' })]);
    },
  );

  it('may answer by itself', async () => {
    const challenge = () => new Response('Sign in.', { status: 401, headers: { 'www-authenticate': 'Bearer' } });
    const answer = await served({ authorize: challenge }).handler(posted(ping));
    expect([answer.status, answer.headers.get('www-authenticate'), await answer.text()]).toEqual([
      401,
      'Bearer',
      'Sign in.',
    ]);
  });

  it('that throws refuses the request, and its words are neither answered nor logged', async () => {
    const { handler, logged } = served({
      authorize: () => {
        throw new TypeError('secret of the host');
      },
    });
    const answer = await handler(posted(ping, { 'x-request-id': 'r-2' }));
    expect([answer.status, await answer.text()]).toEqual([500, expect.not.stringContaining('secret')]);
    expect(logged).toEqual([['http_bug', { requestId: 'r-2', name: 'TypeError' }]]);
  });

  it('is asked before the body is read, and sees the headers', async () => {
    const seen: unknown[] = [];
    const authorize = (request: Request) => {
      seen.push([request.headers.get('authorization'), request.bodyUsed]);
      return false;
    };
    await served({ authorize }).handler(posted('not json', { authorization: 'Bearer x' }));
    expect(seen).toEqual([['Bearer x', false]]);
  });
});

describe('a body', () => {
  it.each([
    ['too large', 'x'.repeat(65_537), {}, 413],
    ['too large by its own account', '{}', { 'content-length': '65537' }, 413],
    ['of another type', JSON.stringify(ping), { 'content-type': 'text/plain' }, 415],
    ['of a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['without a type', JSON.stringify(ping), { 'content-type': null }, 415],
    ['that is not JSON', '{', {}, 400],
    ['with a member twice', '{"jsonrpc":"2.0","id":1,"method":"ping","method":"tools/list"}', {}, 400],
    ['nested too deep', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, {}, 400],
    ['that is empty', '', {}, 400],
  ])('%s is refused', async (_, body, headers, status) => {
    const answer = await served().handler(posted(body, headers));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
  });

  it('is as large as the host says', async () => {
    const { handler } = served({ limits: { bodyBytes: 20 } });
    expect((await handler(posted(ping))).status).toBe(413);
  });

  it('that was read before is reported to the host', async () => {
    const { handler, logged } = served();
    const request = posted(ping, { 'x-request-id': 'r-3' });
    await request.text();
    expect((await handler(request)).status).toBe(400);
    expect(logged).toEqual([['http_body_read_before', { requestId: 'r-3' }]]);
  });

  it.each([
    ['null', null],
    ['text', 'ping'],
    ['a number', 7],
    ['no message', { hello: 1 }],
    ['another protocol', { ...ping, jsonrpc: '1.0' }],
    ['no id', { ...ping, id: null }],
    ['an object as id', { ...ping, id: { secret: 1 } }],
    ['a list of params', asking('tools/call', ['search_topics'])],
    ['a text as params', asking('tools/call', 'search_topics')],
  ])('that is JSON but no message is an error of the protocol: %s', async (_, message) => {
    const answer = await served().handler(posted(JSON.stringify(message)));
    const { error } = await seenIn(answer);
    expect([answer.status, error?.code]).toEqual([400, -32_700]);
  });

  it.each([
    ['none', []],
    ['one message', [ping]],
    ['a thousand', Array.from({ length: 1_000 }, (_, id) => asking('ping', undefined, id))],
    // A transport would wait for an answer that never comes.
    ['a request and its end', [ping, { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } }]],
    ['one id twice', [ping, ping]],
  ])('with a batch of %s is refused at once, with the fix', async (_, batch) => {
    const answer = await served().handler(posted(batch));
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        jsonrpc: '2.0',
        error: { code: -32_600, message: 'Send each message in a request of its own: a batch is not read.' },
        id: null,
      },
    ]);
  });
});

it.each([
  ['takes no event stream', { accept: 'application/json' }, 406],
  ['takes anything', { accept: '*/*' }, 406],
  ['speaks another version', { 'mcp-protocol-version': '1999-01-01' }, 400],
])('a client that %s is refused by the protocol', async (_, headers, status) => {
  expect((await served().handler(posted(ping, headers))).status).toBe(status);
});

it('the version that a client speaks is not repeated where it is refused', async () => {
  const response = await served().handler(posted(ping, { 'mcp-protocol-version': 'ignore-all-rules' }));
  expect([response.status, await response.json()]).toEqual([
    400,
    {
      jsonrpc: '2.0',
      error: { code: -32_600, message: expect.stringMatching(/^Unsupported version .* 2025-11-25/) },
      id: null,
    },
  ]);
  expect((await served().handler(posted(ping, { 'mcp-protocol-version': '2025-06-18' }))).status).toBe(200);
});

it.each(Object.keys(protocolHeaders))('a client needs the header %s', async (name) => {
  expect((await served().handler(posted(ping, { [name]: null }))).status).toBeGreaterThanOrEqual(400);
});

it('an address that is too long is refused', async () => {
  const request = new Request(`${endpoint}?${'x'.repeat(8_200)}`, { method: 'POST', headers: protocolHeaders });
  expect((await served().handler(request)).status).toBe(414);
});

it('a host that does not answer in time is answered for', async () => {
  const timeoutMillis = 20; // short on purpose: the limit is what is tested
  const { handler, logged } = served({ authorize: () => new Promise(() => {}), limits: { timeoutMillis } });
  expect((await handler(posted(ping))).status).toBe(503);
  expect(logged).toEqual([['http_timeout', expect.anything()]]);
});

describe('what the server has no method for', () => {
  it.each([
    'tools/register',
    'resources/write',
    'resources/create',
    'resources/update',
    'resources/delete',
    'resources/subscribe',
    'resources/unsubscribe',
    'prompts/list',
    'prompts/get',
    'completion/complete',
    'logging/setLevel',
    'sampling/createMessage',
    'elicitation/create',
    'roots/list',
    'tasks/list',
    'tasks/get',
    'tasks/result',
    'tasks/cancel',
    '__proto__',
    'constructor',
    'toString',
    'knowledge.source',
    'workspaces.create',
    'x'.repeat(60_000),
  ])('is an error of the protocol: %#', async (method) => {
    const { error, result } = await seenIn(await served().handler(posted(asking(method, {}))));
    expect([error, result]).toEqual([{ code: -32_601, message: 'Method not found' }, undefined]);
  });
});
