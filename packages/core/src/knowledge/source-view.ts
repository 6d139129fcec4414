import * as z from 'zod';
import { answerParts, described } from '../kernel/answers.ts';
import { lazy } from '../kernel/lazy.ts';
import type { KnowledgeLink, KnowledgeSource, KnowledgeTopic } from './source.ts';
import { helpLinkKinds, surfaceFamilies } from './topics.ts';

const linkAnswer = described<KnowledgeLink>()('KnowledgeLink', () =>
  z.strictObject({
    label: z.string(),
    kind: z.enum(helpLinkKinds),
    url: z.string().nullable(),
    resolver: z.string().nullable(),
  }),
);

const topicAnswer = described<KnowledgeTopic>()('KnowledgeTopic', () =>
  z.strictObject({
    topicKey: z.string(),
    surfaceFamilies: z.array(z.enum(surfaceFamilies)),
    headline: z.string(),
    shortExplanation: z.string(),
    troubleshootingSteps: z.array(z.string()),
    safeNextAction: z.string(),
    glossaryTerms: z.array(z.string()),
    docsLinks: z.array(linkAnswer()),
  }),
);

/** A {@link KnowledgeSource}. */
export const knowledgeSourceAnswer = described<KnowledgeSource>()(
  'KnowledgeSource',
  () =>
    z.strictObject({
      version: z.literal(1),
      topicCount: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
      topics: z.array(topicAnswer()),
    }),
  'All help topics as data, without anything about a tenant.',
);

/** A JSON Schema, as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const schema = lazy(
  () => z.toJSONSchema(knowledgeSourceAnswer(), { metadata: answerParts, io: 'output' }) as JsonSchema,
);

/**
 * The JSON Schema (draft 2020-12) of the knowledge source, for those who read its export.
 *
 * @see https://json-schema.org/draft/2020-12
 */
export function knowledgeSourceSchema(): JsonSchema {
  return schema();
}
