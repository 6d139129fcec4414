import * as z from 'zod';
import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { foreignIdSchema, idSchema, nameSchema, pageFields } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import { workspaceRoles } from '../ports/member-store.ts';

const workspaceId = idSchema<WorkspaceId>();
const tenantId = idSchema<TenantId>();
const userId = foreignIdSchema<PersonId>();

/** Input of `workspaces.create`. */
export const createInput = lazy(() => z.strictObject({ workspaceId, name: nameSchema(200) }));
/** Input of `workspaces.get`, `archive` and `restore`. */
export const oneInput = lazy(() => z.strictObject({ workspaceId }));
/** Input of `workspaces.list`. */
export const listInput = lazy(() =>
  z.strictObject({ ...pageFields, status: z.enum(['in_service', 'archived']).nullish() }),
);
/** Input of `workspaces.addMember`. */
export const addMemberInput = lazy(() => z.strictObject({ workspaceId, userId, role: z.enum(workspaceRoles) }));
/** Input of `workspaces.removeMember`. */
export const removeMemberInput = lazy(() => z.strictObject({ workspaceId, userId }));
/** Input of `workspaces.grantTenant`. */
export const grantTenantInput = lazy(() =>
  z.strictObject({ workspaceId, tenantId, userId, role: z.enum(workspaceRoles).nullish() }),
);
/** Input of `workspaces.revokeTenant`. */
export const revokeTenantInput = lazy(() => z.strictObject({ workspaceId, tenantId, userId }));
