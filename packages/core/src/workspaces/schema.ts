import * as z from 'zod';
import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { idSchema, nameSchema, pageFields } from '../kernel/input.ts';
import { workspaceRoles } from '../ports/member-store.ts';

const workspaceId = idSchema<WorkspaceId>();
const tenantId = idSchema<TenantId>();
const userId = idSchema<PersonId>();

/** Input of `workspaces.create`. */
export const createSchema = z.strictObject({ workspaceId, name: nameSchema(200) });
/** Input of `workspaces.get`, `archive` and `restore`. */
export const oneSchema = z.strictObject({ workspaceId });
/** Input of `workspaces.list`. */
export const listSchema = z.strictObject({ ...pageFields, status: z.enum(['in_service', 'archived']).nullish() });
/** Input of `workspaces.addMember`. */
export const addMemberSchema = z.strictObject({ workspaceId, userId, role: z.enum(workspaceRoles) });
/** Input of `workspaces.removeMember`. */
export const removeMemberSchema = z.strictObject({ workspaceId, userId });
/** Input of `workspaces.grantTenant`. */
export const grantTenantSchema = z.strictObject({
  workspaceId,
  tenantId,
  userId,
  role: z.enum(workspaceRoles).nullish(),
});
/** Input of `workspaces.revokeTenant`. */
export const revokeTenantSchema = z.strictObject({ workspaceId, tenantId, userId });
