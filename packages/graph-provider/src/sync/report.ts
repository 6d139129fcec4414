import type { EvidenceReason, Instant } from '@tenantatlas/core';
import type { SyncRestart } from './position.ts';

/** What one sync did for one collection of one tenant. The numbers are those of this sync, and not those of earlier ones that it continued. */
export interface SyncCounts<Name extends string = string> {
  /** The name of the collection. */
  readonly collection: Name;
  /** What this sync began with, or began anew with; null where it did not come to reading. */
  readonly mode: 'full' | 'changes' | null;
  /** Pages that were handed over. */
  readonly pages: number;
  /** Objects in `changed` of these pages. */
  readonly changed: number;
  /** Objects in `removed` of these pages. */
  readonly removed: number;
  /** Why everything was read anew; null where it was not, and at the first time. */
  readonly restart: SyncRestart | null;
}

/**
 * How the reading of one collection of one tenant ended:
 *
 * - `collected`: the host has the state of the collection. `unchanged`: it had it already.
 * - `partial`: pages were handed over, and then it failed. `forbidden`, `not_licensed`, `throttled`, `failed`: none were. The next sync goes on at the checkpoint.
 * - `rejected`: `onPage`, `onReconcile`, the store or the `access` of the tenant failed, with `cause`. The next sync hands the page over again.
 * - `superseded`: another sync over the same checkpoints has taken the collection over.
 */
export type CollectionSyncReport<Name extends string = string> = SyncCounts<Name> &
  (
    | { readonly state: 'collected' | 'unchanged' }
    | {
        readonly state: 'partial' | 'forbidden' | 'not_licensed' | 'throttled' | 'failed';
        readonly reason: EvidenceReason;
      }
    | { readonly state: 'rejected'; readonly cause: unknown }
    | { readonly state: 'superseded' }
  );

/** How a collection ended, without its numbers. */
export type SyncEnd = CollectionSyncReport extends infer Report
  ? Report extends CollectionSyncReport
    ? Omit<Report, keyof SyncCounts<string>>
    : never
  : never;

/** See {@link CollectionSyncReport}. */
export type SyncState = CollectionSyncReport['state'];

/** What one sync did for one tenant. */
export interface TenantSyncReport<Name extends string = string> {
  /** The host's id of the tenant. */
  readonly tenantId: string;
  /** In the order of the option `collections`. */
  readonly collections: readonly CollectionSyncReport<Name>[];
}

/** What one sync did. */
export interface SyncReport<Name extends string = string> {
  /** When the run began. */
  readonly startedAt: Instant;
  /** When the last tenant was done. */
  readonly endedAt: Instant;
  /** Whether the host has the state of each collection of each tenant. */
  readonly isComplete: boolean;
  /** In the order in which they ended. */
  readonly tenants: readonly TenantSyncReport<Name>[];
}
