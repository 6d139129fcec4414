import { silentLogger, type Logger } from '@tenantatlas/core';
import { invariant, type BoundStorage, type Storage, type StorageUnit, type UnitScope } from '@tenantatlas/core/ports';
import { backendProfiles, type BackendProfile } from '../backend/backend-profile.ts';
import type { SqlDatabase, SqlResult, SqlTransaction } from '../executor/sql-database.ts';
import type { SqlRow } from '../rows/column.ts';
import type { GateSettling } from '../queries/gate-settling.ts';
import { durableCommitOf, ownPreambleOf, ownUnitLockTimeoutMillis, preambleOf, roleOf } from './preamble.ts';
import { createReEntrancyGuard, type ReEntrancyGuard } from './re-entrancy.ts';
import { retryConflicts } from './retry.ts';
import { createRoleBook, underRoles, type RoleBook } from '../roles/index.ts';
import { restoreScriptQuery } from './session-settings.ts';
import { readDatabaseState, readerOf, readerWithin, type StateReader } from './database-state.ts';
import { reportFault } from './report-fault.ts';
import { translateError } from './translate-error.ts';

/** What the units of a storage need. */
export interface UnitOptions {
  readonly database: SqlDatabase;
  /** The schema that holds the tables. Its policies name the roles of the units. */
  readonly schema: string;
  /** Makes the stores of one unit. Without an isolation level it is READ COMMITTED. */
  stores(transaction: SqlTransaction, isolation?: string): StorageUnit;
  /** Waits for open starts. */
  readonly gate: GateSettling;
  /** Rejects with a fault when the schema is not the one of this version. Called inside a unit, under its role. */
  checkSchema(transaction: SqlTransaction): Promise<void>;
  /**
   * How long a separate unit waits for one lock.
   * @default ownUnitLockTimeoutMillis
   */
  readonly lockTimeoutMillis?: number;
  /**
   * Where the SQL depends on the backend.
   * @default PostgreSQL
   */
  readonly profile?: BackendProfile;
  /**
   * Gets the cause of each fault, see `reportFault`.
   * @default none
   */
  readonly logger?: Logger;
}

const onPlatform: UnitScope = { plane: 'platform', actor: null };

interface Context extends UnitOptions {
  readonly guard: ReEntrancyGuard;
  readonly book: RoleBook;
}

/** The storage port over a SQL database. See {@link Storage} for what it guarantees. */
export function createUnitStorage(options: UnitOptions): Storage {
  const context: Context = {
    ...options,
    guard: createReEntrancyGuard(),
    book: createRoleBook(options.schema),
  };
  const {
    database,
    guard,
    book,
    lockTimeoutMillis = ownUnitLockTimeoutMillis,
    profile = backendProfiles.postgresql,
  } = context;
  let isSchemaChecked = false;
  let closing: Promise<void> | null = null;
  const inTransaction = <T>(
    scope: UnitScope,
    work: (transaction: SqlTransaction) => Promise<T>,
    setting = '',
  ): Promise<T> =>
    underRoles(book, database, (roles) =>
      retryConflicts(() =>
        database.transaction(
          `${ownPreambleOf(scope, roles, lockTimeoutMillis, profile)};${setting}`,
          async (transaction) => {
            await context.checkSchema(transaction);
            isSchemaChecked = true;
            return work(transaction);
          },
          { keepsPlansOf: roles[roleOf(scope)] },
        ),
      ),
    );
  const onPlatformOnce = async (script: () => string): Promise<readonly SqlResult<SqlRow>[]> => {
    if (!isSchemaChecked) await inTransaction(onPlatform, () => Promise.resolve());
    return underRoles(book, database, (roles) =>
      retryConflicts(() =>
        database.once(() => `${ownPreambleOf(onPlatform, roles, lockTimeoutMillis, profile)};${script()}`),
      ),
    );
  };
  const own = <T>(plane: UnitScope['plane'] | null, task: () => Promise<T>): Promise<T> =>
    translated(context, readerOf(database), plane, task);
  return {
    unit: <T>(scope: UnitScope, work: (unit: StorageUnit) => Promise<T>) =>
      guard.run(null, () =>
        own(scope.plane, () => inTransaction(scope, (transaction) => work(context.stores(transaction)))),
      ),
    settle: (scope, waitMillis) =>
      guard.run(null, () =>
        own('platform', () =>
          context.gate.settle(
            { run: (setting, work) => inTransaction(onPlatform, work, setting), once: onPlatformOnce },
            scope,
            waitMillis,
          ),
        ),
      ),
    transaction: <T>(work: (bound: BoundStorage) => Promise<T>) =>
      guard.run(null, () =>
        own(null, () =>
          database.transaction(durableCommitOf(profile), (transaction) => work(bindStorage(context, transaction))),
        ),
      ),
    bind: (hostTransaction) => bindStorage(context, database.bind(hostTransaction)),
    isInside: () => guard.isInside() || database.isInside(),
    // A driver refuses to end twice what it has ended.
    close: () => (closing ??= database.close()),
  };
}

