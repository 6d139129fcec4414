import {
  createTenantAtlas,
  defineControls,
  defineOperations,
  ok,
  platformOperator,
  simulatedRestore,
  workspaceUser,
  type Dispatcher,
  type IdGenerator,
  type Logger,
  type OperationContext,
} from '@tenantatlas/core';
import type { Storage } from '@tenantatlas/core/ports';
import * as z from 'zod';

/** Its starts exclude no other start and are cheap. */
export const cheap = 'race.cheap';
/** Three controls with an operation each, all alike: one is paused, the others stream on. */
export const streams = [cheap, 'race.second', 'race.third'] as const;
/** See {@link streams}. */
export type Stream = (typeof streams)[number];
/** The caller provides its handler. */
export const slow = 'race.slow';

const controlOf = <Name extends Stream>(name: Name) => ({
  label: 'Race',
  supportedScopes: ['global', 'workspace'] as const,
  operationTypes: [name],
  affectedSurfaces: ['race'],
});

const controls = defineControls({
  'race.cheap': controlOf('race.cheap'),
  'race.second': controlOf('race.second'),
  'race.third': controlOf('race.third'),
});

const inputs = z.strictObject({ n: z.string() });

/** What an atlas of these tests is made of. */
export interface RaceAtlasOptions {
  readonly storage: Storage;
  readonly dispatcher?: Dispatcher;
  readonly ids?: IdGenerator;
  readonly logger?: Logger;
  /** The handler of `race.slow`. */
  readonly runSlow?: (context: OperationContext<{ n: string }>) => Promise<void>;
}

/** An atlas with a cheap controlled operation, the restore, and one whose handler is handed in. */
export function composeAtlas({ runSlow, ...options }: RaceAtlasOptions) {
  const operationOf = <Name extends Stream>(control: Name) =>
    ({ label: 'Race', capability: 'operations.start', control, inputs, run: async () => ok({}) }) as const;
  const operations = defineOperations({
    'race.cheap': operationOf('race.cheap'),
    'race.second': operationOf('race.second'),
    'race.third': operationOf('race.third'),
    [slow]: {
      label: 'Slow',
      capability: 'operations.start',
      inputs,
      async run(context) {
        await runSlow?.(context);
        return ok({ processed: context.attempt });
      },
    },
  });
  return createTenantAtlas({
    ...options,
    catalogs: { controls: [controls], operations: [operations] },
    restore: simulatedRestore({ items: 1, itemMillis: 1 }),
  });
}

/** See {@link composeAtlas}. */
export type RaceAtlas = ReturnType<typeof composeAtlas>;

/** An operator who may do everything. */
export function operatorNamed(id: string) {
  return platformOperator({
    id,
    label: `Operator ${id}`,
    capabilities: [
      'platform.access_system_panel',
      'platform.console.view',
      'platform.ops.view',
      'platform.ops.controls.manage',
      'platform.directory.manage',
    ],
  });
}

/** A member of the seeded workspaces; there are `u-0` to `u-3`. */
export function memberNamed(id: string) {
  return workspaceUser({ id, label: `User ${id}` });
}
