import type { Instant } from '../kernel/instant.ts';
import type { TenantScope, WorkspaceScope } from '../kernel/scope.ts';
import type { PersonRef } from './people-store.ts';

/** How many rows of a tenant were removed, by kind. The tenant itself is not counted. */
export interface TenantRemoval {
  readonly runs: number;
  readonly idempotencyKeys: number;
  readonly entitlements: number;
  readonly auditEntries: number;
}

/** How many rows of a workspace were removed, by kind. The workspace itself is not counted. */
export interface WorkspaceRemoval extends TenantRemoval {
  readonly tenants: number;
  readonly memberships: number;
  readonly activations: number;
}

/**
 * What removes rows for good. Every method MUST be called on a maintenance unit, and is an invariant on any other.
 *
 * A maintenance unit MUST offer besides these `access.read`, `people.remember` and `audit.append`, of the latter only receipts of an erasure. It may
 * offer nothing else: whoever can delete should not be able to do more.
 */
export interface MaintenanceStore {
  /**
   * Removes the tenant with every row that belongs to it, its audit entries and its claim to an external id included. Null when it is not there.
   *
   * MUST be atomic. MUST wait for whoever holds the tenant (`access.hold`) or hangs a row on it, and remove what they wrote; whoever comes later
   * MUST find it gone. So after the unit was committed no row of the tenant is there, also none of somebody who was under way. Of concurrent
   * calls exactly one removes it. MUST leave every other tenant and workspace as it is.
   */
  eraseTenant(scope: TenantScope): Promise<TenantRemoval | null>;

  /**
   * Removes the workspace with every row that belongs to it: tenants, members, pauses, its whole audit ledger. Null when it is not there.
   *
   * MUST hold what {@link eraseTenant} holds, for the workspace. MUST raise the epoch of the activations when it removes one, so that snapshots
   * notice.
   */
  eraseWorkspace(scope: WorkspaceScope): Promise<WorkspaceRemoval | null>;

  /** Does what `people.erase` does: blanks the label for good, also of somebody unknown. True when there was a label. */
  erasePerson(person: PersonRef): Promise<boolean>;

  /**
   * Deletes at most `limit` idempotency keys that are no longer live: not younger than `liveSince`, and their run is completed. Answers how many;
   * fewer than `limit` means that none is left.
   */
  pruneIdempotencyKeys(liveSince: Instant, limit: number): Promise<number>;
}
