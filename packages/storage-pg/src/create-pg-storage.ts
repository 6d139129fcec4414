import { ResultAsync, silentLogger, storageFailure, type Logger, type StorageFailure } from '@tenantatlas/core';
import { invariant, isStorageFault, optionChecks, type Storage } from '@tenantatlas/core/ports';
import { backendProfiles, type PgBackend } from './backend/backend-profile.ts';
import type { DoctorReport } from './doctor/index.ts';
import type { SqlDatabase, SqlDatabaseSource } from './executor/sql-database.ts';
import { maintenanceOf } from './maintenance.ts';
import { migrations } from './schema.ts';
import type { MigrateOptions, MigrationPlan, MigrationReport, SchemaStatus } from './migrator/index.ts';
import { gateSettling } from './queries/gate-settling.ts';
import { createUnitStores } from './queries/index.ts';
import { checkLogins } from './roles/index.ts';
import { defaultSchema, schemaIdentifier } from './schema/identifier.ts';
import { createSchemaCheck } from './unit/schema-check.ts';
import { reportFault } from './unit/report-fault.ts';
import { createUnitStorage } from './unit/unit-storage.ts';

/** Where and how to store. */
export interface PgStorageOptions<Transaction = unknown> {
  /** `pglite(...)`, `pgPool(...)` or `postgresJs(...)`. */
  readonly database: SqlDatabaseSource<Transaction>;
  /**
   * The PostgreSQL schema that holds the tables.
   * @default 'tenantatlas'
   */
  readonly schema?: string | undefined;
  /**
   * What the database runs on. With `'citus'` no statement locks rows of several workspaces, and settings are made in the form that reaches the
   * workers. The guide describes how to distribute the tables, under "Many machines". PGlite is PostgreSQL.
   * @default 'postgresql'
   */
  readonly backend?: PgBackend | undefined;
  /**
   * Gets the cause of each failure as the event `storage_fault`: the kind, the SQLSTATE (`state`) and the message of the server or the driver (`cause`),
   * without secrets. An answer to a caller has the kind only.
   * @default none
   */
  readonly logger?: Logger | undefined;
}

/** Storage in PostgreSQL. Before {@link PgStorage.migrate} has run once, every use answers `storage_failure` of kind `schema_missing`. */
export interface PgStorage<Transaction = unknown> extends Storage<Transaction> {
  /**
   * Installs or upgrades the schema; safe to call at every start, from any number of processes. Roles are created and granted when the login may;
   * otherwise the report says what an administrator has to run.
   */
  migrate(options?: MigrateOptions): ResultAsync<MigrationReport, StorageFailure>;
  /** What {@link migrate} would run, as SQL. */
  plan(options?: MigrateOptions): ResultAsync<MigrationPlan, StorageFailure>;
  /** Which version the schema is at. */
  status(): ResultAsync<SchemaStatus, StorageFailure>;
  /** Compares the database with what the migrations make, and judges roles, login, durability and clock. Changes nothing. */
  doctor(): ResultAsync<DoctorReport, StorageFailure>;
}

/**
 * Opens the database. Connections are made when they are needed, so a server that is down shows at the first use; a data directory that
 * another process holds is `storage_failure` of kind `locked` at once.
 *
 * @example
 * const storage = orThrow(await createPgStorage({ database: pglite('./data') }));
 * orThrow(await storage.migrate());
 */
export function createPgStorage<Transaction = unknown>(
  options: PgStorageOptions<Transaction>,
): ResultAsync<PgStorage<Transaction>, StorageFailure> {
  checkOptions(options);
  const { database, schema = defaultSchema, backend = 'postgresql', logger = silentLogger } = options;
  schemaIdentifier(schema);
  return answer(logger, async () => storageOver(await database.open(), schema, backend, logger));
}

/** TypeScript sees a misspelt option; plain JavaScript does not. */
function checkOptions(options: PgStorageOptions): void {
  const check = optionChecks('createPgStorage');
  check.names(options, ['database', 'schema', 'backend', 'logger'] satisfies readonly (keyof PgStorageOptions)[]);
  check.methods('logger', options.logger, ['warn', 'error'], 'a logger');
  invariant(
    typeof (options.database as Partial<SqlDatabaseSource> | undefined)?.open === 'function',
    'createPgStorage: "database" is pglite(...), pgPool(...) or postgresJs(...).',
  );
  const { backend = 'postgresql' } = options;
  invariant(
    Object.hasOwn(backendProfiles, backend),
    `createPgStorage: "backend" is one of ${Object.keys(backendProfiles).join(', ')}.`,
  );
  invariant(
    backend === 'postgresql' || options.database.backend !== 'pglite',
    'createPgStorage: PGlite is PostgreSQL. Leave "backend" out, or use pgPool(...) or postgresJs(...).',
  );
}

/** The storage of one schema of a database that is open. */
export function storageOver<Transaction>(
  database: SqlDatabase<Transaction>,
  schema: string,
  backend: PgBackend,
  logger: Logger,
): PgStorage<Transaction> {
  const profile = backendProfiles[backend];
  const maintenance = maintenanceOf(database, schema);
  return {
    // A handle comes from the driver behind `database`, which names its type.
    ...(createUnitStorage({
      database,
      schema,
      stores: (transaction, isolation = 'read committed') =>
        createUnitStores(transaction, { schema, isolation, profile }),
      gate: gateSettling(schema, profile),
      profile,
      logger,
      checkSchema: createSchemaCheck(schema, migrations.at(-1)?.number ?? 0),
    }) as Storage<Transaction>),
    migrate(options = {}) {
      checkLogins('migrate', options);
      return answer(logger, () => maintenance.migrate(options));
    },
    plan(options = {}) {
      checkLogins('plan', options);
      return answer(logger, () => maintenance.plan(options));
    },
    status: () => answer(logger, () => maintenance.status()),
    doctor: () => answer(logger, () => maintenance.doctor()),
  };
}

/** Faults become values here; anything else is a bug and rejects. */
function answer<T>(logger: Logger, task: () => Promise<T>): ResultAsync<T, StorageFailure> {
  return ResultAsync.fromPromise(task(), (error) => {
    reportFault(logger, error);
    if (isStorageFault(error)) return storageFailure(error.kind, error.outcome);
    throw error;
  });
}
