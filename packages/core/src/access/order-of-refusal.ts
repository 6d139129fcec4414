import type * as z from 'zod';
import {
  invalidInput,
  notFound,
  type Forbidden,
  type InvalidInput,
  type NotFound,
  type StorageFailure,
} from '../kernel/errors.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { parseInput } from '../kernel/input.ts';
import { issues } from '../kernel/issues.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { HeldScope } from '../ports/access-facts-store.ts';
import type { AccessGrant } from '../ports/access-policy.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { askedScope, unitScope } from './asked-scope.ts';
import type { RoleTable } from './define-roles.ts';
import type { Caller, Environment } from './environment.ts';
import { askAnyMembership, askHostPolicy, type HostAnswer } from './host-policy.ts';
import type { MethodAccess } from './matrix.ts';
import { toRawRequest, type RawRequest } from './raw-request.ts';
import { refused, type Refused } from './refusal.ts';
import {
  builtInGrant,
  needsAnyWorkspace,
  refuseCapability,
  refuseDefinitionPlane,
  refusePlane,
  refuseStranger,
  refuseTenant,
  refuseWorkspace,
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
  readonly roles: RoleTable;
}

/** A request that was admitted: what follows is the control, the state and the action. */
export interface Admitted<Input> {
  readonly input: Input;
  readonly scope: GrantedScope | null;
  /** What the actor holds in the scope. */
  readonly capabilities: readonly string[];
}

/** Why a request does not reach its unit. */
export type AskRefusal = Refused<NotFound | Forbidden | InvalidInput | StorageFailure>;
/** Why a request is not admitted. */
export type AdmitRefusal = Refused<NotFound | Forbidden | InvalidInput>;

/**
 * The order of refusal up to the unit: the plane, then the form of the request and of the ids in it. Reads the thing that the request names, and asks
 * the host's own policy: foreign code never runs inside the unit.
 *
 * Everything that is governed passes {@link ask} and {@link admit}: the methods of a client, a guard, an erasure. What comes after is their own.
 *
 * @see docs/errors/README.md#the-order-of-refusal
 */
export async function ask(
  environment: Environment,
  caller: Caller,
  work: GovernedWork,
  request: unknown,
): Promise<Result<Asked, AskRefusal>> {
  const planeRefusal = refusePlane(caller.actor, work.row);
  if (planeRefusal) return err(planeRefusal);
  const form = readForm(caller, work, request);
  return form.isErr() ? err(form.error) : lookUp(environment, caller, work, form.value);
}

/** A request whose form is settled. */
export interface Form {
  readonly raw: RawRequest;
  readonly scope: AskedScope | null;
}

/** The form of a request and of the ids in it. */
export function readForm(
  caller: Caller,
  { row }: Pick<GovernedWork, 'row'>,
  request: unknown,
): Result<Form, Refused<InvalidInput>> {
  return toRawRequest(request)
    .andThen((raw) => askedScope(row, caller, raw).map((scope) => ({ raw, scope })))
    .mapErr((error) => refused('input', error));
}

/** Finds the thing that the request names, and asks the host's own policy. */
export async function lookUp(
  environment: Environment,
  caller: Caller,
  work: GovernedWork,
  { raw, scope }: Form,
): Promise<Result<Asked, Refused<StorageFailure>>> {
  const target = await locate(environment, caller, work, scope, raw);
  const { actor } = caller;
  const host = needsAnyWorkspace(actor, work.row)
    ? await askAnyMembership(environment, actor.id)
    : await askHostPolicy(environment, caller, target.scope, work.listsTenants ?? false);
  return host
    .map((answer) => ({ row: work.row, caller, raw, ...target, host: answer, roles: environment.roles }))
    .mapErr((error) => refused('policy', error));
}

/**
 * The order of refusal inside the unit: membership and entitlement, the capability, the input. An emergency session says why before it changes anything.
 */
export async function admit<Schema extends z.ZodType>(
  unit: StorageUnit,
  asked: Asked,
  input: () => Schema,
): Promise<Result<Admitted<z.output<Schema>>, AdmitRefusal>> {
  const found = await readAccess(unit, asked);
  for (const { judge } of accessSteps) {
    const refusal = judge(found);
    if (refusal) return err(refusal);
  }
  return readInput(asked, input).map((parsed) => ({
    input: parsed,
    scope: found.scope,
    capabilities: found.capabilities,
  }));
}

