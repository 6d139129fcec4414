import type { Logger } from '../ports/logger.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { Storage } from '../ports/storage.ts';

/** How long after a turn the next one begins, in milliseconds. */
export const foldPauseMillis = 5_000;
/** The same where a turn has left something to fold. */
export const foldRestMillis = 250;
/** How many counts one unit moves at most: it is over within a moment. */
export const foldBatch = 1_000;
/** How many units one turn has at most. Others who work on the database then have theirs. */
export const foldBatches = 10;

/** What a loop works with. */
interface FoldSetup {
  readonly storage: Pick<Storage, 'unit'>;
  readonly logger: Logger;
  readonly scheduler: Scheduler;
}

/** Folds the counts of product usage while it is on. */
export interface FoldLoop {
  /** Begins; calling it again changes nothing. The first turn is one pause later. */
  start(): void;
  /** Begins no further unit, and waits for the one in progress. */
  stop(): Promise<void>;
}

/**
 * Moves the counts that writers of product usage add one by one together, so that a summary stays fast. No answer depends on it: without it a summary reads more rows. Any
 * number of processes may run one each. A turn that finds nothing is one short unit; a fault is logged, and the next turn tries again.
 */
export function createFoldLoop({ storage, logger, scheduler }: FoldSetup): FoldLoop {
  let isOn = false;
  let cancel = (): void => {};
  let turn: Promise<void> | null = null;

  const foldOnce = (): Promise<number> =>
    storage.unit({ plane: 'platform', actor: null }, ({ usage }) => usage.fold(foldBatch));

  /** Whether something is left. */
  const foldAll = async (): Promise<boolean> => {
    for (let batches = 0; isOn && batches < foldBatches; batches += 1) if ((await foldOnce()) < foldBatch) return false;
    return true;
  };

  const schedule = (millis: number): void => {
    cancel = scheduler.after(
      millis,
      () => {
        turn = takeTurn();
      },
      { background: true },
    );
  };

  const takeTurn = async (): Promise<void> => {
    const isMore = await foldAll().catch((reason: unknown) => {
      logger.warn('usage_fold_failed', { name: reason instanceof Error ? reason.name : typeof reason });
      return false;
    });
    turn = null;
    if (isOn) schedule(isMore ? foldRestMillis : foldPauseMillis);
  };

  return {
    start() {
      if (isOn) return;
      isOn = true;
      // A turn that `stop` did not wait for goes on by itself.
      if (!turn) schedule(foldPauseMillis);
    },
    async stop() {
      isOn = false;
      cancel();
      await turn;
    },
  };
}
