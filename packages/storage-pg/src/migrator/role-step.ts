import { StorageFault } from '@tenantatlas/core/ports';
import type { SqlDatabase, SqlExecutor } from '../executor/sql-database.ts';
import { SqlError } from '../executor/sql-error.ts';
import {
  allRoles,
  applicationRoles,
  installationRoles,
  readRoles,
  rolesAround,
  rolesSqlOf,
  unitRoles,
  type Installation,
  type InstallationRoles,
  type RoleHolders,
  type RolesInForce,
} from '../roles/index.ts';

/** Whether the roles of the units are there and the login may take them on. */
export interface RoleReport {
  /**
   * - `ready`: they were, or are now;
   * - `missing`: they do not exist, and this login may not create them: nothing is installed, and an installed schema keeps its roles;
   * - `not_granted`: this login may not take them on. That is right for a login that only migrates;
   * - `shared`: the installation still uses roles that other installations of the cluster use too. It is not known which login may follow it to roles of
   *   its own, or this login does not own the tables: migrate as their owner, and pass `login`.
   */
  readonly state: 'ready' | 'missing' | 'not_granted' | 'shared';
  /** What an administrator can run to mend it; null when ready. */
  readonly sql: string | null;
  /** Logins that held the roles before this run moved the installation, and do not hold the new ones: grant those that belong to it. */
  readonly leftOut: readonly string[];
}

/** What a run has to do about roles. */
export interface RolePlan {
  /** Whether the connected login may change the tables. */
  readonly owns: boolean;
  /** Where nothing is installed, those to install with. */
  readonly inForce: RolesInForce;
  /** The roles that the installation is to have. */
  readonly target: InstallationRoles;
  /** Whether the installation uses roles that are not its own. */
  readonly mustMove: boolean;
}

/**
 * Compares the roles in force with those that the installation is to have. A database or schema that was renamed keeps its roles, and what is installed under
 * its old name gets others: roles that another installation uses are never chosen.
 */
export async function planRoles(executor: SqlExecutor, schema: string): Promise<RolePlan> {
  const inForce = await readRoles(executor, schema);
  const owns = inForce.installed && (await ownsTables(executor, schema));
  const installation = { database: inForce.database, schema };
  if (!inForce.installed) {
    const target = await freeRoles(executor, installation);
    return { inForce: { ...inForce, units: target.units }, owns, target, mustMove: false };
  }
  const derived = installationRoles(installation);
  if (inForce.units.ta_workspace === derived.units.ta_workspace)
    return { inForce, owns, target: derived, mustMove: false };
  const own = rolesAround(inForce.units);
  return own && !(await areUsedElsewhere(executor, schema, allRoles(own)))
    ? { inForce, owns, target: own, mustMove: false }
    : { inForce, owns, target: await freeRoles(executor, installation), mustMove: true };
}

/** The first roles of this name that no other installation uses: one that was renamed has kept those before. */
async function freeRoles(executor: SqlExecutor, installation: Installation, nth = 0): Promise<InstallationRoles> {
  const roles = installationRoles(installation, nth);
  const areTaken = await areUsedElsewhere(executor, installation.schema, allRoles(roles));
  return areTaken ? freeRoles(executor, installation, nth + 1) : roles;
}

async function ownsTables(executor: SqlExecutor, schema: string): Promise<boolean> {
  const { rows } = await executor.query<{ readonly owns: boolean }>(
    `SELECT coalesce(pg_catalog.bool_and(pg_catalog.pg_has_role(c.relowner, 'USAGE')), false) AS owns
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1::name AND c.relkind = 'r'`,
    [schema],
  );
  return rows[0]?.owns === true;
}

