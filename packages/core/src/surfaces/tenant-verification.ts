import type { Finishing } from '../access/method.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { connectionView } from '../connections/view.ts';
import { foreseePaused } from '../controls/foresee.ts';
import type { RunId, WorkspaceId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { InputOf } from '../kernel/input.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { StoredConnection } from '../ports/connection-store.ts';
import type { OperationRun } from '../ports/run-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { cancelAccess } from '../runs/cancel-access.ts';
import { controlOf, type OperationDefinition } from '../runs/definition.ts';
import { show } from '../runs/show.ts';
import type { RunOfTenant } from '../runs/view.ts';
import { connectionCheckType } from '../verification/operation.ts';
import { staleBecause } from '../verification/rules.ts';
import { capabilityOf, noticeView, opening, starting, tenantOf } from './embedded-facts.ts';
import { disabledView, offeredView, type TenantVerificationView } from './embedded-view.ts';
import type { OnboardingVerificationState } from './onboarding-verification-rules.ts';
import type { SurfacesSetup } from './setup.ts';
import { presentAction } from './rules.ts';
import type { tenantVerificationInput } from './schema.ts';
import { mayOpen, type TenantVerificationFacts } from './surface-facts.ts';
import { sayVerificationState } from './surface-words.ts';
import { presentTenantVerification, type TenantVerificationState } from './tenant-verification-rules.ts';
import type { ActionView } from './view.ts';

/** The answer before its run has the names of people. */
type Settled = Omit<TenantVerificationView, 'run'> & { readonly run: RunOfTenant | null };

/** `surfaces.tenantVerification` after access: one read of the connection, one of its run, and one of the control where the check has one. */
export async function tenantVerification(
  context: UseCaseContext<InputOf<ReturnType<typeof tenantVerificationInput>>>,
  setup: SurfacesSetup,
): Promise<Result<Settled, never>> {
  const { unit, input, scope, now } = context;
  const { workspaceId, tenantId } = input;
  const tenant = tenantOf(scope);
  const filter = { tenantId, provider: input.provider ?? null, visibleTenantIds: null, onlyDefaults: true };
  const [connection = null] = await unit.connections.list({ workspaceId }, filter, { after: null, limit: 1 });
  const run = connection && (await runOf(unit, connection));
  const start = await startOf(context, setup);
  const facts: TenantVerificationFacts = {
    lifecycle: tenant.lifecycle,
    connection: connectionFact(connection, setup),
    capability: capabilityOf(context),
    control: start?.state === 'paused' ? 'paused' : 'enabled',
    run: connection && run ? runFact(connection, run, now) : 'none',
  };
  const { state, primary, disabled, notice } = presentTenantVerification(facts);
  const [missing = ''] = disabled?.action === 'start_verification' ? starting : opening;
  return ok({
    workspaceId,
    tenantId,
    presentation: tenant.presentation,
    state,
    summary: summaryOf(state, { connection, run, now }),
    connection: connection && connectionView(connection, tenant.name, setup.reasons),
    run:
      run && mayOpen(facts)
        ? { run, tenant: scope?.facts.tenant ?? null, cancel: cancelAccess(run, setup.catalog, context) }
        : null,
    primary: offeredView(primary),
    start: primary?.action === 'start_verification' ? start : null,
    disabled: disabledView(disabled, missing),
    notice: noticeView(notice, tenant),
  });
}

/** The answer with the names of people. */
export async function showTenantVerification(
  { run, ...settled }: Settled,
  { catalog }: SurfacesSetup,
  finishing: Finishing,
): Promise<Result<TenantVerificationView, never>> {
  return ok({ ...settled, run: run && (await show(run, catalog, finishing)) });
}

/** The run of the last check of a connection; null before the first, and when it is gone. */
export async function runOf(unit: StorageUnit, connection: StoredConnection): Promise<OperationRun | null> {
  const runId = connection.checkRunId ?? (connection.report?.runId as RunId | undefined) ?? null;
  return runId && unit.runs.get(connection, runId);
}

/**
 * The state in words. A check whose run is no longer kept has ended all the same where its report says so: the report is kept with its connection.
 */
export function summaryOf(
  state: TenantVerificationState | OnboardingVerificationState,
  {
    connection,
    run,
    now,
  }: {
    readonly connection: StoredConnection | null;
    readonly run: OperationRun | null;
    readonly now: Instant;
  },
): Sentence {
  const report = connection?.report;
  const isWithoutRun = run === null && (state === 'startable' || state === 'not_startable');
  if (!connection || !report || !isWithoutRun) return sayVerificationState(state);
  return sayVerificationState(staleBecause(report, connection, now) === null ? 'completed_run' : 'stale_run');
}

/** How the start of a check would go; null where no provider is installed. */
export async function startOf(
  context: UseCaseContext<{ readonly workspaceId: WorkspaceId }>,
  { catalog, controlLabel }: SurfacesSetup,
): Promise<ActionView | null> {
  const { input, scope, can } = context;
  invariant(scope, 'A surface is shown of a tenant.');
  const type = connectionCheckType;
  const definition: OperationDefinition | undefined = Object.hasOwn(catalog, type) ? catalog[type] : undefined;
  if (!definition) return null;
  const paused = await foreseePaused(context, controlOf(definition, controlLabel), input.workspaceId, 'workspace');
  const unready = definition.unready?.() ?? null;
  return presentAction({ type, definition, held: can, paused, scope: scope.facts, unready });
}

/** How a connection stands for a surface. */
export function connectionFact(
  connection: StoredConnection | null,
  { providers }: Pick<SurfacesSetup, 'providers'>,
): TenantVerificationFacts['connection'] {
  if (!connection) return 'missing';
  if (!connection.isEnabled) return 'disabled';
  return providers.some(({ provider }) => provider === connection.provider) ? 'enabled' : 'unserved';
}

/** A run that has ended is stale once its report no longer speaks for the connection: the connection was changed since, or the report is too old. */
export function runFact(connection: StoredConnection, run: OperationRun, now: Instant): TenantVerificationFacts['run'] {
  if (run.status !== 'completed') return 'active';
  const { report } = connection;
  return report?.runId === run.id && staleBecause(report, connection, now) !== null ? 'stale' : 'completed';
}
