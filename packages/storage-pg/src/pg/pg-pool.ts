import { InvariantError, invariant, optionChecks } from '@tenantatlas/core/ports';
import type { SqlDatabaseSource } from '../executor/sql-database.ts';
import { checkConnectionString } from './check-connection-string.ts';
import { pgDatabase } from './pg-database.ts';
import type { PgPoolLike, PgTransactionOf } from './pg-like.ts';

/** A pool of our own. */
export interface PgPoolOptions {
  /** `postgres://user:password@host:port/database`. It appears in no error and no log line. */
  readonly connectionString: string;
  /**
   * Most connections at a time.
   * @default 10
   */
  readonly max?: number | undefined;
  /**
   * Milliseconds to wait for a connection before the answer is `storage_failure`.
   * @default 10000
   */
  readonly connectionTimeoutMillis?: number | undefined;
}

/**
 * PostgreSQL through node-postgres (`pg`): either the host's own pool, which stays open, or a connection string for a pool that
 * {@link SqlDatabase.close} ends. Throws an invariant for options that cannot work; opening rejects with one when the driver cannot read the connection
 * string.
 *
 * @example
 * const storage = await createPgStorage({ database: pgPool(new Pool({ connectionString })) });
 */
export function pgPool(options: PgPoolOptions): SqlDatabaseSource;
export function pgPool<Pool extends PgPoolLike>(pool: Pool): SqlDatabaseSource<PgTransactionOf<Pool>>;
export function pgPool(pool: PgPoolLike | PgPoolOptions): SqlDatabaseSource {
  checkPool(pool);
  return {
    backend: 'pg',
    open: async () => ('connectionString' in pool ? pgDatabase(await ownPool(pool), true) : pgDatabase(pool, false)),
  };
}

function checkPool(pool: PgPoolLike | PgPoolOptions): void {
  const check = optionChecks('pgPool');
  const isObject = typeof pool === 'object' && pool !== null;
  invariant(isObject, 'pgPool: pass a Pool of "pg", or an object such as { connectionString }.');
  if (!('connectionString' in pool))
    return check.methods('pool', pool, ['connect', 'on', 'off'], 'a Pool of "pg" or { connectionString }');
  check.names(pool, ['connectionString', 'max', 'connectionTimeoutMillis']);
  // The text does not repeat the given value: it holds a password.
  invariant(
    typeof pool.connectionString === 'string' && pool.connectionString !== '',
    'pgPool: "connectionString" is a text such as postgres://user:password@host:port/database.',
  );
  check.whole('max', pool.max, 1, 10_000);
  check.delay('connectionTimeoutMillis', pool.connectionTimeoutMillis);
}

async function ownPool(options: PgPoolOptions): Promise<PgPoolLike> {
  const { default: pg } = await import('pg').catch((reason: unknown) => {
    throw new InvariantError('pgPool: the package "pg" cannot be loaded. Install it: npm install pg', {
      cause: reason,
    });
  });
  checkConnectionString(pg, options.connectionString);
  return new pg.Pool({
    connectionString: options.connectionString,
    max: options.max ?? 10,
    connectionTimeoutMillis: options.connectionTimeoutMillis ?? 10_000,
    application_name: 'tenantatlas',
  });
}
