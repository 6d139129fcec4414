import type * as z from 'zod';
import type { Caller, Environment } from '../access/environment.ts';
import { lookUpPeople } from '../access/look-up-people.ts';
import { guardAgainstBugs, perform } from '../access/perform.ts';
import type { Located, UseCaseContext } from '../access/use-case.ts';
import type { RawRequest } from '../access/raw-request.ts';
import { summarize } from '../audit/messages.ts';
import { record } from '../audit/record.ts';
import { now } from '../kernel/clock.ts';
import {
  conflict,
  immutable,
  notFound,
  type Immutable,
  type InvalidInput,
  type NotFound,
  type StorageFailure,
} from '../kernel/errors.ts';
import { isIdToken, type RunId, type WorkspaceId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import { readKeyset, toPage } from '../kernel/keyset.ts';
import type { Page } from '../kernel/page.ts';
import { err, errAsync, ok, type Result, type ResultAsync } from '../kernel/result.ts';
import type { PersonRecord } from '../ports/people-store.ts';
import type { OperationRun } from '../ports/run-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import type { OperationsClient, StartAnswer, StartError } from './client.ts';
import type { OperationCatalog } from './definition.ts';
import { listSchema, oneSchema, type startSchema } from './schema.ts';
import { definitionAccess, lostIdempotencyRace, start, startAccess, type SettledStart } from './start.ts';
import { runView } from './view.ts';

/** What the run methods need besides the environment. */
export interface RunsSetup {
  readonly catalog: OperationCatalog;
  /** Input of `operations.start`. Made once: a server makes a client for every request, and a new schema is compiled at its first use. */
  readonly startInput: ReturnType<typeof startSchema>;
  /** What people call a control. */
  readonly controlLabel: (key: string) => string;
  /** Whether a restore executor is installed. */
  readonly canRestore: boolean;
  /** Called after a run was queued, so that a worker looks at once. */
  readonly onQueued: () => void;
  /** Called after a run was cancelled, so that a worker in this process stops it at once. */
  readonly onCancelled: (run: OperationRun) => void;
}

type One = z.output<typeof oneSchema>;

/** How often a start is repeated that lost the race for its idempotency key. The second look finds the winner. */
const maxKeyRaces = 3;

/** The run methods for one caller. */
export function createOperationsService<Start>(
  environment: Environment,
  caller: Caller,
  setup: RunsSetup,
): OperationsClient<Start> {
  const { catalog, startInput, controlLabel, canRestore } = setup;
  const useStart = {
    method: 'operations.start',
    input: startInput,
    definition: startAccess(catalog),
    decidesArchivedItself: true,
    run: (context: UseCaseContext<z.output<typeof startInput>>) => {
      context.afterCommit(setup.onQueued);
      return start(context, catalog, controlLabel, canRestore);
    },
  } as const;
  const useCancel = {
    method: 'operations.cancel',
    input: oneSchema,
    locate: locateRun(catalog),
    decidesArchivedItself: true,
    run: (context: UseCaseContext<One>) => cancel(context, setup),
  } as const;

  const settle = (request: unknown, races: number): ResultAsync<SettledStart, StartError> =>
    perform(environment, caller, useStart, request).orElse((error) => {
      if (error.code !== lostIdempotencyRace.code) return errAsync(error);
      return races < maxKeyRaces ? settle(request, races + 1) : errAsync(conflict('version'));
    });
  const shown = (run: OperationRun) =>
    showAll(environment, catalog, caller, [run]).map(([view]) => view as NonNullable<typeof view>);
  /** What was written is committed by now: when names cannot be read it is shown without them, not reported as a failure. */
  const shownAsWritten = (run: OperationRun) =>
    shown(run).orElse(() => ok(runView(run, catalog, ownName(caller), now(environment.clock))));

  return {
    start: (request): ResultAsync<StartAnswer, StartError> =>
      settle(request, 1).andThen(({ run, disposition }) =>
        shownAsWritten(run).map((view) => ({ run: view, disposition })),
      ),
    get: (request) =>
      perform(
        environment,
        caller,
        { method: 'operations.get', input: oneSchema, locate: locateRun(catalog), run: get },
        request,
      ).andThen(shown),
    list: (request) =>
      perform(
        environment,
        caller,
        { method: 'operations.list', input: listSchema, listsTenants: true, run: list },
        request,
      ).andThen((page) =>
        showAll(environment, catalog, caller, page.items).map((items) => ({ items, nextCursor: page.nextCursor })),
      ),
    cancel: (request) => perform(environment, caller, useCancel, request).andThen(shownAsWritten),
  };
}

async function get({ unit, input }: UseCaseContext<One>): Promise<Result<OperationRun, NotFound>> {
  const run = await unit.runs.get({ workspaceId: input.workspaceId }, input.runId);
  return run ? ok(run) : err(notFound());
}

async function list(
  context: UseCaseContext<z.output<typeof listSchema>>,
): Promise<Result<Page<OperationRun>, InvalidInput>> {
  const { unit, input, visibleTenantIds } = context;
  const request = readKeyset('operations', ['instant', 'id'], input);
  if (request.isErr()) return err(request.error);
  const { after, limit } = request.value;
  const filter = {
    tenantId: input.tenantId ?? null,
    types: input.types ?? null,
    statuses: input.statuses ?? null,
    visibleTenantIds,
  };
  const position = after ? { createdAt: after[0] as Instant, id: after[1] as RunId } : null;
  const runs = await unit.runs.list({ workspaceId: input.workspaceId }, filter, { after: position, limit: limit + 1 });
  return ok(
    toPage(
      runs,
      request.value,
      ({ createdAt, id }) => [createdAt, id],
      (run) => run,
    ),
  );
}

/** Where a run belongs: its tenant is what the caller must be entitled to, its definition says who may cancel it. */
function locateRun(catalog: OperationCatalog) {
  return async (unit: StorageUnit, workspaceId: WorkspaceId, { runId }: RawRequest): Promise<Located | null> => {
    // A malformed id names nothing; the input step says so, once the workspace is settled.
    if (typeof runId !== 'string' || !isIdToken(runId)) return { tenantId: null, definition: null };
    const run = await unit.runs.get({ workspaceId }, runId as RunId);
    if (!run) return null;
    const definition = Object.hasOwn(catalog, run.type) ? catalog[run.type] : undefined;
    // Every plane may cancel what its capabilities cover: a stuck run must not outlive the plane that started it.
    const planes = ['workspace', 'platform', 'system'] as const;
    // A type that has left the catalog can still be cancelled, by whoever may start anything at all.
    const access = definition ? definitionAccess(definition) : { capabilities: ['operations.start'] };
    return { tenantId: run.tenantId, definition: { ...access, planes } };
  };
}

/** An archived tenant does not stand in the way: a run that was accepted before may still end. An archived workspace does. */
async function cancel(
  context: UseCaseContext<One>,
  { catalog, onCancelled }: RunsSetup,
): Promise<Result<OperationRun, NotFound | Immutable>> {
  const { unit, input, now: at } = context;
  const scope = { workspaceId: input.workspaceId };
  const held = await unit.access.hold(scope, null);
  if (!held) return err(notFound());
  if (held.workspace.archivedAt) return err(immutable('archived'));
  const result = { outcome: 'cancelled', counts: null, failures: [], at } as const;
  const run = await unit.runs.complete(scope, { id: input.runId, attempt: null }, result);
  if (!run) return err((await unit.runs.get(scope, input.runId)) ? immutable('completed') : notFound());
  const label = catalog[run.type]?.label ?? run.type;
  await record(context, {
    action: 'operation_run.cancelled',
    workspaceId: run.workspaceId,
    tenantId: run.tenantId,
    operationRunId: run.id,
    target: { type: 'operation_run', id: run.id, label },
    summary: summarize('audit.summary.run_cancelled', { label }),
    metadata: { operation_type: run.type },
  });
  context.afterCommit(() => onCancelled(run));
  return ok(run);
}

/** Runs with their initiators' names. The caller's own name is known; anybody else's takes a look into the directory. */
function showAll(environment: Environment, catalog: OperationCatalog, caller: Caller, runs: readonly OperationRun[]) {
  const { actor } = caller;
  const others = runs
    .map(({ initiator }) => initiator)
    .filter((ref) => ref && !(ref.kind === actor.kind && ref.personId === actor.id));
  const shown = lookUpPeople(environment, others).then((people) => {
    const at = now(environment.clock);
    return ok(runs.map((run) => runView(run, catalog, [...ownName(caller), ...people], at)));
  });
  return guardAgainstBugs<ReturnType<typeof runView>[], StorageFailure>(environment, 'operations', shown);
}

function ownName({ actor }: Caller): readonly PersonRecord[] {
  return actor.kind === 'system' ? [] : [{ kind: actor.kind, personId: actor.id, label: actor.label }];
}
