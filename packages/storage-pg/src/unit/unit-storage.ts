import type { BoundStorage, Storage, StorageUnit, UnitScope } from '@tenantatlas/core';
import type { SqlDatabase, SqlTransaction } from '../executor/sql-database.ts';
import { durableCommit, ownPreambleOf, ownUnitLockTimeoutMillis, preambleOf } from './preamble.ts';
import { createReEntrancyGuard, type ReEntrancyGuard } from './re-entrancy.ts';
import { retryConflicts } from './retry.ts';
import { restoreScriptQuery } from './session-settings.ts';
import { translateError } from './translate-error.ts';

/** What the units of a storage need. */
export interface UnitOptions {
  readonly database: SqlDatabase;
  /** Makes the stores of one unit. */
  stores(transaction: SqlTransaction): StorageUnit;
  /** Rejects with a fault when the schema is not the one of this version. Called inside a unit, under its role. */
  checkSchema(transaction: SqlTransaction): Promise<void>;
  /**
   * How long a unit of its own waits for one lock.
   * @default ownUnitLockTimeoutMillis
   */
  readonly lockTimeoutMillis?: number;
}

interface Context extends UnitOptions {
  readonly guard: ReEntrancyGuard;
}

/** The storage port over a SQL database. See {@link Storage} for what it guarantees. */
export function createUnitStorage(options: UnitOptions): Storage {
  const context: Context = { ...options, guard: createReEntrancyGuard() };
  const { database, guard, lockTimeoutMillis = ownUnitLockTimeoutMillis } = context;
  return {
    unit: <T>(scope: UnitScope, work: (unit: StorageUnit) => Promise<T>) =>
      guard.run(null, () =>
        translated(() =>
          retryConflicts(() =>
            database.transaction(ownPreambleOf(scope, lockTimeoutMillis), (transaction) =>
              runUnit(context, transaction, work),
            ),
          ),
        ),
      ),
    transaction: <T>(work: (bound: BoundStorage) => Promise<T>) =>
      guard.run(null, () =>
        translated(() => database.transaction(durableCommit, (transaction) => work(bindStorage(context, transaction)))),
      ),
    bind: (hostTransaction) => bindStorage(context, database.bind(hostTransaction)),
    close: () => database.close(),
  };
}

function bindStorage(context: Context, transaction: SqlTransaction): BoundStorage {
  const { database, guard } = context;
  return {
    handle: transaction.handle,
    unit: <T>(scope: UnitScope, work: (unit: StorageUnit) => Promise<T>) =>
      guard.run(transaction, () =>
        translated(() => transaction.savepoint((inner) => runBoundUnit(context, inner, scope, work))),
      ),
    transaction: <T>(work: (bound: BoundStorage) => Promise<T>) =>
      guard.run(transaction, () =>
        translated(() => transaction.savepoint((inner) => work(bindStorage(context, inner)))),
      ),
    bind: (hostTransaction) => bindStorage(context, database.bind(hostTransaction)),
  };
}

/**
 * Enters the role inside the savepoint and leaves it again before the savepoint is released: a leaked `SET LOCAL ROLE` would break
 * the host's next statement. When the work fails, rolling back to the savepoint puts role and settings back.
 */
async function runBoundUnit<T>(
  context: Context,
  inner: SqlTransaction,
  scope: UnitScope,
  work: (unit: StorageUnit) => Promise<T>,
): Promise<T> {
  const preamble = preambleOf(scope);
  const remembered = await inner.query<{ readonly script: string }>(restoreScriptQuery);
  await inner.script(preamble);
  const result = await runUnit(context, inner, work);
  await inner.script(remembered.rows[0]?.script ?? '');
  return result;
}

async function runUnit<T>(
  context: Context,
  transaction: SqlTransaction,
  work: (unit: StorageUnit) => Promise<T>,
): Promise<T> {
  await context.checkSchema(transaction);
  return work(context.stores(transaction));
}

async function translated<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw translateError(error);
  }
}
