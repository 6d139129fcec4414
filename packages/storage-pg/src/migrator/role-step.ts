import { StorageFault } from '@tenantatlas/core/ports';
import type { SqlDatabase, SqlExecutor } from '../executor/sql-database.ts';
import { SqlError } from '../executor/sql-error.ts';
import { applicationRoles, roleNames, rolesSql } from '../roles/index.ts';

/** Whether the roles of the units are there and the login may take them on. */
export interface RoleReport {
  /**
   * - `ready`: they were, or are now;
   * - `missing`: they do not exist, and this login may not create them: nothing can be migrated;
   * - `not_granted`: this login may not take them on. That is right for a login that only migrates.
   */
  readonly state: 'ready' | 'missing' | 'not_granted';
  /** What an administrator can run to mend it; null when ready. */
  readonly sql: string | null;
}

interface RoleFacts {
  readonly login: string;
  readonly superuser: boolean;
  readonly existing: number;
  readonly granted: number;
}

/** Creates the roles and grants them to `login` (by default to the one that is connected), as far as the connected login may. */
export async function ensureRoles(database: SqlDatabase, login?: string): Promise<RoleReport> {
  const before = await readRoleFacts(database, login);
  if (isReady(before)) return { state: 'ready', sql: null };
  const sql = rolesSql(before.superuser && login === undefined ? {} : { login: login ?? before.login });
  if (await mayRun(database, sql)) return { state: 'ready', sql: null };
  const after = await readRoleFacts(database, login);
  return { state: after.existing < roleNames.length ? 'missing' : 'not_granted', sql };
}

/** A superuser takes on every role without a grant. */
function isReady({ superuser, existing, granted }: RoleFacts): boolean {
  return existing === roleNames.length && (superuser || granted === applicationRoles.length);
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

async function readRoleFacts(executor: SqlExecutor, login?: string): Promise<RoleFacts> {
  const { rows } = await executor.query<RoleFacts>(
    `SELECT r.rolname::text AS login, r.rolsuper AS superuser,
      (SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname = ANY ($2::text[])) AS existing,
      (SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname = ANY ($3::text[]) AND pg_catalog.pg_has_role(r.oid, oid, 'MEMBER')) AS granted
      FROM pg_catalog.pg_roles r WHERE r.rolname = coalesce($1::text, session_user)`,
    [login ?? null, [...roleNames], [...applicationRoles]],
  );
  if (rows[0]) return rows[0];
  throw new StorageFault(
    'schema_outdated',
    'The login that is to get the roles does not exist on this server. Create it, or name the one that the application connects as.',
  );
}
