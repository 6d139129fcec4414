import * as z from 'zod';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { anyOfSchema, idSchema, nameSchema, textSchema } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import { runOutcomes } from '../ports/run-store.ts';
import { verificationOveralls } from '../ports/verification-report.ts';
import { sayHelp } from './input-messages.ts';
import { helpAudiences, surfaceFamilies } from './topics.ts';

/** In a query, `@` before a value says that it is not text, and half of a surrogate pair becomes the replacement character: no text begins with the one or has the other. */
function queryText(text: z.ZodType<string, string>): z.ZodType<string, string> {
  return text.refine((value) => !/^@|\ufffd/.test(value), {
    params: { rule: 'text_query', fix: sayHelp('knowledge.input.text_query') },
  });
}

const lineSchema = (max: number): z.ZodType<string, string> => queryText(nameSchema(max));

/** Input of `knowledge.glossary` and `knowledge.reasons`. */
export const nothingInput = lazy(() => z.strictObject({}));

/** Input of `knowledge.topics`. */
export const topicsInput = lazy(() =>
  z.strictObject({ surface: z.enum(surfaceFamilies).nullish(), audience: z.enum(helpAudiences).nullish() }),
);

/** Input of `knowledge.source`. */
export const sourceInput = lazy(() =>
  z.strictObject({ audience: z.enum(helpAudiences).nullish(), locale: lineSchema(35).nullish() }),
);

const isGiven = (value: unknown): boolean => value !== null && value !== undefined;

/** Input of `knowledge.resolve`. */
export const resolveInput = lazy(() =>
  z
    .strictObject({
      workspaceId: idSchema<WorkspaceId>().nullish(),
      tenantId: idSchema<TenantId>().nullish(),
      // A blank key is not a mistake: it has no help, as an unknown one.
      topicKey: queryText(textSchema(0, 200)).nullish(),
      surface: z.enum(surfaceFamilies).nullish(),
      reasonCode: lineSchema(200).nullish(),
      providerCode: lineSchema(200).nullish(),
      verification: z.enum(verificationOveralls).nullish(),
      outcome: z.enum(runOutcomes).nullish(),
      freshness: z.enum(['current', 'stale']).nullish(),
      evidence: z.enum(['complete', 'incomplete']).nullish(),
      headline: lineSchema(120).nullish(),
      shortExplanation: lineSchema(300).nullish(),
      safeNextAction: lineSchema(200).nullish(),
      steps: anyOfSchema(lineSchema(200), 5),
    })
    .refine(({ topicKey, surface }) => isGiven(topicKey) || isGiven(surface), {
      path: ['surface'],
      params: { rule: 'topic_or_surface', fix: sayHelp('knowledge.input.topic_or_surface') },
    })
    .refine(({ workspaceId, tenantId }) => isGiven(workspaceId) || !isGiven(tenantId), {
      path: ['workspaceId'],
      params: { rule: 'required', fix: sayHelp('knowledge.input.workspace_of_tenant') },
    }),
);
