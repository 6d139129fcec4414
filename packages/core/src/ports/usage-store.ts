import type { Instant } from '../kernel/instant.ts';
import type { TenantId, UsageEventId, WorkspaceId } from '../kernel/ids.ts';
import type { PersonRef } from './people-store.ts';

/** A value that an event may carry. An instant is stored as text; a token is a short text without spaces and `@`. */
export type UsageValue = string | number | boolean;

/** What an event says besides its subject; only keys that its definition declares. */
export type UsageMetadata = { readonly [key: string]: UsageValue };

/** One use of a capability, as it was recorded. */
export interface UsageEvent {
  readonly workspaceId: WorkspaceId;
  readonly id: UsageEventId;
  readonly tenantId: TenantId;
  /** Who did it. Null only after that person was erased. */
  readonly user: PersonRef | null;
  readonly eventName: string;
  readonly featureArea: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly metadata: UsageMetadata;
  /** The instant of the action itself. */
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/** From `from` to `to`, both included. */
export interface UsageRange {
  readonly from: Instant;
  readonly to: Instant;
}

/** How an addition ended. Anything but `added` means that nothing was written. */
export type UsageAddition =
  /** `count` events are new; the others were recorded before. */
  | { readonly kind: 'added'; readonly count: number }
  /** The tenant of this event does not exist in the workspace of the event. */
  | { readonly kind: 'unknown_tenant'; readonly id: UsageEventId }
  /** This event occurred before the oldest instant that is kept. */
  | { readonly kind: 'expired'; readonly id: UsageEventId; readonly keptSince: Instant }
  /** Another unit holds the tenant or the person of these events for an erasure. Only where the addition was not to wait. */
  | { readonly kind: 'busy'; readonly ids: readonly UsageEventId[] };

/** How events are added. */
export interface UsageAdditionOptions {
  /**
   * Whether to wait for a unit that holds a tenant or a person. Without, the answer is `busy` at once.
   * @default true
   */
  readonly wait?: boolean | undefined;
}

/** The number of events of one name. */
export interface UsageCount {
  readonly eventName: string;
  readonly count: number;
}

/** What happened in a range. */
export interface UsageTotals {
  /** Distinct workspaces with at least one event. */
  readonly activeWorkspaces: number;
  /** One for each name that occurs; names that left the catalog are included. */
  readonly counts: readonly UsageCount[];
  /** Events before this instant are not kept; null while nothing was removed. Read with the counts, at the same moment. */
  readonly keptSince: Instant | null;
}

/** The number of events of one name that began in one bucket. */
export interface UsageBucketCount extends UsageCount {
  /** The begin of the hour or UTC day, also of one that the range cuts. */
  readonly bucket: Instant;
}

/** The buckets of a range that hold events. */
export interface UsageSeries {
  readonly buckets: readonly UsageBucketCount[];
  readonly keptSince: Instant | null;
}

/** When a workspace was last active. */
export interface UsageLastHour {
  readonly workspaceId: WorkspaceId;
  /** The begin of the hour of its last event. */
  readonly hour: Instant;
}

/** What a removal of old events did, or would do. */
export interface UsagePruning {
  readonly removed: number;
  /** The oldest event that is left; null when none is. */
  readonly oldestKept: Instant | null;
}

/**
 * The ledger of product usage, and the counts that are kept with it.
 *
 * An answer equals a recount of the ledger from {@link UsageTotals.keptSince} on, at every moment that a statement can see: after every addition, fold, erasure and removal, and
 * after a crash between them. An event before that instant counts nowhere, also one that a unit in progress adds while it is set.
 *
 * No writer waits for another one for longer than a statement of the other takes, whatever workspace and hour they write; only a second writer of the very same event waits for
 * the first.
 */
export interface UsageStore {
  /**
   * Adds events, or none of them. An event is the same as another exactly when workspace, `occurredAt` and `id` are equal, and is then added once, however often
   * and however concurrently it is sent; the first one stays. Where several events are refused, the answer names the first of them.
   *
   * MUST be called on a workspace unit, for events of that workspace, or on a platform unit, for events of any. MUST hold the tenants of the events against an erasure, so
   * that it waits for the unit or is seen by it. MUST store an event of an erased person without the person, and an erasure of a person whose label is known
   * MUST wait for the unit; on a workspace unit both are asked for the person of the unit alone, because it sees no other one.
   *
   * With `wait: false` it MUST NOT wait for an erasure: it answers `busy` with all events whose tenant or person one holds, so that an erasure, which may take long, delays
   * only them. It may answer so for an event that would only have had to wait for a moment.
   */
  add(events: readonly UsageEvent[], options?: UsageAdditionOptions): Promise<UsageAddition>;

  /**
   * The totals of a range, exact to the millisecond. On a platform unit only.
   *
   * MUST take a number of statements that does not depend on the events, and read one state. A store for production MUST read kept counts for whole hours, so that the cost does not grow with the ledger.
   */
  totals(range: UsageRange): Promise<UsageTotals>;

  /** The counts of a range by hour or UTC day, as {@link totals} reads them. Only what happened within the range counts, also in the first and the last bucket. On a platform unit only. */
  series(range: UsageRange, bucket: 'hour' | 'day'): Promise<UsageSeries>;

  /**
   * The hour in which each of the workspaces had its last event, in any order; one that has had none is absent. On a platform unit only.
   *
   * MUST take a fixed number of statements. A removal of old events MUST NOT change it. An erasure of a tenant that removes events MUST take it back to the last event of
   * the workspace that is left in the ledger, and to none where none is left.
   */
  lastHours(workspaceIds: readonly WorkspaceId[]): Promise<readonly UsageLastHour[]>;

  /**
   * Moves counts that writers have added one by one together, `limit` of them at most, and answers how many it moved. Changes no answer. While another call, a removal or an
   * erasure is at it, this one moves none; no writer waits for it. On a platform unit only.
   */
  fold(limit: number): Promise<number>;

  /**
   * Removes the events that occurred before `cutoff`, from all counts as well, and keeps `cutoff` as the oldest kept instant unless a later one is kept already. Whole days
   * go at once where the database can drop them. An event that a unit in progress adds meanwhile may stay until the next removal.
   *
   * MUST be called on a maintenance unit. MUST NOT remove an event at `cutoff` or later. A writer of an event that is kept MUST NOT wait for it
   * longer than a short lock limit.
   */
  prune(cutoff: Instant): Promise<UsagePruning>;

  /** What {@link prune} with this `cutoff` would answer at this moment. MUST write nothing. On a maintenance unit only. */
  previewPrune(cutoff: Instant): Promise<UsagePruning>;

  /**
   * The instant of the clock of the database; null for a store that has no other clock than the process. A removal cannot be undone, so core decides about it by this clock
   * as well. On a maintenance unit only.
   */
  now(): Promise<Instant | null>;
}
