import * as z from 'zod';
import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { foreignIdSchema, idSchema } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';

const workspaceId = idSchema<WorkspaceId>();
const typed = z.string().max(500);

/** Input of `erasePerson`. */
export const erasePersonInput = lazy(() =>
  z.strictObject({ kind: z.enum(['platform', 'user']), personId: foreignIdSchema<PersonId>() }),
);
/** Input of `eraseTenant`. */
export const eraseTenantInput = lazy(() =>
  z.strictObject({ workspaceId, tenantId: idSchema<TenantId>(), confirmTenantName: typed }),
);
/** Input of `eraseWorkspace`. */
export const eraseWorkspaceInput = lazy(() => z.strictObject({ workspaceId, confirmWorkspaceName: typed }));
