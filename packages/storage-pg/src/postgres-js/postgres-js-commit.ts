import type { TransactionSql } from 'postgres';
import { swallowedFailure } from '../executor/swallowed-failure.ts';

/** The commit of one transaction of postgres.js, and what the server said of it. */
export interface Commit {
  /** Sends it. The body of the transaction MUST settle right behind, without waiting for the answer. */
  send(sql: TransactionSql): void;
  /** Resolves once the server has committed, and rejects when it has not; never settles while nothing was sent. */
  readonly answer: Promise<void>;
  readonly isSent: boolean;
}

/**
 * A commit whose answer we read. The COMMIT of postgres.js is not reliable: it is a prepared statement. When the server does not know it (any more),
 * as behind a pooler, the transaction fails. postgres.js then sends COMMIT again and takes the answer ROLLBACK for a success.
 *
 * AND CHAIN, because postgres.js ends the transaction itself when the body settles: a plain COMMIT would free the connection for others first, and
 * postgres.js would end their transaction. With it, its own COMMIT, in the same packet, finds the empty transaction behind ours.
 */
export function createCommit(): Commit {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => undefined);
  let isSent = false;
  return {
    answer: promise,
    get isSent() {
      return isSent;
    },
    send(sql) {
      isSent = true;
      sql
        .unsafe('COMMIT AND CHAIN')
        .simple()
        .then(({ command }) => (command === 'COMMIT' ? resolve() : reject(swallowedFailure())), reject);
    },
  };
}
