import * as z from 'zod';
import { idPattern } from './ids.ts';
import { lazy } from './lazy.ts';
import { maxPageLimit, type ExportPage, type Page } from './page.ts';
import type { Held } from './same.ts';
import type { Sentence } from './sentence.ts';

/** The schema of an answer, made at its first use. */
export type AnswerSchema<Answer> = () => z.ZodType<Answer>;

/**
 * The JSON Schema metadata of the parts of an answer, besides their types; a part with an `id` becomes a component of a description. A registry of our
 * own, because the host shares zod's global one.
 */
export const answerParts = z.registry<{
  readonly id?: string;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
}>();

/**
 * The schema of an answer or of a part of it, under its name in descriptions. Does not compile unless schema and interface are the same as JSON.
 *
 * @example
 * export const removalAnswer = described<RemovalView>()('Removal', () =>
 *   z.strictObject({ disposition: z.enum(['removed', 'not_present']) }),
 * );
 */
export function described<Answer>() {
  return <Schema extends z.ZodType>(
    name: string,
    make: (() => Schema) & Held<Answer, z.output<Schema>>,
    description?: string,
  ): AnswerSchema<Answer> =>
    lazy(() => {
      const schema: z.ZodType = make();
      schema.register(answerParts, { id: name, ...(description ? { description } : {}) });
      // `Held` has compared the two; they differ only in brands and `readonly`, which a value does not have.
      return schema as z.ZodType<Answer>;
    });
}

/** An id in an answer. */
export const idAnswer = lazy(() => z.string().register(answerParts, { pattern: idPattern }));

/** An instant in an answer. */
export const instantAnswer = lazy(() =>
  z
    .string()
    .register(answerParts, { format: 'date-time', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' }),
);

/** A whole number from 0. */
export const countAnswer = lazy(() => z.number().int().min(0).max(Number.MAX_SAFE_INTEGER));

/** The version of a thing that can be changed. */
export const versionAnswer = lazy(() => z.number().int().min(1).max(Number.MAX_SAFE_INTEGER));

/** Text for a person, as data. */
export const sentenceAnswer = described<Sentence>()(
  'Sentence',
  () =>
    z.strictObject({
      id: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      text: z.string(),
    }),
  'Text for a person: English in `text`, translatable through `id` and `params`.',
);

/** A page of items. */
export function pageAnswer<Item>(name: string, item: AnswerSchema<Item>): AnswerSchema<Page<Item>> {
  return lazy(() =>
    z
      .strictObject({ items: z.array(item()).max(maxPageLimit), nextCursor: z.string().nullable() })
      .register(answerParts, { id: `${name}Page` }),
  );
}

/** A list that is answered whole. */
export function listAnswer<Item>(item: AnswerSchema<Item>): AnswerSchema<readonly Item[]> {
  return lazy(() => z.array(item()));
}

/** A page of an export. */
export const exportPageAnswer = described<ExportPage>()('ExportPage', () =>
  z.strictObject({ contentType: z.string(), text: z.string(), nextCursor: z.string().nullable() }),
);
