import type { Instant } from '../kernel/instant.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { WorkspaceScope } from '../kernel/scope.ts';

/** A customer organisation. */
export interface WorkspaceRecord {
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  /** Null while in service. */
  readonly archivedAt: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Starts at 1, grows by 1 with every change. */
  readonly version: number;
}

/** The slice of an ordered list that a page shows: rows strictly after `after`, at most `limit`. */
export interface PageRequest<Key> {
  readonly after: Key | null;
  readonly limit: number;
}

/** Workspaces. */
export interface WorkspaceStore {
  /**
   * Adds the workspace together with its start gate.
   *
   * MUST answer `exists`, and write nothing, when the id is taken, also under concurrent creations: exactly one wins.
   * MUST hold the platform gate as a start does until the end of the unit, so that a global pause never misses a
   * workspace that is being made.
   */
  create(scope: WorkspaceScope, record: WorkspaceRecord): Promise<'created' | 'exists'>;

  /** The workspace, or null. */
  get(scope: WorkspaceScope): Promise<WorkspaceRecord | null>;

  /**
   * Reads the workspace as it is now, also if it changed since the unit began, and keeps it as it is until the unit ends; null when it does not exist.
   * For pauses: they may not queue where starts do.
   *
   * MUST wait for a unit that has archived, restored or erased the workspace and has not ended. Archiving, restoring and erasing MUST wait for this unit.
   * MUST NOT wait for a unit that itself still waits to do so: it waits for open starts, and a pause never waits for those before it is written.
   */
  getHeld(scope: WorkspaceScope): Promise<WorkspaceRecord | null>;

  /** All workspaces by id in code-point order. MUST be called on a platform unit. */
  list(filter: WorkspaceFilter, page: PageRequest<WorkspaceId>): Promise<readonly WorkspaceRecord[]>;

  /**
   * Those of `ids` that exist, by id in code-point order; `after` and `limit` as in {@link list}.
   * MUST be called on a member unit that names the same ids, or on a platform unit.
   */
  listAmong(
    ids: readonly WorkspaceId[],
    filter: WorkspaceFilter,
    page: PageRequest<WorkspaceId>,
  ): Promise<readonly WorkspaceRecord[]>;

  /**
   * Sets or clears `archivedAt`, if the row is still at `version`. Returns the changed row, or null when another
   * writer was first: MUST be atomic, one of two concurrent calls wins.
   */
  setArchived(
    scope: WorkspaceScope,
    change: { readonly archivedAt: Instant | null; readonly updatedAt: Instant; readonly version: number },
  ): Promise<WorkspaceRecord | null>;
}

/** Which workspaces to list. */
export interface WorkspaceFilter {
  readonly archived: boolean | null;
}
