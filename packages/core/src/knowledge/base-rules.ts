import type { KnowledgeBase } from './base.ts';
import { isHostTopicKey, isTopicText } from './define-topics.ts';
import { canonicalName } from './glossary.ts';
import { isName } from '../kernel/text.ts';
import { isHelpUrl } from './safe-url.ts';
import type { KnowledgeTopic } from './source.ts';
import { topicKeys } from './topics.ts';

/** What can be wrong with a knowledge base whose members have the right types. Each is a rule and the end of the id of its fix. */
export type BaseRule =
  | 'topic_text'
  | 'plain_text'
  | 'topic_key'
  | 'help_url'
  | 'known_term'
  | 'listed_once'
  | 'topic_count';

/** One mistake: where it is, and which rule it breaks. */
export interface BaseMistake {
  readonly path: readonly (string | number)[];
  readonly rule: BaseRule;
}

/**
 * The mistakes of a knowledge base that came from elsewhere: it is held to what the catalogs of a host are held to, because it is read by people and by assistants as one of these. So
 * no link leads to an address that a page must not open, no text looks like data of a tenant, and no topic stands for two.
 */
export function baseMistakes({ source, headings, glossary, reasons, errors }: KnowledgeBase): readonly BaseMistake[] {
  const keys = source.topics.map(({ topicKey }) => topicKey);
  const known = new Set(keys);
  const found: (BaseMistake | null)[] = [
    unless(source.topicCount === keys.length, 'topic_count', 'source', 'topicCount'),
    ...source.topics.flatMap((topic, at) => mistakesOfTopic(topic, ['source', 'topics', at])),
    ...once(keys, 'source', 'topics'),
    ...Object.entries(headings).map(([member, text]) => unless(isTopicText(text), 'topic_text', 'headings', member)),
    ...glossary.flatMap(({ name, definition, synonyms }, at) =>
      [name, definition, ...synonyms].map((text) => unless(isName(text), 'plain_text', 'glossary', at)),
    ),
    ...once(
      glossary.map(({ term }) => term),
      'glossary',
    ),
    ...reasons.flatMap(({ code, label, explanation, nextSteps, topicKey }, at) => [
      ...[code, label, explanation, ...nextSteps.map((step) => step.label)].map((text) =>
        unless(isName(text), 'plain_text', 'reasons', at),
      ),
      unless(topicKey === null || known.has(topicKey), 'topic_key', 'reasons', at, 'topicKey'),
    ]),
    ...once(
      reasons.map(({ code }) => code),
      'reasons',
    ),
    ...errors.flatMap(({ code, problemType, meaning, action, topicKey }, at) => [
      ...[code, problemType, meaning, action].map((text) => unless(isName(text), 'plain_text', 'errors', at)),
      unless(topicKey === null || known.has(topicKey), 'topic_key', 'errors', at, 'topicKey'),
    ]),
    ...once(
      errors.map(({ code }) => code),
      'errors',
    ),
  ];
  return found.filter((mistake) => mistake !== null);
}

function mistakesOfTopic(topic: KnowledgeTopic, at: readonly (string | number)[]): readonly (BaseMistake | null)[] {
  const isKey = topicKeys.some((key) => key === topic.topicKey) || isHostTopicKey(topic.topicKey);
  return [
    unless(isKey, 'topic_key', ...at, 'topicKey'),
    ...(['headline', 'shortExplanation', 'safeNextAction'] as const).map((member) =>
      unless(isTopicText(topic[member]), 'topic_text', ...at, member),
    ),
    ...topic.troubleshootingSteps.map((step, n) =>
      unless(isTopicText(step), 'topic_text', ...at, 'troubleshootingSteps', n),
    ),
    ...topic.glossaryTerms.map((term, n) =>
      unless(canonicalName(term) !== null, 'known_term', ...at, 'glossaryTerms', n),
    ),
    ...topic.docsLinks.flatMap(({ label, url, resolver }, n) => [
      unless(isTopicText(label), 'topic_text', ...at, 'docsLinks', n, 'label'),
      unless(url === null || (isHelpUrl(url) && isTopicText(url)), 'help_url', ...at, 'docsLinks', n, 'url'),
      unless(resolver === null || isTopicText(resolver), 'topic_text', ...at, 'docsLinks', n, 'resolver'),
    ]),
  ];
}

function unless(holds: boolean, rule: BaseRule, ...path: readonly (string | number)[]): BaseMistake | null {
  return holds ? null : { path, rule };
}

/** The places where a list names something a second time. */
function once(names: readonly string[], ...path: readonly string[]): readonly (BaseMistake | null)[] {
  const seen = new Set<string>();
  return names.map((name, at) => {
    const isNew = !seen.has(name);
    seen.add(name);
    return unless(isNew, 'listed_once', ...path, at);
  });
}
