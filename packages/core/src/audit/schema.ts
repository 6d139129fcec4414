import * as z from 'zod';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { anyOfSchema, foreignIdSchema, idSchema, instantSchema, pageFields } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import { windows, type WindowKey } from '../kernel/windows.ts';
import { auditExportFormats } from './formats.ts';

const windowKeys = Object.keys(windows) as [WindowKey, ...WindowKey[]];

/** What `audit.list` can be asked. */
export const listInput = lazy(() =>
  z.strictObject({
    ...pageFields,
    workspaceId: idSchema<WorkspaceId>().nullish(),
    tenantId: idSchema<TenantId>().nullish(),
    actions: anyOfSchema(idSchema<string>(), 50),
    actorId: foreignIdSchema<string>().nullish(),
    targetType: idSchema<string>().nullish(),
    // The target may be a person.
    targetId: foreignIdSchema<string>().nullish(),
    window: z.enum(windowKeys).nullish(),
    from: instantSchema.nullish(),
    to: instantSchema.nullish(),
  }),
);

/** What `audit.export` can be asked: the same, and how to write it down. */
export const exportInput = lazy(() => listInput().extend({ format: z.enum(auditExportFormats) }));
