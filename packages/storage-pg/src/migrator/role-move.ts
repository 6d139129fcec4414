import { setTimeout as sleep } from 'node:timers/promises';
import type { SqlDatabase, SqlExecutor } from '../executor/sql-database.ts';
import { SqlError } from '../executor/sql-error.ts';
import { unitRoleOf, unitRoles, type UnitRole, type UnitRoleNames } from '../roles/index.ts';
import { quoted, schemaIdentifier } from '../schema/identifier.ts';
import { lockSql } from './version-table.ts';

/** The table whose policies are the record of the names in force. */
const record = 'workspaces';

/** A right of a role of ours. */
interface GrantRow {
  /** A table, or a function with its parameters; null for the schema. */
  readonly table: string | null;
  readonly columnName: string | null;
  readonly privilege: string;
  readonly grantee: string;
}

interface PolicyRow {
  readonly table: string;
  readonly policy: string;
  readonly roles: readonly string[];
}

const grantsQuery = `SELECT c.relname::text AS "table", NULL::text AS "columnName", x.privilege_type AS privilege, pg_catalog.pg_get_userbyid(x.grantee)::text AS grantee
  FROM pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) x WHERE c.relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident($1)) AND c.relkind IN ('r', 'p')
UNION ALL SELECT c.relname::text, a.attname::text, x.privilege_type, pg_catalog.pg_get_userbyid(x.grantee)::text
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid, pg_catalog.aclexplode(a.attacl) x
  WHERE c.relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident($1)) AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
UNION ALL SELECT f.proname || '(' || pg_catalog.pg_get_function_identity_arguments(f.oid) || ')', NULL, x.privilege_type, pg_catalog.pg_get_userbyid(x.grantee)::text
  FROM pg_catalog.pg_proc f, pg_catalog.aclexplode(f.proacl) x WHERE f.pronamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident($1))
UNION ALL SELECT NULL, NULL, x.privilege_type, pg_catalog.pg_get_userbyid(x.grantee)::text
  FROM pg_catalog.pg_namespace n, pg_catalog.aclexplode(n.nspacl) x WHERE n.nspname = $1`;

const policiesQuery = `SELECT c.relname::text AS "table", p.polname::text AS policy,
  ARRAY(SELECT CASE WHEN r = 0 THEN 'public' ELSE pg_catalog.pg_get_userbyid(r)::text END FROM unnest(p.polroles) r ORDER BY 1) AS roles
  FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = pg_catalog.to_regnamespace(pg_catalog.quote_ident($1)) ORDER BY 1, 2`;

/**
 * The transactions, in order, that move a schema to the roles `to`; none when no other unit role has a right in it.
 *
 * First the new roles get rights and policies beside the old ones. Then the roles of `workspaces` are exchanged: from here on units read the new names.
 * Last the old roles lose what they have. Rights and policies of a table change together, so that a unit under old names is refused and never reads too
 * few rows. Each transaction locks one table or function.
 */
export async function roleMove(
  executor: SqlExecutor,
  schema: string,
  to: UnitRoleNames,
): Promise<readonly (readonly string[])[]> {
  const grants = (await executor.query<GrantRow>(grantsQuery, [schema])).rows.filter(({ grantee }) =>
    isOld(grantee, to),
  );
  const policies = (await executor.query<PolicyRow>(policiesQuery, [schema])).rows.filter(({ roles }) =>
    roles.some((role) => isOld(role, to)),
  );
  if (grants.length + policies.length === 0) return [];
  const tables = [...new Set([...grants, ...policies].map(({ table }) => table))].filter((table) => table !== null);
  const others = tables.filter((table) => table !== record);
  const of = <Row extends { readonly table: string | null }>(
    rows: readonly Row[],
    table: string | null,
  ): readonly Row[] => rows.filter((row) => row.table === table);
  const give = (table: string | null): readonly string[] => of(grants, table).map((row) => grantSql(schema, row, to));
  const take = (table: string | null): readonly string[] => of(grants, table).map((row) => revokeSql(schema, row));
  const policy = (table: string, keepOld: boolean): readonly string[] =>
    of(policies, table).map((row) => policySql(schema, row, to, keepOld));
  const exchange = (table: string): readonly string[] => [...give(table), ...policy(table, false), ...take(table)];
  return [
    give(null),
    ...others.map((table) => [...give(table), ...policy(table, true)]),
    ...(tables.includes(record) ? [exchange(record)] : []),
    ...others.map(exchange),
    take(null),
  ].filter((statements) => statements.length > 0);
}

/**
 * Runs the transactions of {@link roleMove}. Starts and pauses go on: a transaction gives up its place in the queue for a lock after 200 ms and is tried
 * again, until it has succeeded. Any number of processes may do it at once.
 */
export async function runMove(
  database: SqlDatabase,
  schema: string,
  transactions: readonly (readonly string[])[],
): Promise<void> {
  for (const statements of transactions)
    await untilFree(database, `${lockSql(schema)};${settings};${statements.join(';')}`);
}

const settings =
  "SET LOCAL statement_timeout TO 0;SET LOCAL lock_timeout TO '200ms';SET LOCAL client_min_messages TO warning";

async function untilFree(database: SqlDatabase, script: string): Promise<void> {
  for (;;) {
    try {
      await database.transaction(
        'SET LOCAL search_path TO pg_catalog,pg_temp;SET LOCAL lock_timeout TO 0',
        (transaction) => transaction.script(script),
      );
      return;
    } catch (error) {
      if (!(error instanceof SqlError && ['55P03', '40P01', '40001'].includes(error.state))) throw error;
    }
    await sleep(50 + Math.random() * 200);
  }
}

/** A role of units, of this installation or of another, that is not among the new ones. */
function isOld(role: string, to: UnitRoleNames): boolean {
  return unitRoleOf(role) !== null && unitRoles.every((unitRole) => to[unitRole] !== role);
}

function successorOf(role: string, to: UnitRoleNames): string {
  const unitRole: UnitRole | null = unitRoleOf(role);
  return unitRole === null ? role : to[unitRole];
}

function grantSql(schema: string, row: GrantRow, to: UnitRoleNames): string {
  return `GRANT ${rightOf(row)} ON ${placeOf(schema, row.table)} TO ${quoted(successorOf(row.grantee, to))}`;
}

function revokeSql(schema: string, row: GrantRow): string {
  return `REVOKE ${rightOf(row)} ON ${placeOf(schema, row.table)} FROM ${quoted(row.grantee)}`;
}

function policySql(schema: string, { table, policy, roles }: PolicyRow, to: UnitRoleNames, keepOld: boolean): string {
  const all = roles.flatMap((role) => (keepOld ? [role, successorOf(role, to)] : [successorOf(role, to)]));
  const list = [...new Set(all)].map((role) => (role === 'public' ? 'PUBLIC' : quoted(role))).join(', ');
  return `ALTER POLICY ${quoted(policy)} ON ${placeOf(schema, table)} TO ${list}`;
}

function rightOf({ privilege, columnName }: GrantRow): string {
  return columnName === null ? privilege : `${privilege} (${quoted(columnName)})`;
}

function placeOf(schema: string, table: string | null): string {
  if (table === null) return `SCHEMA ${schemaIdentifier(schema)}`;
  return table.endsWith(')')
    ? `FUNCTION ${schemaIdentifier(schema)}.${table}`
    : `${schemaIdentifier(schema)}.${quoted(table)}`;
}
