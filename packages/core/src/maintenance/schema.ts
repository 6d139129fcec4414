import * as z from 'zod';
import type { PersonId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { foreignIdSchema, idSchema } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import { longestRetentionDays } from '../telemetry/retention.ts';

const workspaceId = idSchema<WorkspaceId>();
const typed = z.string().max(500);

/** Input of `pruneUsage`. */
export const pruneUsageInput = lazy(() =>
  z.strictObject({
    days: z.number().int().min(1).max(longestRetentionDays).nullish(),
    dryRun: z.boolean().nullish(),
  }),
);
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
