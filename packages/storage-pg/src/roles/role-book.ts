import type { SqlExecutor } from '../executor/sql-database.ts';
import { clusterRoles, installationRoles, unitRoles, type UnitRole, type UnitRoleNames } from './role-names.ts';

/** The roles that a schema has now. */
export interface RolesInForce {
  readonly database: string;
  readonly units: UnitRoleNames;
  /** Whether the policies of the schema name them; otherwise nothing is installed, and these are the names to install with. */
  readonly installed: boolean;
}

/**
 * The policies are the record of the names: they are read without any right, and cannot differ from what is in force. `workspaces` comes first, because
 * a move exchanges its roles in one transaction; other tables complete what is missing there.
 */
const recordQuery = `SELECT pg_catalog.current_database()::text AS database, ARRAY(
  SELECT pg_catalog.concat(f.kind, ' ', f.name) FROM (
    SELECT DISTINCT ON (p.polname) p.polname AS kind, r.rolname AS name
    FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) p.polrelid
    JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
    JOIN pg_catalog.pg_roles r ON r.oid OPERATOR(pg_catalog.=) ANY (p.polroles)
    WHERE n.nspname OPERATOR(pg_catalog.=) $1::name AND p.polname OPERATOR(pg_catalog.=) ANY ($2::name[])
    ORDER BY p.polname, (c.relname OPERATOR(pg_catalog.<>) 'workspaces'::name), c.relname) f) AS found`;

/** Reads the names, on any connection: names are qualified, and no right is needed. */
export async function readRoles(executor: SqlExecutor, schema: string): Promise<RolesInForce> {
  const { rows } = await executor.query<{ readonly database: string; readonly found: readonly string[] }>(recordQuery, [
    schema,
    [...unitRoles],
  ]);
  const { database = '', found = [] } = rows[0] ?? {};
  const names = new Map(found.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]));
  const old = [...names].some(([kind, name]) => kind === name);
  const others = old ? clusterRoles : installationRoles({ database, schema }).units;
  const nameOf = (role: UnitRole): string => checkedRole(names.get(role) ?? others[role], others[role]);
  return {
    database,
    installed: names.size > 0,
    units: {
      ta_workspace: nameOf('ta_workspace'),
      ta_member: nameOf('ta_member'),
      ta_platform: nameOf('ta_platform'),
      ta_maintenance: nameOf('ta_maintenance'),
    },
  };
}

/** Names go into SQL as text. A policy for a role that is not ours was not made by a migration. */
function checkedRole(name: string, otherwise: string): string {
  return /^ta_[a-z0-9_]{1,60}$/.test(name) ? name : otherwise;
}

/** The names that the units of one storage use. */
export interface RoleBook {
  /** Reads them through `executor` the first time, and remembers them. */
  names(executor: SqlExecutor): Promise<UnitRoleNames>;
  /** Reads them again; true when they are not `used` any more. */
  changedSince(executor: SqlExecutor, used: UnitRoleNames): Promise<boolean>;
}

/** A book that has read nothing yet. */
export function createRoleBook(schema: string): RoleBook {
  let known: UnitRoleNames | null = null;
  const read = async (executor: SqlExecutor): Promise<UnitRoleNames> => {
    const { units, installed } = await readRoles(executor, schema);
    // What is not installed may be installed under other names by the time of the next unit.
    known = installed ? units : null;
    return units;
  };
  return {
    names: async (executor) => known ?? read(executor),
    async changedSince(executor, used) {
      const now = await read(executor);
      return unitRoles.some((role) => now[role] !== used[role]);
    },
  };
}
