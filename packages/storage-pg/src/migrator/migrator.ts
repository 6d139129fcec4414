import type { SqlDatabase, SqlExecutor, SqlTransaction } from '../executor/sql-database.ts';
import { SqlError } from '../executor/sql-error.ts';
import type { Migration } from '../migrations/index.ts';
import { schemaIdentifier } from '../schema/identifier.ts';
import { ensureRoles, type RoleReport } from './role-step.ts';
import { pendingOf, refuseUnknown, statusOf, type SchemaStatus } from './schema-status.ts';
import {
  type AppliedMigration,
  createVersionTableSql,
  hasVersionTable,
  lockSql,
  readApplied,
  recordSql,
} from './version-table.ts';

/** What a migration run did. */
export interface MigrationReport {
  readonly schema: string;
  /** The version the database is at now. */
  readonly version: number;
  /** What this run applied; another one may have been faster. */
  readonly applied: readonly { readonly number: number; readonly name: string }[];
  /** The pending SQL; empty unless the roles are missing and this login may not create them. */
  readonly pending: readonly { readonly number: number; readonly name: string }[];
  readonly roles: RoleReport;
}

/** What a migration run would do. */
export interface MigrationPlan {
  readonly schema: string;
  readonly pending: readonly { readonly number: number; readonly name: string }[];
  /** The whole of it as SQL, to be reviewed or run by hand; empty when nothing is pending. Roles are a separate step. */
  readonly sql: string;
}

/** How to migrate. */
export interface MigrateOptions {
  /** The login that the application connects as, when it is another one than the one that migrates. */
  readonly login?: string | undefined;
}

/** Installs and upgrades one schema. Rejects with a `StorageFault`, or with what {@link SqlError} says before it was translated. */
export interface Migrator {
  /** Applies what is pending. Any number of processes may call it at once: each migration is applied by one of them, in one transaction. */
  migrate(options?: MigrateOptions): Promise<MigrationReport>;
  plan(): Promise<MigrationPlan>;
  status(): Promise<SchemaStatus>;
}

/** No time limit of the login may end a migration half-way. Notices are suppressed. */
const preamble = [
  'SET LOCAL search_path TO pg_catalog,pg_temp',
  "SET LOCAL DateStyle TO 'ISO, YMD'",
  'SET LOCAL statement_timeout TO 0',
  'SET LOCAL lock_timeout TO 0',
  'SET LOCAL client_min_messages TO warning',
].join(';');

/** See {@link Migrator}. */
export function createMigrator(database: SqlDatabase, schema: string, migrations: readonly Migration[]): Migrator {
  const status = async (): Promise<SchemaStatus> => statusOf(schema, migrations, await readAsMayBe(database, schema));
  return {
    status,
    async plan() {
      const current = await status();
      refuseUnknown(current);
      return {
        schema,
        pending: current.pending,
        sql: planSql(schema, pendingOf(migrations, current.applied), current.state === 'absent'),
      };
    },
    async migrate(options = {}) {
      const before = await status();
      refuseUnknown(before);
      const roles = await ensureRoles(database, options.login);
      if (before.state === 'current' || roles.state === 'missing')
        return { schema, version: before.version, applied: [], pending: before.pending, roles };
      const applied = await applyAll(database, schema, migrations);
      return {
        schema,
        version: migrations.at(-1)?.number ?? 0,
        applied: applied.map(({ number, name }) => ({ number, name })),
        pending: [],
        roles,
      };
    },
  };
}

async function applyAll(
  database: SqlDatabase,
  schema: string,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const applied: Migration[] = [];
  for (;;) {
    const next = await database.transaction(preamble, (transaction) => applyNext(transaction, schema, migrations));
    if (!next) return applied;
    applied.push(next);
  }
}

/** Everything is read again under the lock: what was pending before may have been applied by the process that held it. */
async function applyNext(
  transaction: SqlTransaction,
  schema: string,
  migrations: readonly Migration[],
): Promise<Migration | null> {
  await transaction.script(lockSql(schema));
  if (!(await hasVersionTable(transaction, schema))) await transaction.script(createVersionTableSql(schema));
  const applied = await readApplied(transaction, schema);
  refuseUnknown(statusOf(schema, migrations, applied));
  const next = pendingOf(migrations, applied)[0];
  if (!next) return null;
  await transaction.script(next.up(schema));
  await transaction.script(recordSql(schema, next, `'${new Date().toISOString()}'`));
  return next;
}

/** The application's login reads only through a role; a login that migrates may hold none. */
async function readAsMayBe(database: SqlDatabase, schema: string): Promise<readonly AppliedMigration[] | null> {
  const read = async (executor: SqlExecutor): Promise<readonly AppliedMigration[] | null> =>
    (await hasVersionTable(executor, schema)) ? readApplied(executor, schema) : null;
  try {
    return await database.transaction(preamble, read);
  } catch (error) {
    if (!(error instanceof SqlError && error.state === '42501')) throw error;
    return database.transaction(`${preamble};SET LOCAL ROLE ta_platform`, read);
  }
}

function planSql(schema: string, pending: readonly Migration[], fromNothing: boolean): string {
  if (pending.length === 0) return '';
  const install = fromNothing ? `BEGIN;\n${lockSql(schema)};\n${createVersionTableSql(schema)}COMMIT;\n` : '';
  const steps = pending.map(
    (migration) =>
      `-- ${migration.number} ${migration.name}\nBEGIN;\n${lockSql(schema)};\n${migration.up(schema)}\n${recordSql(schema, migration, "date_trunc('milliseconds', clock_timestamp())")}COMMIT;\n`,
  );
  return `-- Schema ${schemaIdentifier(schema)}. The roles must exist: tenantatlas plan --roles\n${install}${steps.join('\n')}`;
}
