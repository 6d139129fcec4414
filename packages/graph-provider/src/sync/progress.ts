import type { Logger } from '@tenantatlas/core';
import type { Timing } from '../transport/timing.ts';
import type { SyncState } from './report.ts';

/** What a collection of a tenant is doing. `waiting` is one that Graph told to wait; it has no place meanwhile. */
export type SyncActivity = 'pending' | 'reading' | 'waiting' | SyncState;

/** How far a sync is. */
export interface SyncProgress {
  /** How many tenants there are, and what they do. */
  readonly tenants: {
    /** Null while it is not known: the tenants are not a list, and their end has not come. */
    readonly total: number | null;
    readonly started: number;
    readonly done: number;
    /** Those of which nothing is read because Graph told them to wait. */
    readonly waiting: number;
  };
  /** Pages that were handed over. */
  readonly pages: number;
  /** Objects that were changed or removed, as often as they were handed over. */
  readonly objects: number;
  /** The tenants that have started and are not done. */
  readonly inProgress: readonly {
    readonly tenantId: string;
    readonly collections: { readonly [collection: string]: SyncActivity };
  }[];
}

/** Tells of progress, but not too often. */
export interface ProgressReporter {
  /** Something changed. */
  changed(): void;
  /** Tells the last state, and nothing after it. */
  end(): void;
}

/** What a {@link ProgressReporter} needs. */
export interface ProgressParts extends Timing {
  readonly read: () => SyncProgress;
  readonly onProgress: (progress: SyncProgress) => void | Promise<void>;
  /** The time between two calls, in milliseconds. */
  readonly intervalMillis: number;
  readonly logger: Logger;
}

/** Makes a {@link ProgressReporter}. What `onProgress` throws, or rejects with, is logged and changes nothing. */
export function reportProgress(parts: ProgressParts): ProgressReporter {
  const { read, onProgress, intervalMillis, clock, scheduler, logger } = parts;
  let toldAt = -Infinity;
  let cancel: (() => void) | null = null;
  let isEnded = false;
  const told = (reason: unknown): void =>
    logger.warn('sync_progress_failed', { name: reason instanceof Error ? reason.name : typeof reason });
  const tell = (): void => {
    cancel = null;
    toldAt = clock.epochMillis();
    (async () => onProgress(read()))().catch(told);
  };
  return {
    changed() {
      // A callback of the host may still be at work after the run was stopped.
      if (isEnded || cancel !== null) return;
      // A clock that was set back makes no wait longer.
      const wait = Math.min(intervalMillis, toldAt + intervalMillis - clock.epochMillis());
      if (wait <= 0) tell();
      else cancel = scheduler.after(wait, tell, { background: true });
    },
    end() {
      isEnded = true;
      cancel?.();
      tell();
    },
  };
}
