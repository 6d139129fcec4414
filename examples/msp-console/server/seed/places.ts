import { orThrow, type AtlasClient, type Result } from '@tenantatlas/core';
import type { PlannedTenant, PlannedWorkspace } from './plan.ts';

type Client = Pick<AtlasClient, 'workspaces' | 'tenants'>;

/** Creates the missing parts of a workspace. Existing parts stay unchanged. */
export async function makePlace(operator: Client, { workspaceId, name, tenants, members }: PlannedWorkspace) {
  ignoreExisting(await operator.workspaces.create({ workspaceId, name }));
  const stages = new Map<string, string>();
  for (const tenant of tenants) stages.set(tenant.tenantId, await makeTenant(operator, workspaceId, tenant));
  for (const { person, role, tenantIds } of members) {
    const userId = person.id;
    orThrow(await operator.workspaces.addMember({ workspaceId, userId, role }));
    // An archived tenant already has its grants: archiving comes last, because grants are refused afterwards.
    for (const tenantId of tenantIds.filter((id) => stages.get(id) !== 'archived'))
      orThrow(await operator.workspaces.grantTenant({ workspaceId, tenantId, userId }));
  }
  for (const { tenantId, lifecycle } of tenants)
    if (lifecycle === 'archived' && stages.get(tenantId) !== 'archived')
      orThrow(await operator.tenants.changeLifecycle({ workspaceId, tenantId, to: 'archived' }));
}

/** Answers the stage that the tenant has now. */
async function makeTenant(operator: Client, workspaceId: string, { lifecycle, ...planned }: PlannedTenant) {
  const isAdopted = lifecycle === 'active' || lifecycle === 'archived';
  ignoreExisting(await operator.tenants.create({ ...planned, workspaceId, lifecycle: isAdopted ? 'active' : 'draft' }));
  const { tenantId } = planned;
  const now = orThrow(await operator.tenants.get({ workspaceId, tenantId })).lifecycle;
  if (now !== 'draft' || lifecycle !== 'onboarding') return now;
  return orThrow(await operator.tenants.changeLifecycle({ workspaceId, tenantId, to: 'onboarding' })).lifecycle;
}

/** An earlier seed that was interrupted may have made it. */
export function ignoreExisting<T, E extends { readonly code: string }>(made: Result<T, E>): void {
  if (made.isErr() && made.error.code !== 'conflict') orThrow(made);
}
