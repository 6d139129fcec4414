import type { Logger } from '../ports/logger.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { Storage } from '../ports/storage.ts';

/** After how many milliseconds a wait for a connection, or for a policy inside a transaction, is logged. */
export const waitNoticeMillis = 5_000;

/** The part of a storage that waits for connections. */
type Watched = Pick<Storage, 'unit' | 'transaction' | 'settle' | 'bind'>;

/**
 * Follows which methods of this process hold connections. A unit that still waits for its own after {@link waitNoticeMillis}, while others of this process hold
 * theirs, is logged once with the methods that hold them: `waiting_for_connection`. It changes no answer and ends no wait.
 */
export interface ConnectionWatch {
  /** The storage, whose units and transactions are followed under the name of `method`. */
  storageOf(method: string): Watched;
  /** Logs `access_policy_waits` when `ask`, which runs while a transaction is open, takes longer than {@link waitNoticeMillis}. */
  awaitPolicy<T>(method: string, ask: () => Promise<T>): Promise<T>;
}

/** A watch over the units of one storage. */
export function createConnectionWatch(storage: Watched, scheduler: Scheduler, logger: Logger): ConnectionWatch {
  const holders = new Set<{ readonly method: string }>();
  const held = () => ({ held: holders.size, holders: [...holders].map(({ method }) => method).join(', ') });
  const notice = (event: string, method: string): (() => void) =>
    scheduler.after(
      waitNoticeMillis,
      () => {
        // With none in this process, the wait is the server's or another process's.
        if (holders.size > 0) logger.warn(event, { method, ...held() });
      },
      { background: true },
    );

  /** `run` calls `begin` when it has its connection; a unit that is retried calls it again. */
  const follow = async <T>(method: string, run: (begin: () => void) => Promise<T>): Promise<T> => {
    const holder = { method };
    const cancel = notice('waiting_for_connection', method);
    try {
      return await run(() => {
        cancel();
        holders.add(holder);
      });
    } finally {
      cancel();
      holders.delete(holder);
    }
  };

  return {
    storageOf: (method) => ({
      unit: (scope, work) =>
        follow(method, (begin) =>
          storage.unit(scope, (unit) => {
            begin();
            return work(unit);
          }),
        ),
      transaction: (work) =>
        follow(method, (begin) =>
          storage.transaction((bound) => {
            begin();
            return work(bound);
          }),
        ),
      // Settling waits for the starts of others on purpose, and says so in its answer.
      settle: (scope, waitMillis) => storage.settle(scope, waitMillis),
      bind: (hostTransaction) => storage.bind(hostTransaction),
    }),
    async awaitPolicy(method, ask) {
      const cancel = notice('access_policy_waits', method);
      try {
        return await ask();
      } finally {
        cancel();
      }
    },
  };
}
