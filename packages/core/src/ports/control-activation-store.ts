import type { Instant } from '../kernel/instant.ts';
import type { ActivationId, WorkspaceId } from '../kernel/ids.ts';
import type { PersonRef } from './people-store.ts';

/** Where a pause applies. */
export type ControlScope =
  | { readonly type: 'global' }
  | { readonly type: 'workspace'; readonly workspaceId: WorkspaceId };

/** One pause of one control. Only pauses are stored: no activation means enabled. */
export interface ControlActivation {
  readonly id: ActivationId;
  readonly controlKey: string;
  readonly scope: ControlScope;
  /** Why, in the operator's words. */
  readonly reasonText: string;
  /** What workspace users read instead of the reason. */
  readonly publicMessage: string | null;
  /** From this instant on the pause is over; null means until resumed. */
  readonly expiresAt: Instant | null;
  /** Starts at 1, grows by 1 with every change. */
  readonly version: number;
  readonly createdBy: PersonRef;
  readonly updatedBy: PersonRef | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** A pause as asked for. */
export interface ActivationDraft {
  /** Used when the call creates the activation; an update keeps the id it has. */
  readonly id: ActivationId;
  readonly controlKey: string;
  readonly scope: ControlScope;
  readonly reasonText: string;
  readonly publicMessage: string | null;
  readonly expiresAt: Instant | null;
  readonly by: PersonRef;
  readonly at: Instant;
  /** Null accepts any state; otherwise the active activation must be at this version. */
  readonly expectedVersion: number | null;
}

/** The result of a pause. */
export type PutOutcome =
  | { readonly disposition: 'created'; readonly activation: ControlActivation }
  | { readonly disposition: 'updated'; readonly activation: ControlActivation; readonly previous: ControlActivation }
  | { readonly disposition: 'version_conflict'; readonly current: ControlActivation | null };

/** The result of a move. */
export type MoveOutcome =
  | { readonly disposition: 'moved'; readonly activation: ControlActivation; readonly previous: ControlActivation }
  | { readonly disposition: 'version_conflict'; readonly current: ControlActivation }
  | { readonly disposition: 'occupied'; readonly by: ControlActivation }
  | { readonly disposition: 'gone' };

/** Active pauses, counted and listed. */
export interface ActivationOverview {
  readonly global: ControlActivation | null;
  /** Number of active workspace pauses. */
  readonly workspaceCount: number;
  /** The first of them by workspace id in code-point order, as many as were asked for. */
  readonly workspaces: readonly ControlActivation[];
}

/**
 * Pauses of controls.
 *
 * At most one row exists per control and scope, whatever the concurrency: the store MUST enforce it beneath the code.
 * `now` judges expiry: at `expiresAt` itself an activation is over, and MUST be treated as absent everywhere.
 * Every change MUST raise the epoch in the same transaction.
 */
export interface ControlActivationStore {
  /**
   * The pauses that apply to `key`: the global one, and the one of `workspaceId` when given. At most two.
   *
   * MUST NOT return another workspace's activation, nor one that is over at `now`. MUST see every commit that happened before the
   * call, also inside a unit that has read before.
   */
  findApplicable(key: string, workspaceId: WorkspaceId | null, now: Instant): Promise<readonly ControlActivation[]>;

  /**
   * Creates the pause of a scope, or replaces all its fields. An activation that is over is deleted first and never updated.
   *
   * Of two concurrent calls for a free scope one MUST return `created` and the other `updated`; neither fails.
   */
  put(draft: ActivationDraft): Promise<PutOutcome>;

  /** Removes the active pause of a scope and returns it; null when none is active, and then nothing is written. */
  remove(key: string, scope: ControlScope, now: Instant): Promise<ControlActivation | null>;

  /** The active activation with this id, or null. MUST be called on a platform unit. */
  findById(id: ActivationId, now: Instant): Promise<ControlActivation | null>;

  /**
   * Moves the activation `id` to `draft.scope` and replaces its fields, keeping id and creator. No reader sees both or neither.
   * MUST answer `occupied`, and change nothing, when an active pause holds the target. MUST be called on a platform unit.
   */
  move(id: ActivationId, draft: Omit<ActivationDraft, 'id' | 'controlKey'>): Promise<MoveOutcome>;

  /**
   * The active pauses of each of `keys`, in one look: `limit` is the most workspace pauses listed of one key, at least 1. Every key has an answer.
   * MUST be called on a platform unit.
   */
  overview(keys: readonly string[], now: Instant, limit: number): Promise<ReadonlyMap<string, ActivationOverview>>;

  /**
   * Everything active at `now` with the epoch it belongs to, for the in-memory snapshot. Expiring rows are included as long as they are active.
   * MUST be called on a platform unit.
   */
  snapshot(now: Instant): Promise<{ readonly epoch: number; readonly activations: readonly ControlActivation[] }>;

  /** A number that grows with every committed change of any activation. */
  epoch(): Promise<number>;
}
