import { answerParts } from '@tenantatlas/core';
import * as z from 'zod';

/** A part of the document. */
export type Json = { readonly [key: string]: unknown };

/** The schemas that are found on the way and named in the document. */
export type Named = Map<string, Json>;

/** The schema of an answer. Parts that `answerParts` names move to the document's components. */
export function answerSchema(schema: z.ZodType, named: Named): Json {
  const { $defs, ...own } = converted(z.toJSONSchema(schema, { io: 'output', metadata: answerParts }), toComponent);
  for (const [name, definition] of Object.entries($defs ?? {})) named.set(name, withoutId(definition));
  if (typeof own['id'] !== 'string') return own;
  named.set(own['id'], withoutId(own));
  return { $ref: toComponent(own['id']) };
}

/**
 * The schema of a method's request. Parts that a host has named move to the components too, under the method's name, so that they do not replace the
 * SDK's own.
 */
export function requestSchema(schema: z.ZodType, method: string, named: Named): Json {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const names = new Map(
    Object.keys(json.$defs ?? {}).map((name, at) => [name, `${method}.${at + 1}.${name.replace(/[^\w.-]/g, '_')}`]),
  );
  const { $defs, ...own } = converted(json, (name) => toComponent(names.get(name) ?? name));
  for (const [name, definition] of Object.entries($defs ?? {}))
    named.set(names.get(name) ?? name, withoutId(definition));
  return own;
}

/** Where a named schema is. */
export function toComponent(name: string): string {
  return `#/components/schemas/${name}`;
}

type Converted = Json & { readonly $defs?: { readonly [name: string]: Json } };

function converted(schema: object, toRef: (name: string) => string): Converted {
  const { $schema: _, ...json } = withRefs(schema, toRef) as Converted & { readonly $schema?: string };
  return json;
}

function withRefs(part: unknown, toRef: (name: string) => string): unknown {
  if (Array.isArray(part)) return part.map((each) => withRefs(each, toRef));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) =>
      key === '$ref' && typeof value === 'string' && value.startsWith('#/$defs/')
        ? [key, toRef(unescaped(value.slice('#/$defs/'.length)))]
        : [key, withRefs(value, toRef)],
    ),
  );
}

/** A name out of a JSON pointer (RFC 6901). */
function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Removes the name that zod repeats inside: JSON Schema has no such keyword. */
function withoutId({ id: _, ...schema }: Json): Json {
  return schema;
}
