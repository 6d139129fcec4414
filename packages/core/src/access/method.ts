import type * as z from 'zod';
import type { AnswerSchema } from '../kernel/answers.ts';
import { conflict, type Conflict, type StorageFailure } from '../kernel/errors.ts';
import { err, ok, type Result, type ResultAsync } from '../kernel/result.ts';
import { inMethod, type Caller, type Environment } from './environment.ts';
import type { MethodName } from './matrix.ts';
import { explain, type Explanation } from './explain.ts';
import { guardAgainstBugs, perform } from './perform.ts';
import { lostRace, type AccessRefusal, type ArchivedRefusal, type UseCase } from './use-case.ts';

/** The errors by which a state or a control can refuse a method, besides those of every method. */
export const stateRefusals = ['control_paused', 'conflict', 'immutable'] as const;

/** See {@link stateRefusals}. */
export type StateRefusal = (typeof stateRefusals)[number];

/** One governed method: what it takes, what it answers, why it can be refused, and how it is called. */
export interface Method<Name extends MethodName, Request, Answer, Refusal> {
  readonly name: Name;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** What it does where no workspace is named, for methods that serve the platform as well. */
  readonly platformSummary: string | null;
  /** The input as described to callers. */
  readonly input: () => z.ZodType<unknown, Request>;
  readonly answer: AnswerSchema<Answer>;
  readonly refusals: readonly StateRefusal[];
  call(environment: Environment, caller: Caller, request: unknown): ResultAsync<Answer, Refusal>;
  /** How {@link call} would be decided; writes nothing. In process only: it tells what an answer hides. */
  explain(environment: Environment, caller: Caller, request: unknown): ResultAsync<Explanation, StorageFailure>;
}

/** The context of `finish`, which runs after the commit. */
export interface Finishing {
  readonly environment: Environment;
  readonly caller: Caller;
}

/** Not `PromiseLike`: the compiler would then accept any `ResultAsync`, whatever its answer. */
type Later<T, E> = Promise<Result<T, E>> | ResultAsync<T, E>;

/** Everything about a method, in one place. */
interface Definition<
  Name extends MethodName,
  Input extends z.ZodType,
  Answer,
  Settled,
  Error,
  Refusals extends readonly StateRefusal[],
> extends UseCase<Name, Input, Settled, Error> {
  readonly summary: string;
  /** What it does where no workspace is named. @default none: it always names one, or never */
  readonly platformSummary?: string;
  /** The input as described to callers, when `input` leaves a part of the validation to `run`. @default `input` */
  readonly describedInput?: () => z.ZodType<unknown, z.input<Input>>;
  readonly answer: AnswerSchema<Answer>;
  /** The state errors that it can answer with: all of them, and no others. */
  readonly refusals: Refusals;
}

/** The errors of a method for its callers. A lost race is repeated; if it still fails, the error is a conflict. */
type Failure<Name extends MethodName, Error, FinishError> =
  | Exclude<Error, typeof lostRace>
  | (typeof lostRace extends Error ? Conflict : never)
  | FinishError
  | AccessRefusal
  | ArchivedRefusal<Name>;

type StateCode<Error> = Error extends { readonly code: infer Code extends StateRefusal } ? Code : never;

/** Stands for the errors of a function whose type the compiler has not looked at yet: it asks twice, and the list is judged the second time. */
interface Undecided {
  readonly code: 'undecided';
}

/** Resolves to no constraint when the list names exactly the possible errors; else to a type that no list has, so that the compile error says why. */
type Exactly<Listed, Failure> = Undecided extends Failure
  ? unknown
  : [StateCode<Failure>] extends [Listed]
    ? [Listed] extends [StateCode<Failure>]
      ? unknown
      : { readonly 'cannot be answered': Exclude<Listed, StateCode<Failure>> }
    : { readonly 'is missing': Exclude<StateCode<Failure>, Listed> };

