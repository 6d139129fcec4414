import { accessMatrix, type Requirement } from '../access/matrix.ts';
import type { GrantedScope, UseCaseContext } from '../access/use-case.ts';
import { invariant } from '../kernel/invariant.ts';
import { presentLifecycle, type LifecyclePresentation } from '../lifecycle/presentation.ts';
import type { TenantLifecycle } from '../ports/tenant-store.ts';
import type { SurfaceNoticeView } from './embedded-view.ts';
import type { TenantVerificationFacts } from './surface-facts.ts';
import type { SurfaceNotice } from './surface-outcome.ts';
import { sayNotice } from './surface-words.ts';

/** Any one of these opens an operation. */
export const opening = sufficientFor('operations.get');
/** Any one of these starts a verification. */
export const starting = sufficientFor('connections.verify');

/** A tenant that a surface is about. */
export interface SurfaceTenant {
  readonly name: string;
  /** What the rules read: a tenant of an archived workspace counts as archived, because nothing can be started there either. */
  readonly lifecycle: TenantLifecycle;
  /** The tenant's own lifecycle in words. */
  readonly presentation: LifecyclePresentation;
}

/** The tenant of a scope whose access is decided. */
export function tenantOf(scope: GrantedScope | null): SurfaceTenant {
  const tenant = scope?.facts.tenant;
  invariant(tenant, 'A surface is shown of a tenant.');
  return {
    name: tenant.name,
    lifecycle: scope.facts.workspace?.archivedAt ? 'archived' : tenant.lifecycle,
    presentation: presentLifecycle(tenant.lifecycle),
  };
}

/** What the viewer may do, by the same capabilities as the methods that do it. */
export function capabilityOf({ can }: Pick<UseCaseContext<unknown>, 'can'>): TenantVerificationFacts['capability'] {
  const [opens, starts] = [opening.some(can), starting.some(can)];
  if (opens) return starts ? 'open_and_start' : 'open';
  return starts ? 'start' : 'none';
}

/** A notice with its words. Those about the lifecycle are the tenant's own, except where the workspace alone is archived. */
export function noticeView(
  notice: SurfaceNotice | null,
  { presentation }: Pick<SurfaceTenant, 'presentation'>,
): SurfaceNoticeView | null {
  if (!notice) return null;
  const isOfTenant = notice === 'lifecycle' && presentation.value === 'archived';
  return { notice, message: isOfTenant ? presentation.longDescription : sayNotice(notice) };
}

/** The capabilities of which any one lets a workspace user call the method. */
function sufficientFor(method: 'operations.get' | 'connections.verify'): readonly string[] {
  const requirement: Requirement<string> = accessMatrix[method].user;
  invariant(requirement.needs === 'any_of', `${method} needs one of several capabilities.`);
  return requirement.capabilities;
}
