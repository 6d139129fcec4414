import * as z from 'zod';
import { invalidInput, type InputIssue, type InvalidInput } from './errors.ts';
import { issue, issues, sayInput as say } from './issues.ts';
import {
  foreignIdPattern,
  idPattern,
  isExternalTenantId,
  isForeignId,
  isIdToken,
  normalizeExternalTenantId,
} from './ids.ts';
import { parseInstant, type Instant } from './instant.ts';
import { defaultPageLimit, maxPageLimit } from './page.ts';
import { err, ok, type Result } from './result.ts';
import type { Sentence } from './sentence.ts';
import { codePointLength, isPlainText, isStorableText, isVisibleText, normalizeText } from './text.ts';

// `meta` is for descriptions (OpenAPI, forms). It does not validate.
const idText = z
  .string()
  .refine(isIdToken, { params: { rule: 'id', fix: say('input.id') } })
  .meta({ pattern: idPattern });

/** An id at the border, branded as `Id`. */
export function idSchema<Id extends string>(): z.ZodType<Id, string> {
  return idText.transform((text) => text as Id);
}

/** A key of a catalog. Where the catalog is empty, no text is one; an enumeration of nothing could not be described. */
export function keySchema(keys: readonly string[]): z.ZodType<string, string> {
  const [first, ...others] = keys;
  if (first !== undefined) return z.enum([first, ...others]);
  return z.string().refine(() => false, { params: { rule: 'one_of', fix: say('input.none_defined') } });
}

const foreignIdText = z
  .string()
  .refine(isForeignId, { params: { rule: 'id', fix: say('input.foreign_id') } })
  .meta({ pattern: foreignIdPattern });

/** An id that another system has chosen, of a person or of a request, branded as `Id`. See {@link isForeignId}. */
export function foreignIdSchema<Id extends string>(): z.ZodType<Id, string> {
  return foreignIdText.transform((text) => text as Id);
}

/** An external (Entra) tenant id, in its one spelling from here on: capitals, braces and the dot of the root are gone. */
export const externalTenantIdSchema: z.ZodType<string, string> = z
  .string()
  .transform(normalizeExternalTenantId)
  .refine(isExternalTenantId, { params: { rule: 'id', fix: say('input.external_tenant_id') } });

/** Free text: without deceptive characters, composed, trimmed, and then between `min` and `max` code points. */
export function textSchema(min: number, max: number): z.ZodType<string, string> {
  return z
    .string()
    .refine(isStorableText, { params: { rule: 'text_storable', fix: say('input.text_storable') }, abort: true })
    .refine(isPlainText, { params: { rule: 'text_plain', fix: say('input.text_plain') }, abort: true })
    .meta({ minLength: min, maxLength: max })
    .transform(normalizeText)
    .refine((text) => within(codePointLength(text), min, max), {
      params: { rule: 'text_length', fix: say('input.text_length', { min, max }) },
      abort: true,
    })
    .refine((text) => min === 0 || isVisibleText(text), {
      params: { rule: 'text_visible', fix: say('input.text_visible') },
    });
}

/** A name: free text of one line. */
export function nameSchema(max: number): z.ZodType<string, string> {
  return textSchema(1, max).refine((name) => !/[\n\t]/.test(name), {
    params: { rule: 'name_one_line', fix: say('input.name_one_line') },
  });
}

function within(length: number, min: number, max: number): boolean {
  return length >= min && length <= max;
}

/** Any RFC 3339 instant, normalised to UTC with milliseconds. */
export const instantSchema: z.ZodType<Instant, string> = z
  .string()
  .meta({ format: 'date-time' })
  .transform((text, context) => {
    const instant = text.length <= 40 ? parseInstant(text) : null;
    if (instant) return instant;
    context.addIssue({ code: 'custom', params: { rule: 'instant', fix: say('input.instant') } });
    return z.NEVER;
  });

/** Members that every list request has. */
export const pageFields = {
  cursor: z.string().max(2_000).nullish(),
  limit: z
    .number()
    .int()
    .min(1)
    .max(maxPageLimit)
    .nullish()
    .meta({ default: defaultPageLimit })
    .transform((limit) => limit ?? defaultPageLimit),
} as const;

