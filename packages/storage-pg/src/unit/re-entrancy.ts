import { AsyncLocalStorage } from 'node:async_hooks';
import { InvariantError } from '@tenantatlas/core';
import type { SqlTransaction } from '../executor/sql-database.ts';

/** One piece of work that is in progress, and what it occupies. */
interface Frame {
  /** The transaction whose savepoint the work is; null for work with a separate transaction. */
  readonly occupies: SqlTransaction | null;
  readonly outer: Frame | null;
  open: boolean;
}

/**
 * Turns a wait that would never end into an error that names the fix. Work inside a transaction that asks the unbound storage for another
 * one waits for itself: without end on PGlite, and on a pool as soon as it is exhausted.
 */
export interface ReEntrancyGuard {
  /** Runs `work`, which occupies `transaction`'s savepoints, or has a separate transaction when null. */
  run<T>(transaction: SqlTransaction | null, work: () => Promise<T>): Promise<T>;
  /** Whether the caller is inside work that has not ended. */
  isInside(): boolean;
}

/** A guard for one storage. */
export function createReEntrancyGuard(): ReEntrancyGuard {
  const frames = new AsyncLocalStorage<Frame>();
  return {
    isInside() {
      for (let frame = frames.getStore() ?? null; frame; frame = frame.outer) if (frame.open) return true;
      return false;
    },
    async run(transaction, work) {
      const outer = frames.getStore() ?? null;
      refuseWaitForItself(outer, transaction);
      const frame: Frame = { occupies: transaction, outer, open: true };
      try {
        return await frames.run(frame, work);
      } finally {
        // Work that was started inside and outlives the frame is not inside any more.
        frame.open = false;
      }
    },
  };
}

function refuseWaitForItself(innermost: Frame | null, transaction: SqlTransaction | null): void {
  for (let frame = innermost; frame; frame = frame.outer) {
    if (!frame.open) continue;
    if (transaction === null)
      throw new InvariantError(
        'The storage was used inside its own transaction, which would wait for itself; use the tx handed to your callback.',
      );
    if (frame.occupies === transaction)
      throw new InvariantError(
        'The transaction was used inside a unit of its own, which would wait for itself; use the unit or tx handed to your callback.',
      );
  }
}
