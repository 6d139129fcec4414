import type { TenantId, WorkspaceId } from './ids.ts';

/** Everything that belongs to one workspace. */
export interface WorkspaceScope {
  readonly workspaceId: WorkspaceId;
}

/** Everything that belongs to one tenant of one workspace. */
export interface TenantScope extends WorkspaceScope {
  readonly tenantId: TenantId;
}

/** What belongs to the platform itself and to no workspace. */
export const platformScope = Object.freeze({ plane: 'platform' } as const);

/** See {@link platformScope}. */
export type PlatformScope = typeof platformScope;

/** The workspace of a scope; null for the platform. */
export function workspaceOf(scope: WorkspaceScope | PlatformScope): WorkspaceId | null {
  return 'workspaceId' in scope ? scope.workspaceId : null;
}
