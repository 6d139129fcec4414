import type { SqlBackend, SqlExecutor } from '../executor/sql-database.ts';
import { mayTakeOn } from '../migrator/index.ts';
import { applicationRoles, clusterRoles, unitRoles } from '../roles/index.ts';
import type { Finding } from './finding.ts';
import { quoted } from '../schema/identifier.ts';
import type { RoleSituation } from './role-situation.ts';

/** A login, and what it has of the roles of an installation. */
export interface LoginRow {
  readonly name: string;
  /** Whether it is the connected one. */
  readonly connected: boolean;
  readonly superuser: boolean;
  readonly bypassrls: boolean;
  /** Unit roles that it may take on. */
  readonly held: readonly string[];
  /** Unit roles whose rights it has without taking them on. */
  readonly inherited: readonly string[];
  /** Roles of ours that were granted to it, as `role grantor`. */
  readonly granted: readonly string[];
}

const loginsQuery = `SELECT l.rolname::text AS name, l.rolname = session_user AS connected, l.rolsuper AS superuser, l.rolbypassrls AS bypassrls,
  ARRAY(SELECT r.rolname::text FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ($1::name[]) AND ${mayTakeOn('l.oid', 'r.oid')} ORDER BY 1) AS held,
  ARRAY(SELECT r.rolname::text FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ($1::name[]) AND pg_catalog.pg_has_role(l.oid, r.oid, 'USAGE') ORDER BY 1) AS inherited,
  ARRAY(SELECT pg_catalog.concat(pg_catalog.pg_get_userbyid(m.roleid), ' ', pg_catalog.pg_get_userbyid(m.grantor)) FROM pg_catalog.pg_auth_members m
    WHERE m.member = l.oid AND pg_catalog.pg_get_userbyid(m.roleid) = ANY ($2::name[]) ORDER BY 1) AS granted
  FROM pg_catalog.pg_roles l WHERE l.rolcanlogin ORDER BY 1`;

/** Every login of the cluster. */
export async function readLogins(executor: SqlExecutor, { units, own }: RoleSituation): Promise<readonly LoginRow[]> {
  const names = unitRoles.map((role) => units[role]);
  const grantable = [
    ...names,
    ...(own ? [own.application, own.eraser] : []),
    ...unitRoles.map((role) => clusterRoles[role]),
  ];
  return (await executor.query<LoginRow>(loginsQuery, [names, grantable])).rows;
}

/** Judges the connected login. */
export function checkLogin(
  logins: readonly LoginRow[],
  situation: RoleSituation,
  backend: SqlBackend,
): readonly Finding[] {
  const login = logins.find(({ connected }) => connected);
  if (!login) return [];
  if (login.superuser || login.bypassrls) return [bypassing(login, backend)];
  const { units, own, modern } = situation;
  const needed = applicationRoles.map((role) => units[role]).filter((role) => !login.held.includes(role));
  return [
    ...needed.map((role): Finding => ({
      level: 'problem',
      code: 'role_not_granted',
      subject: role,
      text: `The login ${login.name} may not take on ${role}. Run what \`tenantatlas plan --roles --login ${login.name}\` prints.`,
      sql: own && `GRANT ${own.application} TO ${quoted(login.name)}${modern ? ' WITH INHERIT FALSE, SET TRUE' : ''};`,
    })),
    ...inheriting(login, situation),
    ...(login.held.includes(units.ta_maintenance)
      ? [
          {
            level: 'warning',
            code: 'login_may_delete',
            subject: units.ta_maintenance,
            text: `The login ${login.name} may take on ${units.ta_maintenance} and delete the audit trail. Give that role to a login of its own.`,
            sql: revokes(login, situation, own ? [own.eraser, units.ta_maintenance] : [units.ta_maintenance]),
          } satisfies Finding,
        ]
      : []),
    ...(own ? oldRoles(login, situation) : []),
  ];
}

/** Names every other login that reaches the installation. */
export function checkOtherLogins(logins: readonly LoginRow[], situation: RoleSituation): readonly Finding[] {
  const { own } = situation;
  return logins
    .filter(
      ({ connected, superuser, held, inherited }) => !connected && !superuser && held.length + inherited.length > 0,
    )
    .flatMap((login) => [
      {
        level: own ? 'info' : 'warning',
        code: 'other_login',
        subject: login.name,
        text: `The login ${login.name} ${reachOf(login)}, and reaches this installation. Revoke the role if the login does not belong to it.`,
        sql: revokes(login, situation, grantedTo(login)),
      } satisfies Finding,
      ...(own ? inheriting(login, situation) : []),
    ]);
}

/** From PostgreSQL 16 on a grant may give the rights of a role and not let it be taken on. */
function reachOf({ held, inherited }: LoginRow): string {
  return held.length > 0 ? `may take on ${held.join(', ')}` : `has the rights of ${inherited.join(', ')}`;
}

function bypassing(login: LoginRow, backend: SqlBackend): Finding {
  const power = login.superuser ? 'a superuser' : 'exempt from row-level security';
  return {
    level: backend === 'pglite' ? 'info' : 'problem',
    code: 'login_bypasses_row_security',
    subject: login.name,
    text:
      backend === 'pglite'
        ? 'The one login of PGlite is a superuser; units take on a role that is not.'
        : `The login ${login.name} is ${power}: a statement outside a unit of work sees every workspace. Connect as another one.`,
    sql: login.superuser ? null : `ALTER ROLE ${quoted(login.name)} NOBYPASSRLS;`,
  };
}

function inheriting(login: LoginRow, situation: RoleSituation): readonly Finding[] {
  const through = grantedTo(login);
  return login.inherited.map((role): Finding => ({
    level: 'problem',
    code: 'login_inherits',
    subject: role,
    text: `The login ${login.name} has the rights of ${role} without taking it on: a forgotten SET ROLE would go unnoticed. Grant it ${situation.own?.application ?? 'the roles'} only.`,
    sql: through.includes(role) ? revokes(login, situation, [role]) : null,
  }));
}

/** Roles of earlier versions, which have no right in an installation that was moved. */
function oldRoles(login: LoginRow, situation: RoleSituation): readonly Finding[] {
  return grantedTo(login)
    .filter((role) => unitRoles.some((unitRole) => clusterRoles[unitRole] === role))
    .map((role) => ({
      level: 'info',
      code: 'old_role',
      subject: role,
      text: `The login ${login.name} holds ${role}, a role of earlier versions that has no right here. Revoke it when no other installation of the cluster uses it.`,
      sql: revokes(login, situation, [role]),
    }));
}

function grantedTo({ granted }: LoginRow): readonly string[] {
  return [...new Set(granted.map((line) => line.slice(0, line.indexOf(' '))))];
}

/** From PostgreSQL 16 on a grant is revoked together with its grantor. Null when the login has none of the roles by a grant of its own. */
function revokes({ name, granted }: LoginRow, { modern }: RoleSituation, roles: readonly string[]): string | null {
  const statements = granted
    .filter((line) => roles.includes(line.slice(0, line.indexOf(' '))))
    .map((line) => {
      const [role = '', grantor = ''] = line.split(' ');
      return `REVOKE ${role} FROM ${quoted(name)}${modern ? ` GRANTED BY ${quoted(grantor)}` : ''};`;
    });
  return statements.length === 0 ? null : statements.join(' ');
}
