import type { Logger } from '../ports/logger.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { Storage } from '../ports/storage.ts';

/** After how many milliseconds a wait for a connection, or for a policy inside a transaction, is logged. */
export const waitNoticeMillis = 5_000;

const unseenHolders =
  'No method of this process holds a connection. A transaction that the host has begun may hold it, or another process, or the server does not answer.';

/** The part of a storage that waits for connections. */
type Watched = Pick<Storage, 'unit' | 'transaction' | 'settle' | 'bind'>;

/**
 * Follows which methods of this process hold connections. A unit that still waits for its own after {@link waitNoticeMillis} is logged once, with the methods
 * that hold connections: `waiting_for_connection`. When there are none, `detail` says what else may hold them: a transaction that the host has begun itself is
 * not seen here, because its end is not. It changes no answer and ends no wait.
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
  const notice = (event: string, method: string, detail: () => object = () => ({})): (() => void) =>
    scheduler.after(waitNoticeMillis, () => logger.warn(event, { method, ...held(), ...detail() }), {
      background: true,
    });
  const unseen = () => (holders.size > 0 ? {} : { detail: unseenHolders });

  /** `run` calls `begin` when it has its connection; a unit that is retried calls it again. */
  const follow = async <T>(method: string, run: (begin: () => void) => Promise<T>): Promise<T> => {
    const holder = { method };
    const cancel = notice('waiting_for_connection', method, unseen);
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
