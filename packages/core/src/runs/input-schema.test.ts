import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { inputSchemaProblem } from './input-schema.ts';

type Tree = { readonly children: readonly Tree[] };
const tree: z.ZodType<Tree> = z.lazy(() => z.strictObject({ children: z.array(tree) }));

describe('inputs of an operation', () => {
  it.each<[name: string, z.ZodType, text: string]>([
    ['a date', z.strictObject({ at: z.date() }), 'inputs.at is of the type date'],
    ['a date that may be absent', z.strictObject({ at: z.date().optional() }), 'inputs.at is of the type date'],
    ['a date or null', z.strictObject({ at: z.date().nullable() }), 'inputs.at is of the type date'],
    ['a bigint in a list', z.strictObject({ ids: z.array(z.bigint()) }), 'inputs.ids[] is of the type bigint'],
    ['an int64', z.strictObject({ id: z.int64() }), 'inputs.id is of the type bigint'],
    ['a large literal', z.strictObject({ id: z.literal(1n) }), 'inputs.id is of the type bigint'],
    ['a map', z.map(z.string(), z.string()), 'inputs is of the type map'],
    ['a set in a record', z.record(z.string(), z.set(z.string())), 'inputs[] is of the type set'],
    ['a tuple with a symbol', z.tuple([z.string(), z.symbol()]), 'inputs[] is of the type symbol'],
    ['only dates in a union', z.union([z.date(), z.bigint()]), 'inputs is of the type date'],
    ['a date on one side of both', z.intersection(z.strictObject({}), z.object({ at: z.date() })), 'inputs.at'],
    ['a date before a transform', z.date().transform(String), 'inputs is of the type date'],
    ['NaN', z.strictObject({ none: z.nan() }), 'inputs.none is of the type nan'],
  ])('cannot contain %s', (_, schema, text) => {
    expect(inputSchemaProblem(schema)).toContain(text);
  });

  it.each<[name: string, z.ZodType]>([
    ['a refinement', z.strictObject({}).refine(async () => true)],
    ['a refinement of a member', z.strictObject({ a: z.string().refine(async () => true) })],
    ['a transform', z.strictObject({ a: z.array(z.string().transform(async (text) => text)) })],
    ['a refinement behind a lazy schema', z.lazy(() => z.strictObject({}).refine(async () => true))],
    ['a refinement of an option', z.union([z.string(), z.strictObject({}).refine(async () => true)])],
  ])('cannot have an asynchronous part: %s', (_, schema) => {
    expect(inputSchemaProblem(schema)).toContain('inputs has an asynchronous refinement or transform.');
  });

  it.each<[name: string, z.ZodType]>([
    ['plain JSON', z.strictObject({ a: z.string(), b: z.number().nullish(), c: z.enum(['x']), d: z.literal('y') })],
    [
      'a date made of text',
      z.strictObject({ at: z.coerce.date(), then: z.string().transform((text) => new Date(text)) }),
    ],
    [
      'a date behind a pipe',
      z
        .string()
        .transform((text) => new Date(text))
        .pipe(z.date()),
    ],
    ['a date or text', z.union([z.date(), z.string()])],
    ['a date that a default fills', z.strictObject({ at: z.date().default(() => new Date(0)) })],
    ['a schema that contains itself', tree],
    ['a plain refinement', z.strictObject({ a: z.string().refine((text) => text !== '') }).refine(() => true)],
    ['anything', z.unknown()],
  ])('can be %s', (_, schema) => {
    expect(inputSchemaProblem(schema)).toBeNull();
  });
});
