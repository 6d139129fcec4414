import type { AccessRefusal } from '../access/use-case.ts';
import type { Conflict, Immutable } from '../kernel/errors.ts';
import type { RequestOf } from '../kernel/input.ts';
import type { Page } from '../kernel/page.ts';
import type { ResultAsync } from '../kernel/result.ts';
import type * as schema from './schema.ts';
import type {
  EntitlementView,
  MembershipView,
  MemberView,
  RemovalView,
  WorkspaceAccessView,
  WorkspaceView,
} from './view.ts';

export type {
  EntitlementView,
  MemberEntitlement,
  MembershipView,
  MemberView,
  RemovalView,
  WorkspaceAccessView,
  WorkspaceView,
} from './view.ts';

/** Customer organisations, their members, and who may see which tenant. */
export interface WorkspacesClient<Transport = never> {
  /** Creates a workspace under an id of the host's choice. `conflict` (`exists`) when the id is taken. */
  create(
    request: RequestOf<typeof schema.createInput>,
  ): ResultAsync<WorkspaceView, AccessRefusal | Conflict | Transport>;
  /** One workspace, with what the caller holds in it: a page hides or explains what would be refused. */
  get(request: RequestOf<typeof schema.oneInput>): ResultAsync<WorkspaceAccessView, AccessRefusal | Transport>;
  /** All workspaces, by id; a workspace user's own ones. Archived ones are included unless `status` says otherwise. */
  list(request?: RequestOf<typeof schema.listInput>): ResultAsync<Page<WorkspaceView>, AccessRefusal | Transport>;
  /** Makes a workspace read-only. Its tenants and pauses stay as they are. `immutable` when it is archived already. */
  archive(
    request: RequestOf<typeof schema.oneInput>,
  ): ResultAsync<WorkspaceView, AccessRefusal | Conflict | Immutable | Transport>;
  /** Brings an archived workspace back. `conflict` (`nothing_to_do`) when it is in service. */
  restore(
    request: RequestOf<typeof schema.oneInput>,
  ): ResultAsync<WorkspaceView, AccessRefusal | Conflict | Immutable | Transport>;
  /**
   * The members of a workspace by id, each with the role and the tenants that the person may see. Entitlements to tenants that the caller may not see are left out.
   * `conflict` (`managed_by_host`) when the host brought its own access policy.
   */
  members(
    request: RequestOf<typeof schema.membersInput>,
  ): ResultAsync<Page<MemberView>, AccessRefusal | Conflict | Transport>;
  /** Grants a membership or changes its role. `conflict` (`managed_by_host`) when the host brought its own access policy. */
  addMember(
    request: RequestOf<typeof schema.addMemberInput>,
  ): ResultAsync<MembershipView, AccessRefusal | Conflict | Immutable | Transport>;
  /** Ends a membership and all tenant entitlements that depend on it. */
  removeMember(
    request: RequestOf<typeof schema.removeMemberInput>,
  ): ResultAsync<RemovalView, AccessRefusal | Conflict | Immutable | Transport>;
  /** Lets a member see a tenant. A workspace user needs entitlement to the tenant to pass it on. */
  grantTenant(
    request: RequestOf<typeof schema.grantTenantInput>,
  ): ResultAsync<EntitlementView, AccessRefusal | Conflict | Immutable | Transport>;
  /** Ends a member's access to a tenant. */
  revokeTenant(
    request: RequestOf<typeof schema.revokeTenantInput>,
  ): ResultAsync<RemovalView, AccessRefusal | Conflict | Immutable | Transport>;
}