/** Whether another database of the cluster, or another schema of this one, gives rights to these roles. */
export async function areUsedElsewhere(
  executor: SqlExecutor,
  schema: string,
  roles: readonly string[],
): Promise<boolean> {
  const { rows } = await executor.query<{ readonly used: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_catalog.pg_shdepend d JOIN pg_catalog.pg_roles r ON r.oid = d.refobjid
        WHERE d.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass AND r.rolname = ANY ($2::name[])
        AND d.dbid <> 0 AND d.dbid <> (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
      OR EXISTS (SELECT FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_roles r ON r.oid = ANY (p.polroles) WHERE n.nspname <> $1::name AND r.rolname = ANY ($2::name[])) AS used`,
    [schema, [...roles]],
  );
  return rows[0]?.used === true;
}

interface RoleFacts {
  readonly login: string;
  readonly superuser: boolean;
  /** How many of the roles exist. */
  readonly existing: number;
  /** How many of the application's roles the login may take on. */
  readonly granted: number;
  /** Whether the login may take on the roles in force. */
  readonly heldBefore: boolean;
}

/** Creates the roles and grants them to `login` (by default to the one that is connected), as far as the connected login may. Alters no role. */
export async function ensureRoles(
  database: SqlDatabase,
  { target, inForce, mustMove, owns }: RolePlan,
  { login, maintenanceLogin }: RoleHolders,
): Promise<RoleReport> {
  const facts = await readRoleFacts(database, target, inForce, login);
  const report = (state: RoleReport['state'], sql: string | null): RoleReport => ({ state, sql, leftOut: [] });
  if (mustMove && !(owns && (await mayMove(database, facts, inForce, login)))) return report('shared', null);
  if (isReady(facts) && maintenanceLogin === undefined) return report('ready', null);
  const application = login ?? (facts.superuser ? undefined : facts.login);
  const sql = rolesSqlOf(target, {
    ...(application !== undefined && { login: application }),
    ...(maintenanceLogin !== undefined && { maintenanceLogin }),
  });
  if (await mayRun(database, sql)) return report('ready', null);
  const after = await readRoleFacts(database, target, inForce, login);
  return report(after.existing < allRoles(target).length ? 'missing' : 'not_granted', sql);
}

/** A superuser takes on every role without a grant. */
function isReady({ superuser, existing, granted }: RoleFacts): boolean {
  return existing === unitRoles.length + 2 && (superuser || granted === applicationRoles.length);
}

/** The application must be able to follow: it is the named login, or the connected one, or has no login apart from superusers. */
async function mayMove(
  database: SqlDatabase,
  facts: RoleFacts,
  inForce: RolesInForce,
  login: string | undefined,
): Promise<boolean> {
  if (login !== undefined) return true;
  return facts.superuser ? (await holdersOf(database, inForce)).length === 0 : facts.heldBefore;
}

/** The logins, apart from superusers, that may take on a role of units. */
export async function holdersOf(
  executor: SqlExecutor,
  { units }: Pick<RolesInForce, 'units'>,
): Promise<readonly string[]> {
  const { rows } = await executor.query<{ readonly login: string }>(
    `SELECT l.rolname::text AS login FROM pg_catalog.pg_roles l WHERE l.rolcanlogin AND NOT l.rolsuper
      AND EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ($1::name[]) AND ${mayTakeOn('l.oid', 'r.oid')}) ORDER BY 1`,
    [unitRoles.map((role) => units[role])],
  );
  return rows.map(({ login }) => login);
}

/** From PostgreSQL 16 on a membership may be one without SET ROLE: that of a role's creator is. */
export function mayTakeOn(login: string, role: string): string {
  return `pg_catalog.pg_has_role(${login}, ${role}, CASE WHEN pg_catalog.current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END)`;
}

async function mayRun(database: SqlDatabase, sql: string): Promise<boolean> {
  try {
    await database.transaction('SET LOCAL client_min_messages TO warning', (transaction) => transaction.script(sql));
    return true;
  } catch (error) {
    if (error instanceof SqlError && error.state === '42501') return false;
    throw error;
  }
}

async function readRoleFacts(
  executor: SqlExecutor,
  target: InstallationRoles,
  inForce: RolesInForce,
  login?: string,
): Promise<RoleFacts> {
  const { rows } = await executor.query<RoleFacts>(
    `SELECT r.rolname::text AS login, r.rolsuper AS superuser,
      (SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname = ANY ($2::name[])) AS existing,
      (SELECT count(*) FROM pg_catalog.pg_roles x WHERE x.rolname = ANY ($3::name[]) AND ${mayTakeOn('r.oid', 'x.oid')}) AS granted,
      EXISTS (SELECT FROM pg_catalog.pg_roles x WHERE x.rolname = $4::name AND ${mayTakeOn('r.oid', 'x.oid')}) AS "heldBefore"
      FROM pg_catalog.pg_roles r WHERE r.rolname = coalesce($1::name, session_user)`,
    [
      login ?? null,
      [...allRoles(target)],
      applicationRoles.map((role) => target.units[role]),
      inForce.units.ta_workspace,
    ],
  );
  if (rows[0]) return rows[0];
  throw new StorageFault(
    'permission_denied',
    'The login that is to get the roles does not exist on this server. Create it, or name the one that the application connects as.',
  );
}
