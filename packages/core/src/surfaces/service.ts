import type * as z from 'zod';
import type { Caller, Environment } from '../access/environment.ts';
import { perform } from '../access/perform.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { match } from '../controls/rules.ts';
import { controlPaused } from '../controls/paused-error.ts';
import { invariant } from '../kernel/invariant.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { OperationCatalog, OperationDefinition } from '../runs/definition.ts';
import type { ActionView, SurfacesClient } from './client.ts';
import { presentAction } from './rules.ts';
import type { actionsSchema } from './schema.ts';

/** What surfaces need of the atlas, the same for every caller. */
export interface SurfacesSetup {
  readonly catalog: OperationCatalog;
  readonly controlLabel: (key: string) => string;
  readonly canRestore: boolean;
  readonly actionsSchema: ReturnType<typeof actionsSchema>;
}

type ActionsInput = z.output<SurfacesSetup['actionsSchema']>;

/** The surface methods for one caller. */
export function createSurfacesService(environment: Environment, caller: Caller, setup: SurfacesSetup): SurfacesClient {
  const useActions = {
    method: 'surfaces.actions',
    input: setup.actionsSchema,
    run: (context: UseCaseContext<ActionsInput>) => actions(context, setup),
  } as const;
  return { actions: (request) => perform(environment, caller, useActions, request) };
}

async function actions(
  context: UseCaseContext<ActionsInput>,
  { catalog, controlLabel, canRestore }: SurfacesSetup,
): Promise<Result<readonly ActionView[], never>> {
  const { unit, input, now, scope, can } = context;
  invariant(scope, 'A surface is shown of a tenant.');
  const views: ActionView[] = [];
  for (const type of input.types ?? startableFrom(catalog)) {
    const definition = catalog[type] as OperationDefinition;
    const { control } = definition;
    const applicable = control ? await unit.activations.findApplicable(control, input.workspaceId, now) : [];
    const activation = control ? match(control, input.workspaceId, applicable, now) : null;
    const paused = control && activation ? controlPaused(controlLabel(control), activation, 'workspace') : null;
    const isReady = type !== 'restore.execute' || canRestore;
    views.push(presentAction({ type, definition, held: can, paused, scope: scope.facts, isReady }));
  }
  return ok(views);
}

/** Those that are started from a workspace, in the order of the catalog. */
function startableFrom(catalog: OperationCatalog): readonly string[] {
  return Object.entries(catalog)
    .filter(([, { planes = ['workspace'] }]) => planes.includes('workspace'))
    .map(([type]) => type);
}
