import * as z from 'zod';
import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { foreignIdSchema, idSchema } from '../kernel/input.ts';

const workspaceId = idSchema<WorkspaceId>();
const typed = z.string().max(500);

/** Input of `erasePerson`. */
export const erasePersonSchema = z.strictObject({
  kind: z.enum(['platform', 'user']),
  personId: foreignIdSchema<PersonId>(),
});
/** Input of `eraseTenant`. */
export const eraseTenantSchema = z.strictObject({
  workspaceId,
  tenantId: idSchema<TenantId>(),
  confirmTenantName: typed,
});
/** Input of `eraseWorkspace`. */
export const eraseWorkspaceSchema = z.strictObject({ workspaceId, confirmWorkspaceName: typed });