/** A filter that lets any of several values pass. The empty list is refused, because nothing could be found by it; an absent one does not filter. */
export function anyOfSchema<Item extends z.ZodType>(
  item: Item,
  max: number,
): z.ZodOptional<z.ZodNullable<z.ZodArray<Item>>> {
  return z.array(item).min(1).max(max).nullish();
}

/** What a caller may send to a schema of requests. */
export type RequestOf<Input extends () => z.ZodType> = z.input<ReturnType<Input>>;

/** The request after the schema has parsed it. */
export type InputOf<Input extends () => z.ZodType> = z.output<ReturnType<Input>>;

/** Parses a request, or reports all of its mistakes. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): Result<z.output<S>, InvalidInput> {
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err(invalidInput(toIssues(parsed.error.issues, value)));
}

/** Maximum of issues in one answer. A caller with more mistakes has to correct these first. */
const maxIssues = 50;

/** A zod verdict in the SDK's own terms; `prefix` is put before every path. */
export function toIssues(found: readonly z.core.$ZodIssue[], value: unknown, prefix = ''): readonly InputIssue[] {
  return found
    .slice(0, maxIssues)
    .flatMap((zodIssue) => toIssue(zodIssue, value, prefix))
    .slice(0, maxIssues);
}

function toIssue(zodIssue: z.core.$ZodIssue, value: unknown, prefix: string): readonly InputIssue[] {
  const path = dotted([...(prefix ? [prefix] : []), ...zodIssue.path]);
  switch (zodIssue.code) {
    case 'unrecognized_keys':
      return zodIssue.keys.map((key) =>
        issue(dotted([...(prefix ? [prefix] : []), ...zodIssue.path, key]), 'unknown_key', say('input.unknown_key')),
      );
    case 'invalid_type':
      return [
        at(value, zodIssue.path) === undefined
          ? issues.required(path)
          : issue(path, 'type', sayType(zodIssue.expected)),
      ];
    case 'invalid_value':
      return [issues.oneOf(path, zodIssue.values.map(String))];
    case 'too_small':
      return [issue(path, 'too_small', say('input.at_least', { limit: Number(zodIssue.minimum) }))];
    case 'too_big':
      return [issue(path, 'too_big', say('input.at_most', { limit: Number(zodIssue.maximum) }))];
    case 'invalid_union':
      return at(value, zodIssue.path) === undefined
        ? [issues.required(path)]
        : unionIssues(zodIssue, path, value, prefix);
    case 'custom':
      return [customIssue(path, zodIssue.params)];
    default:
      return [issue(path, 'format', say('input.format'))];
  }
}

/**
 * A discriminated union names the values its discriminator may have. Any other union has the issues of the one alternative whose type fits; where none or
 * several fit, only that no alternative matched.
 */
function unionIssues(
  zodIssue: z.core.$ZodIssueInvalidUnion,
  path: string,
  value: unknown,
  prefix: string,
): readonly InputIssue[] {
  const ofType = zodIssue.errors.filter(
    (found) => !found.some(({ code, path: inside }) => code === 'invalid_type' && inside.length === 0),
  );
  const [only] = ofType;
  if (only && ofType.length === 1 && only.length > 0)
    return only.flatMap((each) => toIssue({ ...each, path: [...zodIssue.path, ...each.path] }, value, prefix));
  const values = 'options' in zodIssue && Array.isArray(zodIssue.options) ? zodIssue.options.map(String) : [];
  return [values.length > 0 ? issues.oneOf(path, values) : issue(path, 'format', say('input.format'))];
}

function customIssue(path: string, params: Record<string, unknown> | undefined): InputIssue {
  const { rule, fix } = (params ?? {}) as { rule?: string; fix?: Sentence };
  return issue(path, rule ?? 'format', fix ?? say('input.format'));
}

function dotted(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'request' : path.map(String).join('.').slice(0, 200);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, key) =>
      typeof current === 'object' && current !== null && Object.hasOwn(current, key)
        ? (current as Record<PropertyKey, unknown>)[key]
        : undefined,
    value,
  );
}

const typeMessages = {
  string: 'input.type.text',
  number: 'input.type.number',
  int: 'input.type.integer',
  boolean: 'input.type.boolean',
  object: 'input.type.object',
  record: 'input.type.object',
  array: 'input.type.list',
} as const;

function sayType(expected: string): Sentence {
  return Object.hasOwn(typeMessages, expected)
    ? say(typeMessages[expected as keyof typeof typeMessages])
    : say('input.type.other', { expected });
}
