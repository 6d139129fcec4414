import { InvariantError, isStorageFault, StorageFault } from '@tenantatlas/core/ports';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PGliteInterface, Transaction } from '@electric-sql/pglite';
import { fromDriver } from '../executor/driver-error.ts';
import { openScope, type SqlSession } from '../executor/session-transaction.ts';
import type { SqlDatabase, SqlTransaction } from '../executor/sql-database.ts';
import { asSwallowed } from '../executor/swallowed-failure.ts';
import { transactionsOf } from './host-transactions.ts';
import { pgliteExecutor } from './pglite-session.ts';

/**
 * A database in this process. It has one session: statements outside an open transaction wait for its end. PGlite computes in this process, so a
 * queue of transactions would block sockets and timers until it is empty. They run between two transactions.
 *
 * A statement or transaction that would wait for the caller's own transaction without end is an invariant, see {@link transactionsOf}.
 */
export function pgliteDatabase(instance: PGliteInterface, close: () => Promise<void>): SqlDatabase {
  const transactions = transactionsOf(instance);
  const executor = pgliteExecutor(instance, () => {});
  /** Runs `task`, for which the caller must not be inside a transaction. */
  const outside = async <T>(task: () => Promise<T>): Promise<T> => {
    transactions.assertOutside();
    return task();
  };
  const bound = new WeakMap<object, SqlTransaction>();
  return {
    backend: 'pglite',
    query: (sql, params) => outside(() => executor.query(sql, params)),
    script: (sql) => outside(() => executor.script(sql)),
    once: <Row>(script: () => string) =>
      outside(() => runTransaction(instance, '', (transaction) => transaction.script<Row>(script()))),
    transaction: (preamble, work) => outside(() => runTransaction(instance, preamble, work)),
    isInside: () => transactions.isInside(),
    bind(hostTransaction) {
      if (!isTransaction(hostTransaction)) {
        throw new InvariantError(
          'With PGlite a host transaction is what `db.transaction` hands over: `db.transaction((tx) => ...)`.',
        );
      }
      const known = bound.get(hostTransaction) ?? openScope(pgliteSession(hostTransaction)).transaction;
      bound.set(hostTransaction, known);
      return known;
    },
    close,
  };
}

async function runTransaction<T>(
  instance: PGliteInterface,
  preamble: string,
  work: (transaction: SqlTransaction) => Promise<T>,
): Promise<T> {
  const body: { state: 'open' | 'done' | 'failed'; error?: unknown } = { state: 'open' };
  try {
    return await instance.transaction(async (transaction) => {
      await nextTurn();
      const scope = openScope(pgliteSession(transaction));
      try {
        await scope.transaction.script(`SET TRANSACTION ISOLATION LEVEL READ COMMITTED;${preamble}`);
        const result = await work(scope.transaction);
        scope.end();
        body.state = 'done';
        return result;
      } catch (error) {
        scope.abandon();
        Object.assign(body, { state: 'failed', error });
        throw error;
      }
    });
  } catch (error) {
    if (body.state === 'failed') throw body.error;
    const failure = fromDriver(error).error;
    if (body.state !== 'done') throw failure;
    throw isStorageFault(failure) ? unknownCommit() : asSwallowed(failure);
  }
}

function unknownCommit(): StorageFault {
  return new StorageFault('unavailable', 'The database broke down while a commit was under way.', {
    outcome: 'unknown',
  });
}

function pgliteSession(transaction: Transaction): SqlSession {
  let broken = false;
  const executor = pgliteExecutor(transaction, () => {
    broken = true;
  });
  return {
    ...executor,
    handle: transaction,
    get broken() {
      return broken;
    },
  };
}

function isTransaction(value: unknown): value is Transaction {
  return typeof value === 'object' && value !== null && 'rollback' in value && 'query' in value && 'exec' in value;
}
