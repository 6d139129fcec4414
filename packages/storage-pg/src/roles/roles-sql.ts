import { invariant, optionChecks } from '@tenantatlas/core/ports';
import { defaultSchema, schemaIdentifier } from '../schema/identifier.ts';
import { applicationRoles, installationRoles, unitRoles, type InstallationRoles } from './role-names.ts';

/** Whose roles, and who gets them. */
export interface RolesOptions {
  /** The name of the database that holds the schema. */
  readonly database: string;
  /**
   * The schema that holds the tables.
   * @default 'tenantatlas'
   */
  readonly schema?: string | undefined;
  /** The login that the application connects as. @default none: the roles are created and not granted */
  readonly login?: string | undefined;
  /** The login that retention and erasure connect as. @default none */
  readonly maintenanceLogin?: string | undefined;
}

/** The logins that get the roles. */
export type RoleHolders = Pick<RolesOptions, 'login' | 'maintenanceLogin'>;

const loginOptions = ['login', 'maintenanceLogin'] as const satisfies readonly (keyof RoleHolders)[];

/**
 * SQL that creates the roles of an installation and lets the logins take them on, to be run by a role that may create roles. It can be run any number
 * of times, also at the same time from several machines, because roles belong to the whole cluster. It alters no role.
 *
 * A login is granted one role, `…_app` or `…_eraser`, which is NOINHERIT and holds the roles of the units. So a login that inherits from its groups
 * keeps doing so and inherits nothing of ours, on every version from PostgreSQL 15 on: a statement outside a unit of work is refused instead of seeing
 * everything.
 *
 * The names are those of a first installation under this name. If a database or schema was renamed and another one has its old name, use what `plan` prints:
 * it reads which roles are taken.
 *
 * @example
 * await administrator.query(rolesSql({ database: 'app', login: 'app_server' }));
 */
export function rolesSql(options: RolesOptions): string {
  checkLogins('rolesSql', options, ['database', 'schema'] satisfies readonly (keyof RolesOptions)[]);
  const { database, schema = defaultSchema } = options;
  invariant(
    typeof database === 'string' && database !== '',
    'rolesSql: "database" is the name of the database that holds the schema. Roles belong to one database and schema.',
  );
  schemaIdentifier(schema);
  return rolesSqlOf(installationRoles({ database, schema }), options);
}

/** {@link rolesSql} for roles whose names are known. */
export function rolesSqlOf({ units, application, eraser }: InstallationRoles, holders: RoleHolders): string {
  return [
    ...unitRoles.map((role) => createRole(units[role], 'nologin')),
    createRole(application, 'nologin noinherit'),
    createRole(eraser, 'nologin noinherit'),
    ...applicationRoles.map((role) => grant(units[role], application)),
    grant(units.ta_maintenance, eraser),
    ...grants(application, 'login', holders),
    ...grants(eraser, 'maintenanceLogin', holders),
  ].join('\n');
}

function createRole(role: string, attributes: string): string {
  return `do $roles$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = '${role}') then
    create role ${role} ${attributes};
  end if;
exception
  when duplicate_object or unique_violation then null; -- another session was first
end
$roles$;`;
}

function grants(role: string, option: keyof RoleHolders, holders: RoleHolders): readonly string[] {
  const login = checkedLogin('rolesSql', option, holders[option]);
  return login === undefined ? [] : [grant(role, login)];
}

/**
 * Grants what is not granted yet: a login that may not grant can run the rest. From PostgreSQL 16 on a membership says whether it inherits and whether
 * SET ROLE is allowed; before, the role says it.
 */
function grant(role: string, member: string): string {
  return `do $roles$
begin
  for attempt in 1..20 loop
    begin
      if pg_catalog.current_setting('server_version_num')::int >= 160000 then
        if not exists (select from pg_catalog.pg_auth_members m where m.roleid = '${role}'::regrole and m.member = pg_catalog.to_regrole(pg_catalog.quote_ident('${member}'))
          and (pg_catalog.to_jsonb(m)->>'set_option')::boolean) then
          execute pg_catalog.format('grant ${role} to %I with inherit false, set true', '${member}');
        end if;
      elsif not exists (select from pg_catalog.pg_auth_members m where m.roleid = '${role}'::regrole and m.member = pg_catalog.to_regrole(pg_catalog.quote_ident('${member}'))) then
        execute pg_catalog.format('grant ${role} to %I', '${member}');
      end if;
      return;
    exception
      -- Two sessions at the same grant: the catalog row of the one, then of the other.
      when unique_violation or internal_error then
        if attempt = 20 then raise; end if;
        perform pg_catalog.pg_sleep(0.01 * attempt);
    end;
  end loop;
end
$roles$;`;
}

/** Throws an invariant for an option that is neither a login nor one of `others`, and for a login that is not the name of one. */
export function checkLogins(factory: string, options: RoleHolders, others: readonly string[] = []): void {
  optionChecks(factory).names(options, [...others, ...loginOptions]);
  for (const name of loginOptions) checkedLogin(factory, name, options[name]);
}

/** A name goes into the text as a literal: no quote, no backslash, no dollar sign that could end the block. */
function checkedLogin(factory: string, option: string, login: unknown): string | undefined {
  invariant(
    login === undefined || (typeof login === 'string' && /^[A-Za-z0-9_.@-]{1,63}$/.test(login)),
    `${factory}: "${option}" is the name of a login and must be 1 to 63 characters of letters, digits and _ . @ -`,
  );
  return login;
}
