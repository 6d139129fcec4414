import * as z from 'zod';
import type { Actor } from '../../src/access/actor.ts';
import {
  createTenantAtlas,
  defineControls,
  defineOperations,
  inProcess,
  manualClock,
  ok,
  orThrow,
  type Dispatcher,
  type OperationDefinition,
  type OperationsClient,
  type RestoreExecutor,
  type Scheduler,
  type WorkspaceId,
} from '../../src/index.ts';
import { createMemoryStorage } from '../../src/memory/index.ts';
import type { OperationRun, RunId } from '../../src/ports/index.ts';
import { interceptStorage, type Intercept } from './controls-intercept.ts';
import { noon } from './controls-fixtures.ts';
import { recordingInstrumentation, recordingLogger } from './controls-recorders.ts';
import { ada, mia, ole, rea, system } from './controls-world.ts';
import { manualScheduler } from './runs-scheduler.ts';

/** The inputs that the tests' operations take, unless they bring their own. */
const mailInputs = z.strictObject({ list: z.string(), note: z.string().nullish() });

/** A definition that does nothing; `change` says what the test is about. */
export function operation(change: Partial<OperationDefinition> = {}): OperationDefinition {
  return { label: 'Mass mail', capability: 'operations.start', inputs: mailInputs, run: async () => ok({}), ...change };
}

export interface RunsWorldOptions {
  /** `acme.mail` and whatever else the test needs. */
  readonly operations?: { readonly [type: string]: OperationDefinition };
  readonly intercept?: Intercept;
  readonly dispatcher?: Dispatcher;
  readonly restore?: RestoreExecutor;
  /** @default a manual one over the world's clock */
  readonly scheduler?: Scheduler;
}

export interface Start {
  readonly type?: string;
  readonly actor?: Actor;
  readonly tenantId?: string;
  readonly key?: string;
  readonly inputs?: unknown;
}

/** An atlas at noon with the workspace `w-1` and its active tenants `t-1` (Contoso) and `t-2`, whose members are entitled to both. */
export async function runsWorld(options: RunsWorldOptions = {}) {
  const clock = manualClock(noon);
  const scheduler = manualScheduler(clock);
  const logger = recordingLogger();
  const instrumentation = recordingInstrumentation();
  const memory = createMemoryStorage();
  const { intercept = (_, proceed) => proceed(), operations = { 'acme.mail': operation() }, restore } = options;
  const control = {
    label: 'Mass mail',
    supportedScopes: ['global', 'workspace'],
    operationTypes: ['acme.mail'],
    affectedSurfaces: [],
  } as const;
  /** Another process on the same storage is another atlas. */
  const process = (dispatcher = options.dispatcher ?? inProcess()) =>
    createTenantAtlas({
      storage: interceptStorage(memory, (call, proceed) => (isOn ? intercept(call, proceed) : proceed())),
      clock,
      logger,
      instrumentation,
      dispatcher,
      scheduler: options.scheduler ?? scheduler,
      catalogs: { controls: [defineControls({ 'acme.mail': control })], operations: [defineOperations(operations)] },
      ...(restore ? { restore } : {}),
    });
  let isOn = false;
  const setup = createTenantAtlas({ storage: memory, clock }).as(system);
  await orThrow(setup.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  await orThrow(setup.workspaces.create({ workspaceId: 'w-2', name: 'Borealis' }));
  for (const [tenantId, name] of [
    ['t-1', 'Contoso'],
    ['t-2', 'Fabrikam'],
  ] as const) {
    await orThrow(setup.tenants.create({ workspaceId: 'w-1', tenantId, name, lifecycle: 'active' }));
  }
  for (const [user, role] of [
    [mia, 'manager'],
    [ole, 'operator'],
    [rea, 'readonly'],
  ] as const) {
    await orThrow(setup.workspaces.addMember({ workspaceId: 'w-1', userId: user.id, role }));
    for (const tenantId of ['t-1', 't-2'])
      await orThrow(setup.workspaces.grantTenant({ workspaceId: 'w-1', tenantId, userId: user.id }));
  }
  isOn = true;

  const atlas = process();
  const operationsOf = (actor: Actor) => atlas.as(actor).operations as unknown as OperationsClient;
  return {
    atlas,
    process,
    setup,
    storage: memory,
    clock,
    scheduler,
    logger,
    instrumentation,
    operator: atlas.as(ada),
    operationsOf,
    /** Starts `acme.mail` to list `a` in `t-1` as Mia, unless told otherwise. */
    start: ({ type = 'acme.mail', actor = mia, tenantId = 't-1', key, inputs = { list: 'a' } }: Start = {}) =>
      operationsOf(actor).start({
        type,
        workspaceId: 'w-1',
        tenantId,
        inputs,
        ...(key === undefined ? {} : { idempotencyKey: key }),
      }),
    /** Every run of `w-1`, oldest first. */
    runs: () =>
      onPlatform(async (unit) => [...(await unit.runs.list(w1, anyRun, { after: null, limit: 10_000 }))].reverse()),
    run: (id: string) => onPlatform(async (unit) => (await unit.runs.get(w1, id as RunId)) as OperationRun),
    /** Takes a run through its life without a worker. */
    finish: (id: string, outcome: 'succeeded' | 'failed' | 'blocked' | 'cancelled' | 'partially_succeeded') =>
      onPlatform((unit) =>
        unit.runs.complete(w1, { id: id as RunId, attempt: null }, { outcome, counts: null, failures: [], at: noon }),
      ),
    claim: (id: string) => onPlatform((unit) => unit.runs.claim(w1, id as RunId, noon, noon)),
    pause: (workspaceId: string | null = null, control: 'acme.mail' | 'restore.execute' = 'acme.mail') =>
      orThrow(
        atlas.as(ada).controls.pause({
          control,
          scope: workspaceId ? { type: 'workspace', workspaceId } : { type: 'global' },
          reason: 'Spam alarm',
        }),
      ),
    resume: () => orThrow(atlas.as(ada).controls.resume({ control: 'acme.mail', scope: { type: 'global' } })),
  };

  function onPlatform<T>(work: Parameters<typeof memory.unit<T>>[1]): Promise<T> {
    return memory.unit({ plane: 'platform', actor: null }, work);
  }
}

const w1 = { workspaceId: 'w-1' as WorkspaceId };
const anyRun = {
  tenantId: null,
  types: null,
  statuses: null,
  outcomes: null,
  visibleTenantIds: null,
  from: null,
  to: null,
};

/** See {@link runsWorld}. */
export type RunsWorld = Awaited<ReturnType<typeof runsWorld>>;
