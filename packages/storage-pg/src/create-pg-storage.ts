import { ResultAsync, silentLogger, storageFailure, type Logger, type StorageFailure } from '@tenantatlas/core';
import { invariant, isStorageFault, type Storage } from '@tenantatlas/core/ports';
import { backendProfiles, type PgBackend } from './backend/backend-profile.ts';
import type { DoctorReport } from './doctor/index.ts';
import type { SqlDatabase, SqlDatabaseSource } from './executor/sql-database.ts';
import { maintenanceOf } from './maintenance.ts';
import { migrations } from './migrations/index.ts';
import type { MigrateOptions, MigrationPlan, MigrationReport, SchemaStatus } from './migrator/index.ts';
import { gateSettling } from './queries/gate-settling.ts';
import { createUnitStores } from './queries/index.ts';
import { defaultSchema, schemaIdentifier } from './schema/identifier.ts';
import { createSchemaCheck } from './unit/schema-check.ts';
import { reportFault } from './unit/report-fault.ts';
import { createUnitStorage } from './unit/unit-storage.ts';

/** Where and how to store. */
export interface PgStorageOptions {
  /** `pglite(...)`, `pgPool(...)` or `postgresJs(...)`. */
  readonly database: SqlDatabaseSource;
  /**
   * The PostgreSQL schema that holds the tables.
   * @default 'tenantatlas'
   */
  readonly schema?: string;
  /**
   * What the database runs on. With `'citus'` no statement locks rows of several workspaces, and settings are made in the form that reaches the
   * workers. The guide describes how to distribute the tables, under "Many machines". PGlite is PostgreSQL.
   * @default 'postgresql'
   */
  readonly backend?: PgBackend;
  /**
   * Gets the cause of each failure as the event `storage_fault`: the kind, the SQLSTATE (`state`) and the message of the server or the driver (`cause`),
   * without secrets. An answer to a caller has the kind only.
   * @default none
   */
  readonly logger?: Logger;
}

/** Storage in PostgreSQL. Before {@link PgStorage.migrate} has run once, every use answers `storage_failure` of kind `schema_missing`. */
export interface PgStorage extends Storage {
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
export function createPgStorage(options: PgStorageOptions): ResultAsync<PgStorage, StorageFailure> {
  checkOptions(options);
  const { database, schema = defaultSchema, backend = 'postgresql', logger = silentLogger } = options;
  schemaIdentifier(schema);
  return answer(logger, async () => assemble(await database.open(), schema, backend, logger));
}

/** TypeScript sees a misspelt option; plain JavaScript does not. */
function checkOptions(options: PgStorageOptions): void {
  const names: readonly string[] = [
    'database',
    'schema',
    'backend',
    'logger',
  ] satisfies readonly (keyof PgStorageOptions)[];
  for (const name of Object.keys(options))
    invariant(names.includes(name), `createPgStorage: "${name}" is no option. Use one of ${names.join(', ')}.`);
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

function assemble(database: SqlDatabase, schema: string, backend: PgBackend, logger: Logger): PgStorage {
  const profile = backendProfiles[backend];
  const maintenance = maintenanceOf(database, schema);
  return {
    ...createUnitStorage({
      database,
      schema,
      stores: (transaction, isolation = 'read committed') => createUnitStores(transaction, { schema, isolation }),
      gate: gateSettling(schema, profile),
      profile,
      logger,
      checkSchema: createSchemaCheck(schema, migrations.at(-1)?.number ?? 0),
    }),
    migrate: (options) => answer(logger, () => maintenance.migrate(options)),
    plan: (options) => answer(logger, () => maintenance.plan(options)),
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
