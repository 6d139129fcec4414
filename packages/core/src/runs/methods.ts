import { methodGroup } from '../access/method-group.ts';
import { method, type Finishing } from '../access/method.ts';
import { refuseArchived } from '../access/rules.ts';
import type { RawRequest } from '../access/raw-request.ts';
import type { Located, UseCaseContext } from '../access/use-case.ts';
import { record } from '../audit/record.ts';
import {
  immutable,
  invalidInput,
  notFound,
  type Immutable,
  type InvalidInput,
  type NotFound,
} from '../kernel/errors.ts';
import { isIdToken, type RunId, type WorkspaceId } from '../kernel/ids.ts';
import type { InputOf } from '../kernel/input.ts';
import type { Instant } from '../kernel/instant.ts';
import { issue } from '../kernel/issues.ts';
import { readKeyset, toPage } from '../kernel/keyset.ts';
import type { Page } from '../kernel/page.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { OperationRun, RunStatus } from '../ports/run-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { attentionRuns, attentionRunsInput, elsewherePageAnswer } from './attention-runs.ts';
import { attention, attentionAnswer, attentionInput, type Found, type RunElsewhereView } from './attention.ts';
import { cancelAccess, orphanCapabilities } from './cancel-access.ts';
import type { OperationsClient } from './client.ts';
import type { OperationCatalog } from './definition.ts';
import { describedStartInput, listInput, oneInput, startInput } from './schema.ts';
import { sayRun } from './messages.ts';
import { show, showAll, showAsWritten } from './show.ts';
import { definitionAccess, foreseeStart, start, startAccess } from './start.ts';
import { rangeOf } from './time-range.ts';
import { runAnswer, runPageAnswer, startAnswer, type RunOfTenant } from './view.ts';

/** What the run methods need of the atlas, the same for every caller. */
export interface RunsSetup {
  readonly catalog: OperationCatalog;
  /** What people call a control. */
  readonly controlLabel: (key: string) => string;
  /** Called after a run was queued, so that a worker polls at once. */
  readonly onQueued: () => void;
  /** Called after a run was cancelled, so that a worker in this process stops it at once. */
  readonly onCancelled: (run: OperationRun) => void;
}

/** The methods of `operations` over the operations of one atlas. */
export function operationMethods(setup: RunsSetup) {
  const { catalog, controlLabel } = setup;
  return methodGroup<OperationsClient>()([
    method({
      name: 'operations.start',
      summary: 'Starts an operation, or refuses for exactly one reason.',
      input: startInput(Object.keys(catalog)),
      describedInput: describedStartInput(catalog),
      answer: startAnswer,
      refusals: ['control_paused', 'conflict', 'immutable'],
      definition: startAccess(catalog),
      decidesArchivedItself: true,
      foresee: (context) => foreseeStart(context, catalog, controlLabel),
      async run(context) {
        afterOwnCommit(context, setup.onQueued);
        const settled = await start(context, catalog, controlLabel);
        return settled.map((one) => ({ ...one, cancel: cancelAccess(one.run, catalog, context) }));
      },
      finish: (settled, finishing) =>
        showAsWritten(settled, catalog, finishing).map((run) => ({ run, disposition: settled.disposition })),
    }),
    method({
      name: 'operations.get',
      summary: 'Reads one run.',
      input: oneInput,
      answer: runAnswer,
      refusals: [],
      locate: locateRun(catalog),
      run: (context) => get(context, catalog),
      finish: async (run, finishing) => ok(await show(run, catalog, finishing)),
    }),
    method({
      name: 'operations.list',
      summary: 'Lists runs, newest first.',
      input: listInput(Object.keys(catalog)),
      answer: runPageAnswer,
      refusals: [],
      listsTenants: true,
      run: (context) => list(context, catalog),
      finish: async ({ items, nextCursor }, finishing) =>
        ok({ items: await showAll(items, catalog, finishing), nextCursor }),
    }),
    method({
      name: 'operations.attention',
      summary: 'Lists runs of all workspaces that failed or are stuck, and counts failures by workspace.',
      input: attentionInput,
      answer: attentionAnswer,
      refusals: [],
      run: (context) => attention(context, catalog),
      async finish({ failed, stuck, ...counts }, finishing) {
        const named = await showElsewhere([...failed, ...stuck], catalog, finishing);
        return ok({ ...counts, failed: named.slice(0, failed.length), stuck: named.slice(failed.length) });
      },
    }),
    method({
      name: 'operations.attentionRuns',
      summary: 'Lists runs of all workspaces that failed in a time range, or that are stuck, page by page.',
      input: attentionRunsInput,
      answer: elsewherePageAnswer,
      refusals: [],
      run: (context) => attentionRuns(context, catalog),
      finish: async ({ items, nextCursor }, finishing) =>
        ok({ items: await showElsewhere(items, catalog, finishing), nextCursor }),
    }),
    method({
      name: 'operations.cancel',
      summary: 'Ends a run that is queued or running.',
      input: oneInput,
      answer: runAnswer,
      refusals: ['immutable'],
      locate: locateRun(catalog),
      decidesArchivedItself: true,
      run: (context) => cancel(context, setup),
      finish: (run, finishing) => showAsWritten(run, catalog, finishing),
    }),
  ]);
}

type One = InputOf<typeof oneInput>;

/** Runs with the names of their workspaces and people. */
async function showElsewhere(
  found: readonly Found[],
  catalog: OperationCatalog,
  finishing: Finishing,
): Promise<readonly RunElsewhereView[]> {
  const views = await showAll(found, catalog, finishing);
  return views.map((run, index) => ({ workspaceName: found[index]?.workspaceName ?? run.workspaceId, run }));
}

