import { createHash } from 'node:crypto';
import type { SqlExecutor } from '../executor/sql-database.ts';
import type { Migration } from '../migrations/index.ts';
import { roleNames } from '../roles/index.ts';
import { schemaIdentifier } from '../schema/identifier.ts';
import { checksumOf } from './checksum.ts';

/** A migration that a database has seen. */
export interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
  readonly appliedAt: string;
}

/** Creates the schema with its version table. Roles must exist: they may all read the version. */
export function createVersionTableSql(schema: string): string {
  const s = schemaIdentifier(schema);
  return `CREATE SCHEMA ${s};
CREATE TABLE ${s}.schema_migrations (
  number integer NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz(3) NOT NULL,
  CONSTRAINT schema_migrations_pkey PRIMARY KEY (number)
);
GRANT USAGE ON SCHEMA ${s} TO ${roleNames.join(', ')};
GRANT SELECT ON ${s}.schema_migrations TO ${roleNames.join(', ')};
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
  const values = [migration.number, literal(migration.name), literal(checksumOf(migration)), appliedAt].join(', ');
  return `INSERT INTO ${schemaIdentifier(schema)}.schema_migrations (number, name, checksum, applied_at) VALUES (${values});\n`;
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
    `SELECT number, name, checksum, applied_at AS "appliedAt" FROM ${schemaIdentifier(schema)}.schema_migrations ORDER BY number`,
  );
  return rows;
}
