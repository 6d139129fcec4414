import { knowledgeMediaTypes, knowledgeText, type KnowledgeBase, type KnowledgeFormat } from '@tenantatlas/core';
import { protocolError } from './protocol-error.ts';

/** A resource with its text. */
export interface McpResource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
  readonly text: string;
}

/** Resources of one page of the list. */
const pageSize = 50;

/** Where the topics are: this and the key of a topic. */
export const topicUri = 'knowledge://topics/';

/**
 * The resources of a knowledge base by their URI: the topics as a whole in three forms, the canonical terms, the reason codes, the error codes, then each topic in the order of the source.
 * Equal knowledge gives equal bytes.
 */
export function resourcesOf({
  source,
  headings,
  glossary,
  reasons,
  errors,
}: KnowledgeBase): ReadonlyMap<string, McpResource> {
  const whole = (name: string, title: string, description: string, format: KnowledgeFormat): McpResource => ({
    uri: `knowledge://${name}`,
    name,
    title,
    description,
    mimeType: knowledgeMediaTypes[format].split(';', 1)[0] ?? '',
    text: knowledgeText(source, format, headings),
  });
  const list = (name: string, title: string, description: string, items: readonly object[]): McpResource => ({
    uri: `knowledge://${name}`,
    name,
    title,
    description,
    mimeType: knowledgeMediaTypes.json,
    text: asJson(items),
  });
  const resources: readonly McpResource[] = [
    whole('source.json', 'All topics', 'All help topics as data.', 'json'),
    whole('topics.md', 'All topics as Markdown', 'All help topics to read.', 'markdown'),
    whole('llms.txt', 'llms.txt', 'All help topics in short, with their pages.', 'llms_txt'),
    list('glossary', 'Glossary', 'The canonical terms with their meaning and synonyms.', glossary),
    list('reasons', 'Reason codes', 'The reason codes with their meaning, next steps and topics.', reasons),
    list('errors', 'Error codes', 'The error codes with their meaning, what to do, and topics.', errors),
    ...source.topics.map((topic) => ({
      uri: topicUri + encodeURIComponent(topic.topicKey),
      name: topic.topicKey,
      title: topic.headline,
      description: topic.shortExplanation,
      mimeType: knowledgeMediaTypes.json,
      text: asJson(topic),
    })),
  ];
  return new Map(resources.map((resource) => [resource.uri, Object.freeze(resource)]));
}

/** Writes data as text. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** A page of a list, and where the next one begins. */
export interface McpPage<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}

/** The page that a cursor names. A cursor that no page of this list has is an error of the protocol. */
export function pageOf<Item>(all: readonly Item[], cursor: unknown): McpPage<Item> {
  const start = startOf(cursor, all.length);
  const end = start + pageSize;
  return { items: all.slice(start, end), ...(end < all.length ? { nextCursor: String(end) } : {}) };
}

function startOf(cursor: unknown, length: number): number {
  if (cursor === undefined) return 0;
  const start = typeof cursor === 'string' && /^[1-9]\d{0,8}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (start % pageSize === 0 && start < length) return start;
  throw protocolError('cursor');
}
