import { StorageFault } from '@tenantatlas/core/ports';
import { causedBy } from '../executor/cause.ts';
import type { SqlDatabase, SqlExecutor, SqlTransaction } from '../executor/sql-database.ts';
import { SqlError } from '../executor/sql-error.ts';
import type { Migration } from '../migrations/migration.ts';
import { createRoleBook, rolesSqlOf, underRoles, type UnitRoleNames } from '../roles/index.ts';
import { schemaIdentifier } from '../schema/identifier.ts';
import { roleMove, runMove } from './role-move.ts';
import { ensureRoles, holdersOf, planRoles, type RolePlan, type RoleReport } from './role-step.ts';
import { pendingOf, refuseUnknown, statusOf, type SchemaStatus } from './schema-status.ts';
import {
  type AppliedMigration,
  createVersionTableSql,
  hasVersionTable,
  lockSql,
  readApplied,
  recordSql,
  upgradeVersionTableSql,
} from './version-table.ts';

/** What a migration run did. */
export interface MigrationReport {
  readonly schema: string;
  /** The version the database is at now. */
  readonly version: number;
  /** What this run applied; another one may have been faster. */
  readonly applied: readonly { readonly number: number; readonly name: string }[];
  /** What was not applied; empty unless the roles are missing and this login may not create them. */
  readonly pending: readonly { readonly number: number; readonly name: string }[];
  readonly roles: RoleReport;
}

/** What a migration run would do. */
export interface MigrationPlan {
  readonly schema: string;
  readonly pending: readonly { readonly number: number; readonly name: string }[];
  /** The whole of it as SQL, to be reviewed, or run with another tool; empty when nothing is pending. Roles are a separate step. */
  readonly sql: string;
  /** The separate step: creates the roles of this installation and grants them, to be run by an administrator. Can be run any number of times. */
  readonly rolesSql: string;
}

/** Who gets the roles. */
export interface MigrateOptions {
  /** The login that the application connects as. @default the one that migrates, unless it is a superuser */
  readonly login?: string | undefined;
  /** The login that retention and erasure connect as. @default none */
  readonly maintenanceLogin?: string | undefined;
}

/** Installs and upgrades one schema. Rejects with a `StorageFault`, or with what {@link SqlError} says before it was translated. */
export interface Migrator {
  /** Applies what is pending. Any number of processes may call it at once: each migration is applied by one of them, in one transaction. */
  migrate(options?: MigrateOptions): Promise<MigrationReport>;
  plan(options?: MigrateOptions): Promise<MigrationPlan>;
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
  const status = async (): Promise<SchemaStatus> => statusOf(schema, migrations, await readOrEmpty(database, schema));
  return {
    status,
    async plan(options = {}) {
      const current = await status();
      refuseUnknown(current);
      const roles = await planRoles(database, schema);
      const move =
        current.state !== 'compatible' && roles.mustMove ? await roleMove(database, schema, roles.target.units) : [];
      return {
        schema,
        pending: current.pending,
        sql: planSql(schema, migrations, roles.inForce.units, current, pendingOf(migrations, current.applied), move),
        rolesSql: rolesSqlOf(roles.target, options),
      };
    },
    async migrate(options = {}) {
      const before = await status();
      refuseUnknown(before);
      const plan = await planRoles(database, schema);
      const roles = await ensureRoles(database, plan, options);
      const isInstalled = before.state !== 'absent';
      if (before.state === 'compatible' || (roles.state === 'missing' && !isInstalled))
        return { schema, version: before.version, applied: [], pending: before.pending, roles };
      const applied =
        before.state === 'current' && hasWorksWith(before)
          ? []
          : await applyAll(database, schema, migrations, plan.inForce.units);
      return {
        schema,
        version: migrations.at(-1)?.number ?? 0,
        applied: applied.map(({ number, name }) => ({ number, name })),
        pending: [],
        roles: roles.state === 'ready' ? await move(database, schema, plan, roles) : roles,
      };
    },
  };
}

