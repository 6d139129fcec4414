import { forbidden, immutable, notFound, type Forbidden, type Immutable, type NotFound } from '../kernel/errors.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { AccessFacts } from '../ports/access-facts-store.ts';
import type { AccessGrant } from '../ports/access-policy.ts';
import type { Actor, WorkspaceUser } from './actor.ts';
import type { RoleTable } from './define-roles.ts';
import type { MethodAccess, Requirement } from './matrix.ts';
import { refused, type Refused } from './refusal.ts';

/** The capability behind every platform method. */
const systemPanel = 'platform.access_system_panel';

/** What an operation's definition requires of the actor who starts or cancels it. */
export interface DefinitionAccess {
  readonly planes: readonly ('workspace' | 'platform' | 'system')[];
  /** Any one of these suffices. */
  readonly capabilities: readonly string[];
}

/**
 * Step 1, the plane. An operator without the system panel is refused at once: the console must not look like an empty product, and scopes must not be
 * probed without that capability.
 */
export function refusePlane(actor: Actor, row: MethodAccess): Refused<NotFound | Forbidden> | null {
  if (actor.kind === 'system') return row.system === false ? refused('plane', notFound()) : null;
  if (actor.kind === 'user') return row.user === null ? refused('plane', notFound()) : null;
  if (row.platform === null) return refused('plane', notFound());
  return actor.capabilities.includes(systemPanel) ? null : refused('capability', forbidden(systemPanel));
}

/** Step 1 again for operations: a definition names the planes on which it can be started. */
export function refuseDefinitionPlane(actor: Actor, definition: DefinitionAccess): Refused<NotFound> | null {
  const plane = actor.kind === 'user' ? 'workspace' : actor.kind;
  return definition.planes.includes(plane) ? null : refused('plane', notFound());
}

/** What the built-in policy grants: the entitlement's own role counts for its tenant, else the workspace role. */
export function builtInGrant(facts: AccessFacts, roles: RoleTable): AccessGrant {
  const role = facts.membershipRole === null ? null : (facts.entitlement?.role ?? facts.membershipRole);
  return {
    member: facts.membershipRole !== null,
    entitled: facts.entitlement !== null,
    capabilities: role === null ? [] : roles[role],
  };
}

/** A scope as asked for. */
export interface AskedScope {
  readonly workspaceId: string;
  readonly tenantId: string | null;
}

/** Step 2, membership: a hidden workspace answers like one that does not exist. */
export function refuseWorkspace(actor: Actor, facts: AccessFacts, grant: AccessGrant): Refused<NotFound> | null {
  if (facts.workspace === null) return refused('missing', notFound());
  return actor.kind === 'user' && !grant.member ? refused('membership', notFound()) : null;
}

/** Step 2, membership, for what belongs to no workspace: a person without any workspace gets what a hidden workspace answers. */
export function refuseStranger(actor: Actor, row: MethodAccess, grant: AccessGrant): Refused<NotFound> | null {
  return needsAnyWorkspace(actor, row) && !grant.member ? refused('membership', notFound()) : null;
}

/** Whether the actor has to be a member of at least one workspace, whichever that is. */
export function needsAnyWorkspace(actor: Actor, row: MethodAccess): actor is WorkspaceUser {
  return row.scope === 'any_workspace' && actor.kind === 'user';
}

/** Step 2, entitlement: a hidden tenant answers like one that does not exist. */
export function refuseTenant(
  actor: Actor,
  asked: AskedScope,
  facts: AccessFacts,
  grant: AccessGrant,
): Refused<NotFound> | null {
  if (asked.tenantId === null) return null;
  if (facts.tenant === null) return refused('missing', notFound());
  if (actor.kind === 'user' && !grant.entitled) return refused('entitlement', notFound());
  return mayOperatorSee(actor, asked.workspaceId, asked.tenantId) ? null : refused('entitlement', notFound());
}

/** Whether an operator's allowed set, if any, holds the tenant; true for all other actors. */
export function mayOperatorSee(actor: Actor, workspaceId: string, tenantId: string): boolean {
  if (actor.kind !== 'platform' || actor.allowedTenants === null) return true;
  return actor.allowedTenants.some((allowed) => allowed.workspaceId === workspaceId && allowed.tenantId === tenantId);
}

/** The tenants that an operator is limited to; null for all, and for all other actors. */
export function operatorReach(
  actor: Actor,
): readonly { readonly workspaceId: WorkspaceId; readonly tenantId: TenantId }[] | null {
  if (actor.kind !== 'platform' || actor.allowedTenants === null) return null;
  return actor.allowedTenants.map(({ workspaceId, tenantId }) => ({
    workspaceId: workspaceId as WorkspaceId,
    tenantId: tenantId as TenantId,
  }));
}

/** Step 3, the capability. Names the first one that would have sufficed, and nothing about controls. */
export function refuseCapability(
  actor: Actor,
  row: MethodAccess,
  granted: readonly string[],
  definition: DefinitionAccess | null,
): Refused<Forbidden> | null {
  if (actor.kind === 'system') return null;
  const requirement: Requirement<string> | null = actor.kind === 'platform' ? row.platform : row.user;
  if (requirement === null || requirement.needs === 'access') return null;
  if (requirement.needs === 'any_of') return refuseUnlessAny(requirement.capabilities, granted);
  return (
    requirement.and.map((capability) => refuseUnlessAny([capability], granted)).find((refusal) => refusal !== null) ??
    (definition ? refuseUnlessAny(definition.capabilities, granted) : null)
  );
}

function refuseUnlessAny(sufficient: readonly string[], granted: readonly string[]): Refused<Forbidden> | null {
  if (sufficient.some((capability) => granted.includes(capability))) return null;
  return refused('capability', forbidden(sufficient[0] ?? systemPanel));
}

/** Archived scopes can be read but not changed. */
export function refuseArchived(facts: Pick<AccessFacts, 'workspace' | 'tenant'> | null): Immutable | null {
  return facts?.workspace?.archivedAt || facts?.tenant?.lifecycle === 'archived' ? immutable('archived') : null;
}
