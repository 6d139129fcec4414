import { deepFreeze } from '../kernel/json.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { sayExport as say } from './export-messages.ts';

/** What stands around the topics where they are exported as text, in one language. */
export interface KnowledgeHeadings {
  /** The first heading. */
  readonly title: string;
  /** What the topics are about, in one sentence. */
  readonly summary: string;
  /** What the safe next action of a topic is called. */
  readonly safeNextAction: string;
  /** The heading above the pages of all topics. */
  readonly docs: string;
}

/** The headings as sentences, each by its member. */
export const headingSentences: { readonly [Name in keyof KnowledgeHeadings]: Sentence } = deepFreeze({
  title: say('knowledge.export.title'),
  summary: say('knowledge.export.summary'),
  safeNextAction: say('knowledge.export.next'),
  docs: say('knowledge.export.docs'),
});

/** The headings in a language. */
export function headingsIn(sayIn: (sentence: Sentence) => string): KnowledgeHeadings {
  const { title, summary, safeNextAction, docs } = headingSentences;
  return { title: sayIn(title), summary: sayIn(summary), safeNextAction: sayIn(safeNextAction), docs: sayIn(docs) };
}
