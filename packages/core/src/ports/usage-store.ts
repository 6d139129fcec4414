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
  | { readonly kind: 'expired'; readonly id: UsageEventId; readonly keptSince: Instant };

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

/** What a removal of old events did. */
export interface UsagePruning {
  readonly removed: number;
  /** The oldest event that is left; null when none is. */
  readonly oldestKept: Instant | null;
}

/**
 * The ledger of product usage, and the counts that are kept with it.
 *
 * The counts equal a recount of the ledger at every moment that a statement can see: after every addition, fold, erasure and removal, and after a crash between them.
 * No writer waits for another one for longer than a statement of the other takes, whatever workspace and hour they write.
 */
export interface UsageStore {
  /**
   * Adds events, or none of them. An event is the same as another exactly when workspace, `occurredAt` and `id` are equal, and is then added once, however often
   * and however concurrently it is sent; the first one stays.
   *
   * MUST be called on a workspace unit, for events of that workspace, or on a platform unit, for events of any. MUST hold the tenants of the events as `access.hold` does,
   * so that an erasure waits for the unit or is seen by it.
   */
  add(events: readonly UsageEvent[]): Promise<UsageAddition>;

  /** The totals of a range, exact to the millisecond. MUST cost the same however many events there are. On a platform unit only. */
  totals(range: UsageRange): Promise<UsageTotals>;

  /** The counts of a range by hour or UTC day. Only what lies in the range counts, also in the first and the last bucket. On a platform unit only. */
  series(range: UsageRange, bucket: 'hour' | 'day'): Promise<UsageSeries>;

  /**
   * Moves counts that writers have added one by one together, `limit` of them at most, and answers how many it moved. Changes no answer. Of concurrent calls each moves
   * others, or none; no writer waits for it. On a platform unit only.
   */
  fold(limit: number): Promise<number>;

  /**
   * Removes the events that occurred before `cutoff`, from all counts as well, and keeps `cutoff` as the oldest kept instant unless a later one is kept already. Whole days
   * go at once where the database can drop them.
   *
   * MUST be called on a maintenance unit. MUST NOT remove an event at `cutoff` or later.
   */
  prune(cutoff: Instant): Promise<UsagePruning>;
}
