export type { PgBackend } from './backend/backend-profile.ts';
export { defineConfig, type TenantAtlasConfig } from './cli/define-config.ts';
export { createPgStorage, type PgStorage, type PgStorageOptions } from './create-pg-storage.ts';
export type { DoctorReport, Finding } from './doctor/index.ts';
export type {
  SqlBackend,
  SqlDatabase,
  SqlDatabaseSource,
  SqlExecutor,
  SqlResult,
  SqlTransaction,
  SqlValue,
  TransactionOptions,
} from './executor/sql-database.ts';
export { SqlError } from './executor/sql-error.ts';
export type {
  AppliedMigration,
  MigrateOptions,
  MigrationPlan,
  MigrationReport,
  RoleReport,
  SchemaStatus,
} from './migrator/index.ts';
export { rolesSql, type RolesOptions } from './roles/index.ts';
