import { StorageFault } from '@tenantatlas/core/ports';
import type { TransactionSql } from 'postgres';
import { fromDriver } from '../executor/driver-error.ts';
import { createSerialQueue } from '../executor/serial-queue.ts';
import { statementGuard } from '../executor/session-transaction.ts';
import type { SqlResult, SqlTransaction, SqlValue } from '../executor/sql-database.ts';
import { SqlError } from '../executor/sql-error.ts';
import { swallowedFailure } from '../executor/swallowed-failure.ts';
import { postgresJsExecutor } from './postgres-js-session.ts';

/** Whether the connection under a transaction is still there. */
export interface Liveness {
  readonly lost: boolean;
  /** Notes the loss and rejects every pending {@link untilLost}. */
  lose(): void;
  /** Settles like `task`, or rejects once the connection is lost. */
  untilLost<T>(task: Promise<T>): Promise<T>;
  /** Notes that the host has the transaction itself: the loss may show in a statement of the host, which nothing here sees. */
  share(): void;
  /**
   * Null while the host does not have the transaction. Otherwise resolves once a loss that a statement of the host has met is known here.
   *
   * A connection that is reset rejects its statements when the socket reports the error, and is taken out of use when the socket closes, later in the same
   * turn of the event loop. postgres.js writes what is sent in between to the dead socket and keeps it in the connection's queue of open statements. The
   * next transaction on that connection then waits without end: each of its statements gets the answer of the one behind it.
   */
  known(): Promise<void> | null;
}

/** See {@link Liveness}. */
export function createLiveness(): Liveness {
  let lost = false;
  let isShared = false;
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => undefined);
  return {
    get lost() {
      return lost;
    },
    lose() {
      lost = true;
      reject(new StorageFault('unavailable', 'The connection to the database was lost.'));
    },
    untilLost: (task) => Promise.race([task, promise]),
    share() {
      isShared = true;
    },
    known: () => (isShared ? nextTurn() : null),
  };
}

/** Sockets close at the end of a turn of the event loop, behind the first immediate and before the second. */
async function nextTurn(): Promise<void> {
  for (let immediate = 0; immediate < 2; immediate += 1)
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
}

/**
 * Runs `work` as the body of `begin` or `savepoint`.
 *
 * When a body settles, postgres.js sends COMMIT, ROLLBACK or ROLLBACK TO on its connection object, also when that connection was lost and reconnected for
 * another caller (porsager/postgres#1216). The command would then end that caller's transaction. So the body of a lost connection never settles;
 * {@link Liveness.untilLost} reports the loss to the caller.
 */
export async function asBody<T>(liveness: Liveness, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // What failed may have been a statement of the host.
    await liveness.known();
    throw error;
  } finally {
    if (liveness.lost) await new Promise<never>(() => {});
  }
}

/** One open transaction of postgres.js, or a savepoint in one. */
export interface PostgresJsScope {
  readonly transaction: SqlTransaction;
  /** See `TransactionScope.end`. */
  readonly end: () => void;
  /** See `TransactionScope.abandon`. */
  readonly abandon: () => void;
}

/** Makes a transaction of postgres.js usable until it ends. */
export function openPostgresJsScope(sql: TransactionSql, liveness: Liveness, prepare: boolean): PostgresJsScope {
  const savepoints = createSerialQueue();
  const guard = statementGuard();
  const executor = postgresJsExecutor(sql, () => liveness.lose(), prepare);
  const unlessLost = <T>(task: () => Promise<T>): Promise<T> =>
    liveness.lost ? lostFault() : liveness.untilLost(task());
  const alive = <T>(task: () => Promise<T>): Promise<T> => {
    const known = liveness.known();
    return known ? known.then(() => unlessLost(task)) : unlessLost(task);
  };

  const transaction: SqlTransaction = {
    get handle() {
      liveness.share();
      return sql;
    },
    query: <Row>(text: string, params?: readonly SqlValue[]): Promise<SqlResult<Row>> =>
      guard.run(() => alive(() => executor.query<Row>(text, params))),
    script: <Row>(text: string) => guard.run(() => alive(() => executor.script<Row>(text))),
    savepoint: (work) =>
      savepoints.run(async () => {
        guard.check();
        return alive(() => runSavepoint(sql, liveness, prepare, work));
      }),
  };
  return { transaction, end: guard.end, abandon: guard.abandon };
}

function lostFault(): Promise<never> {
  return Promise.reject(new StorageFault('unavailable', 'The connection to the database was lost.'));
}

async function runSavepoint<T>(
  sql: TransactionSql,
  liveness: Liveness,
  prepare: boolean,
  work: (inner: SqlTransaction) => Promise<T>,
): Promise<T> {
  const outcome = outcomeOf<T>();
  try {
    await sql.savepoint((inner) =>
      asBody(liveness, () => outcome.note(() => runScope(openPostgresJsScope(inner, liveness, prepare), work))),
    );
  } catch (error) {
    if (outcome.failed(error)) throw error;
    const failure = fromDriver(error).error;
    // postgres.js keeps the first failure of a savepoint, and rolls back for it also when the body has resolved.
    throw outcome.done && failure instanceof SqlError ? swallowedFailure() : failure;
  }
  return outcome.value();
}

/** Runs `work` in a scope and then closes the scope. */
export async function runScope<T>(
  scope: PostgresJsScope,
  work: (transaction: SqlTransaction) => Promise<T>,
): Promise<T> {
  try {
    const result = await work(scope.transaction);
    scope.end();
    return result;
  } finally {
    scope.abandon();
  }
}

/** The outcome of a body, independent of what postgres.js makes of it: it unwraps arrays, and replaces some errors by its own. */
export interface Outcome<T> {
  note(work: () => Promise<T>): Promise<void>;
  /** Whether the body itself failed, with this very error. */
  failed(error: unknown): boolean;
  readonly started: boolean;
  readonly done: boolean;
  value(): T;
}

/** See {@link Outcome}. */
export function outcomeOf<T>(): Outcome<T> {
  let result: { readonly value: T } | null = null;
  let failure: { readonly error: unknown } | null = null;
  let started = false;
  return {
    async note(work) {
      started = true;
      try {
        result = { value: await work() };
      } catch (error) {
        failure = { error };
        throw error;
      }
    },
    failed: (error) => failure !== null && failure.error === error,
    get started() {
      return started;
    },
    get done() {
      return result !== null;
    },
    value() {
      if (!result) throw new StorageFault('unavailable', 'The transaction ended before its work did.');
      return result.value;
    },
  };
}
