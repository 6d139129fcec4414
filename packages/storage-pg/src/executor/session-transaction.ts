import { invariant } from '@tenantatlas/core';
import { createSerialQueue } from './serial-queue.ts';
import { asSwallowed } from './swallowed-failure.ts';
import type { SqlExecutor, SqlResult, SqlTransaction, SqlValue } from './sql-database.ts';

/** One connection with an open transaction, of a driver that lets us send savepoint commands ourselves. */
export interface SqlSession extends SqlExecutor {
  /** See {@link SqlTransaction.handle}. */
  readonly handle: unknown;
  /** Whether the connection has broken: nothing can be rolled back on it any more. */
  readonly broken: boolean;
}

/** A transaction, or a savepoint in one, together with the means to end it. */
export interface TransactionScope {
  readonly transaction: SqlTransaction;
  /** Refuses every further statement, and throws the first failure of a statement: PostgreSQL has undone the work by then. */
  readonly end: () => void;
  /** Refuses every further statement. */
  readonly abandon: () => void;
}

/** Nested savepoints may share a name: PostgreSQL means the innermost one. */
const name = 'tenantatlas_unit';

/** Makes the open transaction (or savepoint) of a session usable until it ends. */
export function openScope(session: SqlSession): TransactionScope {
  const savepoints = createSerialQueue();
  const guard = statementGuard();
  const transaction: SqlTransaction = {
    handle: session.handle,
    query: <Row>(sql: string, params?: readonly SqlValue[]): Promise<SqlResult<Row>> =>
      guard.run(() => session.query<Row>(sql, params)),
    script: <Row>(sql: string) => guard.run(() => session.script<Row>(sql)),
    savepoint: (work) => savepoints.run(() => runSavepoint(session, guard, work)),
  };
  return { transaction, end: guard.end, abandon: guard.abandon };
}

async function runSavepoint<T>(
  session: SqlSession,
  outer: StatementGuard,
  work: (inner: SqlTransaction) => Promise<T>,
): Promise<T> {
  await outer.run(() => session.script(`SAVEPOINT ${name}`));
  const scope = openScope(session);
  try {
    const result = await work(scope.transaction);
    scope.end();
    await release(session);
    return result;
  } catch (error) {
    scope.abandon();
    if (!session.broken) await session.script(`ROLLBACK TO SAVEPOINT ${name};RELEASE SAVEPOINT ${name}`);
    throw error;
  }
}

async function release(session: SqlSession): Promise<void> {
  try {
    await session.script(`RELEASE SAVEPOINT ${name}`);
  } catch (error) {
    throw asSwallowed(error);
  }
}

/** Lets statements through while a scope is open and remembers the first that failed. */
export interface StatementGuard {
  /** Throws an invariant once the scope has ended. */
  check(): void;
  run<T>(statement: () => Promise<T>): Promise<T>;
  readonly end: () => void;
  readonly abandon: () => void;
}

/** See {@link StatementGuard}. */
export function statementGuard(): StatementGuard {
  let open = true;
  let failure: { readonly error: unknown } | null = null;
  const check = (): void =>
    invariant(
      open,
      'A statement was sent after its unit of work had ended. Await every call on the unit before its work resolves.',
    );
  return {
    check,
    async run(statement) {
      check();
      try {
        return await statement();
      } catch (error) {
        failure ??= { error };
        throw error;
      }
    },
    end() {
      open = false;
      if (failure) throw failure.error;
    },
    abandon() {
      open = false;
    },
  };
}
