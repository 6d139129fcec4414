import { deepFreeze } from '../kernel/json.ts';
import { isBuiltInReasonCode, reasonGroupOf } from '../kernel/reason-codes.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { compareText } from '../kernel/text.ts';
import type { HostTopicLink, TopicCatalog } from './define-topics.ts';
import type { ReasonCatalog } from './reasons.ts';
import type { ReasonTopics } from './rules.ts';
import { sayTopic as say } from './topic-messages.ts';
import {
  topicFacts,
  topicKeys,
  topicOfGroup,
  type BuiltInTopicKey,
  type HelpAudience,
  type HelpLinkKind,
  type SurfaceFamily,
} from './topics.ts';

/** A link of a topic, before a tenant is known. */
export interface TopicLink {
  readonly label: Sentence;
  readonly kind: HelpLinkKind;
  readonly url: string | null;
  /** The name of the function that answers the address for a tenant. */
  readonly resolver: string | null;
}

/** A topic, of the SDK or of a host. */
export interface Topic {
  readonly topicKey: string;
  readonly surfaceFamilies: readonly SurfaceFamily[];
  readonly audiences: readonly HelpAudience[];
  readonly headline: Sentence;
  readonly shortExplanation: Sentence;
  readonly troubleshootingSteps: readonly Sentence[];
  readonly safeNextAction: Sentence;
  readonly glossaryTerms: readonly string[];
  readonly docsLinks: readonly TopicLink[];
}

/** Every topic of an atlas by its key: the built-in ones in their order, then the host's. */
export type Topics = ReadonlyMap<string, Topic>;

/** What a partner changes of topics, without touching their keys. */
export interface TopicOverrides {
  /** Links by topic, each list in the place of the topic's own. */
  readonly links?: { readonly [topicKey: string]: readonly HostTopicLink[] } | undefined;
  /** Texts by language and message id, such as `{ de: { 'topics.verification-failed.headline': '…' } }`. Those of terms, reasons and headings are for exports. */
  readonly texts?: TopicTexts | undefined;
}

/** See {@link TopicOverrides.texts}. */
export type TopicTexts = { readonly [locale: string]: { readonly [messageId: string]: string } };

/** All topics: the eight built-in ones in their order, and those of the host by key, so that equal catalogs make equal exports. */
export function allTopics(host: TopicCatalog = {}, { links = {}, texts = {} }: TopicOverrides = {}): Topics {
  const entries = Object.entries(host).toSorted(([one], [other]) => compareText(one, other));
  const own = entries.map(([key, topic]): Topic => {
    const text = (part: string, words: string): Sentence => inWordsOfHost(`topics.${key}.${part}`, words);
    return {
      topicKey: key,
      surfaceFamilies: topic.surfaceFamilies,
      audiences: topic.audiences ?? ['operator', 'platform_operator'],
      headline: text('headline', topic.headline),
      shortExplanation: text('explanation', topic.shortExplanation),
      troubleshootingSteps: (topic.troubleshootingSteps ?? []).map((step, index) => text(`step.${index + 1}`, step)),
      safeNextAction: text('action', topic.safeNextAction),
      glossaryTerms: topic.glossaryTerms ?? [],
      docsLinks: linksOf(key, topic.docsLinks ?? []),
    };
  });
  const topics = [...topicKeys.map(builtInTopic), ...own].map((topic): readonly [string, Topic] => {
    const given = Object.hasOwn(links, topic.topicKey) ? links[topic.topicKey] : undefined;
    const linked = given ? { ...topic, docsLinks: linksOf(topic.topicKey, given) } : topic;
    return [topic.topicKey, deepFreeze(withTexts(linked, texts['en'] ?? {}))];
  });
  return new Map(topics);
}

/** Every text of a topic. */
export function textsOf(topic: Topic): readonly Sentence[] {
  const { headline, shortExplanation, troubleshootingSteps, safeNextAction, docsLinks } = topic;
  return [headline, shortExplanation, ...troubleshootingSteps, safeNextAction, ...docsLinks.map(({ label }) => label)];
}

/** A topic with other texts where `change` has one for the id of the text. */
function withTexts(topic: Topic, change: { readonly [messageId: string]: string }): Topic {
  const changed = (sentence: Sentence): Sentence => {
    const text = Object.hasOwn(change, sentence.id) ? change[sentence.id] : undefined;
    return text === undefined ? sentence : { ...sentence, text };
  };
  return {
    ...topic,
    headline: changed(topic.headline),
    shortExplanation: changed(topic.shortExplanation),
    troubleshootingSteps: topic.troubleshootingSteps.map(changed),
    safeNextAction: changed(topic.safeNextAction),
    docsLinks: topic.docsLinks.map((link) => ({ ...link, label: changed(link.label) })),
  };
}

/** The topic of each reason, of the closed list and of the host, on the surfaces of that topic. Total: any text has an answer. */
export function reasonTopics(topics: Topics, reasons: ReasonCatalog = {}): ReasonTopics {
  return (code, surface) => {
    const key = topicOfReason(code, reasons);
    return key !== null && topics.get(key)?.surfaceFamilies.includes(surface) ? key : null;
  };
}

/** The topic that a reason belongs to, on whatever surface; null for one that has none, and for an unknown code. */
export function topicOfReason(code: string, reasons: ReasonCatalog = {}): string | null {
  if (isBuiltInReasonCode(code)) {
    const group = reasonGroupOf(code);
    return group && topicOfGroup[group];
  }
  return Object.hasOwn(reasons, code) ? (reasons[code as `ext.${string}`]?.topic ?? null) : null;
}

function builtInTopic(key: BuiltInTopicKey): Topic {
  const { surfaceFamilies, audiences, steps, glossaryTerms, links } = topicFacts[key];
  return {
    topicKey: key,
    surfaceFamilies,
    audiences,
    headline: say(`topics.${key}.headline`),
    shortExplanation: say(`topics.${key}.explanation`),
    // A key whose third step has no message does not exist: a test reads every step of every topic.
    troubleshootingSteps: Array.from({ length: steps }, (_, index) =>
      say(`topics.${key}.step.${index + 1}` as `topics.${BuiltInTopicKey}.step.1`),
    ),
    safeNextAction: say(`topics.${key}.action`),
    glossaryTerms,
    docsLinks: links.map(({ label, kind, url, resolver }) => ({
      label: say(`topics.link.${label}`),
      kind,
      url,
      resolver,
    })),
  };
}

function linksOf(key: string, links: readonly HostTopicLink[]): readonly TopicLink[] {
  return links.map(({ label, kind, url = null, resolver = null }, index) => ({
    label: inWordsOfHost(`topics.${key}.link.${index + 1}`, label),
    kind,
    url,
    resolver,
  }));
}

/** Has an id of its own, so that a partner's catalog can replace or translate it; the host's text stands until then. */
function inWordsOfHost(id: string, text: string): Sentence {
  return Object.freeze({ id, params: Object.freeze({}), text });
}
