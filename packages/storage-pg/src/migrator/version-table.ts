import { createHash } from 'node:crypto';
import type { SqlExecutor } from '../executor/sql-database.ts';
import type { Migration } from '../migrations/migration.ts';
import { unitRoles, type UnitRoleNames } from '../roles/index.ts';
import { schemaIdentifier } from '../schema/identifier.ts';
import { checksumOf } from './checksum.ts';

/** A migration that a database has seen. */
export interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
  readonly appliedAt: string;
  /** The oldest schema version whose code works with it; null when it was applied before this was recorded. */
  readonly worksWith: number | null;
}

/** Creates the schema with its version table. Roles must exist: they may all read the version. */
export function createVersionTableSql(schema: string, names: UnitRoleNames): string {
  const s = schemaIdentifier(schema);
  const roles = unitRoles.map((role) => names[role]).join(', ');
  return `CREATE SCHEMA ${s};
CREATE TABLE ${s}.schema_migrations (
  number integer NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz(3) NOT NULL,
  works_with integer,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (number)
);
GRANT USAGE ON SCHEMA ${s} TO ${roles};
GRANT SELECT ON ${s}.schema_migrations TO ${roles};
`;
}

/** The number that all migrators of one schema lock, for as long as one transaction lasts: a session lock would be lost behind a pooler. */
export function lockSql(schema: string): string {
  const key = createHash('sha256').update(`tenantatlas.migrations.${schema}`).digest().readUIntBE(0, 6);
  return `SELECT pg_catalog.pg_advisory_xact_lock(${key})`;
}

/** Notes a migration as applied. A text of constants, so that `plan` can print it. */
export function recordSql(schema: string, migration: Migration, appliedAt: string): string {
  const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const values = [
    migration.number,
    literal(migration.name),
    literal(checksumOf(migration)),
    appliedAt,
    migration.worksWith,
  ].join(', ');
  return `INSERT INTO ${schemaIdentifier(schema)}.schema_migrations (number, name, checksum, applied_at, works_with) VALUES (${values});\n`;
}

/** Whether the version table is there. */
export async function hasVersionTable(executor: SqlExecutor, schema: string): Promise<boolean> {
  const found = await executor.query<{ readonly found: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = 'schema_migrations') AS found`,
    [schema],
  );
  return found.rows[0]?.found === true;
}

/** What was applied, in order. */
export async function readApplied(executor: SqlExecutor, schema: string): Promise<readonly AppliedMigration[]> {
  const { rows } = await executor.query<AppliedMigration>(
    `SELECT m.number, m.name, m.checksum, m.applied_at AS "appliedAt", ${worksWithOf('m')} AS "worksWith"
      FROM ${schemaIdentifier(schema)}.schema_migrations m ORDER BY number`,
  );
  return rows;
}

/** The recorded `worksWith` of a row of the version table, also where the table has no such column yet. */
export function worksWithOf(row: string): string {
  return `(pg_catalog.to_jsonb(${row})->>'works_with')::integer`;
}

/**
 * Adds what the version table of an earlier version lacks. No migration makes this table, so none can change it; older code names its columns and goes
 * on.
 */
export function upgradeVersionTableSql(schema: string, migrations: readonly Migration[]): string {
  const table = `${schemaIdentifier(schema)}.schema_migrations`;
  return [
    `ALTER TABLE ${table} ADD COLUMN IF NOT EXISTS works_with integer;`,
    ...migrations.map(
      ({ number, worksWith }) =>
        `UPDATE ${table} SET works_with = ${worksWith} WHERE number = ${number} AND works_with IS NULL;`,
    ),
    '',
  ].join('\n');
}
