import * as z from 'zod';
import type { TenantId, WorkspaceId } from '../kernel/ids.ts';
import { anyOfSchema, foreignIdSchema, idSchema, pageFields } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import { timeFields } from '../kernel/time-fields.ts';
import { auditExportFormats } from './formats.ts';

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
    ...timeFields,
  }),
);

/** What `audit.export` can be asked: the same, and how to write it down. */
export const exportInput = lazy(() => listInput().extend({ format: z.enum(auditExportFormats) }));
