import type { Instant } from '../kernel/instant.ts';
import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { TenantScope, WorkspaceScope } from '../kernel/scope.ts';
import type { PageRequest } from './workspace-store.ts';

/** The built-in roles, weakest first. */
export const workspaceRoles = ['readonly', 'operator', 'manager', 'owner'] as const;

/** See {@link workspaceRoles}. */
export type WorkspaceRole = (typeof workspaceRoles)[number];

/** A person's role in a workspace. */
export interface MembershipRecord {
  readonly workspaceId: WorkspaceId;
  readonly userId: PersonId;
  readonly role: WorkspaceRole;
  readonly grantedAt: Instant;
}

/** A person's access to one tenant. Its own role, when given, counts there instead of the workspace role. */
export interface EntitlementRecord {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId;
  readonly userId: PersonId;
  readonly role: WorkspaceRole | null;
  readonly grantedAt: Instant;
}

/** A tenant that a person is entitled to. A null role leaves the workspace role in force. */
export interface EntitledTenant {
  readonly tenantId: TenantId;
  readonly role: WorkspaceRole | null;
}

/** A member with the tenants that the person is entitled to. */
export interface MemberRecord extends MembershipRecord {
  /** By tenant id, in code-point order. */
  readonly entitlements: readonly EntitledTenant[];
}

/** The result of a grant; `previous` is the role before. */
export type GrantOutcome<Role> =
  | { readonly disposition: 'granted' }
  | { readonly disposition: 'changed'; readonly previous: Role }
  | { readonly disposition: 'unchanged' };

/** Memberships and tenant entitlements. */
export interface MemberStore {
  /** Grants or changes a membership. MUST leave one row per person under concurrent calls; each caller learns what its call did. */
  grant(scope: WorkspaceScope, membership: MembershipRecord): Promise<GrantOutcome<WorkspaceRole>>;

  /**
   * Ends a membership and, with it, all entitlements of the person in the workspace.
   * Returns what was removed; null when there was no membership.
   */
  revoke(
    scope: WorkspaceScope,
    userId: PersonId,
  ): Promise<{ readonly role: WorkspaceRole; readonly tenantIds: readonly TenantId[] } | null>;

  /** The person's membership, or null. */
  find(scope: WorkspaceScope, userId: PersonId): Promise<MembershipRecord | null>;

  /** The members of the workspace with all their entitlements, by user id in code-point order. */
  list(scope: WorkspaceScope, page: PageRequest<PersonId>): Promise<readonly MemberRecord[]>;

  /**
   * Grants or changes an entitlement. MUST answer `no_member`, and write nothing, when the person is not a member, also while the
   * membership is being revoked: no entitlement outlives its membership.
   */
  entitle(
    scope: TenantScope,
    entitlement: EntitlementRecord,
  ): Promise<GrantOutcome<WorkspaceRole | null> | { readonly disposition: 'no_member' }>;

  /** Ends an entitlement; false when there was none. */
  disentitle(scope: TenantScope, userId: PersonId): Promise<boolean>;

  /** The tenants of the workspace that the person is entitled to, by id, each with the role of its own entitlement. */
  entitledTenants(scope: WorkspaceScope, userId: PersonId): Promise<readonly EntitledTenant[]>;

  /** The workspaces that the person is a member of, in code-point order. MUST be called on a member unit of that person. */
  workspacesOf(userId: PersonId): Promise<readonly WorkspaceId[]>;
}
