import type * as z from 'zod';
import { now } from '../kernel/clock.ts';
import { storageFailure, type Immutable, type NotFound, type StorageFailure } from '../kernel/errors.ts';
import { err, ResultAsync, type Result } from '../kernel/result.ts';
import { isStorageFault } from '../ports/storage-fault.ts';
import type { StorageUnit } from '../ports/storage.ts';
import type { Caller, Environment } from './environment.ts';
import { govern } from './govern.ts';
import { visibleTenants } from './host-policy.ts';
import { accessMatrix, type MethodAccess, type MethodName } from './matrix.ts';
import { holdScope } from './order-of-refusal.ts';
import { refuseArchived } from './rules.ts';
import type { AccessRefusal, ArchivedRefusal, GrantedScope, UseCase } from './use-case.ts';

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
  return new ResultAsync<T, E | StorageFailure>(
    work.catch((reason: unknown) => failureOf(environment, method, reason, isHosts)),
  );
}

/** The error of a fault of the store. Logs everything else as the bug it is, or as the host's, and throws it. */
export function failureOf(
  { logger }: Pick<Environment, 'logger'>,
  method: string,
  reason: unknown,
  isHosts: (reason: unknown) => boolean = () => false,
): Result<never, StorageFailure> {
  if (isStorageFault(reason)) {
    logger.warn('storage_failure', { method, kind: reason.kind, outcome: reason.outcome, detail: reason.message });
    return err(storageFailure(reason.kind, reason.outcome));
  }
  const name = reason instanceof Error ? reason.name : typeof reason;
  if (isHosts(reason)) logger.warn('host_work_rolled_back', { method, name });
  else logger.error('bug', { method, name });
  throw reason;
}

async function attempt<Method extends MethodName, Schema extends z.ZodType, T, E>(
  environment: Environment,
  caller: Caller,
  useCase: UseCase<Method, Schema, T, E>,
  request: unknown,
): Promise<Result<T, E | AccessRefusal | ArchivedRefusal<Method>>> {
  const row: MethodAccess = accessMatrix[useCase.name];
  const governed = await govern(environment, caller, { ...useCase, row }, request);
  if (governed.isErr()) return err(governed.error);
  const { asked, inUnit } = governed.value;
  return inUnit<Schema, T, E | AccessRefusal | ArchivedRefusal<Method>>({
    environment,
    input: useCase.input,
    async run({ notePerson, ...entered }) {
      const { unit, scope, capabilities } = entered;
      const wrongState = row.writes && !useCase.decidesArchivedItself ? await refuseState(unit, scope) : null;
      if (wrongState) return err(wrongState as NotFound | ArchivedRefusal<Method>);
      if (row.writes) await notePerson();
      return useCase.run({
        ...entered,
        now: now(environment.clock),
        visibleTenantIds:
          useCase.listsTenants && scope
            ? await visibleTenants(unit, environment, caller, row, scope, asked.host)
            : null,
        capabilities: [...new Set(capabilities)],
        can: (capability) => caller.actor.kind === 'system' || capabilities.includes(capability),
      });
    },
  });
}

/** The state of the scope, for writes that pass no control. */
async function refuseState(unit: StorageUnit, scope: GrantedScope | null): Promise<NotFound | Immutable | null> {
  if (!scope) return null;
  const held = await holdScope(unit, scope);
  return held.isErr() ? held.error : refuseArchived(held.value);
}
