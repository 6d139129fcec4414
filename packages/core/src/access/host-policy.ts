import type { StorageFailure } from '../kernel/errors.ts';
import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { AccessGrant } from '../ports/access-policy.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { askPolicy, idsOf } from './ask-policy.ts';
import type { Caller, Environment } from './environment.ts';
import type { MethodAccess } from './matrix.ts';
import { builtInGrant, refuseCapability, type AskedScope } from './rules.ts';
import type { GrantedScope } from './use-case.ts';

/** The answer of the host's access policy. It is called before the unit opens, so that foreign code never runs inside a unit of the SDK. */
export interface HostAnswer {
  readonly grant: AccessGrant;
  readonly tenantIds: readonly TenantId[];
}

/** The policy's answer for the asked scope; null without such a policy, or for an actor it does not know. */
export async function askHostPolicy(
  environment: Environment,
  { actor }: Caller,
  asked: AskedScope | null,
  listsTenants: boolean,
): Promise<Result<HostAnswer | null, StorageFailure>> {
  if (!asked || actor.kind !== 'user') return ok(null);
  const { id: userId } = actor;
  const workspaceId = asked.workspaceId as WorkspaceId;
  const tenantId = asked.tenantId as TenantId | null;
  return askPolicy(environment, async (policy, context) => {
    const grant = await policy.resolve({ userId, workspaceId, tenantId }, context);
    const tenantIds = listsTenants && grant.member ? await policy.tenantsOf(userId, workspaceId, context) : [];
    return { grant, tenantIds: idsOf<TenantId>('tenantsOf', tenantIds) };
  });
}

/** Whether a person is a member of any workspace by the host's policy; null without such a policy. */
export async function askAnyMembership(
  environment: Environment,
  userId: PersonId,
): Promise<Result<HostAnswer | null, StorageFailure>> {
  return askPolicy(environment, async (policy, context) => {
    const ids = idsOf<WorkspaceId>('workspacesOf', await policy.workspacesOf(userId, context));
    return { grant: { member: ids.length > 0, entitled: false, capabilities: [] }, tenantIds: [] };
  });
}

/**
 * The tenants of a workspace that a list may show to the caller; null for all. If an entitlement has its own role, that role decides for its
 * tenant, as it does when the tenant is asked for alone.
 */
export async function visibleTenants(
  unit: StorageUnit,
  { roles }: Environment,
  { actor }: Caller,
  row: MethodAccess,
  { workspaceId, facts }: GrantedScope,
  host: HostAnswer | null,
): Promise<readonly TenantId[] | null> {
  if (actor.kind === 'user') {
    if (host) return host.tenantIds;
    const entitled = await unit.members.entitledTenants({ workspaceId }, actor.id);
    return entitled
      .filter(({ role }) => {
        const grant = builtInGrant({ ...facts, entitlement: { role } }, roles);
        return refuseCapability(actor, row, grant.capabilities, null) === null;
      })
      .map(({ tenantId }) => tenantId);
  }
  if (actor.kind === 'system' || actor.allowedTenants === null) return null;
  return actor.allowedTenants
    .filter((allowed) => allowed.workspaceId === workspaceId)
    .map(({ tenantId }) => tenantId as TenantId);
}
