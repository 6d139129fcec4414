import * as z from 'zod';
import { answerParts, described } from '../kernel/answers.ts';
import type { InvalidInput } from '../kernel/errors.ts';
import { parseInput } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import type { Result } from '../kernel/result.ts';
import type { KnowledgeBase, KnowledgeError, KnowledgeReason, KnowledgeStep, KnowledgeTerm } from './base.ts';
import { baseMistakes } from './base-rules.ts';
import { nextStepKinds } from './catalog.ts';
import { glossaryTerms } from './glossary.ts';
import type { KnowledgeHeadings } from './headings.ts';
import { reasonGroups } from './help-view.ts';
import { sayHelp } from './input-messages.ts';
import { knowledgeSourceAnswer, type JsonSchema } from './source-view.ts';

const termAnswer = described<KnowledgeTerm>()('KnowledgeTerm', () =>
  z.strictObject({
    term: z.enum(glossaryTerms),
    name: z.string(),
    definition: z.string(),
    synonyms: z.array(z.string()),
  }),
);

const stepAnswer = described<KnowledgeStep>()('KnowledgeStep', () =>
  z.strictObject({ kind: z.enum(nextStepKinds), label: z.string() }),
);

const reasonAnswer = described<KnowledgeReason>()('KnowledgeReason', () =>
  z.strictObject({
    code: z.string(),
    group: z.enum(reasonGroups).nullable(),
    label: z.string(),
    explanation: z.string(),
    isRetryable: z.boolean(),
    nextSteps: z.array(stepAnswer()),
    topicKey: z.string().nullable(),
  }),
);

const errorAnswer = described<KnowledgeError>()('KnowledgeError', () =>
  z.strictObject({
    code: z.string(),
    problemType: z.string(),
    meaning: z.string(),
    action: z.string(),
    topicKey: z.string().nullable(),
  }),
);

const headingsAnswer = described<KnowledgeHeadings>()('KnowledgeHeadings', () =>
  z.strictObject({ title: z.string(), summary: z.string(), safeNextAction: z.string(), docs: z.string() }),
);

const knowledgeBaseAnswer = described<KnowledgeBase>()(
  'KnowledgeBase',
  () =>
    z.strictObject({
      source: knowledgeSourceAnswer(),
      headings: headingsAnswer(),
      glossary: z.array(termAnswer()),
      reasons: z.array(reasonAnswer()),
      errors: z.array(errorAnswer()),
    }),
  'Everything that help says, without anything about a tenant.',
);

/** What is read is also held to the rules of the catalogs. */
const readBase = lazy(() =>
  knowledgeBaseAnswer().superRefine((base, context) => {
    for (const { path, rule } of baseMistakes(base))
      context.addIssue({ code: 'custom', path: [...path], params: { rule, fix: sayHelp(`knowledge.input.${rule}`) } });
  }),
);

/**
 * A knowledge base that came from elsewhere, such as a file that a build wrote. It has every member of {@link KnowledgeBase} and no other, so that nothing about a tenant
 * travels with it, and its texts and addresses are held to the rules of `defineTopics` and `defineReasons`. Each mistake is an issue with its path, its rule and the fix.
 *
 * @example
 * const knowledge = orThrow(readKnowledgeBase(JSON.parse(await readFile('knowledge.json', 'utf8'))));
 */
export function readKnowledgeBase(value: unknown): Result<KnowledgeBase, InvalidInput> {
  return parseInput(readBase(), value);
}

const schema = lazy(() => z.toJSONSchema(knowledgeBaseAnswer(), { metadata: answerParts, io: 'output' }) as JsonSchema);

/**
 * The JSON Schema (draft 2020-12) of a knowledge base. Its `$defs` have `KnowledgeTopic`, `KnowledgeTerm`, `KnowledgeReason` and `KnowledgeError`.
 *
 * @see https://json-schema.org/draft/2020-12
 */
export function knowledgeBaseSchema(): JsonSchema {
  return schema();
}
