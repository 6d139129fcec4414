import type * as z from 'zod';
import { now } from '../kernel/clock.ts';
import { storageFailure, type Immutable, type NotFound, type StorageFailure } from '../kernel/errors.ts';
import { err, ResultAsync, type Result } from '../kernel/result.ts';
import { isStorageFault } from '../ports/storage-fault.ts';
import type { StorageUnit, UnitScope } from '../ports/storage.ts';
import { namedPersonOf } from './actor.ts';
import { unitScope } from './asked-scope.ts';
import type { Caller, Environment } from './environment.ts';
import { visibleTenants } from './host-policy.ts';
import { accessMatrix, type MethodAccess, type MethodName } from './matrix.ts';
import { admit, ask, holdScope, refuseArchived } from './order-of-refusal.ts';
import { refusalLog } from './log-refusal.ts';
import { lostRace, type AccessRefusal, type ArchivedRefusal, type GrantedScope, type UseCase } from './use-case.ts';

/**
 * Runs a governed method in the one order of refusal: plane, membership and entitlement, capability, input, then the use case itself (control,
 * state, action). Everything happens in one unit: a refusal leaves nothing behind.
 *
 * A bug is logged and rejects the returned promise, so that it is reported even when the caller does not await the promise.
 *
 * @see docs/errors/README.md#the-order-of-refusal
 */
export function perform<Method extends MethodName, Schema extends z.ZodType, T, E>(
  environment: Environment,
  caller: Caller,
  useCase: UseCase<Method, Schema, T, E>,
  request: unknown,
): ResultAsync<T, E | AccessRefusal | ArchivedRefusal<Method>> {
  return guardAgainstBugs(environment, useCase.name, attempt(environment, caller, useCase, request));
}

/**
 * Turns faults of the store into the error and logs everything else as the bug it is, except what the host's own work threw (`isHosts`): a host has no other way
 * to roll back.
 */
export function guardAgainstBugs<T, E>(
  environment: Environment,
  method: string,
  work: Promise<Result<T, E>>,
  isHosts: (reason: unknown) => boolean = () => false,
): ResultAsync<T, E | StorageFailure> {
  const safe = work.catch((reason: unknown): Result<T, E | StorageFailure> => {
    if (isStorageFault(reason)) {
      environment.logger.warn('storage_failure', {
        method,
        kind: reason.kind,
        outcome: reason.outcome,
        detail: reason.message,
      });
      return err(storageFailure(reason.kind, reason.outcome));
    }
    const name = reason instanceof Error ? reason.name : typeof reason;
    if (isHosts(reason)) environment.logger.warn('host_work_rolled_back', { method, name });
    else environment.logger.error('bug', { method, name });
    throw reason;
  });
  return new ResultAsync<T, E | StorageFailure>(safe);
}

async function attempt<Method extends MethodName, Schema extends z.ZodType, T, E>(
  environment: Environment,
  caller: Caller,
  useCase: UseCase<Method, Schema, T, E>,
  request: unknown,
): Promise<Result<T, E | AccessRefusal | ArchivedRefusal<Method>>> {
  const row: MethodAccess = accessMatrix[useCase.name];
  const refusals = refusalLog(environment, caller);
  const asked = await ask(environment, caller, { ...useCase, row }, request);
  if (asked.isErr()) return refusals.refuse(asked.error);

  const effects: (() => void)[] = [];
  let isKept = false;
  const answer = await inUnit<T, E | AccessRefusal | ArchivedRefusal<Method>>(
    environment,
    unitScope(row, caller, asked.value.scope),
    async (unit, keep) => {
      effects.length = 0;
      isKept = false;
      refusals.begin();
      const admitted = await admit(unit, asked.value, useCase.input);
      if (admitted.isErr()) return refusals.keep(admitted.error);
      const { input, scope, capabilities } = admitted.value;
      const wrongState = row.writes && !useCase.decidesArchivedItself ? await refuseState(unit, scope) : null;
      if (wrongState) return err(wrongState as NotFound | ArchivedRefusal<Method>);
      if (row.writes) await notePerson(environment, caller, unit, effects);
      return useCase.run({
        unit,
        input,
        now: now(environment.clock),
        caller,
        environment,
        scope,
        visibleTenantIds:
          useCase.listsTenants && scope
            ? await visibleTenants(unit, environment, caller, row, scope, asked.value.host)
            : null,
        capabilities: [...new Set(capabilities)],
        can: (capability) => caller.actor.kind === 'system' || capabilities.includes(capability),
        keepWhatWasWritten: () => {
          isKept = true;
          keep();
        },
        afterCommit: (effect) => void effects.push(effect),
      });
    },
  );
  if (answer.isErr() && (answer.error as unknown) !== lostRace) refusals.answered(asked.value.scope, answer.error);
  // A refusal has rolled back the changes that the effects belong to.
  if (answer.isOk() || isKept) for (const effect of effects) effect();
  return answer;
}

/** The state of the scope, for writes that pass no control. */
async function refuseState(unit: StorageUnit, scope: GrantedScope | null): Promise<NotFound | Immutable | null> {
  if (!scope) return null;
  const held = await holdScope(unit, scope);
  return held.isErr() ? held.error : refuseArchived(held.value);
}

/** Carries a refusal out of a unit so that the unit is rolled back. */
class Refusal<E> extends Error {
  override readonly name = 'Refusal';
  readonly error: E;

  constructor(error: E) {
    super('A refusal that was not caught: use inUnit.');
    this.error = error;
  }
}

/** Runs `work` as one unit that is kept when it answers with a value, and undone when it answers with an error unless `keep` was called. */
export async function inUnit<T, E>(
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

/** Notes the label of the writing person, if there is one that can be shown; `effects` hold what to remember after the commit. */
export async function notePerson(
  environment: Environment,
  caller: Caller,
  unit: StorageUnit,
  effects: (() => void)[],
): Promise<void> {
  const person = namedPersonOf(caller.actor);
  if (!person) return;
  const key = `${person.kind}:${person.personId}:${person.label}`;
  if (environment.notedPeople.has(key)) return;
  await unit.people.remember(person);
  // In a host's transaction the name may still be rolled back.
  if (!environment.isBound) effects.push(() => environment.notedPeople.add(key));
}
