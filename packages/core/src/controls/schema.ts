import * as z from 'zod';
import { controlActions } from '../audit/catalog.ts';
import type { ActivationId, WorkspaceId } from '../kernel/ids.ts';
import { anyOfSchema, idSchema, instantSchema, keySchema, pageFields, textSchema } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import { reasonBounds } from './reason-bounds.ts';

const workspaceId = idSchema<WorkspaceId>();

/** Where a pause shall apply. */
const scope = lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('global') }),
    z.strictObject({ type: z.literal('workspace'), workspaceId }),
  ]),
);

/** Where an impact is asked about: a workspace scope may still lack its workspace. */
const previewScope = lazy(() =>
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('global') }),
    z.strictObject({ type: z.literal('workspace'), workspaceId: workspaceId.nullish() }),
  ]),
);

/** Fields that say what a pause shall be. */
const pauseFields = lazy(() => {
  const reason = textSchema(reasonBounds.min, reasonBounds.max);
  return {
    scope: scope(),
    reason,
    publicMessage: reason.nullish(),
    expiresAt: instantSchema.nullish(),
    expectedVersion: z.number().int().min(1).nullish(),
  } as const;
});

/** Inputs of the control methods, for the controls of one catalog. */
export function controlInputs(keys: readonly string[]) {
  const control = lazy(() => keySchema(keys));
  return {
    /** Of `controls.list`. */
    list: lazy(() => z.strictObject({})),
    /** Of `controls.summary` and `history`. */
    one: lazy(() => z.strictObject({ control: control() })),
    /** Of `controls.changes`. */
    changes: lazy(() =>
      z.strictObject({
        ...pageFields,
        control: control().nullish(),
        activationId: idSchema<ActivationId>().nullish(),
        actions: anyOfSchema(keySchema(controlActions), controlActions.length),
      }),
    ),
    /** Of `controls.evaluate`. */
    evaluate: lazy(() => z.strictObject({ control: control(), workspaceId: workspaceId.nullish() })),
    /** Of `controls.previewImpact`. */
    preview: lazy(() =>
      z.strictObject({ control: control(), scope: previewScope(), intent: z.enum(['pause', 'resume']).nullish() }),
    ),
    /** Of `controls.pause`. */
    pause: lazy(() => z.strictObject({ ...pauseFields(), control: control() })),
    /** Of `controls.rescope`. */
    rescope: lazy(() =>
      z.strictObject({
        ...pauseFields(),
        // What is left out stays as it is; null clears an end or a public message.
        reason: pauseFields().reason.nullish(),
        activationId: idSchema<ActivationId>(),
      }),
    ),
    /** Of `controls.resume`. */
    resume: lazy(() => z.strictObject({ control: control(), scope: scope() })),
  } as const;
}

/** See {@link controlInputs}. */
export type ControlInputs = ReturnType<typeof controlInputs>;
