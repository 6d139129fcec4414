import { createTenantAtlas, knowledgeBase, knowledgeText, type KnowledgeBase } from '@tenantatlas/core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { createMcpServer } from '../../src/mcp/index.ts';
import { serverSetup } from '../../src/mcp/options.ts';
import { mcpContent, serverOf } from '../../src/mcp/server.ts';
import type { McpTool } from '../../src/mcp/tools.ts';
import { connected, connectedTo, hostReasons, hostTopics } from './support.ts';

const atlas = createTenantAtlas({ catalogs: { topics: [hostTopics(1)], reasons: [hostReasons] } });
const knowledge = atlas.knowledgeBase();
const german = atlas.knowledgeBase({ locale: 'de' });

describe('a server of the knowledge base', () => {
  it('says what it is, and offers reading alone', async () => {
    const client = await connected({ knowledge, name: 'acme-help', title: 'Acme help', version: '7' });
    expect(client.getServerVersion()).toEqual({ name: 'acme-help', title: 'Acme help', version: '7' });
    expect(client.getServerCapabilities()).toEqual({ resources: {}, tools: {} });
    expect(client.getInstructions()).toMatch(/^Reviewed help .* Nothing here changes anything\.$/);
    await client.ping();
  });

  it('has a name without the options', async () => {
    const client = await connected({ knowledge });
    expect(client.getServerVersion()).toEqual({ name: 'contextual-help', title: 'Contextual help', version: '1' });
  });

  it('cannot be given tools or resources besides its own', () => {
    const server = createMcpServer({ knowledge });
    expect(() => server.registerTool('write', {}, () => ({ content: [] }))).toThrow();
    expect(() => server.registerResource('more', 'knowledge://more', {}, () => ({ contents: [] }))).toThrow();
  });
});

describe('the resources', () => {
  it('are the topics as a whole, the glossary, the reasons, and each topic in order', async () => {
    const client = await connected({ knowledge });
    const { resources, nextCursor } = await client.listResources();
    expect(nextCursor).toBeUndefined();
    expect(resources.map(({ uri }) => uri)).toEqual([
      'knowledge://source.json',
      'knowledge://topics.md',
      'knowledge://llms.txt',
      'knowledge://glossary',
      'knowledge://reasons',
      'knowledge://errors',
      ...knowledge.source.topics.map(({ topicKey }) => `knowledge://topics/${topicKey}`),
    ]);
    for (const resource of resources)
      expect(Object.keys(resource).sort()).toEqual(['description', 'mimeType', 'name', 'title', 'uri']);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual(['knowledge://topics/{topicKey}']);
  });

  it.each([
    ['en', knowledge],
    ['de', german],
  ])('in %s read as the knowledge base says', async (_, base) => {
    const client = await connected({ knowledge: base });
    const read = async (uri: string) => {
      const { contents } = await client.readResource({ uri });
      expect(contents).toHaveLength(1);
      return contents[0] as { readonly uri: string; readonly mimeType: string; readonly text: string };
    };
    expect(await read('knowledge://source.json')).toEqual({
      uri: 'knowledge://source.json',
      mimeType: 'application/json',
      text: knowledgeText(base.source, 'json'),
    });
    expect(await read('knowledge://topics.md')).toMatchObject({
      mimeType: 'text/markdown',
      text: knowledgeText(base.source, 'markdown', base.headings),
    });
    expect(await read('knowledge://llms.txt')).toMatchObject({
      mimeType: 'text/plain',
      text: knowledgeText(base.source, 'llms_txt', base.headings),
    });
    expect(JSON.parse((await read('knowledge://glossary')).text)).toEqual(base.glossary);
    expect(JSON.parse((await read('knowledge://reasons')).text)).toEqual(base.reasons);
    expect(JSON.parse((await read('knowledge://errors')).text)).toEqual(base.errors);
    for (const topic of base.source.topics)
      expect(JSON.parse((await read(`knowledge://topics/${topic.topicKey}`)).text)).toEqual(topic);
  });

  it.each([
    'knowledge://topics/',
    'knowledge://topics/admin-consent-required/',
    'knowledge://topics/..%2Fglossary',
    'knowledge://topics/__proto__',
    'KNOWLEDGE://glossary',
    'file:///etc/passwd',
    'constructor',
    '',
    `knowledge://topics/${'x'.repeat(50_000)}`,
  ])('under another name are an error of the protocol with the fix: %#', async (uri) => {
    const client = await connected({ knowledge });
    await expect(client.readResource({ uri })).rejects.toMatchObject({
      code: -32_002,
      message: 'MCP error -32002: Unknown resource. Use a uri of resources/list.',
    });
  });

  it('come in pages of 50, each once', async () => {
    const many = createTenantAtlas({ catalogs: { topics: [hostTopics(120)] } }).knowledgeBase();
    const client = await connected({ knowledge: many });
    const pages: (readonly string[])[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.listResources(cursor === undefined ? {} : { cursor });
      pages.push(page.resources.map(({ uri }) => uri));
      cursor = page.nextCursor;
    } while (cursor !== undefined && pages.length < 10);
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 34]);
    expect(new Set(pages.flat()).size).toBe(134);
  });

  it('come in one page where they fill it, without a cursor to an empty one', async () => {
    const full = createTenantAtlas({ catalogs: { topics: [hostTopics(50 - 6 - 8)] } }).knowledgeBase();
    const client = await connected({ knowledge: full });
    const { resources, nextCursor } = await client.listResources();
    expect([resources.length, nextCursor]).toEqual([50, undefined]);
    await expect(client.listResources({ cursor: '50' })).rejects.toMatchObject({ code: -32_602 });
  });

  it.each(['', '0', '-50', '7', '5e1', '100', '50.0', ' 50', '999999999999999999999', '__proto__', 'x'.repeat(10_000)])(
    'have no page for another cursor: %#',
    async (cursor) => {
      const client = await connected({ knowledge });
      const fix = { code: -32_602, message: expect.stringContaining('Unknown cursor. Leave it out') as string };
      await expect(client.listResources({ cursor })).rejects.toMatchObject(fix);
      await expect(client.listResourceTemplates({ cursor })).rejects.toMatchObject(fix);
      await expect(client.listTools({ cursor })).rejects.toMatchObject(fix);
    },
  );
});

