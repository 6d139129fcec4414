import * as z from 'zod';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { anyOfSchema, externalTenantIdSchema, idSchema, nameSchema, pageFields } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import { tenantLifecycles } from '../ports/tenant-store.ts';

const workspaceId = idSchema<WorkspaceId>();
const tenantId = idSchema<TenantId>();

/** Input of `tenants.create`. */
export const createInput = lazy(() =>
  z.strictObject({
    workspaceId,
    tenantId,
    name: nameSchema(200),
    externalTenantId: externalTenantIdSchema.nullish(),
    lifecycle: z.enum(['draft', 'active']).nullish(),
  }),
);
/** Input of `tenants.get`. */
export const oneInput = lazy(() => z.strictObject({ workspaceId, tenantId }));
/** Input of `tenants.list`. */
export const listInput = lazy(() =>
  z.strictObject({
    ...pageFields,
    workspaceId,
    lifecycles: anyOfSchema(z.enum(tenantLifecycles), tenantLifecycles.length),
  }),
);
/** Input of `tenants.changeLifecycle`. */
export const changeInput = lazy(() =>
  z.strictObject({
    workspaceId,
    tenantId,
    to: z.enum(tenantLifecycles),
    expectedVersion: z.number().int().min(1).nullish(),
  }),
);
