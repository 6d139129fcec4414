import type {
  AtlasClient,
  Conflict,
  ControlPaused,
  Forbidden,
  Immutable,
  InvalidInput,
  MethodName,
  NotFound,
  ResultAsync,
  StorageFailure,
} from '@tenantatlas/core';
import { describe, expectTypeOf, it } from 'vitest';
import type * as z from 'zod';
import type { answerMarks } from '../client/answer-marks.ts';
import type { RateLimited, Unauthenticated } from '../contract/transport-errors.ts';
import type { answers } from './answers.ts';
import type { DescribedCode, problemMembers } from './problems.ts';
import type { everyRefusal, stateRefusals } from './refusals.ts';

/** Without brands, which JSON does not have, and without `readonly`. A record of a branded text may be empty, one of a literal may not. */
type Plain<T> = T extends string
  ? Record<never, never> extends Record<T, 1>
    ? string
    : T
  : T extends object
    ? { -readonly [Key in keyof T]: Plain<T[Key]> }
    : T;

type CallOf<Method extends MethodName> = Method extends `${infer Group}.${infer Name}`
  ? AtlasClient[Group & keyof AtlasClient] extends { readonly [name in Name]: infer Call }
    ? Call
    : never
  : never;
type AnswerOf<Method extends MethodName> =
  CallOf<Method> extends (...args: never[]) => ResultAsync<infer Answer, unknown> ? Answer : never;
type CodesOf<Method extends MethodName> =
  CallOf<Method> extends (...args: never[]) => ResultAsync<unknown, infer E>
    ? E extends { readonly code: infer Code }
      ? Code
      : never
    : never;

type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;
type Different<Left, Right> = {
  [Key in keyof Left & keyof Right]: Same<Left[Key], Right[Key]> extends true ? never : Key;
}[keyof Left & keyof Right];

type Answers = { [Method in MethodName]: Plain<AnswerOf<Method>> };
type Described = { [Method in MethodName]: Plain<z.output<(typeof answers)[Method]>> };

describe('the answers of the description', () => {
  it('are those of core', () => {
    expectTypeOf<Different<Answers, Described>>().toBeNever();
    expectTypeOf<Different<Described, Answers>>().toBeNever();
  });

  it('are there for every method, and would be missed', () => {
    expectTypeOf<AnswerOf<MethodName>>().not.toBeAny();
    expectTypeOf<AnswerOf<'operations.start'>['run']['status']>().toEqualTypeOf<'queued' | 'running' | 'completed'>();
    expectTypeOf<Described['operations.start']['run']['status']>().toEqualTypeOf<'queued' | 'running' | 'completed'>();
    expectTypeOf<Described['controls.evaluate']['expiresAt']>().toEqualTypeOf<string | null>();
    expectTypeOf<
      Different<Answers, Omit<Described, 'tenants.get'> & { 'tenants.get': { name: string } }>
    >().toEqualTypeOf<'tenants.get'>();
  });
});

/** Members that an answer has in every case. */
type Always<Answer> = Answer extends readonly unknown[]
  ? null
  : { [Key in keyof Answer]-?: undefined extends Answer[Key] ? never : Key }[keyof Answer];
type Marks = { [Method in MethodName]: (typeof answerMarks)[Method] extends Always<AnswerOf<Method>> ? never : Method };

describe('the marks of the answers', () => {
  it('are members that each answer always has', () => {
    expectTypeOf<Marks[MethodName]>().toBeNever();
  });
});

/** The errors as they are in problem details. */
interface Errors {
  unauthenticated: Unauthenticated;
  forbidden: Forbidden;
  not_found: NotFound;
  invalid_input: InvalidInput;
  control_paused: Omit<ControlPaused, 'title'> & { readonly titleMessage: ControlPaused['title'] };
  conflict: Conflict;
  immutable: Immutable;
  rate_limited: RateLimited;
  storage_failure: StorageFailure;
}
type Members = { [Code in DescribedCode]: Plain<Omit<Errors[Code], 'code' | 'message'>> };
type DescribedMembers = { [Code in DescribedCode]: Plain<z.output<(typeof problemMembers)[Code]>> };

type Transport = 'unauthenticated' | 'rate_limited';
type Codes = { [Method in MethodName]: CodesOf<Method> | Transport };
type DescribedCodes = {
  [Method in MethodName]: (typeof everyRefusal)[number] | (typeof stateRefusals)[Method][number];
};

describe('the errors of the description', () => {
  it('carry what those of core carry', () => {
    expectTypeOf<keyof Errors>().toEqualTypeOf<DescribedCode>();
    expectTypeOf<Different<Members, DescribedMembers>>().toBeNever();
  });

  it('are those that the method can answer with', () => {
    expectTypeOf<Different<Codes, DescribedCodes>>().toBeNever();
    expectTypeOf<CodesOf<'controls.resume'>>().not.toBeAny();
    expectTypeOf<CodesOf<'controls.resume'>>().toExtend<
      'not_found' | 'forbidden' | 'invalid_input' | 'storage_failure' | 'immutable'
    >();
  });
});
