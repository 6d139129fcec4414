import { invariant } from '../kernel/invariant.ts';
import { messagePlaceholders } from '../kernel/message-format.ts';
import { optionChecks } from '../kernel/options.ts';
import { isRecord } from '../kernel/record.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { isName } from '../kernel/text.ts';
import {
  checkLink,
  isResolverName,
  isTopicText,
  topicTextRule,
  type HostTopicLink,
  type TopicCatalog,
} from './define-topics.ts';
import type { LinkResolver } from './link-resolvers.ts';
import { errorEntries } from './error-help.ts';
import { glossary } from './glossary.ts';
import { headingSentences } from './headings.ts';
import { reasonEntries } from './help-view.ts';
import type { ReasonCatalog } from './reasons.ts';
import { allTopics, textsOf, type TopicOverrides, type TopicTexts, type Topics } from './topic-catalog.ts';
import { builtInResolvers } from './topics.ts';

/** How help is adapted to a host: where its links lead, and what its topics say. */
export interface KnowledgeOptions extends TopicOverrides {
  /**
   * Functions that answer the address of a link for a tenant, by the name that topics give the resolver. Built-in topics name `admin_consent_primary` and
   * `required_permissions`.
   *
   * @default none: such links have no address and are not drawn
   */
  readonly resolvers?: { readonly [name: string]: LinkResolver } | undefined;
}

/** The members of {@link KnowledgeOptions}. */
const knowledgeNames = ['resolvers', 'links', 'texts'] as const satisfies readonly (keyof KnowledgeOptions)[];

/** What the methods of `knowledge` work with. */
export interface KnowledgeSetup {
  readonly topics: Topics;
  readonly reasons: ReasonCatalog;
  readonly resolvers: { readonly [name: string]: LinkResolver };
  readonly texts: TopicTexts;
}

/** Throws an invariant for a member that does not exist, and for one that no catalog could make right. */
export function checkKnowledgeOptions(options: unknown): asserts options is KnowledgeOptions {
  const check = optionChecks('createTenantAtlas: "knowledge"');
  check.names(options, knowledgeNames, 'a member of "knowledge"');
  for (const name of knowledgeNames) {
    const value: unknown = isRecord(options) ? options[name] : undefined;
    invariant(value === undefined || isRecord(value), `createTenantAtlas: "knowledge.${name}" is an object by name.`);
  }
  for (const [name, resolver] of Object.entries((options as KnowledgeOptions).resolvers ?? {})) {
    const about = `createTenantAtlas: knowledge.resolvers "${name}"`;
    invariant(
      isResolverName(name),
      `${about}: a name is lower-case words joined by "_" or ".", such as "${builtInResolvers[0]}".`,
    );
    invariant(
      typeof resolver === 'function',
      `${about}: pass a function such as ({ workspaceId, tenantId }) => \`/t/\${tenantId}/consent\`.`,
    );
  }
}

/**
 * The topics of an atlas with what its host changes, checked against each other. Throws an invariant for links or texts of a topic that does not exist, for a text
 * or link that breaks a rule, for a resolver that no topic names, and for a reason whose topic does not exist.
 */
export function knowledgeSetup(host: TopicCatalog, reasons: ReasonCatalog, options: KnowledgeOptions): KnowledgeSetup {
  const plain = allTopics(host);
  for (const [key, links] of Object.entries(options.links ?? {})) {
    const about = `createTenantAtlas: knowledge.links "${key}"`;
    invariant(plain.has(key), `${about}: there is no such topic. Use one of ${[...plain.keys()].join(', ')}.`);
    invariant(Array.isArray(links), `${about}: pass a list such as [{ label: 'Guide', kind: 'docs', url: '/help' }].`);
    (links as readonly HostTopicLink[]).forEach((link, index) => checkLink(`${about}: link ${index + 1}`, link));
  }
  const topics = options.links || options.texts ? allTopics(host, options) : plain;
  checkTexts(topics, reasons, options);
  const named = new Set([...topics.values()].flatMap(({ docsLinks }) => docsLinks.map(({ resolver }) => resolver)));
  for (const name of Object.keys(options.resolvers ?? {}))
    invariant(
      named.has(name),
      `createTenantAtlas: knowledge.resolvers "${name}": no link of a topic names it. Use one of ${[...named].filter((one) => one !== null).join(', ')}, or name it in a link.`,
    );
  for (const [code, { topic }] of Object.entries(reasons))
    invariant(
      topic === undefined || topic === null || topics.has(topic),
      `Reason "${code}" names the topic "${topic}". Add it to catalogs.topics, or use one of ${[...topics.keys()].join(', ')}.`,
    );
  return Object.freeze({
    topics,
    reasons,
    resolvers: Object.freeze({ ...options.resolvers }),
    texts: options.texts ?? {},
  });
}

function checkTexts(topics: Topics, reasons: ReasonCatalog, { texts = {} }: KnowledgeOptions): void {
  const idsOf = (sentences: readonly Sentence[]) => new Set(sentences.map(({ id }) => id));
  const ofTopics = idsOf([...[...topics.values()].flatMap(textsOf), ...Object.values(headingSentences)]);
  const ofOthers = idsOf([
    ...glossary.flatMap(({ name, definition }) => [name, definition]),
    ...errorEntries().flatMap(({ meaning, action }) => [meaning, action]),
    ...reasonEntries(reasons).flatMap(({ label, explanation, nextSteps }) => [
      label,
      explanation,
      ...nextSteps.map((step) => step.label),
    ]),
  ]);
  for (const [locale, changed] of Object.entries<unknown>(texts)) {
    const about = `createTenantAtlas: knowledge.texts "${locale}"`;
    invariant(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(locale), `${about}: a language is written as "de" or "pt-BR".`);
    invariant(isRecord(changed), `${about}: pass an object such as { 'topics.verification-failed.headline': '…' }.`);
    for (const [id, text] of Object.entries(changed)) {
      invariant(
        ofTopics.has(id) || ofOthers.has(id),
        `${about}: there is no text "${id}". Texts are named as "topics.verification-failed.headline".`,
      );
      if (ofTopics.has(id))
        invariant(isTopicText(text) && isFixed(text), `${about}: "${id}" ${topicTextRule}, and no placeholder.`);
      else
        invariant(
          isName(text) && isFixed(text as string),
          `${about}: "${id}" is a text on one line that can be read, and has no placeholder.`,
        );
    }
  }
}

/** Whether a text is the same for every reader: a message catalog would fill its placeholders. */
function isFixed(text: string): boolean {
  try {
    return messagePlaceholders(text).length === 0;
  } catch {
    return false;
  }
}
