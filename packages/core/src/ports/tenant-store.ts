import type { Instant } from '../kernel/instant.ts';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { TenantScope, WorkspaceScope } from '../kernel/scope.ts';
import type { PageRequest } from './workspace-store.ts';

/** Every lifecycle stage of a tenant, in the usual order. */
export const tenantLifecycles = ['draft', 'onboarding', 'active', 'archived'] as const;

/** See {@link tenantLifecycles}. */
export type TenantLifecycle = (typeof tenantLifecycles)[number];

/** One managed Microsoft Entra tenant. */
export interface TenantRecord {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId;
  readonly name: string;
  /** The tenant's id at the provider in its one spelling (`normalizeExternalTenantId`), or null while unknown. */
  readonly externalTenantId: string | null;
  readonly lifecycle: TenantLifecycle;
  /** What to return to from `archived`; null otherwise. */
  readonly lifecycleBeforeArchive: Exclude<TenantLifecycle, 'archived'> | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Starts at 1, grows by 1 with every change. */
  readonly version: number;
}

/** How much a control would touch: workspaces and tenants that are not archived. */
export interface ImpactCount {
  /** Workspaces that are in service and own at least one tenant that is. */
  readonly workspaces: number;
  readonly tenants: number;
}

/** Tenants. */
export interface TenantStore {
  /**
   * Adds the tenant. MUST answer `exists`, and write nothing, when the id is taken in the workspace, and `external_taken` when the
   * record is `active` and its external id is active in another place, in whatever spelling. Exactly one of concurrent calls wins. MUST refuse, as misuse,
   * an external id that is neither a GUID nor a domain name (`assertExternalTenantId`).
   */
  create(scope: TenantScope, record: TenantRecord): Promise<'created' | 'exists' | 'external_taken'>;

  /** The tenant, or null. */
  get(scope: TenantScope): Promise<TenantRecord | null>;

  /** Those of the named tenants that exist, of any workspaces, in no order. MUST take one statement. MUST be called on a platform unit. */
  find(scopes: readonly TenantScope[]): Promise<readonly TenantRecord[]>;

  /** Tenants of the workspace by id in code-point order; `among` limits them to those ids. */
  list(scope: WorkspaceScope, filter: TenantFilter, page: PageRequest<TenantId>): Promise<readonly TenantRecord[]>;

  /**
   * Replaces the lifecycle fields if the row is still at `version`. MUST be atomic, MUST claim the external id when the tenant becomes
   * `active` and release it when it stops being so; `external_taken` when another tenant holds the claim, nothing written then.
   */
  changeLifecycle(
    scope: TenantScope,
    change: LifecycleChange,
  ): Promise<TenantRecord | 'changed_meanwhile' | 'external_taken'>;

  /**
   * Whether a tenant other than this one is active under one of the external ids, in whatever spelling, in this or any other workspace. It says nothing about which
   * one, and costs the same statements whatever the answer. MUST be called on a platform unit: a unit of a workspace does not see what other workspaces hold.
   */
  isClaimedElsewhere(scope: TenantScope, externalTenantIds: readonly string[]): Promise<boolean>;

  /** What a control over `scope` touches; null means every workspace but those in `except`. MUST be called on a platform unit. */
  impact(scope: WorkspaceScope | null, except?: readonly WorkspaceId[]): Promise<ImpactCount>;
}

/** Which tenants to list. Null means any. */
export interface TenantFilter {
  readonly lifecycles: readonly TenantLifecycle[] | null;
  readonly among: readonly TenantId[] | null;
}

/** See {@link TenantStore.changeLifecycle}. */
export interface LifecycleChange {
  readonly lifecycle: TenantLifecycle;
  readonly lifecycleBeforeArchive: Exclude<TenantLifecycle, 'archived'> | null;
  readonly updatedAt: Instant;
  /** The version that was read; the change happens only upon it. */
  readonly version: number;
}