/**
 * Makes the record of a method. Does not compile when `run` (or `finish`, where there is one) answers something else than the schema describes, or when
 * `refusals` are not the state errors that they can answer with.
 *
 * `finish` runs once the unit is committed, with what `run` has settled. It must not report a failure for work that is already committed.
 */
export function method<
  const Name extends MethodName,
  Input extends z.ZodType,
  Answer,
  const Refusals extends readonly StateRefusal[],
  Settled,
  Error = Undecided,
  FinishError = Undecided,
>(
  definition: Definition<Name, Input, Answer, Settled, Error, Refusals> & {
    readonly refusals: Exactly<Refusals[number], Failure<Name, Error, FinishError>>;
    finish(settled: Settled, finishing: Finishing): Later<NoInfer<Answer>, FinishError>;
  },
): Method<Name, z.input<Input>, Answer, Failure<Name, Error, FinishError>>;
export function method<
  const Name extends MethodName,
  Input extends z.ZodType,
  Answer,
  const Refusals extends readonly StateRefusal[],
  Error = Undecided,
>(
  definition: Definition<Name, Input, Answer, NoInfer<Answer>, Error, Refusals> & {
    readonly refusals: Exactly<Refusals[number], Failure<Name, Error, never>>;
    readonly finish?: never;
  },
): Method<Name, z.input<Input>, Answer, Failure<Name, Error, never>>;
export function method<
  Name extends MethodName,
  Input extends z.ZodType,
  Answer,
  Error,
  Refusals extends readonly StateRefusal[],
  Settled,
  FinishError,
>(
  definition: Definition<Name, Input, Answer, Settled, Error, Refusals> & {
    readonly finish?: (settled: Settled, finishing: Finishing) => Later<Answer, FinishError>;
  },
): Method<Name, z.input<Input>, Answer, Failure<Name, Error, FinishError>> {
  const { name, summary, platformSummary = null, input, describedInput = input, answer, refusals, finish } = definition;
  return Object.freeze({
    name,
    summary,
    platformSummary,
    // The input type of a schema is all that matters to callers.
    input: describedInput as () => z.ZodType<unknown, z.input<Input>>,
    answer,
    refusals: Object.freeze([...refusals]),
    explain(outer: Environment, caller: Caller, request: unknown) {
      const environment = inMethod(outer, `explain ${name}`);
      const explained = explain(environment, caller, definition, request).then((value) => ok(value));
      return guardAgainstBugs(environment, environment.method, explained);
    },
    call(outer: Environment, caller: Caller, request: unknown) {
      const environment = inMethod(outer, name);
      const settled = repeated(() => perform(environment, caller, definition, request));
      // Without `finish`, the first signature has `Settled` be the answer.
      if (!finish)
        return settled as ResultAsync<unknown, unknown> as ResultAsync<Answer, Failure<Name, Error, FinishError>>;
      // `andThen` answers the same type, spelt differently.
      return settled.andThen((value) =>
        guardAgainstBugs(
          environment,
          name,
          finished(() => finish(value, { environment, caller })),
        ),
      ) as ResultAsync<Answer, Failure<Name, Error, FinishError>>;
    },
  });
}

/** Turns an error that is thrown before there is a promise into a part of the answer. */
async function finished<T, E>(finish: () => Later<T, E>): Promise<Result<T, E>> {
  return finish();
}

/** How often a method that lost a race is run. The second run finds the winner. */
const maxRaces = 3;

function repeated<T, E>(
  attempt: () => ResultAsync<T, E>,
  races = 1,
): ResultAsync<T, Exclude<E, typeof lostRace> | Conflict> {
  return attempt().orElse((error) => {
    // The compiler does not narrow what `E` stands for.
    if (error !== lostRace) return err(error as Exclude<E, typeof lostRace>);
    return races < maxRaces ? repeated(attempt, races + 1) : err(conflict('version'));
  });
}
