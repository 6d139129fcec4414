export {
  allRoles,
  applicationRoles,
  clusterRoles,
  installationRoles,
  rolesAround,
  unitRoleOf,
  unitRoles,
  type InstallationRoles,
  type Installation,
  type UnitRole,
  type UnitRoleNames,
} from './role-names.ts';
export { createRoleBook, readRoles, type RoleBook, type RolesInForce } from './role-book.ts';
export { underRoles } from './under-roles.ts';
export { checkLogins, rolesSql, rolesSqlOf, type RoleHolders, type RolesOptions } from './roles-sql.ts';
