import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as mini from 'zod/mini';
import { mia } from '../../test/support/controls-world.ts';
import { operation, runsWorld } from '../../test/support/runs-world.ts';
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
    ['an undefined', z.strictObject({ at: z.undefined() }), 'inputs.at is of the type undefined'],
    ['a void in a list', z.strictObject({ ids: z.array(z.void()) }), 'inputs.ids[] is of the type void'],
    ['a literal undefined', z.strictObject({ id: z.literal(undefined) }), 'inputs.id is of the type undefined'],
    ['a large literal', z.strictObject({ id: z.literal(1n) }), 'inputs.id is of the type bigint'],
    ['a map', z.map(z.string(), z.string()), 'inputs is of the type map'],
    ['a set in a record', z.record(z.string(), z.set(z.string())), 'inputs[] is of the type set'],
    ['a tuple with a symbol', z.tuple([z.string(), z.symbol()]), 'inputs[] is of the type symbol'],
    ['only dates in a union', z.union([z.date(), z.bigint()]), 'inputs is of the type date'],
    ['a date on one side of both', z.intersection(z.strictObject({}), z.object({ at: z.date() })), 'inputs.at'],
    ['a date before a transform', z.date().transform(String), 'inputs is of the type date'],
    ['an instance of Date', z.strictObject({ at: z.instanceof(Date) }), 'inputs.at is an instance of Date'],
    ['a subclass of Array', z.instanceof(class List extends Array {}).optional(), 'inputs is an instance of List'],
    ['bytes in one of two', z.union([z.instanceof(Uint8Array), z.date()]), 'inputs is an instance of Uint8Array'],
    ['an infinite literal', z.literal([Infinity, NaN]), 'inputs is of the type number'],
    ['a symbol as key', z.record(z.symbol(), z.string()), 'inputs is of the type symbol'],
    ['a date that must be there', z.strictObject({ at: z.date().optional() }).required(), 'inputs.at is of the type'],
    ['NaN', z.strictObject({ none: z.nan() }), 'inputs.none is of the type nan'],
  ])('cannot contain %s', (_, schema, text) => {
    expect(inputSchemaProblem(schema)).toContain(text);
  });

  it.each<[name: string, z.ZodType]>([
    ['a refinement', z.strictObject({}).refine(async () => true)],
    ['a refinement of a member', z.strictObject({ a: z.string().refine(async () => true) })],
    ['a transform', z.strictObject({ a: z.array(z.string().transform(async (text) => text)) })],
    ['a superRefine', z.strictObject({}).superRefine(async () => {})],
    ['a superRefine that answers a promise', z.strictObject({}).superRefine(() => Promise.resolve())],
    ['a superRefine that fails', z.strictObject({ a: z.string().superRefine(async (text) => void text.trim()) })],
    ['a check', z.strictObject({ a: z.string().check(async () => {}) })],
    ['a check of a member of zod/mini', z.strictObject({ a: z.string() }).check(mini.refine(async () => true))],
    ['a preprocess', z.preprocess(async (text) => text, z.string())],
    ['a custom type', z.custom<string>(async () => true)],
    ['an overwrite', z.string().overwrite((async () => '') as never)],
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
    [
      'a superRefine and a check that throw on what a parse never gives them',
      z
        .strictObject({ a: z.string() })
        .superRefine(({ a }, context) => void (a === '' && context.addIssue('It is empty.')))
        .check(({ value: { a }, issues }) => void (a === 'b' && issues.push({ code: 'custom', input: a }))),
    ],
    ['an instance of Object', z.instanceof(Object)],
    ['a list', z.instanceof(Array)],
    ['a date or text, by class', z.union([z.instanceof(Date), z.string()])],
    ['a large literal or text', z.literal([1n, '1'])],
    ['anything', z.unknown()],
  ])('can be %s', (_, schema) => {
    expect(inputSchemaProblem(schema)).toBeNull();
  });
});

it('a refinement that answers a promise for some inputs only is waited for', async () => {
  const some = z.strictObject({
    list: z.string().refine((text): unknown => (text === 'a' ? true : Promise.resolve(text === 'b'))),
  });
  const world = await runsWorld({ operations: { 'acme.mail': operation({ inputs: some, completed: 'allow' }) } });
  for (const list of ['a', 'b']) {
    const { run } = (await world.start({ inputs: { list } }))._unsafeUnwrap();
    expect(run.status).toBe('queued');
  }
  expect((await world.start({ inputs: { list: 'c' } }))._unsafeUnwrapErr()).toMatchObject({
    code: 'invalid_input',
    issues: [{ path: 'inputs.list' }],
  });
  const request = { type: 'acme.mail', workspaceId: 'w-1', tenantId: 't-1', inputs: { list: 'c' } };
  const { refusal } = (await world.atlas.explain(mia, 'operations.start', request))._unsafeUnwrap();
  expect(refusal?.step).toBe('input');
});

it('a member that has to be absent can be sent when it may be left out', async () => {
  const absent = z.strictObject({ list: z.string(), never: z.undefined().optional() });
  for (const inputs of [absent, z.undefined(), z.union([z.undefined(), absent])])
    expect(inputSchemaProblem(inputs)).toBeNull();
  const world = await runsWorld({ operations: { 'acme.mail': operation({ inputs: absent }) } });
  expect((await world.start({ inputs: { list: 'a' } })).isOk()).toBe(true);
});
