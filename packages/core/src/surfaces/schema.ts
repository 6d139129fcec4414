import * as z from 'zod';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { anyOfSchema, idSchema, keySchema } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';

/** Input of `surfaces.pauses`. */
export const pausesInput = lazy(() => z.strictObject({ workspaceId: idSchema<WorkspaceId>() }));

/** How many recent operations a surface shows unless it asks otherwise, and at most. */
const recentOperationsLimit = { usual: 5, most: 25 } as const;

/** Input of `surfaces.recentOperations`. */
export const recentOperationsInput = lazy(() =>
  z.strictObject({
    workspaceId: idSchema<WorkspaceId>(),
    tenantId: idSchema<TenantId>(),
    limit: z
      .number()
      .int()
      .min(1)
      .max(recentOperationsLimit.most)
      .nullish()
      .meta({ default: recentOperationsLimit.usual })
      .transform((limit) => limit ?? recentOperationsLimit.usual),
  }),
);

/** Input of `surfaces.tenantVerification`. The providers are those of the atlas. */
export function tenantVerificationInput(providers: readonly string[]) {
  return lazy(() =>
    z.strictObject({
      workspaceId: idSchema<WorkspaceId>(),
      tenantId: idSchema<TenantId>(),
      provider: keySchema(providers).nullish(),
    }),
  );
}

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