/** What access is decided on. */
export interface AccessFound {
  readonly asked: Asked;
  /** Null for work without a scope. */
  readonly scope: GrantedScope | null;
  readonly grant: AccessGrant;
  /** What the actor holds in the scope. */
  readonly capabilities: readonly string[];
}

/** Reads, once, what every step of {@link accessSteps} judges. */
export async function readAccess(unit: StorageUnit, asked: Asked): Promise<AccessFound> {
  const { actor } = asked.caller;
  const operatorCapabilities = actor.kind === 'platform' ? actor.capabilities : [];
  if (!asked.scope) {
    const grant = await grantAnywhere(unit, asked);
    return { asked, scope: null, grant, capabilities: operatorCapabilities };
  }
  const workspaceId = asked.scope.workspaceId as WorkspaceId;
  const tenantId = asked.scope.tenantId as TenantId | null;
  const facts = await unit.access.read({ workspaceId }, { tenantId, userId: actor.kind === 'user' ? actor.id : null });
  const grant = asked.host?.grant ?? builtInGrant(facts, asked.roles);
  const capabilities = actor.kind === 'user' ? grant.capabilities : operatorCapabilities;
  return { asked, scope: { workspaceId, tenantId, facts }, grant, capabilities };
}

/** Whether a person is a member of any workspace, where that is what counts. */
async function grantAnywhere(unit: StorageUnit, { caller: { actor }, row, host }: Asked): Promise<AccessGrant> {
  if (!needsAnyWorkspace(actor, row)) return nothing;
  if (host) return host.grant;
  return { ...nothing, member: (await unit.members.workspacesOf(actor.id)).length > 0 };
}

const nothing: AccessGrant = { member: false, entitled: false, capabilities: [] };

/**
 * The steps between the plane and the input, in the one order. The first that refuses is the answer. `explain` runs all of them, so a step must not depend on
 * the ones before it.
 */
export const accessSteps: readonly {
  readonly step: 'membership' | 'entitlement' | 'thing' | 'definition' | 'capability';
  readonly judge: (found: AccessFound) => Refused<NotFound | Forbidden> | null;
}[] = [
  {
    step: 'membership',
    judge: ({ asked: { caller, row }, scope, grant }) =>
      scope ? refuseWorkspace(caller.actor, scope.facts, grant) : refuseStranger(caller.actor, row, grant),
  },
  {
    step: 'entitlement',
    judge: ({ asked, scope, grant }) => scope && refuseTenant(asked.caller.actor, scope, scope.facts, grant),
  },
  { step: 'thing', judge: ({ asked }) => (asked.isMissing ? refused('missing', notFound()) : null) },
  {
    step: 'definition',
    judge: ({ asked: { caller, definition }, scope }) =>
      scope && definition ? refuseDefinitionPlane(caller.actor, definition) : null,
  },
  { step: 'capability', judge: judgeCapability },
];

function judgeCapability({ asked, scope, capabilities }: AccessFound): Refused<Forbidden> | null {
  const { row, definition } = asked;
  const { actor } = asked.caller;
  // A person's own workspaces carry their own capabilities, one by one.
  if (!scope && row.scope === 'own_workspaces' && actor.kind === 'user') return null;
  return refuseCapability(actor, row, capabilities, definition);
}

/** The input, after the reason of an emergency session. */
export function readInput<Schema extends z.ZodType>(
  asked: Asked,
  input: () => Schema,
): Result<z.output<Schema>, Refused<InvalidInput>> {
  const noReason = asked.row.writes ? breakGlassIssue(asked.caller) : null;
  if (noReason) return err(refused('input', noReason));
  return parseInput(input(), asked.raw).mapErr((error) => refused('input', error));
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

function breakGlassIssue({ actor }: Caller): InvalidInput | null {
  if (actor.kind !== 'platform' || actor.breakGlass === null) return null;
  return actor.breakGlass.reason ? null : invalidInput([issues.required('actor.breakGlass.reason')]);
}
