export {
  createMigrator,
  type MigrateOptions,
  type MigrationPlan,
  type MigrationReport,
  type Migrator,
} from './migrator.ts';
export { areUsedElsewhere, mayTakeOn, planRoles, type RoleReport } from './role-step.ts';
export { type SchemaStatus } from './schema-status.ts';
export { readApplied, type AppliedMigration } from './version-table.ts';
