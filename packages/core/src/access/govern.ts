import type * as z from 'zod';
import { err, ok, type Result } from '../kernel/result.ts';
import type { StorageUnit, UnitScope } from '../ports/storage.ts';
import { namedPersonOf } from './actor.ts';
import { unitScope } from './asked-scope.ts';
import type { Caller, Environment } from './environment.ts';
import { refusalLog } from './log-refusal.ts';
import { admit, ask, type Admitted, type Asked, type GovernedWork } from './order-of-refusal.ts';
import type { Refused } from './refusal.ts';
import { lostRace, type AccessRefusal } from './use-case.ts';

/** What governed work is given inside its unit, once access and input are settled. */
export interface Entered<Input> extends Admitted<Input> {
  readonly unit: StorageUnit;
  readonly caller: Caller;
  /** That of the unit: bound to the transaction for work inside one. */
  readonly environment: Environment;
  /** Notes the label of the writing person, if there is one that can be shown. A process notes a committed label once. */
  notePerson(): Promise<void>;
  /** Keeps what was written so far although the answer is a refusal. */
  keepWhatWasWritten(): void;
  /** Runs `effect` once, after the unit was committed. */
  afterCommit(effect: () => void): void;
}

/** How the unit of governed work is run. */
export interface GovernedUnit<Schema extends z.ZodType, T, E> {
  /** The storage of the unit: the atlas's own, or one bound to a transaction. */
  readonly environment: Environment;
  /** @default the narrowest unit in which the work can be done */
  readonly scope?: UnitScope;
  readonly input: () => Schema;
  /** What comes after the input: control, state and action. May run several times: each attempt begins without effects. */
  run(entered: Entered<z.output<Schema>>): Promise<Result<T, E>>;
}

/** Governed work that was asked for and may enter its unit. */
export interface Governed {
  readonly asked: Asked;
  /** Logs a refusal that is found before the unit, and answers it. */
  refuse<E>(refusal: Refused<E>): Result<never, E>;
  /** Runs the unit. It is undone when it answers with an error, unless `keepWhatWasWritten` was called. */
  inUnit<Schema extends z.ZodType, T, E>(work: GovernedUnit<Schema, T, E>): Promise<Result<T, E | AccessRefusal>>;
}

/**
 * Everything that is governed runs in this frame: the methods of a client, a guard, an erasure, an entry of the host. It asks, opens one unit, admits, logs a
 * refusal once with its true reason, and runs the effects after the commit.
 *
 * @see docs/errors/README.md#the-order-of-refusal
 */
export async function govern(
  environment: Environment,
  caller: Caller,
  work: GovernedWork,
  request: unknown,
): Promise<Result<Governed, AccessRefusal>> {
  const refusals = refusalLog(environment, caller);
  const found = await ask(environment, caller, work, request);
  if (found.isErr()) return refusals.refuse(found.error);
  const asked = found.value;
  return ok({
    asked,
    refuse: (refusal) => refusals.refuse(refusal),

    async inUnit<Schema extends z.ZodType, T, E>({
      environment: inside,
      scope,
      input,
      run,
    }: GovernedUnit<Schema, T, E>) {
      let effects: (() => void)[] = [];
      let isKept = false;
      const place = scope ?? unitScope(asked.row, caller, asked.scope);
      const answer = await keptOrUndone<T, E | AccessRefusal>(inside, place, async (unit, keep) => {
        effects = [];
        isKept = false;
        refusals.begin();
        const admitted = await admit(unit, asked, input);
        if (admitted.isErr()) return refusals.keep(admitted.error);
        const afterCommit = (effect: () => void): void => void effects.push(effect);
        return run({
          ...admitted.value,
          unit,
          caller,
          environment: inside,
          notePerson: () => notePerson(inside, caller, unit, afterCommit),
          keepWhatWasWritten: () => {
            isKept = true;
            keep();
          },
          afterCommit,
        });
      });
      if (answer.isErr() && (answer.error as unknown) !== lostRace) refusals.answered(asked.scope, answer.error);
      // A refusal has rolled back the changes that the effects belong to.
      if (answer.isOk() || isKept) for (const effect of effects) effect();
      return answer;
    },
  });
}

/** Carries a refusal out of a unit so that the unit is rolled back. */
class Refusal<E> extends Error {
  override readonly name = 'Refusal';
  readonly error: E;

  constructor(error: E) {
    super('A refusal that was not caught: use govern.');
    this.error = error;
  }
}

/** Runs `work` as one unit that is kept when it answers with a value, and undone when it answers with an error unless `keep` was called. */
async function keptOrUndone<T, E>(
  environment: Environment,
  scope: UnitScope,
  work: (unit: StorageUnit, keep: () => void) => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  try {
    return await environment.storage.unit(scope, async (unit) => {
      let kept = false;
      const answer = await work(unit, () => {
        kept = true;
      });
      if (answer.isErr() && !kept) throw new Refusal(answer.error);
      return answer;
    });
  } catch (reason) {
    if (reason instanceof Refusal) return err(reason.error as E);
    throw reason;
  }
}

async function notePerson(
  environment: Environment,
  caller: Caller,
  unit: StorageUnit,
  afterCommit: (effect: () => void) => void,
): Promise<void> {
  const person = namedPersonOf(caller.actor);
  if (!person) return;
  const key = `${person.kind}:${person.personId}:${person.label}`;
  if (environment.notedPeople.has(key)) return;
  await unit.people.remember(person);
  // In a host's transaction the name may still be rolled back.
  if (!environment.isBound) afterCommit(() => environment.notedPeople.add(key));
}
