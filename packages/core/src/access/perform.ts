import type * as z from 'zod';
import { now } from '../kernel/clock.ts';
import {
  immutable,
  invalidInput,
  notFound,
  storageFailure,
  type Forbidden,
  type Immutable,
  type InvalidInput,
  type NotFound,
  type StorageFailure,
} from '../kernel/errors.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { parseInput } from '../kernel/input.ts';
import { issues } from '../kernel/issues.ts';
import { err, ok, ResultAsync, type Result } from '../kernel/result.ts';
import type { AccessFacts } from '../ports/access-facts-store.ts';
import { isStorageFault } from '../ports/storage-fault.ts';
import type { StorageUnit, UnitScope } from '../ports/storage.ts';
import { personOf } from './actor.ts';
import { askedScope, unitScope } from './asked-scope.ts';
import type { Caller, Environment } from './environment.ts';
import { askHostPolicy, visibleTenants, type HostAnswer } from './host-policy.ts';
import { accessMatrix, type MethodAccess, type MethodName } from './matrix.ts';
import { toRawRequest, type RawRequest } from './raw-request.ts';
import {
  builtInGrant,
  refuseCapability,
  refuseDefinitionPlane,
  refusePlane,
  refuseScope,
  type AskedScope,
  type DefinitionAccess,
} from './rules.ts';
import type { AccessRefusal, ArchivedRefusal, GrantedScope, Located, UseCase } from './use-case.ts';

/**
 * Runs a governed method in the one order of refusal: plane, membership and entitlement, capability, input, then the use case itself (control,
 * state, action). Everything happens in one unit: a refusal leaves nothing behind.
 *
 * A bug is logged and rejects the returned promise, so that it is reported even when the caller does not await the promise.
 *
 * @see spec: the order of refusal
 */
export function perform<Method extends MethodName, Schema extends z.ZodType, T, E>(
  environment: Environment,
  caller: Caller,
  useCase: UseCase<Method, Schema, T, E>,
  request: unknown,
): ResultAsync<T, E | AccessRefusal | ArchivedRefusal<Method>> {
  return guardAgainstBugs(environment, useCase.name, attempt(environment, caller, useCase, request));
}

/** Turns faults of the store into the error and logs everything else as the bug it is. */
export function guardAgainstBugs<T, E>(
  environment: Environment,
  method: string,
  work: Promise<Result<T, E>>,
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
    environment.logger.error('bug', { method, name: reason instanceof Error ? reason.name : typeof reason });
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
  const planeRefusal = refusePlane(caller.actor, row);
  if (planeRefusal) return err(planeRefusal);

  const readable = toRawRequest(request);
  if (readable.isErr()) return err(readable.error);
  const raw = readable.value;
  const named = askedScope(row, caller, raw);
  if (named.isErr()) return err(named.error);
  const target = await locate(environment, caller, row, useCase, named.value, raw);

  const host = await askHostPolicy(environment, caller, target.asked, useCase.listsTenants ?? false);
  if (host.isErr()) return err(host.error);

  const effects: (() => void)[] = [];
  let isKept = false;
  const scope = unitScope(row, caller, target.asked);
  const answer = await inUnit<T, E | AccessRefusal | ArchivedRefusal<Method>>(
    environment,
    scope,
    async (unit, keep) => {
      effects.length = 0;
      isKept = false;
      const granted = await decideAccess(unit, caller, row, target, host.value);
      if (granted.isErr()) return err(granted.error);

      const noReason = row.writes ? breakGlassIssue(caller) : null;
      if (noReason) return err(noReason);
      const parsed = parseInput(useCase.input(), raw);
      if (parsed.isErr()) return err(parsed.error);
      const { scope: grantedScope, capabilities } = granted.value;
      const wrongState = row.writes && !useCase.decidesArchivedItself ? await refuseState(unit, grantedScope) : null;
      if (wrongState) return err(wrongState as NotFound | ArchivedRefusal<Method>);
      if (row.writes) await notePerson(environment, caller, unit, effects);
      return useCase.run({
        unit,
        input: parsed.value,
        now: now(environment.clock),
        caller,
        environment,
        scope: grantedScope,
        visibleTenantIds:
          useCase.listsTenants && grantedScope
            ? await visibleTenants(unit, caller, row, grantedScope, host.value)
            : null,
        can: (capability) => caller.actor.kind === 'system' || capabilities.includes(capability),
        keepWhatWasWritten: () => {
          isKept = true;
          keep();
        },
        afterCommit: (effect) => void effects.push(effect),
      });
    },
  );
  // A refusal has rolled back the changes that the effects belong to.
  if (answer.isOk() || isKept) for (const effect of effects) effect();
  return answer;
}