/** Calls a tool. The client checks the answer against the schema of the tool once it has listed the tools. */
async function called(name: string, input: object | undefined, base: KnowledgeBase = knowledge) {
  const client = await connected({ knowledge: base });
  await client.listTools();
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: input as never });
  expect(content).toEqual([{ type: 'text', text: expect.any(String) as string }]);
  const [{ text }] = content as [{ readonly text: string }];
  if (!isError) expect(JSON.parse(text)).toEqual(structuredContent);
  return { text, data: structuredContent as { readonly [member: string]: never } | undefined, isError };
}

describe('the tools', () => {
  it('only read, and are described by strict schemas', async () => {
    const { tools } = await (await connected({ knowledge })).listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'search_topics',
      'get_topic',
      'look_up_term',
      'explain_reason_code',
      'explain_error_code',
    ]);
    for (const { annotations, inputSchema, outputSchema, title, description } of tools) {
      expect(annotations).toEqual({
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      });
      expect([title, description]).toEqual([expect.stringMatching(/./), expect.stringMatching(/\.$/)]);
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(outputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      new Ajv2020({ strict: true }).compile(inputSchema);
      new Ajv2020({ strict: true }).compile(outputSchema!);
    }
  });

  it('find topics, the best first', async () => {
    const { data } = await called('search_topics', { query: 'Admin consent', limit: 1 });
    expect(data).toEqual({
      topics: [
        {
          topicKey: 'admin-consent-required',
          headline: 'Admin consent required',
          shortExplanation: knowledge.source.topics[0]!.shortExplanation,
          safeNextAction: knowledge.source.topics[0]!.safeNextAction,
        },
      ],
      total: expect.any(Number) as number,
    });
    expect((await called('search_topics', { query: 'zzz' })).data).toEqual({ topics: [], total: 0 });
    const found = await called('search_topics', { query: 'tenant provider verification evidence' });
    expect(found.data!['topics']).toHaveLength(5);
  });

  it.each([
    ['en', knowledge],
    ['de', german],
  ])('answer every topic, term and reason in %s', async (_, base) => {
    const client = await connected({ knowledge: base });
    await client.listTools();
    const answer = async (name: string, input: { readonly [member: string]: string }) =>
      (await client.callTool({ name, arguments: input })).structuredContent;
    for (const topic of base.source.topics)
      expect(await answer('get_topic', { topicKey: topic.topicKey })).toEqual({ topic });
    for (const reason of base.reasons)
      for (const code of [reason.code, ` ${reason.code}\n`, reason.code.toUpperCase()])
        expect(await answer('explain_reason_code', { code })).toEqual({ reason });
    for (const error of base.errors)
      for (const code of [error.code, error.problemType, ` https://tenantatlas.dev/errors/${error.problemType}\n`])
        expect(await answer('explain_error_code', { code })).toEqual({ error });
    for (const term of base.glossary)
      for (const word of [term.term, term.name, term.term.toUpperCase(), ...term.synonyms])
        expect(await answer('look_up_term', { term: word })).toEqual({ term });
  });

  it.each([
    ['get_topic', { topicKey: 'no-such-topic' }, 'search_topics'],
    ['get_topic', { topicKey: '__proto__' }, 'search_topics'],
    ['get_topic', { topicKey: 'constructor' }, 'search_topics'],
    ['look_up_term', { term: 'customer' }, 'knowledge://glossary'],
    ['look_up_term', { term: 'toString' }, 'knowledge://glossary'],
    ['explain_reason_code', { code: 'ext.other' }, 'knowledge://reasons'],
    ['explain_reason_code', { code: 'ok' }, 'knowledge://reasons'],
    ['explain_reason_code', { code: 'conflict' }, 'explain_error_code'],
    ['explain_error_code', { code: 'provider_consent_missing' }, 'explain_reason_code'],
    ['explain_error_code', { code: '__proto__' }, 'knowledge://errors'],
    ['explain_error_code', { code: '/' }, 'knowledge://errors'],
    ['explain_reason_code', { code: 'hasOwnProperty' }, 'knowledge://reasons'],
  ])('%s says for %j where the names are', async (name, input, told) => {
    const { isError, data, text } = await called(name, input);
    expect([isError, data]).toEqual([true, undefined]);
    expect(text).toContain(told);
  });

  it.each([
    ['search_topics', undefined],
    ['search_topics', {}],
    ['search_topics', { query: '' }],
    ['search_topics', { query: 'x'.repeat(201) }],
    ['search_topics', { query: ['consent'] }],
    ['search_topics', { query: 'consent', limit: 0 }],
    ['search_topics', { query: 'consent', limit: 21 }],
    ['search_topics', { query: 'consent', limit: 1.5 }],
    ['search_topics', { query: 'consent', limit: '5' }],
    ['search_topics', { query: 'consent', limit: null }],
    ['search_topics', { query: 'consent', tenantId: 't-1' }],
    ['get_topic', { topicKey: null }],
    ['get_topic', { topicKey: 'verification-failed', workspaceId: 'w-1' }],
    ['get_topic', { topicKey: 'x'.repeat(201) }],
    ['look_up_term', { term: { toString: 'tenant' } }],
    ['explain_reason_code', { code: 'unknown_error', constructor: 1 }],
    ['explain_error_code', { code: 409 }],
  ])('%s takes what its schema has and nothing else: %#', async (name, input) => {
    const { isError, text } = await called(name, input);
    expect(isError).toBe(true);
    expect(text).toMatch(/^Pass "\w+", a text of 1 to 200 characters.*Pass nothing else\.$/);
  });

  it.each(['write', 'search_topics ', 'SEARCH_TOPICS', '__proto__', 'constructor', 'call', ''])(
    'are only these: "%s" is an error of the protocol with the fix',
    async (name) => {
      const client = await connected({ knowledge });
      await expect(client.callTool({ name, arguments: {} })).rejects.toMatchObject({
        code: -32_602,
        message: 'MCP error -32602: Unknown tool. Use a name of tools/list.',
      });
    },
  );
});

