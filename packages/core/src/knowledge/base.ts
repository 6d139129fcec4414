import { invariant } from '../kernel/invariant.ts';
import { deepFreeze } from '../kernel/json.ts';
import { optionChecks } from '../kernel/options.ts';
import type { ReasonGroup } from '../kernel/reason-codes.ts';
import type { NextStepKind } from './catalog.ts';
import { errorEntries } from './error-help.ts';
import { glossary, type GlossaryTerm } from './glossary.ts';
import { headingsIn, type KnowledgeHeadings } from './headings.ts';
import { reasonEntries } from './help-view.ts';
import type { ReasonCatalog } from './reasons.ts';
import { knowledgeSource, type KnowledgeSource, type KnowledgeSourceOptions } from './source.ts';
import { textIn } from './text-in.ts';
import { allTopics, type Topics } from './topic-catalog.ts';
import { helpAudiences } from './topics.ts';

/** A canonical term of the knowledge base, in one language. */
export interface KnowledgeTerm {
  readonly term: GlossaryTerm;
  readonly name: string;
  readonly definition: string;
  readonly synonyms: readonly string[];
}

/** One way on, in one language. */
export interface KnowledgeStep {
  readonly kind: NextStepKind;
  readonly label: string;
}

/** A reason code of the knowledge base, in one language. */
export interface KnowledgeReason {
  readonly code: string;
  /** Null for a reason of a host. */
  readonly group: ReasonGroup | null;
  readonly label: string;
  readonly explanation: string;
  readonly isRetryable: boolean;
  readonly nextSteps: readonly KnowledgeStep[];
  /** A topic of the source; null for a reason that has none, and where the source leaves its topic out. */
  readonly topicKey: string | null;
}

/** An error code of the knowledge base, in one language. */
export interface KnowledgeError {
  readonly code: string;
  /** The end of the `type` of its problem details. */
  readonly problemType: string;
  readonly meaning: string;
  /** What to do, in one or two sentences. */
  readonly action: string;
  /** A topic of the source; null for an error that has none, and where the source leaves its topic out. */
  readonly topicKey: string | null;
}

/** Everything that help says, as data in one language: the topics, the canonical terms, the reason codes and the error codes. */
export interface KnowledgeBase {
  readonly source: KnowledgeSource;
  /** What stands around the topics as text: the last argument of `knowledgeText`. */
  readonly headings: KnowledgeHeadings;
  readonly glossary: readonly KnowledgeTerm[];
  readonly reasons: readonly KnowledgeReason[];
  readonly errors: readonly KnowledgeError[];
}

/** The catalogs that a knowledge base is made of. */
export interface KnowledgeCatalogs {
  /** @default the eight built-in topics */
  readonly topics?: Topics | undefined;
  /** Reasons of the host, after the closed list. @default none */
  readonly reasons?: ReasonCatalog | undefined;
}

/**
 * The knowledge of catalogs as data: topics, canonical terms, reason codes and error codes, and nothing of any tenant, workspace, connection or request. Equal catalogs give equal
 * bytes once it is written as JSON. `atlas.knowledgeBase()` makes it of the catalogs of an atlas. Throws an invariant for an option that does not exist, and for an audience that
 * does not.
 *
 * @example
 * const { source, headings, glossary, reasons } = knowledgeBase({ locale: 'de' });
 */
export function knowledgeBase(
  options: KnowledgeSourceOptions = {},
  { topics = allTopics(), reasons = {} }: KnowledgeCatalogs = {},
): KnowledgeBase {
  checkOptions(options);
  const say = textIn(options.locale ?? 'en', options.texts ?? {});
  const source = knowledgeSource(options, topics);
  const shown = new Set(source.topics.map(({ topicKey }) => topicKey));
  const inSource = (topicKey: string | null) => (topicKey !== null && shown.has(topicKey) ? topicKey : null);
  return deepFreeze({
    source,
    headings: headingsIn(say),
    glossary: glossary.map(({ term, name, definition, synonyms }) => ({
      term,
      name: say(name),
      definition: say(definition),
      synonyms: [...synonyms],
    })),
    reasons: reasonEntries(reasons).map(({ code, group, label, explanation, isRetryable, nextSteps, topicKey }) => ({
      code,
      group,
      label: say(label),
      explanation: say(explanation),
      isRetryable,
      nextSteps: nextSteps.map((step) => ({ kind: step.kind, label: say(step.label) })),
      topicKey: inSource(topicKey),
    })),
    errors: errorEntries().map(({ code, problemType, meaning, action, topicKey }) => ({
      code,
      problemType,
      meaning: say(meaning),
      action: say(action),
      topicKey: inSource(topicKey),
    })),
  });
}

function checkOptions(options: KnowledgeSourceOptions): void {
  const check = optionChecks('knowledgeBase');
  check.names(options, ['audience', 'locale', 'texts']);
  check.oneOf('audience', options.audience ?? undefined, helpAudiences);
  const locale: unknown = options.locale ?? 'en';
  invariant(
    typeof locale === 'string',
    'knowledgeBase: "locale" is a language such as "de". Leave it out for English.',
  );
}
