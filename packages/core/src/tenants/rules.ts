import type { Actor } from '../access/actor.ts';
import type { TenantLifecycle, TenantRecord } from '../ports/tenant-store.ts';

/** Whether the actor may bring a tenant in that is already in service: the host's own side, which knows where it comes from. */
export function mayAdopt(actor: Actor): boolean {
  return actor.kind !== 'user';
}

/**
 * Whether the actor may make the tenant active by a plain change of lifecycle. A workspace user may not when the tenant names an
 * external id: what answers "taken" and what answers "done" would tell whether somebody else manages that tenant. Its way leads through
 * onboarding, which asks the tenant itself. Bringing back what the user's own workspace had in service is no such question.
 */
export function mayClaim(actor: Actor, tenant: TenantRecord, to: TenantLifecycle): boolean {
  if (to !== 'active' || actor.kind !== 'user' || tenant.externalTenantId === null) return true;
  return tenant.lifecycle === 'archived';
}
