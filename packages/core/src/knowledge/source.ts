import { deepFreeze } from '../kernel/json.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { textIn } from './text-in.ts';
import { allTopics, type Topic, type Topics, type TopicTexts } from './topic-catalog.ts';
import type { HelpAudience, HelpLinkKind, SurfaceFamily } from './topics.ts';

/** A link of the knowledge source. */
export interface KnowledgeLink {
  readonly label: string;
  readonly kind: HelpLinkKind;
  /** Null for a link whose address depends on a tenant. */
  readonly url: string | null;
  readonly resolver: string | null;
}

/** A topic of the knowledge source, in one language. */
export interface KnowledgeTopic {
  readonly topicKey: string;
  readonly surfaceFamilies: readonly SurfaceFamily[];
  readonly headline: string;
  readonly shortExplanation: string;
  readonly troubleshootingSteps: readonly string[];
  readonly safeNextAction: string;
  readonly glossaryTerms: readonly string[];
  readonly docsLinks: readonly KnowledgeLink[];
}

/** All topics as data, for assistants and search. */
export interface KnowledgeSource {
  readonly version: 1;
  readonly topicCount: number;
  readonly topics: readonly KnowledgeTopic[];
}

/** Which part of the knowledge is exported, and in which language. */
export interface KnowledgeSourceOptions {
  /** Topics for this audience only. @default all */
  readonly audience?: HelpAudience | null | undefined;
  /** The language of the texts. What is not translated is English. @default 'en' */
  readonly locale?: string | null | undefined;
  /** What a partner says in the place of the texts. @default none */
  readonly texts?: TopicTexts | undefined;
}

/**
 * The knowledge as data: the topics, and nothing of any tenant, workspace, connection or request, because it is made of the catalog alone. Equal catalogs give equal
 * bytes once it is written as JSON.
 *
 * @example
 * const { topicCount } = knowledgeSource(); // 8
 */
export function knowledgeSource(
  { audience = null, locale = null, texts = {} }: KnowledgeSourceOptions = {},
  topics: Topics = allTopics(),
): KnowledgeSource {
  const say = textIn(locale ?? 'en', texts);
  const chosen = [...topics.values()].filter(({ audiences }) => audience === null || audiences.includes(audience));
  return deepFreeze({ version: 1, topicCount: chosen.length, topics: chosen.map((topic) => written(topic, say)) });
}

function written(topic: Topic, say: (sentence: Sentence) => string): KnowledgeTopic {
  return {
    topicKey: topic.topicKey,
    surfaceFamilies: [...topic.surfaceFamilies],
    headline: say(topic.headline),
    shortExplanation: say(topic.shortExplanation),
    troubleshootingSteps: topic.troubleshootingSteps.map(say),
    safeNextAction: say(topic.safeNextAction),
    glossaryTerms: [...topic.glossaryTerms],
    docsLinks: topic.docsLinks.map(({ label, kind, url, resolver }) => ({ label: say(label), kind, url, resolver })),
  };
}
