import * as z from 'zod';

const token = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._:+/-]{1,120}$/);
const id = z.string().regex(/^[A-Za-z0-9._:+/-]{1,120}$/);
const actorId = z.string().regex(/^[!#-&(-+\--?A-[\]-~]{1,255}$/);

function event<Name extends string, Shape extends z.core.$ZodLooseShape>(eventName: Name, metadata: Shape) {
  return z.strictObject({
    eventName: z.literal(eventName),
    workspaceId: id,
    tenantId: id,
    actor: z.object({ kind: z.literal('user'), id: actorId }),
    subjectType: token,
    subjectId: token,
    metadata: z.strictObject(metadata),
  });
}

/** The same rules in zod, one schema for each event, found by its name. */
export const eventSchema = z.discriminatedUnion('eventName', [
  event('product.onboarding.checkpoint_completed', {
    checkpoint_key: token.nullish(),
    lifecycle_state: token.nullish(),
    completed_at: z.iso.datetime({ offset: true }).nullish(),
  }),
  event('product.support_diagnostics.opened', { source_surface: token.nullish(), operation_type: token.nullish() }),
  event('product.operations.started', { operation_type: token.nullish() }),
  event('product.stored_report.created', { report_type: token.nullish() }),
  event('product.review_pack.requested', {
    source_surface: token.nullish(),
    include_operations: z.boolean().nullish(),
    include_pii: z.boolean().nullish(),
  }),
]);