function bindStorage(context: Context, transaction: SqlTransaction): BoundStorage {
  const { database, guard } = context;
  const within = <T>(plane: UnitScope['plane'] | null, task: () => Promise<T>): Promise<T> =>
    translated(context, readerWithin(transaction), plane, task);
  return {
    get handle() {
      return transaction.handle;
    },
    unit: <T>(scope: UnitScope, work: (unit: StorageUnit) => Promise<T>) =>
      guard.run(transaction, () =>
        within(scope.plane, () =>
          runBoundUnit(context, transaction, scope, (inner, isolation) => work(context.stores(inner, isolation))),
        ),
      ),
    settle: (scope, waitMillis) =>
      guard.run(transaction, () =>
        within('platform', () =>
          runBoundUnit(context, transaction, onPlatform, (inner, isolation) =>
            context.gate.close(inner, isolation, scope, waitMillis),
          ),
        ),
      ),
    transaction: <T>(work: (bound: BoundStorage) => Promise<T>) =>
      guard.run(transaction, () =>
        within(null, () => transaction.savepoint((inner) => work(bindStorage(context, inner)))),
      ),
    bind: (hostTransaction) => bindStorage(context, database.bind(hostTransaction)),
  };
}

/**
 * Runs `work` in a savepoint. Enters the role inside the savepoint and leaves it again before the savepoint is released: a leaked `SET LOCAL ROLE` would break
 * the host's next statement. When the work fails, rolling back to the savepoint puts role and settings back.
 */
function runBoundUnit<T>(
  context: Context,
  transaction: SqlTransaction,
  scope: UnitScope,
  work: (inner: SqlTransaction, isolation: string) => Promise<T>,
): Promise<T> {
  // Another connection to read the names with may not be free while the host holds this one.
  return underRoles(context.book, transaction, (roles) =>
    transaction.savepoint((inner) =>
      enterAndLeave(context, inner, preambleOf(scope, roles), (isolation) => work(inner, isolation)),
    ),
  );
}

async function enterAndLeave<T>(
  context: Context,
  inner: SqlTransaction,
  preamble: string,
  work: (isolation: string) => Promise<T>,
): Promise<T> {
  const { rows } = await inner.query<{ readonly script: string; readonly isolation: string }>(restoreScriptQuery);
  const [before] = rows;
  invariant(before, 'A session always has its settings.');
  await inner.script(preamble);
  await context.checkSchema(inner);
  const result = await work(before.isolation);
  await inner.script(before.script);
  return result;
}

async function translated<T>(
  { schema, logger = silentLogger }: Context,
  reader: StateReader,
  plane: UnitScope['plane'] | null,
  task: () => Promise<T>,
): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const translation = await translateError(error, () => readDatabaseState(reader, schema), plane);
    reportFault(logger, translation);
    throw translation;
  }
}
