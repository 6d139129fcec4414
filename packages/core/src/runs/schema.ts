import * as z from 'zod';
import type { RunId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import { anyOfSchema, foreignIdSchema, idSchema, keySchema, pageFields } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import { timeFields } from '../kernel/time-fields.ts';
import { runOutcomes, runStatuses } from '../ports/run-store.ts';
import type { OperationCatalog } from './definition.ts';

const workspaceId = idSchema<WorkspaceId>();
const tenantId = idSchema<TenantId>();
const idempotencyKey = foreignIdSchema<string>().nullish();

/** Input of `operations.start`, whatever the operation; its `inputs` are judged by the definition. */
export function startInput(types: readonly string[]) {
  return lazy(() =>
    z.strictObject({
      type: keySchema(types),
      workspaceId,
      tenantId,
      inputs: z.unknown(),
      idempotencyKey,
    }),
  );
}

/** The same with the inputs of each operation: it describes to callers what to send. */
export function describedStartInput(catalog: OperationCatalog) {
  return lazy((): z.ZodType<unknown, z.input<ReturnType<ReturnType<typeof startInput>>>> => {
    const starts = Object.entries(catalog).map(([type, { inputs, idempotencyKey: key }]) =>
      z.strictObject({
        type: z.literal(type),
        workspaceId,
        tenantId,
        inputs,
        idempotencyKey: key === 'required' ? foreignIdSchema<string>() : idempotencyKey,
      }),
    );
    if (starts.length === 0) return startInput([])();
    return z.discriminatedUnion('type', starts as [(typeof starts)[number], ...typeof starts]);
  });
}

/** Input of `operations.get` and `cancel`. */
export const oneInput = lazy(() => z.strictObject({ workspaceId, runId: idSchema<RunId>() }));
/** Input of `operations.list` over the operations of one catalog. */
export function listInput(types: readonly string[]) {
  return lazy(() =>
    z.strictObject({
      ...pageFields,
      ...timeFields,
      workspaceId,
      tenantId: tenantId.nullish(),
      types: anyOfSchema(keySchema(types), 50),
      statuses: anyOfSchema(z.enum(runStatuses), runStatuses.length),
      outcomes: anyOfSchema(z.enum(runOutcomes), runOutcomes.length),
    }),
  );
}
