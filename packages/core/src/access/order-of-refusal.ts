import type * as z from 'zod';
import {
  immutable,
  invalidInput,
  notFound,
  type Forbidden,
  type Immutable,
  type InvalidInput,
  type NotFound,
  type StorageFailure,
} from '../kernel/errors.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { parseInput } from '../kernel/input.ts';
import { issues } from '../kernel/issues.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { AccessFacts, HeldScope } from '../ports/access-facts-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { askedScope, unitScope } from './asked-scope.ts';
import type { Caller, Environment } from './environment.ts';
import { askHostPolicy, type HostAnswer } from './host-policy.ts';
import type { MethodAccess } from './matrix.ts';
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
import type { GrantedScope, UseCase } from './use-case.ts';

/** A piece of governed work, as far as the order of refusal has to know it. */
export interface GovernedWork extends Partial<
  Pick<UseCase<never, z.ZodType, unknown, unknown>, 'definition' | 'locate' | 'listsTenants'>
> {
  readonly row: MethodAccess;
}

/** A request whose plane, form and scope are settled, before a unit is open. */
export interface Asked {
  readonly row: MethodAccess;
  readonly caller: Caller;
  readonly raw: RawRequest;
  /** The scope of the access check; null for work without a scope. */
  readonly scope: AskedScope | null;
  readonly definition: DefinitionAccess | null;
  /** The request names a thing that does not exist in the scope. */
  readonly isMissing: boolean;
  readonly host: HostAnswer | null;
}

/** A request that was admitted: what follows is the control, the state and the action. */
export interface Admitted<Input> {
  readonly input: Input;
  readonly scope: GrantedScope | null;
  /** What the actor holds in the scope. */
  readonly capabilities: readonly string[];
}

/**
 * The order of refusal up to the unit: the plane, then the form of the request and of the ids in it. Reads the thing that the request names, and asks
 * the host's own policy: foreign code never runs inside the unit.
 *
 * Everything that is governed passes {@link ask} and {@link admit}: the methods of a client, a guard, an erasure. What comes after is their own.
 *
 * @see spec: the order of refusal
 */
export async function ask(
  environment: Environment,
  caller: Caller,
  work: GovernedWork,
  request: unknown,
): Promise<Result<Asked, NotFound | Forbidden | InvalidInput | StorageFailure>> {
  const { row } = work;
  const planeRefusal = refusePlane(caller.actor, row);
  if (planeRefusal) return err(planeRefusal);
  const raw = toRawRequest(request);
  if (raw.isErr()) return err(raw.error);
  const named = askedScope(row, caller, raw.value);
  if (named.isErr()) return err(named.error);
  const target = await locate(environment, caller, work, named.value, raw.value);
  const host = await askHostPolicy(environment, caller, target.scope, work.listsTenants ?? false);
  return host.map((answer) => ({ row, caller, raw: raw.value, ...target, host: answer }));
}

/**
 * The order of refusal inside the unit: membership and entitlement, the capability, the input. An emergency session says why before it changes anything.
 */
export async function admit<Schema extends z.ZodType>(
  unit: StorageUnit,
  asked: Asked,
  input: () => Schema,
): Promise<Result<Admitted<z.output<Schema>>, NotFound | Forbidden | InvalidInput>> {
  const granted = await decideAccess(unit, asked);
  if (granted.isErr()) return err(granted.error);
  const noReason = asked.row.writes ? breakGlassIssue(asked.caller) : null;
  if (noReason) return err(noReason);
  return parseInput(input(), asked.raw).map((parsed) => ({ ...granted.value, input: parsed }));
}

/**
 * Holds the scope until the unit ends. A write is judged by the scope as it is held, not as access found it: nothing is written in a scope once its
 * archiving was acknowledged.
 */
export async function holdScope(
  unit: StorageUnit,
  { workspaceId, tenantId }: Pick<GrantedScope, 'workspaceId' | 'tenantId'>,
): Promise<Result<HeldScope, NotFound>> {
  const held = await unit.access.hold({ workspaceId }, tenantId);
  return held ? ok(held) : err(notFound());
}

/** Archived scopes can be read but not changed. */
export function refuseArchived(facts: Pick<AccessFacts, 'workspace' | 'tenant'> | null): Immutable | null {
  return facts?.workspace?.archivedAt || facts?.tenant?.lifecycle === 'archived' ? immutable('archived') : null;
}

/**
 * Settles the scope of requests that name a thing by its id: the thing's own tenant is what the caller must be entitled to. The look-up happens before
 * access is decided and reveals nothing: absent and hidden things take the same path.
 */
async function locate(
  environment: Environment,
  caller: Caller,
  { row, definition, locate: find }: GovernedWork,
  asked: AskedScope | null,
  raw: RawRequest,
): Promise<Pick<Asked, 'scope' | 'definition' | 'isMissing'>> {
  if (!find || !asked) return { scope: asked, definition: definition?.(raw) ?? null, isMissing: false };
  const found = await environment.storage.unit(unitScope(row, caller, asked), (unit) =>
    find(unit, asked.workspaceId as WorkspaceId, raw),
  );
  if (!found) return { scope: asked, definition: null, isMissing: true };
  const scope = { ...asked, tenantId: found.tenantId ?? asked.tenantId };
  return { scope, definition: found.definition, isMissing: false };
}

async function decideAccess(
  unit: StorageUnit,
  { row, caller: { actor }, scope: asked, definition, isMissing, host }: Asked,
): Promise<Result<Omit<Admitted<unknown>, 'input'>, NotFound | Forbidden>> {
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

function breakGlassIssue({ actor }: Caller): InvalidInput | null {
  if (actor.kind !== 'platform' || actor.breakGlass === null) return null;
  return actor.breakGlass.reason ? null : invalidInput([issues.required('actor.breakGlass.reason')]);
}
