import type { Instant } from '../kernel/instant.ts';
import type { TenantScope, WorkspaceScope } from '../kernel/scope.ts';
import type { AggregateCounts } from './aggregate-stores.ts';
import type { PersonRef } from './people-store.ts';

/** How many rows of a tenant were removed, by kind. The tenant itself is not counted. */
export interface TenantRemoval extends AggregateCounts {
  readonly idempotencyKeys: number;
  readonly entitlements: number;
  readonly usageEvents: number;
  readonly auditEntries: number;
}

/** How many rows of a workspace were removed, by kind. The workspace itself is not counted. */
export interface WorkspaceRemoval extends TenantRemoval {
  readonly tenants: number;
  readonly memberships: number;
  readonly activations: number;
}

/**
 * Removes rows permanently. Every method MUST be called on a maintenance unit, and is an invariant on any other.
 *
 * Besides these, a maintenance unit MUST offer `access.read`, `people.remember`, `usage.prune`, `usage.previewPrune`, `usage.now` and `audit.append`, the last only for receipts of an erasure or of such a
 * removal. It need not offer anything else: a login that can delete should not be able to do more.
 */
export interface MaintenanceStore {
  /**
   * Removes the tenant with every row that belongs to it, its audit entries and its claim to an external id included. Null when it does not exist.
   *
   * MUST be atomic. MUST wait for units that hold the tenant (`access.hold`) or add a row to it, and remove what they wrote; later units MUST NOT find
   * it. After the commit no row of the tenant exists, not even one of a unit that was in progress. Of concurrent calls exactly one removes it. MUST leave
   * every other tenant and workspace as it is.
   */
  eraseTenant(scope: TenantScope): Promise<TenantRemoval | null>;

  /**
   * Removes the workspace with every row that belongs to it: tenants, members, pauses, its whole audit ledger. Null when it does not exist.
   *
   * MUST hold what {@link eraseTenant} holds, for the workspace. MUST raise the epoch of the activations when it removes one, so that snapshots
   * notice.
   */
  eraseWorkspace(scope: WorkspaceScope): Promise<WorkspaceRemoval | null>;

  /**
   * Does what `people.erase` does: blanks the label permanently, also of an unknown person. True when there was a label.
   *
   * MUST also blank, in every workspace, the reasons that the person gave where they acknowledged a check, and MUST leave the rest of those acknowledgements as it is. MUST also
   * take the person off the usage events that they caused, which stay and are counted as before.
   */
  erasePerson(person: PersonRef): Promise<boolean>;

  /**
   * Deletes at most `limit` idempotency keys that are no longer live: not younger than `liveSince`, and their run is completed. Answers how many;
   * fewer than `limit` means that none is left.
   */
  pruneIdempotencyKeys(liveSince: Instant, limit: number): Promise<number>;
}
