import * as z from 'zod';
import type { WorkspaceId } from '../kernel/ids.ts';
import { idSchema, instantSchema, textSchema } from '../kernel/input.ts';
import { reasonBounds } from './reason-bounds.ts';

const workspaceId = idSchema<WorkspaceId>();

/** Where a pause shall apply. */
export const scopeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('global') }),
  z.strictObject({ type: z.literal('workspace'), workspaceId }),
]);

/** Where an impact is asked about: a workspace scope may still lack its workspace. */
export const previewScopeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('global') }),
  z.strictObject({ type: z.literal('workspace'), workspaceId: workspaceId.nullish() }),
]);

const reason = textSchema(reasonBounds.min, reasonBounds.max);

/** Fields that say what a pause shall be. */
export const pauseFields = {
  scope: scopeSchema,
  reason,
  publicMessage: reason.nullish(),
  expiresAt: instantSchema.nullish(),
  expectedVersion: z.number().int().min(1).nullish(),
} as const;

/** A key of the atlas's own catalog. */
export function controlKeySchema(keys: readonly string[]): z.ZodType<string> {
  return z.enum(keys as [string, ...string[]]);
}
