import { orThrow } from '@tenantatlas/core';
import pg from 'pg';
import postgres from 'postgres';
import { describe, inject } from 'vitest';
import type { PgBackend } from '../../src/backend/backend-profile.ts';
import { createPgStorage, type PgStorage } from '../../src/create-pg-storage.ts';
import type { SqlBackend, SqlDatabase, SqlDatabaseSource } from '../../src/executor/sql-database.ts';
import { pgPool } from '../../src/pg/index.ts';
import { pglite } from '../../src/pglite/index.ts';
import type { UnitRoleNames } from '../../src/roles/index.ts';
import { postgresJs } from '../../src/postgres-js/index.ts';
import { createTestDatabase, pgliteRoles, testRoles, withRoles } from './database.ts';
import { patientMillis, withPatientLocks } from './patient.ts';
import { clonePglite } from './pglite.ts';
import { rewrittenSource } from './rewritten-database.ts';

/** One driver with its own migrated database. */
export interface TestBackend {
  readonly name: SqlBackend;
  /** Opens a fresh database. Close it again. */
  open(): Promise<OpenBackend>;
}

/** A fresh database behind one driver. */
export interface OpenBackend {
  /** As the application's login. */
  readonly storage: PgStorage;
  /** As the login that erases; on PGlite the same as `storage`. */
  readonly maintenance: PgStorage;
  /** The source that `storage` was made of, to make another storage of or to open beneath it. */
  readonly source: SqlDatabaseSource;
  /** What `storage` runs on, one layer below. */
  readonly database: SqlDatabase;
  /** What the roles of units are called here. */
  readonly roles: UnitRoleNames;
  /** Runs one statement as superuser, beside every transaction. On PGlite it waits for an open one. `ta_workspace` and its siblings stand for the roles. */
  admin<Row extends object = Record<string, unknown>>(sql: string): Promise<readonly Row[]>;
  /** Opens a transaction as a host does, with the driver's own means. */
  hostTransaction<T>(work: (host: HostTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A transaction of the host. */
export interface HostTransaction {
  /** What `storage.bind` takes. */
  readonly handle: unknown;
  /** Runs a statement of the host's own. `ta_workspace` and its siblings stand for the roles of the installation. */
  run<Row extends object = Record<string, unknown>>(sql: string): Promise<readonly Row[]>;
}

const openers: { readonly [Name in SqlBackend]: (variant?: Variant) => Promise<OpenBackend> } = {
  pglite: openPglite,
  pg: openPg,
  'postgres-js': openPostgresJs,
};

/** Registers `suite` once for every driver, under its name. */
export function forEachBackend(suite: (backend: TestBackend) => void): void {
  describe.each(['pglite', 'pg', 'postgres-js'] as const)('%s', (name) => suite({ name, open: () => openers[name]() }));
}

/** {@link forEachBackend}, and once more for pg with connections that pipeline. For what depends on how a driver sends statements. */
export function forEachDriver(suite: (backend: TestBackend) => void): void {
  forEachBackend(suite);
  describe('pg with pipelining', () => suite({ name: 'pg', open: () => openPg({ pipeline: true }) }));
}

/** What the storages of an open backend send. It runs on PostgreSQL in every case. */
export interface Variant {
  /** Whose SQL. @default 'postgresql' */
  readonly backend?: PgBackend;
  /** Rewrites every text before it is sent. @default it stays */
  readonly rewrite?: (sql: string) => string;
  /** Whether connections of pg keep plans. @default false */
  readonly preparedStatements?: boolean;
  /** Whether connections of pg send statements before those ahead are answered. @default false */
  readonly pipeline?: boolean;
}

/** Opens one driver on a database that is migrated already. */
export function openBackend(name: SqlBackend, variant: Variant = {}): Promise<OpenBackend> {
  return openers[name](variant);
}

/** Runs a statement of the host on the driver's own transaction. */
export async function runOnHandle<Row extends object>(handle: unknown, sql: string): Promise<readonly Row[]> {
  if (typeof handle === 'function') return (handle as postgres.TransactionSql).unsafe<Row[]>(sql);
  return (await (handle as Pick<pg.ClientBase, 'query'>).query<Row>(sql)).rows;
}

async function openPglite(variant: Variant = {}): Promise<OpenBackend> {
  const instance = await clonePglite(inject('pgliteFiles'));
  const source = pglite(instance);
  return assemble(source, variant, {
    admin: async <Row extends object>(sql: string) => (await instance.query<Row>(sql)).rows,
    begin: (work) => instance.transaction(work),
    end: () => instance.close(),
  });
}

async function openPg(variant: Variant = {}): Promise<OpenBackend> {
  const database = await createTestDatabase(inject('postgresUrl'));
  const { preparedStatements, pipeline = false } = variant;
  const pool = new pg.Pool({ connectionString: database.appUrl, max: 10, pipeline });
  // A host must do this for its pool: the database is dropped while the last connections are still closing.
  pool.on('error', () => {});
  const eraser = { connectionString: database.maintenanceUrl, max: 6, connectionTimeoutMillis: patientMillis };
  return assemble(pgPool(pool, { preparedStatements }), variant, {
    eraser: pgPool({ ...eraser, preparedStatements, pipeline }),
    admin: database.admin,
    async begin(work) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(client);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    },
    async end() {
      await pool.end();
      await database.drop();
    },
  });
}

async function openPostgresJs(variant: Variant = {}): Promise<OpenBackend> {
  const database = await createTestDatabase(inject('postgresUrl'));
  const sql = postgres(database.appUrl, { max: 10, onnotice: () => {} });
  const eraser = postgres(database.maintenanceUrl, { max: 6, onnotice: () => {} });
  const patient = { beginTimeoutMillis: patientMillis };
  return assemble(postgresJs(sql, patient), variant, {
    eraser: postgresJs(eraser, patient),
    admin: database.admin,
    begin: (work) => inBox((box) => sql.begin((transaction) => box(work(transaction)))),
    async end() {
      await sql.end({ timeout: 5 });
      await eraser.end({ timeout: 5 });
      await database.drop();
    },
  });
}

/** postgres.js types and unwraps what a body resolves with; the result travels beside it. */
async function inBox<T>(run: (box: (body: Promise<T>) => Promise<void>) => Promise<void>): Promise<T> {
  const results: T[] = [];
  await run(async (body) => {
    results.push(await body);
  });
  return results[0] as T;
}

interface Driver {
  /** The same database on the login that erases. @default the same source */
  readonly eraser?: SqlDatabaseSource;
  admin<Row extends object>(sql: string): Promise<readonly Row[]>;
  begin<T>(work: (handle: unknown) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

async function assemble(source: SqlDatabaseSource, variant: Variant, driver: Driver): Promise<OpenBackend> {
  const { backend = 'postgresql', rewrite = (sql) => sql } = variant;
  const storageOn = async (on: SqlDatabaseSource): Promise<PgStorage> =>
    orThrow(await createPgStorage({ database: rewrittenSource(on, (sql) => withPatientLocks(rewrite(sql))), backend }));
  const storage = await storageOn(source);
  const maintenance = driver.eraser ? await storageOn(driver.eraser) : storage;
  const database = await source.open();
  const roles = source.backend === 'pglite' ? pgliteRoles : testRoles;
  return {
    storage,
    maintenance,
    source,
    database,
    admin: (sql) => driver.admin(withRoles(sql, roles)),
    roles: roles.units,
    hostTransaction: (work) =>
      driver.begin((handle) => work({ handle, run: (sql) => runOnHandle(handle, withRoles(sql, roles)) })),
    async close() {
      await storage.close();
      if (maintenance !== storage) await maintenance.close();
      await database.close();
      await driver.end();
    },
  };
}
