import * as z from 'zod';
import { described, listAnswer, sentenceAnswer } from '../kernel/answers.ts';
import { reasonCodeGroups, reasonGroupOf, type ReasonGroup } from '../kernel/reason-codes.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { glossaryTerms, type GlossaryEntry } from './glossary.ts';
import { knownReasons, translateReason, type NextStepView, type ReasonCatalog } from './reasons.ts';
import type { CanonicalTermView, ContextualHelpView, HelpLinkView } from './resolve.ts';
import { topicOfReason, type Topic } from './topic-catalog.ts';
import { helpAudiences, helpLinkKinds, surfaceFamilies } from './topics.ts';
import { nextStepAnswer } from './view.ts';

/** The help beside a problem. */
export interface ResolvedHelp {
  /** Null where no topic belongs to what was asked. */
  readonly help: ContextualHelpView | null;
}

/** A reason of the catalog, with its topic. */
export interface ReasonEntry {
  readonly code: string;
  /** Null for a reason of a host. */
  readonly group: ReasonGroup | null;
  readonly label: Sentence;
  readonly explanation: Sentence;
  readonly isRetryable: boolean;
  readonly nextSteps: readonly NextStepView[];
  readonly topicKey: string | null;
}

const linkAnswer = described<HelpLinkView>()('HelpLink', () =>
  z.strictObject({
    label: sentenceAnswer(),
    kind: z.enum(helpLinkKinds),
    url: z.string().nullable(),
    resolver: z.string().nullable(),
  }),
);

const termAnswer = described<CanonicalTermView>()('CanonicalTerm', () =>
  z.strictObject({ term: z.enum(glossaryTerms), name: sentenceAnswer(), definition: sentenceAnswer() }),
);

/** A {@link ContextualHelpView}. */
export const helpAnswer = described<ContextualHelpView>()('ContextualHelp', () =>
  z.strictObject({
    topicKey: z.string(),
    headline: sentenceAnswer(),
    shortExplanation: sentenceAnswer(),
    troubleshootingSteps: z.array(sentenceAnswer()),
    safeNextAction: sentenceAnswer(),
    links: z.array(linkAnswer()),
    canonicalTerms: z.array(termAnswer()),
    reasonLabel: sentenceAnswer().nullable(),
    diagnosticCode: z.string().nullable(),
    operatorSummary: sentenceAnswer().nullable(),
  }),
);

/** The answer of `knowledge.resolve`. */
export const resolvedHelpAnswer = described<ResolvedHelp>()('ResolvedHelp', () =>
  z.strictObject({ help: helpAnswer().nullable() }),
);

/** The answer of `knowledge.topics`. */
export const topicsAnswer = listAnswer(
  described<Topic>()('HelpTopic', () =>
    z.strictObject({
      topicKey: z.string(),
      surfaceFamilies: z.array(z.enum(surfaceFamilies)),
      audiences: z.array(z.enum(helpAudiences)),
      headline: sentenceAnswer(),
      shortExplanation: sentenceAnswer(),
      troubleshootingSteps: z.array(sentenceAnswer()),
      safeNextAction: sentenceAnswer(),
      glossaryTerms: z.array(z.string()),
      docsLinks: z.array(linkAnswer()),
    }),
  ),
);

/** The answer of `knowledge.glossary`. */
export const glossaryAnswer = listAnswer(
  described<GlossaryEntry>()('GlossaryEntry', () =>
    z.strictObject({
      term: z.enum(glossaryTerms),
      name: sentenceAnswer(),
      definition: sentenceAnswer(),
      synonyms: z.array(z.string()),
    }),
  ),
);

/** The groups of the closed list of reasons. */
export const reasonGroups = Object.keys(reasonCodeGroups) as [ReasonGroup, ...ReasonGroup[]];

/** The answer of `knowledge.reasons`. */
export const reasonsAnswer = listAnswer(
  described<ReasonEntry>()('ReasonEntry', () =>
    z.strictObject({
      code: z.string(),
      group: z.enum(reasonGroups).nullable(),
      label: sentenceAnswer(),
      explanation: sentenceAnswer(),
      isRetryable: z.boolean(),
      nextSteps: z.array(nextStepAnswer()),
      topicKey: z.string().nullable(),
    }),
  ),
);

/** Every reason that the catalog knows, with its topic: the closed list, then the host's. */
export function reasonEntries(reasons: ReasonCatalog): readonly ReasonEntry[] {
  return knownReasons(reasons).map((code) => {
    const { label, explanation, isRetryable, nextSteps } = translateReason(code, reasons);
    const topicKey = topicOfReason(code, reasons);
    return { code, group: reasonGroupOf(code), label, explanation, isRetryable, nextSteps, topicKey };
  });
}
