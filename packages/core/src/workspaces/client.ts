import type * as z from 'zod';
import type { AccessRefusal } from '../access/use-case.ts';
import type { Conflict, Immutable } from '../kernel/errors.ts';
import type { Page } from '../kernel/page.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type { WorkspaceRole } from '../ports/member-store.ts';
import type * as schema from './schema.ts';
import type { WorkspaceView } from './view.ts';

/** A person's membership after a change. */
export interface MembershipView {
  readonly workspaceId: string;
  readonly userId: string;
  readonly role: WorkspaceRole;
  /** `unchanged` when the person had this role already; nothing was written then. */
  readonly disposition: 'granted' | 'changed' | 'unchanged';
}

/** A person's access to a tenant after a change. */
export interface EntitlementView {
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly userId: string;
  /** Counts for this tenant instead of the workspace role; null leaves the workspace role in force. */
  readonly role: WorkspaceRole | null;
  readonly disposition: 'granted' | 'changed' | 'unchanged';
}

/** A removal; `not_present` when there was nothing to remove and nothing was written. */
export interface RemovalView {
  readonly disposition: 'removed' | 'not_present';
}

/** Customer organisations, their members, and who may see which tenant. */
export interface WorkspacesClient<Transport = never> {
  /** Creates a workspace under an id of the host's choice. `conflict` (`exists`) when the id is taken. */
  create(
    request: z.input<typeof schema.createSchema>,
  ): ResultAsync<WorkspaceView, AccessRefusal | Conflict | Transport>;
  /** One workspace. */
  get(request: z.input<typeof schema.oneSchema>): ResultAsync<WorkspaceView, AccessRefusal | Transport>;
  /** All workspaces, by id; a workspace user's own ones. Archived ones are included unless `status` says otherwise. */
  list(request?: z.input<typeof schema.listSchema>): ResultAsync<Page<WorkspaceView>, AccessRefusal | Transport>;
  /** Makes a workspace read-only. Its tenants and pauses stay as they are. `immutable` when it is archived already. */
  archive(
    request: z.input<typeof schema.oneSchema>,
  ): ResultAsync<WorkspaceView, AccessRefusal | Conflict | Immutable | Transport>;
  /** Brings an archived workspace back. `conflict` (`nothing_to_do`) when it is in service. */
  restore(
    request: z.input<typeof schema.oneSchema>,
  ): ResultAsync<WorkspaceView, AccessRefusal | Conflict | Immutable | Transport>;
  /** Grants a membership or changes its role. `conflict` (`managed_by_host`) when the host brought its own access policy. */
  addMember(
    request: z.input<typeof schema.addMemberSchema>,
  ): ResultAsync<MembershipView, AccessRefusal | Conflict | Immutable | Transport>;
  /** Ends a membership and all tenant entitlements that hang on it. */
  removeMember(
    request: z.input<typeof schema.removeMemberSchema>,
  ): ResultAsync<RemovalView, AccessRefusal | Conflict | Immutable | Transport>;
  /** Lets a member see a tenant. A workspace user needs entitlement to the tenant to pass it on. */
  grantTenant(
    request: z.input<typeof schema.grantTenantSchema>,
  ): ResultAsync<EntitlementView, AccessRefusal | Conflict | Immutable | Transport>;
  /** Ends a member's access to a tenant. */
  revokeTenant(
    request: z.input<typeof schema.revokeTenantSchema>,
  ): ResultAsync<RemovalView, AccessRefusal | Conflict | Immutable | Transport>;
}
