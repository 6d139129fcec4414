export { applicationRoles, roleNames } from './role-names.ts';
export { rolesSql, type RolesOptions } from './roles-sql.ts';
