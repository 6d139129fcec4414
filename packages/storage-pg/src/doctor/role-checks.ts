import type { SqlBackend, SqlExecutor } from '../executor/sql-database.ts';
import { applicationRoles, roleNames } from '../roles/index.ts';
import type { Finding } from './finding.ts';

interface RoleRow {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypassrls: boolean;
  readonly login: boolean;
  readonly createrole: boolean;
  /** Roles that it is a member of, apart from itself. */
  readonly memberOf: readonly string[];
  /** Whether the connected login may take it on. */
  readonly held: boolean;
  /** Whether the connected login has its rights without taking it on. */
  readonly inherited: boolean;
}

const rolesQuery = `SELECT r.rolname::text AS name, r.rolsuper AS superuser, r.rolbypassrls AS bypassrls, r.rolcanlogin AS login, r.rolcreaterole AS createrole,
  ARRAY(SELECT pg_catalog.pg_get_userbyid(m.roleid)::text FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid ORDER BY 1) AS "memberOf",
  pg_catalog.pg_has_role(session_user, r.oid, 'MEMBER') AS held, pg_catalog.pg_has_role(session_user, r.oid, 'USAGE') AS inherited
  FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ($1::text[]) OR r.rolname = session_user`;

/** Judges the roles of the units and the connected login. The one login of PGlite is a superuser; that is not a defect. */
export async function checkRoles(executor: SqlExecutor, backend: SqlBackend): Promise<readonly Finding[]> {
  const { rows } = await executor.query<RoleRow>(rolesQuery, [[...roleNames]]);
  const roles = rows.filter(({ name }) => roleNames.some((role) => role === name));
  const login = rows.find((row) => !roles.includes(row));
  const missing = roleNames.filter((name) => !roles.some((role) => role.name === name)).map(missingRole);
  return [...missing, ...roles.flatMap(checkRole), ...(login ? checkLogin(login, roles, backend) : [])];
}

function missingRole(name: string): Finding {
  return {
    level: 'problem',
    code: 'role_missing',
    subject: name,
    text: `The role ${name} does not exist. Run what \`tenantatlas plan --roles\` prints.`,
  };
}

function checkRole(role: RoleRow): readonly Finding[] {
  const powers = [
    role.superuser && 'SUPERUSER',
    role.bypassrls && 'BYPASSRLS',
    role.login && 'LOGIN',
    role.createrole && 'CREATEROLE',
  ].filter((power) => power !== false);
  return [
    ...powers.map((power): Finding => ({
      level: 'problem',
      code: 'role_over_privileged',
      subject: role.name,
      text: `The role ${role.name} has ${power}: row-level security means nothing to it. Run ALTER ROLE ${role.name} NO${power}.`,
    })),
    ...role.memberOf.map((other): Finding => ({
      level: 'problem',
      code: 'role_over_privileged',
      subject: role.name,
      text: `The role ${role.name} is a member of ${other} and can act as it. Run REVOKE ${other} FROM ${role.name}.`,
    })),
  ];
}

function checkLogin(login: RoleRow, roles: readonly RoleRow[], backend: SqlBackend): readonly Finding[] {
  if (login.superuser || login.bypassrls) {
    const power = login.superuser ? 'a superuser' : 'exempt from row-level security';
    const text =
      backend === 'pglite'
        ? 'The one login of PGlite is a superuser; units take on a role that is not.'
        : `The login ${login.name} is ${power}: a statement outside a unit of work sees every workspace. Connect as another one.`;
    return [
      {
        level: backend === 'pglite' ? 'info' : 'problem',
        code: 'login_bypasses_row_security',
        subject: login.name,
        text,
      },
    ];
  }
  const needed = roles.filter(({ name }) => applicationRoles.some((role) => role === name));
  return [
    ...needed
      .filter(({ held }) => !held)
      .map((role): Finding => ({
        level: 'problem',
        code: 'role_not_granted',
        subject: role.name,
        text: `The login ${login.name} may not take on ${role.name}. Run what \`tenantatlas plan --roles --login ${login.name}\` prints.`,
      })),
    ...roles
      .filter(({ inherited }) => inherited)
      .map((role): Finding => ({
        level: 'problem',
        code: 'login_inherits',
        subject: role.name,
        text: `The login ${login.name} has the rights of ${role.name} without taking it on: a forgotten SET ROLE would go unnoticed. Grant it WITH INHERIT FALSE; on PostgreSQL 15, make the login NOINHERIT.`,
      })),
    ...roles
      .filter(({ name, held }) => name === 'ta_maintenance' && held)
      .map((role): Finding => ({
        level: 'warning',
        code: 'login_may_delete',
        subject: role.name,
        text: `The login ${login.name} may take on ta_maintenance and delete the audit trail. Give that role to a login of its own.`,
      })),
  ];
}
