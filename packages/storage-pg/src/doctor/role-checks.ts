import type { SqlBackend, SqlExecutor } from '../executor/sql-database.ts';
import { areUsedElsewhere, planRoles } from '../migrator/index.ts';
import { allRoles, applicationRoles, unitRoles } from '../roles/index.ts';
import { checkLogin, checkOtherLogins, readLogins } from './login-checks.ts';
import type { Finding } from './finding.ts';
import { quoted } from '../schema/identifier.ts';
import type { RoleSituation } from './role-situation.ts';

interface RoleRow {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypassrls: boolean;
  readonly login: boolean;
  readonly createrole: boolean;
  /** Roles that it is a member of, apart from itself, with the grantor of each, as `role grantor`. */
  readonly memberOf: readonly string[];
  /** Roles whose rights it has without taking them on. */
  readonly inherits: readonly string[];
}

const rolesQuery = `SELECT r.rolname::text AS name, r.rolsuper AS superuser, r.rolbypassrls AS bypassrls, r.rolcanlogin AS login, r.rolcreaterole AS createrole,
  ARRAY(SELECT pg_catalog.concat(pg_catalog.pg_get_userbyid(m.roleid), ' ', pg_catalog.pg_get_userbyid(m.grantor)) FROM pg_catalog.pg_auth_members m WHERE m.member = r.oid ORDER BY 1) AS "memberOf",
  ARRAY(SELECT x.rolname::text FROM pg_catalog.pg_roles x WHERE x.rolname = ANY ($1::name[]) AND x.oid <> r.oid AND pg_catalog.pg_has_role(r.oid, x.oid, 'USAGE') ORDER BY 1) AS inherits
  FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ($1::name[])`;

/** Judges the roles of the installation, the connected login and the other logins that hold the roles. The one login of PGlite is a superuser; that is not a defect. */
export async function checkRoles(
  executor: SqlExecutor,
  backend: SqlBackend,
  schema: string,
): Promise<readonly Finding[]> {
  const plan = await planRoles(executor, schema);
  const { rows: version } = await executor.query<{ readonly modern: boolean }>(
    `SELECT pg_catalog.current_setting('server_version_num')::int >= 160000 AS modern`,
  );
  const situation: RoleSituation = {
    schema,
    units: plan.mustMove ? plan.inForce.units : plan.target.units,
    own: plan.mustMove ? null : plan.target,
    modern: version[0]?.modern === true,
  };
  const expected = situation.own ? allRoles(situation.own) : unitRoles.map((role) => situation.units[role]);
  const { rows } = await executor.query<RoleRow>(rolesQuery, [[...expected]]);
  const logins = await readLogins(executor, situation);
  // Without an installation there is nothing that a role could reach.
  if (!plan.inForce.installed)
    return checkLogin(logins, situation, backend).filter(({ code }) => code === 'login_bypasses_row_security');
  return [
    ...(await checkSharing(executor, situation)),
    ...expected.filter((name) => !rows.some((row) => row.name === name)).map(missingRole),
    ...rows.flatMap((row) => checkRole(row, situation)),
    ...checkLogin(logins, situation, backend),
    ...checkOtherLogins(logins, situation),
  ];
}

async function checkSharing(executor: SqlExecutor, { schema, own, units }: RoleSituation): Promise<readonly Finding[]> {
  const finding = (text: string): readonly Finding[] => [
    { level: 'problem', code: 'roles_shared', subject: units.ta_workspace, text, sql: null },
  ];
  if (!own)
    return finding(
      `The roles of this schema (${units.ta_workspace} and others) belong to the whole cluster or to another installation: each login that holds them reaches this one. Run \`tenantatlas migrate --login NAME\` as the owner of the tables.`,
    );
  return (await areUsedElsewhere(executor, schema, allRoles(own)))
    ? finding(
        'Another database or schema of the cluster uses the roles of this one, as a copy does: the logins of each reach the other. Run `tenantatlas migrate --login NAME` on the copy.',
      )
    : [];
}

function missingRole(name: string): Finding {
  return {
    level: 'problem',
    code: 'role_missing',
    subject: name,
    text: `The role ${name} does not exist. Run what \`tenantatlas plan --roles\` prints.`,
    sql: `CREATE ROLE ${name} NOLOGIN NOINHERIT;`,
  };
}

function checkRole(role: RoleRow, situation: RoleSituation): readonly Finding[] {
  const powers = [
    role.superuser && 'SUPERUSER',
    role.bypassrls && 'BYPASSRLS',
    role.login && 'LOGIN',
    role.createrole && 'CREATEROLE',
  ].filter((power) => power !== false);
  const needed = membershipsOf(role.name, situation);
  const held = role.memberOf.map((line) => line.slice(0, line.indexOf(' ')));
  return [
    ...powers.map((power): Finding =>
      overPrivileged(
        role.name,
        `The role ${role.name} has ${power}: row-level security means nothing to it.`,
        `ALTER ROLE ${role.name} NO${power};`,
      ),
    ),
    ...role.memberOf
      .filter((_, at) => !needed.includes(held[at] ?? ''))
      .map((line): Finding => {
        const [other = '', grantor = ''] = line.split(' ');
        return overPrivileged(
          role.name,
          `The role ${role.name} is a member of ${other} and can act as it.`,
          `REVOKE ${quoted(other)} FROM ${role.name}${situation.modern ? ` GRANTED BY ${quoted(grantor)}` : ''};`,
        );
      }),
    ...needed
      .filter((other) => !held.includes(other))
      .map((other): Finding => ({
        level: 'problem',
        code: 'role_not_granted',
        subject: other,
        text: `The role ${role.name} is not a member of ${other}, so no login can take it on.`,
        sql: `GRANT ${other} TO ${role.name}${situation.modern ? ' WITH INHERIT FALSE, SET TRUE' : ''};`,
      })),
    ...role.inherits
      .filter((other) => needed.includes(other))
      .map((other): Finding =>
        overPrivileged(
          role.name,
          `The role ${role.name} inherits the rights of ${other}, and so does each login that holds it: a forgotten SET ROLE would go unnoticed.`,
          situation.modern
            ? `GRANT ${other} TO ${role.name} WITH INHERIT FALSE, SET TRUE;`
            : `ALTER ROLE ${role.name} NOINHERIT;`,
        ),
      ),
  ];
}

/** The roles that a role is to be a member of. */
function membershipsOf(name: string, { own, units }: RoleSituation): readonly string[] {
  if (name === own?.application) return applicationRoles.map((role) => units[role]);
  return name === own?.eraser ? [units.ta_maintenance] : [];
}

function overPrivileged(subject: string, text: string, sql: string): Finding {
  return { level: 'problem', code: 'role_over_privileged', subject, text: `${text} Run ${sql}`, sql };
}