/** Moves the installation to its own roles, or ends a move that was interrupted. */
async function move(database: SqlDatabase, schema: string, plan: RolePlan, roles: RoleReport): Promise<RoleReport> {
  if (!plan.owns) return roles;
  const transactions = await roleMove(database, schema, plan.target.units);
  if (transactions.length === 0) return roles;
  const before = plan.mustMove ? await holdersOf(database, plan.inForce) : [];
  await runMove(database, schema, transactions);
  const after = new Set(await holdersOf(database, plan.target));
  return { ...roles, leftOut: before.filter((login) => !after.has(login)) };
}

/** Whether the version table has what {@link upgradeVersionTableSql} adds. */
function hasWorksWith({ applied }: SchemaStatus): boolean {
  return applied.every(({ worksWith }) => worksWith !== null);
}

async function applyAll(
  database: SqlDatabase,
  schema: string,
  migrations: readonly Migration[],
  names: UnitRoleNames,
): Promise<readonly Migration[]> {
  const applied: Migration[] = [];
  for (;;) {
    const next = await database.transaction(preamble, (transaction) =>
      applyNext(transaction, schema, migrations, names),
    );
    if (!next) return applied;
    applied.push(next);
  }
}

/** Everything is read again under the lock: what was pending before may have been applied by the process that held it. */
async function applyNext(
  transaction: SqlTransaction,
  schema: string,
  migrations: readonly Migration[],
  names: UnitRoleNames,
): Promise<Migration | null> {
  await transaction.script(lockSql(schema));
  if (!(await hasVersionTable(transaction, schema))) await transaction.script(createVersionTableSql(schema, names));
  let applied = await readApplied(transaction, schema);
  if (applied.some(({ worksWith }) => worksWith === null)) {
    await transaction.script(upgradeVersionTableSql(schema, migrations));
    applied = await readApplied(transaction, schema);
  }
  refuseUnknown(statusOf(schema, migrations, applied));
  const next = pendingOf(migrations, applied)[0];
  if (!next) return null;
  await transaction.script(next.up(schema, names)).catch((error: unknown) => {
    throw refusedByMigration(next, error);
  });
  await transaction.script(recordSql(schema, next, `'${new Date().toISOString()}'`));
  return next;
}

/** A migration raises 55000 for rows that it leaves to a person to decide. The schema stays as it was, and a repetition does not help. */
function refusedByMigration({ number, name }: Migration, error: unknown): unknown {
  if (!(error instanceof SqlError && error.state === '55000')) return error;
  const text = `The migration ${number} ${name} was not applied (${error.message}).`;
  return causedBy(new StorageFault('schema_outdated', text), error);
}

/** The application's login reads only through a role; a login that migrates may hold none. */
async function readOrEmpty(database: SqlDatabase, schema: string): Promise<readonly AppliedMigration[] | null> {
  const read = async (executor: SqlExecutor): Promise<readonly AppliedMigration[] | null> =>
    (await hasVersionTable(executor, schema)) ? readApplied(executor, schema) : null;
  try {
    return await database.transaction(preamble, read);
  } catch (error) {
    if (!(error instanceof SqlError && error.state === '42501')) throw error;
    return underRoles(createRoleBook(schema), database, ({ ta_platform }) =>
      database.transaction(`${preamble};SET LOCAL ROLE ${ta_platform}`, read),
    );
  }
}

function planSql(
  schema: string,
  migrations: readonly Migration[],
  names: UnitRoleNames,
  current: SchemaStatus,
  pending: readonly Migration[],
  move: readonly (readonly string[])[],
): string {
  const inTransaction = (text: string): string => `BEGIN;\n${lockSql(schema)};\n${text}COMMIT;\n`;
  const install = current.state === 'absent' ? [inTransaction(createVersionTableSql(schema, names))] : [];
  const upgrade = hasWorksWith(current) ? [] : [inTransaction(upgradeVersionTableSql(schema, migrations))];
  const steps = pending.map(
    (migration) =>
      `-- ${migration.number} ${migration.name}\n${inTransaction(`${migration.up(schema, names)}\n${recordSql(schema, migration, "date_trunc('milliseconds', clock_timestamp())")}`)}`,
  );
  const exchange = move.map((statements) => inTransaction(statements.map((statement) => `${statement};\n`).join('')));
  const all = [...install, ...upgrade, ...steps, ...exchange];
  if (all.length === 0) return '';
  return `-- Schema ${schemaIdentifier(schema)}. The roles must exist: tenantatlas plan --roles\n${all.join('\n')}`;
}
