import {
  createTenantAtlas,
  defineTopics,
  knowledgeBase,
  knowledgeFormats,
  knowledgeText,
  orThrow,
  platformCapabilities,
  platformOperator,
  systemActor,
  wordsNotInTopics,
  type KnowledgeBase,
} from '@tenantatlas/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMcpHandler } from '../../src/mcp/index.ts';
import { protocolErrors } from '../../src/mcp/protocol-error.ts';
import { toolFixes } from '../../src/mcp/tools.ts';
import { scaled, seeds } from '../support/scale.ts';
import { asking, posted, seenIn, type SeenAnswer } from './messages.ts';
import { hostReasons, hostTopics, isJson, nothing, textsIn } from './support.ts';

/** Asks a server of a knowledge base by messages. */
function askingOf(knowledge: KnowledgeBase) {
  const handler = createMcpHandler({ knowledge });
  return async (method: string, params?: unknown): Promise<SeenAnswer> =>
    seenIn(await handler(posted(asking(method, params))));
}

type Ask = ReturnType<typeof askingOf>;

const lists = ['resources/list', 'resources/templates/list', 'tools/list'];

/** The names of members that answers have besides those of the knowledge base. */
const members = [
  ...['jsonrpc', '2.0', 'id', 'result', 'error', 'code', 'message', 'nextCursor', '50'],
  ...['contents', 'uri', 'mimeType', 'text', 'content', 'type', 'structuredContent', 'isError'],
  ...['topics', 'total', 'topic', 'term', 'reason', 'application/json', 'text/markdown', 'text/plain'],
];

/** What the server says by itself: the lists of one without any knowledge, and the texts of errors. */
async function ownWords(): Promise<readonly string[]> {
  const ask = askingOf(nothing);
  const answers = [];
  for (const method of lists) answers.push(await ask(method));
  const errors = [Object.values(protocolErrors).map(([, text]) => text), Object.values(toolFixes), 'Method not found'];
  return textsIn([answers, errors, members]);
}

/** Every text that the knowledge base has, as a whole and as a text of its own. */
function wordsOf(base: KnowledgeBase): readonly string[] {
  return [
    ...textsIn(base),
    ...base.source.topics.map(({ topicKey }) => `knowledge://topics/${topicKey}`),
    ...knowledgeFormats.map((format) => knowledgeText(base.source, format, base.headings)),
  ];
}

/** The texts of an answer that neither the knowledge base nor the server itself has. What is JSON counts by its parts. */
function foreign(answer: SeenAnswer, known: ReadonlySet<string>): readonly string[] {
  return textsIn(answer).filter((text) => !known.has(text) && !isJson(text));
}

/** Every answer that a knowledge base can give: its lists by page, its resources, and its tools with every name. */
async function allAnswers(ask: Ask, base: KnowledgeBase): Promise<readonly SeenAnswer[]> {
  const answers: SeenAnswer[] = [];
  for (const method of lists) answers.push(await ask(method));
  const resources = answers[0]?.result?.['resources'] as readonly { readonly uri: string }[];
  for (const { uri } of resources) answers.push(await ask('resources/read', { uri }));
  const call = async (name: string, input: object): Promise<void> =>
    void answers.push(await ask('tools/call', { name, arguments: input }));
  for (const { topicKey, headline } of base.source.topics) {
    await call('get_topic', { topicKey });
    await call('search_topics', { query: headline, limit: 20 });
  }
  for (const { term } of base.glossary) await call('look_up_term', { term });
  for (const { code } of base.reasons) await call('explain_reason_code', { code });
  for (const { code } of base.errors) await call('explain_error_code', { code });
  return answers;
}

