import { createHash } from 'node:crypto';

/**
 * The roles that units of work take on. They cannot log in.
 *
 * - `ta_workspace` sees one workspace, named by the setting `tenantatlas.workspace_id`;
 * - `ta_member` sees the memberships of one person (`tenantatlas.actor`) and the workspaces in `tenantatlas.workspace_ids`;
 * - `ta_platform` sees everything and writes what operators write;
 * - `ta_maintenance` may delete; retention and erasure take it on.
 *
 * These are the names in code and the names of the policies. The roles of an installation have longer names, see {@link installationRoles}.
 */
export const unitRoles = ['ta_workspace', 'ta_member', 'ta_platform', 'ta_maintenance'] as const;

/** See {@link unitRoles}. */
export type UnitRole = (typeof unitRoles)[number];

/** The unit roles that the application's login takes on. Deleting is not among them. */
export const applicationRoles = ['ta_workspace', 'ta_member', 'ta_platform'] as const satisfies readonly UnitRole[];

/** What each unit role is called in one database. */
export type UnitRoleNames = { readonly [Role in UnitRole]: string };

/** The roles of one installation. */
export interface InstallationRoles {
  readonly units: UnitRoleNames;
  /** Granted to the application's login: NOINHERIT, a member of {@link applicationRoles}. */
  readonly application: string;
  /** Granted to the login that erases: NOINHERIT, a member of `ta_maintenance`. */
  readonly eraser: string;
}

/** An installation: a schema of a database. */
export interface Installation {
  readonly database: string;
  readonly schema: string;
}

/** The names of versions that used the same roles in the whole cluster. */
export const clusterRoles: UnitRoleNames = {
  ta_workspace: 'ta_workspace',
  ta_member: 'ta_member',
  ta_platform: 'ta_platform',
  ta_maintenance: 'ta_maintenance',
};

/**
 * The roles of one installation. Roles belong to the whole cluster, so the names are made of database and schema. An installation keeps its roles when its
 * database or schema is renamed; if a new one then gets the old name, `nth` tells it how many installations had that name before. Lower-case letters, digits
 * and `_`, at most 56 bytes, so that they need no quotes and PostgreSQL cuts none.
 */
export function installationRoles({ database, schema }: Installation, nth = 0): InstallationRoles {
  const hash = createHash('sha256')
    .update(JSON.stringify([database, schema, ...(nth > 0 ? [nth] : [])]))
    .digest('hex')
    .slice(0, 10);
  return rolesWith(`ta_${readable(database, schema)}_${hash}`);
}

/**
 * The roles to which these roles of units belong: those of a database that was renamed keep their names. Null for the roles of the whole cluster, and
 * for names that do not belong together.
 */
export function rolesAround(units: UnitRoleNames): InstallationRoles | null {
  const prefix = units.ta_workspace.slice(0, -'_workspace'.length);
  const roles = rolesWith(prefix);
  return prefix !== 'ta' && unitRoles.every((role) => roles.units[role] === units[role]) ? roles : null;
}

function rolesWith(prefix: string): InstallationRoles {
  return {
    units: {
      ta_workspace: `${prefix}_workspace`,
      ta_member: `${prefix}_member`,
      ta_platform: `${prefix}_platform`,
      ta_maintenance: `${prefix}_maintenance`,
    },
    application: `${prefix}_app`,
    eraser: `${prefix}_eraser`,
  };
}

/** Every role of an installation. */
export function allRoles({ units, application, eraser }: InstallationRoles): readonly string[] {
  return [...unitRoles.map((role) => units[role]), application, eraser];
}

/** The unit role that a role of the database stands for, judged by the end of its name; null for any other role. */
export function unitRoleOf(name: string): UnitRole | null {
  if (!name.startsWith('ta_')) return null;
  return unitRoles.find((role) => name.endsWith(role.slice('ta'.length))) ?? null;
}

/** A hint for people who read a list of roles. The hash keeps the names apart. */
function readable(database: string, schema: string): string {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_');
  const text = schema === 'tenantatlas' ? plain(database) : `${plain(database).slice(0, 14)}_${plain(schema)}`;
  return text.slice(0, 28);
}