/** Inside a host's transaction the run is not committed yet and may be rolled back; the worker finds it by polling. */
function afterOwnCommit({ environment, afterCommit }: UseCaseContext<unknown>, effect: () => void): void {
  if (!environment.isBound) afterCommit(effect);
}

async function get(context: UseCaseContext<One>, catalog: OperationCatalog): Promise<Result<RunOfTenant, NotFound>> {
  const { unit, input, scope } = context;
  const run = await unit.runs.get({ workspaceId: input.workspaceId }, input.runId);
  if (!run) return err(notFound());
  return ok({ run, tenant: scope?.facts.tenant ?? null, cancel: cancelAccess(run, catalog, context) });
}

async function list(
  context: UseCaseContext<InputOf<ReturnType<typeof listInput>>>,
  catalog: OperationCatalog,
): Promise<Result<Page<RunOfTenant>, InvalidInput>> {
  const { unit, input, visibleTenantIds, caller, scope, now } = context;
  const refusal = contradiction(input);
  if (refusal) return err(refusal);
  const range = rangeOf(input, now);
  if (range.isErr()) return err(range.error);
  const request = readKeyset('operations', ['instant', 'id'], input);
  if (request.isErr()) return err(request.error);
  const { after, limit } = request.value;
  const filter = {
    tenantId: input.tenantId ?? null,
    types: input.types ?? null,
    statuses: input.statuses ?? null,
    outcomes: input.outcomes ?? null,
    visibleTenantIds,
    ...range.value,
  };
  const position = after ? { createdAt: after[0] as Instant, id: after[1] as RunId } : null;
  const runs = await unit.runs.list({ workspaceId: input.workspaceId }, filter, { after: position, limit: limit + 1 });
  const page = toPage(
    runs,
    request.value,
    ({ createdAt, id }) => [createdAt, id],
    (run) => run,
  );
  const items = await withTenants(unit, input.workspaceId, page.items);
  // A user may have another role in each tenant; access was decided for the one that the request names.
  const isDecided = caller.actor.kind !== 'user' || scope?.tenantId;
  return ok({
    ...page,
    items: isDecided ? items.map((item) => ({ ...item, cancel: cancelAccess(item.run, catalog, context) })) : items,
  });
}

/** No run has the outcome `pending` and has ended, and none has another outcome before its end. */
function contradiction({ statuses, outcomes }: InputOf<ReturnType<typeof listInput>>): InvalidInput | null {
  if (!statuses || !outcomes) return null;
  const possible = statuses.some((status) => outcomes.some((outcome) => isEnded(status) === (outcome !== 'pending')));
  return possible
    ? null
    : invalidInput([issue('outcomes', 'outcome_of_status', sayRun('runs.input.outcome_of_status'))]);
}

const isEnded = (status: RunStatus): boolean => status === 'completed';

/** Runs with their tenants, in one statement for all of them. */
async function withTenants(
  unit: StorageUnit,
  workspaceId: WorkspaceId,
  runs: readonly OperationRun[],
): Promise<readonly RunOfTenant[]> {
  const among = [...new Set(runs.flatMap(({ tenantId }) => tenantId ?? []))];
  if (among.length === 0) return runs.map((run) => ({ run, tenant: null, cancel: null }));
  const page = { after: null, limit: among.length };
  const tenants = await unit.tenants.list({ workspaceId }, { lifecycles: null, among }, page);
  const byId = new Map(tenants.map((tenant) => [tenant.tenantId, tenant]));
  return runs.map((run) => ({ run, tenant: (run.tenantId && byId.get(run.tenantId)) ?? null, cancel: null }));
}

/** Where a run belongs: its tenant is what the caller must be entitled to, its definition says who may cancel it. */
function locateRun(catalog: OperationCatalog) {
  return async (unit: StorageUnit, workspaceId: WorkspaceId, { runId }: RawRequest): Promise<Located | null> => {
    // A malformed id names nothing; the input step reports it after the workspace is settled.
    if (typeof runId !== 'string' || !isIdToken(runId)) return { tenantId: null, definition: null };
    const run = await unit.runs.get({ workspaceId }, runId as RunId);
    if (!run) return null;
    const definition = Object.hasOwn(catalog, run.type) ? catalog[run.type] : undefined;
    // Every plane may cancel what its capabilities cover: a stuck run must not outlive the plane that started it.
    const planes = ['workspace', 'platform', 'system'] as const;
    // A run whose type has left the catalog can still be cancelled by an actor who may start any operation.
    const access = definition ? definitionAccess(definition) : { capabilities: orphanCapabilities };
    return { tenantId: run.tenantId, definition: { ...access, planes } };
  };
}

/** An archived tenant does not block a cancel: a run that was accepted before may still end. An archived workspace does. */
async function cancel(
  context: UseCaseContext<One>,
  { catalog, onCancelled }: RunsSetup,
): Promise<Result<RunOfTenant, NotFound | Immutable>> {
  const { unit, input, now: at } = context;
  const tenant = context.scope?.facts.tenant ?? null;
  const scope = { workspaceId: input.workspaceId };
  const held = await unit.access.hold(scope, null);
  if (!held) return err(notFound());
  const archived = refuseArchived({ workspace: held.workspace, tenant: null });
  if (archived) return err(archived);
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
    summary: { label },
    metadata: { operation_type: run.type },
  });
  afterOwnCommit(context, () => onCancelled(run));
  return ok({ run, tenant, cancel: null });
}