/**
 * Step 6 for writes. Judged by the scope as it is held, not as access found it: nothing is written in a scope once its archiving was acknowledged.
 */
async function refuseState(unit: StorageUnit, scope: GrantedScope | null): Promise<NotFound | Immutable | null> {
  if (!scope) return null;
  const held = await unit.access.hold({ workspaceId: scope.workspaceId }, scope.tenantId);
  return held ? refuseArchived(held) : notFound();
}

/** Archived scopes can be read but not changed. */
export function refuseArchived(facts: Pick<AccessFacts, 'workspace' | 'tenant'> | null): Immutable | null {
  return facts?.workspace?.archivedAt || facts?.tenant?.lifecycle === 'archived' ? immutable('archived') : null;
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

/** What access is asked about. */
interface Target {
  readonly asked: AskedScope | null;
  readonly definition: DefinitionAccess | null;
  /** The request names a thing that does not exist in the scope. */
  readonly isMissing: boolean;
}

/**
 * Settles the scope of requests that name a thing by its id: the thing's own tenant is what the caller must be entitled to. The look-up happens before
 * access is decided and reveals nothing: absent and hidden things take the same path.
 */
async function locate(
  environment: Environment,
  caller: Caller,
  row: MethodAccess,
  useCase: Pick<UseCase<MethodName, z.ZodType, unknown, unknown>, 'locate' | 'definition'>,
  asked: AskedScope | null,
  raw: RawRequest,
): Promise<Target> {
  const definition = useCase.definition?.(raw) ?? null;
  const { locate: find } = useCase;
  if (!find || !asked) return { asked, definition, isMissing: false };
  const found: Located | null = await environment.storage.unit(unitScope(row, caller, asked), (unit) =>
    find(unit, asked.workspaceId as WorkspaceId, raw),
  );
  if (!found) return { asked, definition: null, isMissing: true };
  return {
    asked: { ...asked, tenantId: found.tenantId ?? asked.tenantId },
    definition: found.definition,
    isMissing: false,
  };
}

async function decideAccess(
  unit: StorageUnit,
  { actor }: Caller,
  row: MethodAccess,
  { asked, definition, isMissing }: Target,
  host: HostAnswer | null,
): Promise<
  Result<{ readonly scope: GrantedScope | null; readonly capabilities: readonly string[] }, NotFound | Forbidden>
> {
  const operatorCapabilities = actor.kind === 'platform' ? actor.capabilities : [];
  if (!asked) {
    // A person's own workspaces carry their own capabilities, one by one.
    const refusal =
      row.scope === 'own_workspaces' && actor.kind === 'user'
        ? null
        : refuseCapability(actor, row, operatorCapabilities, definition);
    return refusal ? err(refusal) : ok({ scope: null, capabilities: operatorCapabilities });
  }
  const workspaceId = asked.workspaceId as WorkspaceId;
  const tenantId = asked.tenantId as TenantId | null;
  const facts = await unit.access.read({ workspaceId }, { tenantId, userId: actor.kind === 'user' ? actor.id : null });
  const grant = host?.grant ?? builtInGrant(facts);
  const hidden = refuseScope(actor, asked, facts, grant) ?? (isMissing ? notFound() : null);
  if (hidden) return err(hidden);
  const elsewhere = definition ? refuseDefinitionPlane(actor, definition) : null;
  if (elsewhere) return err(elsewhere);
  const capabilities = actor.kind === 'user' ? grant.capabilities : operatorCapabilities;
  const refusal = refuseCapability(actor, row, capabilities, definition);
  return refusal ? err(refusal) : ok({ scope: { workspaceId, tenantId, facts }, capabilities });
}

/** An emergency session says why before it changes anything. */
export function breakGlassIssue({ actor }: Pick<Caller, 'actor'>): InvalidInput | null {
  if (actor.kind !== 'platform' || actor.breakGlass === null) return null;
  return actor.breakGlass.reason?.trim() ? null : invalidInput([issues.required('actor.breakGlass.reason')]);
}

/** Notes the label of the writing person; `effects` hold what to remember after the commit. */
export async function notePerson(
  environment: Environment,
  caller: Caller,
  unit: StorageUnit,
  effects: (() => void)[],
): Promise<void> {
  const person = personOf(caller.actor);
  if (!person) return;
  const key = `${person.kind}:${person.personId}:${person.label}`;
  if (environment.notedPeople.has(key)) return;
  await unit.people.remember(person);
  // In a host's transaction the name may still be rolled back.
  if (!environment.isBound) effects.push(() => environment.notedPeople.add(key));
}
