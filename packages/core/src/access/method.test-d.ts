import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { described, idAnswer } from '../kernel/answers.ts';
import { conflict, immutable, type Conflict, type Immutable } from '../kernel/errors.ts';
import type { Instant } from '../kernel/instant.ts';
import { lazy } from '../kernel/lazy.ts';
import { err, errAsync, ok, okAsync, type Result, type ResultAsync } from '../kernel/result.ts';
import { methodGroup } from './method-group.ts';
import { method } from './method.ts';
import { lostRace, type AccessRefusal } from './use-case.ts';

interface PeekView {
  readonly id: string;
  readonly seenAt: Instant;
  readonly names: readonly string[];
  readonly note?: string | undefined;
}
const peekSchema = () =>
  z.strictObject({ id: idAnswer(), seenAt: z.string(), names: z.array(z.string()), note: z.string().optional() });
const peekAnswer = described<PeekView>()('Peek', peekSchema);
const input = lazy(() => z.strictObject({ workspaceId: z.string(), depth: z.number().nullish() }));

const read = { name: 'workspaces.get', summary: 'Peeks.', input, answer: peekAnswer } as const;
const write = { ...read, name: 'workspaces.create' } as const;
declare const view: PeekView;
declare const isBusy: boolean;

describe('the schema of an answer', () => {
  it('is the interface, as JSON', () => {
    // @ts-expect-error: a member is missing
    described<PeekView>()('Peek', () => peekSchema().omit({ names: true }));
    // @ts-expect-error: an optional member is missing
    described<PeekView>()('Peek', () => peekSchema().omit({ note: true }));
    // @ts-expect-error: a member too many
    described<PeekView>()('Peek', () => peekSchema().extend({ more: z.string() }));
    // @ts-expect-error: an optional member too many
    described<PeekView>()('Peek', () => peekSchema().extend({ more: z.string().optional() }));
    // @ts-expect-error: a member of another type
    described<PeekView>()('Peek', () => peekSchema().extend({ id: z.number() }));
    // @ts-expect-error: null, which the interface does not have
    described<PeekView>()('Peek', () => peekSchema().extend({ id: z.string().nullable() }));
    // @ts-expect-error: anything at all
    described<PeekView>()('Peek', () => z.any());
  });
});

describe('a record', () => {
  it('returns what its schema describes', () => {
    method({ ...read, refusals: [], run: async () => ok(view) });
    // @ts-expect-error: another answer
    method({ ...read, refusals: [], run: async () => ok({ id: 'w-1' }) });
    method({
      ...read,
      refusals: [],
      run: async () => ok(7),
      finish: (seven) => okAsync({ ...view, id: String(seven) }),
    });
    // @ts-expect-error: the answer of `finish` counts, where there is one
    method({ ...read, refusals: [], run: async () => ok(view), finish: ({ id }) => okAsync({ id }) });
    // @ts-expect-error: no method of the matrix
    method({ ...read, name: 'workspaces.unheardOf', refusals: [], run: async () => ok(view) });
  });

  it('lists the state errors that it can return', () => {
    const run = async (): Promise<Result<PeekView, Conflict>> => (isBusy ? err(conflict('version')) : ok(view));
    method({ ...write, refusals: ['conflict'], run });
    // @ts-expect-error: it is missing
    method({ ...write, refusals: [], run });
    // @ts-expect-error: one that it cannot answer with
    method({ ...write, refusals: ['conflict', 'immutable'], run });
    // @ts-expect-error: another one
    method({ ...write, refusals: ['immutable'], run });
    // @ts-expect-error: no state error
    method({ ...write, refusals: ['conflict', 'forbidden'], run });
    // @ts-expect-error: a write in a workspace can meet an archived one
    method({ ...write, name: 'workspaces.addMember', refusals: ['conflict'], run });
    method({ ...write, name: 'workspaces.addMember', refusals: ['conflict', 'immutable'], run });
  });

  it('lists them however its functions are written', () => {
    const refuse = (id: string): Promise<Result<PeekView, Conflict>> =>
      Promise.resolve(id ? ok(view) : err(conflict('version')));
    method({ ...write, refusals: ['conflict'], run: ({ input: { workspaceId } }) => refuse(workspaceId) });
    // @ts-expect-error: it is missing
    method({ ...write, refusals: [], run: ({ input: { workspaceId } }) => refuse(workspaceId) });
    // @ts-expect-error: one too many
    method({ ...write, refusals: ['immutable', 'conflict'], run: ({ input: { workspaceId } }) => refuse(workspaceId) });
  });

  it('includes those after the commit, and a conflict for repeatedly lost races', () => {
    const finish = (): ResultAsync<PeekView, Immutable> => (isBusy ? errAsync(immutable('completed')) : okAsync(view));
    method({ ...write, refusals: ['immutable'], run: async () => ok(1), finish });
    // @ts-expect-error: it is missing
    method({ ...write, refusals: [], run: async () => ok(1), finish });
    const run = async (): Promise<Result<PeekView, typeof lostRace>> => (isBusy ? err(lostRace) : ok(view));
    method({ ...write, refusals: ['conflict'], run });
    // @ts-expect-error: it is missing
    method({ ...write, refusals: [], run });
    expectTypeOf(method({ ...write, refusals: ['conflict'], run }).call).returns.toEqualTypeOf<
      ResultAsync<PeekView, AccessRefusal | Conflict>
    >();
  });
});

describe('a group', () => {
  const get = method({ ...read, refusals: [], run: async () => ok(view) });
  type Request = { readonly workspaceId: string; readonly depth?: number | null | undefined };
  type Peek = (request: Request) => ResultAsync<PeekView, AccessRefusal>;

  it('is the documented interface', () => {
    methodGroup<{ get: Peek }>()([get]);
    // @ts-expect-error: a method that is documented and not there
    methodGroup<{ get: Peek; list: Peek }>()([get]);
    // @ts-expect-error: a method that is not documented
    methodGroup<Record<never, never>>()([get]);
    // @ts-expect-error: a member of the request that is not documented
    methodGroup<{ get(request: { readonly workspaceId: string }): ResultAsync<PeekView, AccessRefusal> }>()([get]);
    // @ts-expect-error: an error that cannot be answered
    methodGroup<{ get(request: Request): ResultAsync<PeekView, AccessRefusal | Conflict> }>()([get]);
    // @ts-expect-error: another answer
    methodGroup<{ get(request: Request): ResultAsync<{ readonly id: string }, AccessRefusal> }>()([get]);
    // @ts-expect-error: no record at all
    methodGroup<{ get: Peek }>()([{ name: 'workspaces.get' }]);
  });
});
