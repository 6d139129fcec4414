import * as z from 'zod';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { anyOfSchema, idSchema, keySchema } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';

/** Input of `surfaces.pauses`. */
export const pausesInput = lazy(() => z.strictObject({ workspaceId: idSchema<WorkspaceId>() }));

/** Input of `surfaces.actions` over the operations of one catalog. */
export function actionsInput(types: readonly string[]) {
  return lazy(() =>
    z.strictObject({
      workspaceId: idSchema<WorkspaceId>(),
      tenantId: idSchema<TenantId>(),
      types: anyOfSchema(keySchema(types), 50),
    }),
  );
}