it('a copy of the knowledge is served: what the host changes later is not', async () => {
  const given = JSON.parse(JSON.stringify(knowledgeBase())) as { source: { topics: { headline: string }[] } };
  const client = await connected({ knowledge: given as never });
  given.source.topics[0]!.headline = 'Changed later';
  const { structuredContent } = await client.callTool({
    name: 'get_topic',
    arguments: { topicKey: 'admin-consent-required' },
  });
  expect(structuredContent).toMatchObject({ topic: { headline: 'Admin consent required' } });
});

it('a bug is logged by its name, and none of it is answered', async () => {
  const logged: unknown[] = [];
  const logger = {
    warn: () => {},
    error: (event: string, fields: object) => {
      logged.push([event, fields]);
      throw new Error('secret of the logger');
    },
  };
  const content = mcpContent(serverSetup({ knowledge, logger }));
  const tool: McpTool = {
    ...content.tools.get('search_topics')!,
    call() {
      throw new RangeError('secret of the bug');
    },
  };
  const client = await connectedTo(serverOf({ ...content, tools: new Map([['search_topics', tool]]) }));
  await expect(client.callTool({ name: 'search_topics', arguments: { query: 'consent' } })).rejects.toMatchObject({
    code: -32_603,
    message: 'MCP error -32603: Internal error. Ask again later, or report it to those who run this server.',
  });
  expect(logged).toEqual([['mcp_bug', { name: 'RangeError' }]]);
});
