import { invariant, optionChecks } from '@tenantatlas/core/ports';
import { applicationRoles, roleNames, type RoleName } from './role-names.ts';

/** Who gets the roles. */
export interface RolesOptions {
  /** The login that the application connects as. @default none: the roles are created and not granted */
  readonly login?: string | undefined;
  /** The login that retention and erasure connect as. @default none */
  readonly maintenanceLogin?: string | undefined;
}

/**
 * SQL that creates the roles and lets the logins take them on, to be run by a role that may create roles. It can be run any number of
 * times, also at the same time from several machines, because roles belong to the whole cluster.
 *
 * The logins hold the roles WITHOUT inheriting from them, so that a statement outside a unit of work is refused instead of seeing
 * everything. On PostgreSQL 15, where inheriting is a property of the login, the login itself becomes NOINHERIT.
 */
export function rolesSql(options: RolesOptions = {}): string {
  checkLogins('rolesSql', options, ['login', 'maintenanceLogin']);
  return [
    ...roleNames.map(createRole),
    ...grants(options.login, applicationRoles),
    ...grants(options.maintenanceLogin, ['ta_maintenance']),
  ].join('\n');
}

function createRole(role: RoleName): string {
  return `do $roles$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = '${role}') then
    create role ${role} nologin;
  end if;
exception
  when duplicate_object or unique_violation then null; -- another session was first
end
$roles$;`;
}

function grants(login: string | undefined, roles: readonly RoleName[]): readonly string[] {
  return login === undefined ? [] : [grantTo(login, roles)];
}

function grantTo(login: string, roles: readonly RoleName[]): string {
  const literal = `'${login}'`;
  const list = roles.join(', ');
  return `do $roles$
begin
  for attempt in 1..20 loop
    begin
      if pg_catalog.current_setting('server_version_num')::int >= 160000 then
        execute pg_catalog.format('grant ${list} to %I with inherit false, set true', ${literal});
      else
        if (select rolinherit from pg_catalog.pg_roles where rolname = ${literal}) then
          execute pg_catalog.format('alter role %I noinherit', ${literal});
        end if;
        execute pg_catalog.format('grant ${list} to %I', ${literal});
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

/**
 * Throws an invariant for another option than `names`, and for one that is not the name of a login. A name goes into the text as a literal: no quote, no
 * backslash, no dollar sign that could end the block.
 */
export function checkLogins(factory: string, options: object, names: readonly string[]): void {
  optionChecks(factory).names(options, names);
  for (const [name, login] of Object.entries(options) as readonly (readonly [string, unknown])[])
    invariant(
      login === undefined || (typeof login === 'string' && /^[A-Za-z0-9_.@-]{1,63}$/.test(login)),
      `${factory}: "${name}" is the name of a login and must be 1 to 63 characters of letters, digits and _ . @ -`,
    );
}
