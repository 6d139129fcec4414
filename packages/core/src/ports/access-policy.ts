import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';

/** A host's answer about one person and one scope. */
export interface AccessGrant {
  /** Whether the person belongs to the workspace. */
  readonly member: boolean;
  /** Whether the person may see the asked tenant; ignored when no tenant was asked for. */
  readonly entitled: boolean;
  /** What the person may do there: capability names. */
  readonly capabilities: readonly string[];
}

/**
 * The host's own decision on access. Replaces the built-in policy on stored memberships as a whole.
 *
 * A rejected promise counts as `storage_failure`: access is refused when in doubt.
 */
export interface AccessPolicy {
  /** What the person may do in the scope. MUST answer from current knowledge: the SDK does not cache it. */
  resolve(question: {
    readonly userId: PersonId;
    readonly workspaceId: WorkspaceId;
    readonly tenantId: TenantId | null;
  }): Promise<AccessGrant>;

  /** The workspaces that the person belongs to. */
  workspacesOf(userId: PersonId): Promise<readonly WorkspaceId[]>;

  /** The tenants of a workspace that the person may see. */
  tenantsOf(userId: PersonId, workspaceId: WorkspaceId): Promise<readonly TenantId[]>;
}
