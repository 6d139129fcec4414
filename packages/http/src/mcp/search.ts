import type { KnowledgeBase, KnowledgeTopic } from '@tenantatlas/core';

/** Topics that fit a query, the best first, and how many there are. */
export interface Found {
  readonly topics: readonly KnowledgeTopic[];
  readonly total: number;
}

/**
 * A search over the topics of a knowledge base. Each word of the query counts once for a topic, by the best place where a word of the topic begins with it: its key and
 * headline, then its terms with their synonyms and its reasons, then its other texts. Topics that count the same stay in the order of the source. Case and accents do not
 * matter. The words are taken apart once, so that a search costs no more than the words of the query times the words of the topics.
 */
export function topicSearch({ source, glossary, reasons }: KnowledgeBase): (query: string, limit: number) => Found {
  const terms = new Map(glossary.map(({ term, name, synonyms }) => [term as string, [term, name, ...synonyms]]));
  const indexed = source.topics.map((topic) => {
    const ofTopic = reasons.filter(({ topicKey }) => topicKey === topic.topicKey);
    const places: readonly (readonly string[])[] = [
      [
        topic.shortExplanation,
        topic.safeNextAction,
        ...topic.troubleshootingSteps,
        ...topic.docsLinks.map(({ label }) => label),
      ],
      [
        ...topic.glossaryTerms.flatMap((term) => terms.get(term) ?? [term]),
        ...ofTopic.flatMap(({ code, label, explanation }) => [code, label, explanation]),
      ],
      [topic.topicKey, topic.headline],
    ];
    return { topic, places: places.map((texts) => [...new Set(texts.flatMap(wordsIn))]) };
  });
  return (query, limit) => {
    const asked = [...new Set(wordsIn(query))];
    const fitting = indexed
      .map(({ topic, places }) => ({ topic, score: asked.reduce((sum, word) => sum + scoreOf(word, places), 0) }))
      .filter(({ score }) => score > 0)
      .toSorted((one, other) => other.score - one.score);
    return { topics: fitting.slice(0, limit).map(({ topic }) => topic), total: fitting.length };
  };
}

/** What a word of a query counts by the best of the places, which are ordered from the least to the best. */
function scoreOf(word: string, places: readonly (readonly string[])[]): number {
  return places.findLastIndex((words) => words.some((one) => one.startsWith(word))) + 1;
}

function wordsIn(text: string): readonly string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