/** Texts that a topic of a host may have. */
const line = fc
  .stringMatching(/^[A-Za-zäöü<>*"'{}[\]\\|.:-]{1,12}( [A-Za-zäöü0-9<>*"'{}[\]\\]{1,12}){0,4}$/)
  .filter((text) => !wordsNotInTopics.some((word) => text.toLowerCase().includes(word)));

const bases = fc
  .record({
    headline: line,
    shortExplanation: line,
    safeNextAction: line,
    troubleshootingSteps: fc.array(line, { maxLength: 3 }),
    label: line,
    locale: fc.constantFrom('en', 'de', 'fr', '__proto__'),
    audience: fc.constantFrom(null, 'customer' as const, 'operator' as const),
  })
  .map(({ label, locale, audience, ...texts }) => {
    const topics = defineTopics({
      'ext.random': {
        ...texts,
        surfaceFamilies: ['onboarding'],
        audiences: ['customer', 'operator'],
        docsLinks: [{ label, kind: 'docs', url: 'https://help.example.com/random' }],
      },
    });
    return createTenantAtlas({ catalogs: { topics: [topics] } }).knowledgeBase({ locale, audience });
  });

/** What a client may send, also with names that exist. */
const known = knowledgeBase();
const name = fc.oneof(
  fc.constantFrom(...known.source.topics.map(({ topicKey }) => topicKey), 'ext.random'),
  fc.constantFrom(...known.reasons.map(({ code }) => code)),
  fc.constantFrom(...known.errors.flatMap(({ code, problemType }) => [code, problemType])),
  fc.constantFrom('tenant', 'Mandant', '__proto__', 'constructor', 'toString', 'search_topics', 'get_topic'),
  fc.constantFrom('knowledge://source.json', 'knowledge://topics/ext.random', 'knowledge://reasons', '50'),
  fc.string({ maxLength: 30 }),
);
const value = fc.oneof({ weight: 4, arbitrary: name }, fc.jsonValue({ maxDepth: 2 }));
const input = fc.dictionary(
  fc.constantFrom('query', 'limit', 'topicKey', 'term', 'code', '__proto__', 'tenantId'),
  value,
  { maxKeys: 3 },
);
const message = fc.oneof(
  fc.record({
    method: fc.constant('tools/call'),
    params: fc.record({
      name: fc.constantFrom(
        'search_topics',
        'get_topic',
        'look_up_term',
        'explain_reason_code',
        'explain_error_code',
        'other',
      ),
      arguments: input,
    }),
  }),
  fc.record({ method: fc.constant('resources/read'), params: fc.record({ uri: name }) }),
  fc.record({ method: fc.constantFrom(...lists, 'ping', 'other'), params: fc.record({ cursor: name }) }),
);

describe('every text of every answer', () => {
  it('is of the knowledge base, or is what a server without knowledge says as well', async () => {
    const own = await ownWords();
    for (const seed of seeds) {
      await fc.assert(
        fc.asyncProperty(bases, async (base) => {
          const words = new Set([...own, ...wordsOf(base)]);
          for (const answer of await allAnswers(askingOf(base), base)) expect(foreign(answer, words)).toEqual([]);
        }),
        { seed, numRuns: scaled(60, 3) },
      );
    }
  });

  it('is so for every request', async () => {
    const own = await ownWords();
    for (const seed of seeds) {
      await fc.assert(
        fc.asyncProperty(bases, fc.array(message, { minLength: 10, maxLength: 20 }), async (base, messages) => {
          const words = new Set([...own, ...wordsOf(base)]);
          const ask = askingOf(base);
          for (const { method, params } of messages)
            expect(foreign(await ask(method, params), words), JSON.stringify({ method, params })).toEqual([]);
        }),
        { seed, numRuns: scaled(400, 15) },
      );
    }
  });
});

/** What belongs to a tenant, a person or a request. */
const planted = Array.from({ length: 25 }, (_, index) => `planted-${index + 1}-x`);

/** An atlas that has every planted value, and the help of a tenant in whose links and texts some of them are. */
async function plantedAtlas() {
  const left = [...planted];
  const next = (): string => left.shift() ?? '';
  const [consent, permissions] = [`https://${next()}.example/consent`, `/${next()}/permissions`];
  const atlas = createTenantAtlas({
    catalogs: { topics: [hostTopics(1)], reasons: [hostReasons] },
    knowledge: { resolvers: { admin_consent_primary: () => consent, required_permissions: () => permissions } },
  });
  const operator = platformOperator({ id: next(), label: next(), capabilities: platformCapabilities });
  const system = atlas.as(systemActor('seed'));
  const helped: unknown[] = [];
  while (left.length > 0) {
    const [workspaceId, name, tenantId, tenantName, userId] = [next(), next(), next(), next(), next()];
    const [headline, step, providerCode] = [next(), next(), next()];
    orThrow(await system.workspaces.create({ workspaceId, name }));
    orThrow(await system.tenants.create({ workspaceId, tenantId, name: tenantName, lifecycle: 'active' }));
    if (userId) orThrow(await atlas.as(operator).workspaces.addMember({ workspaceId, userId, role: 'owner' }));
    const context = headline ? { headline, steps: [step], providerCode } : {};
    for (const topicKey of ['admin-consent-required', 'required-permissions-missing'])
      helped.push(orThrow(await system.knowledge.resolve({ workspaceId, tenantId, topicKey, ...context })));
  }
  return { atlas, helped: JSON.stringify(helped) };
}

describe('what is planted in tenants and requests', () => {
  it('is in no answer', async () => {
    const { atlas, helped } = await plantedAtlas();
    // The help of a tenant has planted values, so they are there to be found.
    expect(planted.filter((one) => helped.includes(one)).length).toBeGreaterThan(3);
    for (const locale of ['en', 'de']) {
      const base = atlas.knowledgeBase({ locale });
      const text = JSON.stringify(await allAnswers(askingOf(base), base));
      for (const one of planted) expect(text).not.toContain(one);
    }
  });

  it('is not repeated to the client that sent it', async () => {
    const handler = createMcpHandler({ knowledge: knowledgeBase() });
    const [a = '', b = '', c = ''] = planted;
    const headers = { authorization: a, cookie: b, 'user-agent': c, 'mcp-session-id': a, 'last-event-id': b };
    for (const one of planted)
      for (const [method, params] of [
        ['tools/call', { name: one }],
        ['tools/call', { name: one, arguments: { [one]: one } }],
        ['tools/call', { name: 'get_topic', arguments: { topicKey: one } }],
        ['tools/call', { name: 'get_topic', arguments: { topicKey: 'verification-failed', [one]: one } }],
        ['tools/call', { name: 'search_topics', arguments: { query: one } }],
        ['tools/call', { name: 'search_topics', arguments: { query: `consent ${one}`, limit: one } }],
        ['tools/call', { name: 'look_up_term', arguments: { term: one } }],
        ['tools/call', { name: 'explain_reason_code', arguments: { code: one } }],
        ['tools/call', { name: 'explain_error_code', arguments: { code: one } }],
        ['tools/call', { name: 'get_topic', task: { ttl: 1, [one]: one }, _meta: { [one]: one } }],
        ['tools/call', { name: { [one]: one } }],
        ['tools/call', { name: 'get_topic', arguments: [one] }],
        ['resources/read', { uri: `knowledge://topics/${one}` }],
        ['resources/read', { uri: { [one]: one } }],
        ['resources/list', { cursor: one }],
        ['tools/list', { cursor: { [one]: one } }],
        ['initialize', { protocolVersion: one, capabilities: {}, clientInfo: { name: one, version: one } }],
        ['initialize', { [one]: one }],
        [one, { [one]: one }],
      ] as const) {
        const answer = await handler(posted(asking(method, params), headers));
        const text = (await answer.text()) + JSON.stringify([...answer.headers]);
        expect(text, JSON.stringify(params)).not.toContain(one);
        for (const value of Object.values(headers)) expect(text).not.toContain(value);
      }
  });
});
