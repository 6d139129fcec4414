import type { Instant, RoleHolding, RolePrincipal } from '@tenantatlas/core';
import { parseInstant } from '@tenantatlas/core';
import type { AnyHolding, DirectoryObject } from './shapes/roles.ts';

const kinds: ReadonlyMap<string, RolePrincipal['kind']> = new Map([
  ['#microsoft.graph.user', 'user'],
  ['#microsoft.graph.group', 'group'],
  ['#microsoft.graph.servicePrincipal', 'service_principal'],
]);

/** The principal of a holding; of kind `unknown` where Graph does not answer it, as after it was deleted. */
export function principalOf(id: string, object: DirectoryObject | null | undefined): RolePrincipal {
  const kind = kinds.get(object?.['@odata.type'] ?? '') ?? 'unknown';
  return { id, kind, displayName: object?.displayName ?? null };
}

/** One way in which a principal holds a role. */
export function holdingOf(holding: AnyHolding, state: RoleHolding['state'], until: Instant | null): RoleHolding {
  return {
    kind: 'holding',
    roleId: holding.roleDefinitionId,
    principal: principalOf(holding.principalId, holding.principal),
    state,
    throughGroup: null,
    scope: scopeOf(holding),
    until,
  };
}

/** Whether it was activated, so that it ends. */
export function isActivated(assignmentType: string): boolean {
  return assignmentType.toLowerCase() === 'activated';
}

/** What a role, its holder and its scope have in common in the lists of Graph. */
export function keyOf(holding: AnyHolding): string {
  return `${holding.roleDefinitionId} ${holding.principalId} ${scopeOf(holding)}`.toLowerCase();
}

/** When it ends; null where Graph answers null or another text than an instant. */
export function instantOf(text: string | null | undefined): Instant | null {
  return typeof text === 'string' ? parseInstant(text) : null;
}

function scopeOf({ directoryScopeId, appScopeId }: AnyHolding): string {
  return directoryScopeId ?? appScopeId ?? '';
}
