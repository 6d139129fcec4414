import type { SqlDatabase, SqlExecutor } from '../executor/sql-database.ts';
import { schemaIdentifier } from '../schema/identifier.ts';
import { clusterRoles, createRoleBook, readRoles, underRoles, unitRoles } from '../roles/index.ts';
import { catalogQuery } from './catalog-queries.ts';
import { withDays } from './day-partitions.ts';
import type { SchemaFacts } from './facts.ts';

/** A difference between the expected and the actual schema. */
export interface SchemaDifference {
  /** What it is about: `index runs_by_time`, `policy tenants.ta_workspace`, `grant on people to public`. */
  readonly fact: string;
  /** As a migration made it; null for something that should not be there. */
  readonly expected: string | null;
  /** As it is; null for something that is missing. */
  readonly found: string | null;
}

/** Puts the schema on the search path for {@link readSchemaFacts}. */
export function factsPreamble(schema: string): string {
  return `SET LOCAL search_path TO pg_catalog,${schemaIdentifier(schema)}`;
}

/** Reads the facts, inside a transaction that began with {@link factsPreamble}. */
export async function readSchemaFacts(executor: SqlExecutor, schema: string): Promise<SchemaFacts> {
  const { units } = await readRoles(executor, schema);
  const names = unitRoles.map((role) => [units[role], role] as const);
  // Roles of earlier versions that still have rights beside the roles in force.
  const old = unitRoles
    .filter((role) => units[role] !== clusterRoles[role])
    .map((role) => [clusterRoles[role], `${role} of the cluster`] as const);
  const aliases = [...names, ...old];
  const { rows } = await executor.query<{ readonly fact: string; readonly definition: string }>(
    `${catalogQuery} ORDER BY 1`,
    [schemaIdentifier(schema), aliases.map(([name]) => name), aliases.map(([, alias]) => alias)],
  );
  const entries = rows.map(({ fact, definition }) => [fact, definition] as const);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/**
 * Reads the facts of a database. PostgreSQL leaves a schema out of the search path of a login that has no USAGE on it, so the application's login
 * reads under the role of the platform.
 */
export async function inspectSchema(database: SqlDatabase, schema: string): Promise<SchemaFacts> {
  const { rows } = await database.query<{ readonly usable: boolean }>(
    `SELECT pg_catalog.has_schema_privilege(oid, 'USAGE') AS usable FROM pg_catalog.pg_namespace WHERE nspname = $1`,
    [schema],
  );
  const [found] = rows;
  if (!found) return {};
  const read = (setting: string): Promise<SchemaFacts> =>
    database.transaction(`${factsPreamble(schema)}${setting}`, (transaction) => readSchemaFacts(transaction, schema));
  if (found.usable) return read('');
  return underRoles(createRoleBook(schema), database, ({ ta_platform }) => read(`;SET LOCAL ROLE ${ta_platform}`));
}

/** What differs from the manifest, in the order of the facts. Each partition of a day has to be like the partition of days that have none. */
export function compareFacts(manifest: SchemaFacts, found: SchemaFacts): readonly SchemaDifference[] {
  const expected = withDays(manifest, found);
  const facts = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
  return facts
    .map((fact) => ({ fact, expected: expected[fact] ?? null, found: found[fact] ?? null }))
    .filter((difference) => difference.expected !== difference.found);
}
