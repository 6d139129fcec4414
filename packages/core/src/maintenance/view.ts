import type { Instant } from '../kernel/instant.ts';
import type { TenantRemoval, WorkspaceRemoval } from '../ports/maintenance-store.ts';
import type { PersonKind } from '../ports/people-store.ts';

/** A person whose name was erased. */
export interface PersonErasure {
  readonly kind: PersonKind;
  readonly personId: string;
  /** Whether a name was stored. Without one the person is still noted as erased, so that a later name is not stored. */
  readonly labelRemoved: boolean;
}

/** An erased tenant, and how many rows were removed with it. */
export interface TenantErasure {
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly removed: TenantRemoval;
}

/** An erased workspace, and how many rows were removed with it. */
export interface WorkspaceErasure {
  readonly workspaceId: string;
  readonly removed: WorkspaceRemoval;
}

/** Product usage that was removed because of its age. */
export interface PrunedUsage {
  readonly prunedAt: Instant;
  /** How many days are kept. */
  readonly days: number;
  /** Events that occurred before this instant were removed. */
  readonly cutoff: Instant;
  /** How many events were removed. */
  readonly removed: number;
  /** When the oldest event that is left occurred; null when none is left. */
  readonly oldestKept: Instant | null;
}

/** What a pruning has deleted. */
export interface PruneAnswer {
  readonly deleted: number;
}
