import { invariant, InvariantError, isStorageFault, optionChecks, StorageFault } from '@tenantatlas/core/ports';
import type { Sql, TransactionSql } from 'postgres';
import { fromDriver } from '../executor/driver-error.ts';
import { enterAtOnce } from '../executor/enter-at-once.ts';
import type { SqlDatabase, SqlDatabaseSource, SqlResult, SqlTransaction, SqlValue } from '../executor/sql-database.ts';
import { createConnectionLimit } from '../executor/connection-limit.ts';
import { createCommit } from './postgres-js-commit.ts';
import { refuseColumnTransform } from './postgres-js-session.ts';
import {
  asBody,
  createLiveness,
  openPostgresJsScope,
  outcomeOf,
  runScope,
  type Outcome,
} from './postgres-js-transaction.ts';

/** How to use a postgres.js instance. */
export interface PostgresJsOptions {
  /**
   * Milliseconds to wait for a transaction to begin before the answer is `storage_failure`. postgres.js has no such limit: while a
   * server is down it waits longer and longer, up to 20 seconds (its option `backoff`), before it even tries.
   * @default 10000
   */
  readonly beginTimeoutMillis?: number | undefined;
  /**
   * Whether the statements of the SDK are prepared. The option `prepare` of the instance comes first: with `prepare: false` none is. Behind a pooler that does not follow
   * prepared statements set that one, because postgres.js prepares statements of its own.
   * @default true
   */
  readonly preparedStatements?: boolean | undefined;
}

/**
 * PostgreSQL through postgres.js (`postgres`). The instance belongs to the host: it is not ended with the storage.
 *
 * An instance for TenantAtlas alone is best: with a hundred other statements in its pipeline, postgres.js may begin a transaction on a
 * connection that it does not reserve (porsager/postgres#1189).
 *
 * Throws an invariant for options that cannot work, and for an instance that renames columns (`transform: postgres.camel`): pass another instance.
 *
 * @example
 * const storage = await createPgStorage({ database: postgresJs(postgres(url)) });
 */
export function postgresJs(sql: Sql, options: PostgresJsOptions = {}): SqlDatabaseSource<TransactionSql> {
  const check = optionChecks('postgresJs');
  check.methods('sql', sql ?? null, ['begin', 'unsafe'], 'what postgres(...) answers');
  check.names(options, ['beginTimeoutMillis', 'preparedStatements']);
  check.delay('beginTimeoutMillis', options.beginTimeoutMillis);
  check.flag('preparedStatements', options.preparedStatements);
  const { beginTimeoutMillis = 10_000, preparedStatements: prepare = true } = options;
  refuseColumnTransform(sql);
  return {
    backend: 'postgres-js',
    open: () => Promise.resolve(postgresJsDatabase({ sql, beginTimeoutMillis, prepare })),
  };
}

interface Instance {
  readonly sql: Sql;
  readonly beginTimeoutMillis: number;
  /** Whether statements are prepared. */
  readonly prepare: boolean;
}

function postgresJsDatabase(instance: Instance): SqlDatabase {
  const bound = new WeakMap<object, SqlTransaction>();
  return {
    backend: 'postgres-js',
    query: <Row>(text: string, params?: readonly SqlValue[]) =>
      runTransaction(instance, '', (transaction) => transaction.query<Row>(text, params)),
    script: <Row>(text: string) => runTransaction(instance, '', (transaction) => transaction.script<Row>(text)),

    once: (script) => runOnce(instance, script),
    transaction: (preamble, work) => runTransaction(instance, preamble, work),
    bind(hostTransaction) {
      if (!isTransaction(hostTransaction)) {
        throw new InvariantError(
          'With postgres.js a host transaction is what `sql.begin` hands over: `sql.begin((tx) => ...)`.',
        );
      }
      const known =
        bound.get(hostTransaction) ??
        openPostgresJsScope(hostTransaction, createLiveness(), instance.prepare).transaction;
      bound.set(hostTransaction, known);
      return known;
    },
    isInside: () => false,
    close: () => Promise.resolve(),
  };
}

/**
 * postgres.js passes the last error of a terminated connection to the caller that reconnects it (porsager/postgres#1223), so a BEGIN may fail with an
 * old error. Nothing of `work` has run by then, and a second BEGIN gives the true answer.
 */
async function runTransaction<T>(
  instance: Instance,
  preamble: string,
  work: (transaction: SqlTransaction) => Promise<T>,
): Promise<T> {
  const outcome = outcomeOf<T>();
  const deadline = performance.now() + instance.beginTimeoutMillis;
  const attempt = (): Promise<T> =>
    begin(instance, outcome, deadline, (transaction) => entered(transaction, preamble, work));
  try {
    return await attempt();
  } catch (error) {
    if (outcome.started || !isStorageFault(error) || performance.now() >= deadline) throw error;
    return attempt();
  }
}

/**
 * The script and the commit go out together. When the script fails, the server answers the commit with a rollback; the failure of the script is the one
 * that is reported.
 */
async function runOnce<Row>(instance: Instance, script: () => string): Promise<readonly SqlResult<Row>[]> {
  const sent: Promise<readonly SqlResult<Row>[]>[] = [];
  let failure: { readonly error: unknown } | null = null;
  try {
    await runTransaction(instance, '', (transaction) => {
      const answer = transaction.script<Row>(script());
      answer.catch(() => undefined);
      sent.push(answer);
      return Promise.resolve();
    });
  } catch (error) {
    failure = { error };
  }
  const [results] = await Promise.all(sent);
  if (failure) throw failure.error;
  invariant(results, 'A transaction that was committed has sent its script.');
  return results;
}

async function begin<T>(
  { sql, prepare }: Instance,
  outcome: Outcome<T>,
  deadline: number,
  work: (transaction: SqlTransaction) => Promise<T>,
): Promise<T> {
  const liveness = createLiveness();
  const limit = createConnectionLimit(deadline, () => outcome.started);
  const commit = createCommit();
  const begun = sql.begin('isolation level read committed', (inner) => {
    limit.check();
    return asBody(liveness, async () => {
      await outcome.note(() => runScope(openPostgresJsScope(inner, liveness, prepare), work));
      await liveness.known();
      if (!liveness.lost) commit.send(inner);
    });
  });
  try {
    // The answer to our commit comes first: postgres.js rejects also for a statement that failed in the transaction and was undone there.
    await limit.wait(Promise.race([commit.answer, begun]));
  } catch (error) {
    if (outcome.failed(error)) throw error;
    const failure = fromDriver(error);
    if (failure.connectionLost) liveness.lose();
    throw commit.isSent && isStorageFault(failure.error) ? unknownCommit() : failure.error;
  }
  return outcome.value();
}

/** postgres.js has sent BEGIN by itself, and pipelines the rest. */
function entered<T>(
  transaction: SqlTransaction,
  preamble: string,
  work: (transaction: SqlTransaction) => Promise<T>,
): Promise<T> {
  return preamble === '' ? work(transaction) : enterAtOnce(transaction.script(preamble), () => work(transaction));
}

function unknownCommit(): StorageFault {
  return new StorageFault('unavailable', 'The connection broke while a commit was under way.', { outcome: 'unknown' });
}

function isTransaction(value: unknown): value is TransactionSql {
  return typeof value === 'function' && 'savepoint' in value && 'unsafe' in value;
}
