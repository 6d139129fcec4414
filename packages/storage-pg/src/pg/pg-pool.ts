import { InvariantError, invariant, optionChecks } from '@tenantatlas/core/ports';
import type { SqlDatabaseSource } from '../executor/sql-database.ts';
import { checkConnectionString } from './check-connection-string.ts';
import { pgDatabase } from './pg-database.ts';
import type { PgPoolLike, PgTransactionOf } from './pg-like.ts';

/** How the connections of a pool are used. */
export interface PgStatementOptions {
  /**
   * Whether a connection keeps the plans of statements that units send often, as prepared statements with names. It saves the server the planning, which is half of what
   * a short statement costs. Leave it out behind a pooler that gives each transaction another connection and does not follow prepared statements, such as PgBouncer
   * before 1.21 or without `max_prepared_statements`: what the server refuses there is repeated without names, and nothing is lost, but the server keeps plans that no
   * one uses.
   *
   * At most 100 plans for each connection, each of them for one text under one role. Statements in a transaction of the host, as in `guard` and `withTransaction`, have no
   * name: they could not be repeated.
   * @default false
   */
  readonly preparedStatements?: boolean | undefined;
}

/** A pool of our own. */
export interface PgPoolOptions extends PgStatementOptions {
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
  /**
   * Whether a connection sends a statement before the one ahead of it is answered, which saves a round trip in each unit and two in a start: worth most where the server is
   * far away. It is the option of the same name of `pg`, from 8.23 on; older versions ignore it. For a pool of the host set it there:
   * `new Pool({ connectionString, pipeline: true })`. Units use it on each connection that has it.
   * @default false
   */
  readonly pipeline?: boolean | undefined;
}

/**
 * PostgreSQL through node-postgres (`pg`): either the host's own pool, which stays open, or a connection string for a pool that
 * {@link SqlDatabase.close} ends. Throws an invariant for options that cannot work; opening rejects with one when the driver cannot read the connection
 * string.
 *
 * @example
 * const storage = await createPgStorage({ database: pgPool(new Pool({ connectionString }), { preparedStatements: true }) });
 */
export function pgPool(options: PgPoolOptions): SqlDatabaseSource;
export function pgPool<Pool extends PgPoolLike>(
  pool: Pool,
  options?: PgStatementOptions,
): SqlDatabaseSource<PgTransactionOf<Pool>>;
export function pgPool(pool: PgPoolLike | PgPoolOptions, options: PgStatementOptions = {}): SqlDatabaseSource {
  checkPool(pool, options);
  const { preparedStatements: keepPlans = false } = 'connectionString' in pool ? pool : options;
  return {
    backend: 'pg',
    open: async () =>
      'connectionString' in pool
        ? pgDatabase(await ownPool(pool), { endPool: true, keepPlans })
        : pgDatabase(pool, { endPool: false, keepPlans }),
  };
}

function checkPool(pool: PgPoolLike | PgPoolOptions, options: PgStatementOptions): void {
  const check = optionChecks('pgPool');
  const isObject = typeof pool === 'object' && pool !== null;
  invariant(isObject, 'pgPool: pass a Pool of "pg", or an object such as { connectionString }.');
  if (!('connectionString' in pool)) {
    check.methods('pool', pool, ['connect', 'on', 'off'], 'a Pool of "pg" or { connectionString }');
    check.names(options, ['preparedStatements']);
    return check.flag('preparedStatements', options.preparedStatements);
  }
  invariant(
    Object.keys(options).length === 0,
    'pgPool: with { connectionString } there is one object for all options.',
  );
  check.names(pool, ['connectionString', 'max', 'connectionTimeoutMillis', 'preparedStatements', 'pipeline']);
  check.flag('preparedStatements', pool.preparedStatements);
  check.flag('pipeline', pool.pipeline);
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
    pipeline: options.pipeline ?? false,
    application_name: 'tenantatlas',
  });
}
