import type { Actor } from '../access/actor.ts';
import type { TenantLifecycle, TenantRecord } from '../ports/tenant-store.ts';

/** Whether the actor may adopt a tenant that is already in service: only the host's own actors, who know its origin. */
export function mayAdopt(actor: Actor): boolean {
  return actor.kind !== 'user';
}

/**
 * Whether the actor may make the tenant active by a plain change of lifecycle. A workspace user may not when the tenant names an external id: the answers
 * "taken" and "done" would reveal whether another workspace manages that tenant. Such a tenant goes through onboarding, which asks the tenant itself.
 * Bringing back a tenant that the user's own workspace had in service reveals nothing.
 */
export function mayClaim(actor: Actor, tenant: TenantRecord, to: TenantLifecycle): boolean {
  if (to !== 'active' || actor.kind !== 'user' || tenant.externalTenantId === null) return true;
  return tenant.lifecycle === 'archived';
}
