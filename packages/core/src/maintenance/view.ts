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

/** Product usage that was removed because of its age, or would be. */
export interface PrunedUsage {
  readonly prunedAt: Instant;
  /** True when nothing was removed: `removed` and `oldestKept` say what a removal would do at this moment. */
  readonly dryRun: boolean;
  /** How many days are kept. */
  readonly days: number;
  /** Events that occurred before this instant were removed. It is `days` before now by the clock of this process or by that of the database, whichever is earlier. */
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
