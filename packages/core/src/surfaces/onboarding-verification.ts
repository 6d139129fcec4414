import type { Finishing } from '../access/method.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { connectionView } from '../connections/view.ts';
import { notFound, type NotFound } from '../kernel/errors.ts';
import type { InputOf } from '../kernel/input.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import { presentLifecycle } from '../lifecycle/presentation.ts';
import { findOnboarding } from '../onboarding/find.ts';
import { judge, type FoundOnboarding } from '../onboarding/readiness.ts';
import type { oneInput } from '../onboarding/schema.ts';
import { cancelAccess } from '../runs/cancel-access.ts';
import { show } from '../runs/show.ts';
import type { RunOfTenant } from '../runs/view.ts';
import { capabilityOf, noticeView, opening, starting } from './embedded-facts.ts';
import { disabledView, offeredView, type OnboardingVerificationSurface } from './embedded-view.ts';
import { presentOnboardingVerification } from './onboarding-verification-rules.ts';
import type { SurfacesSetup } from './setup.ts';
import { mayOpen, type OnboardingVerificationFacts } from './surface-facts.ts';
import { connectionFact, runFact, runOf, startOf, summaryOf } from './tenant-verification.ts';

/** The answer before its run has the names of people. */
type Settled = Omit<OnboardingVerificationSurface, 'run'> & { readonly run: RunOfTenant | null };

/** Who sees links for technical details: those who may open support diagnostics. */
const detailed = 'support_diagnostics.view';

/**
 * `surfaces.onboardingVerification` after access: one read of the session, one of its connection, one of the run, and one of the control where the check has one. An
 * onboarding without a tenant, or without a connection, is not connected.
 */
export async function onboardingVerification(
  context: UseCaseContext<InputOf<typeof oneInput>>,
  setup: SurfacesSetup,
): Promise<Result<Settled, NotFound>> {
  const { unit, scope, now, can } = context;
  const found = await findOnboarding(context, setup);
  if (found.isErr()) return err(notFound());
  const { session, tenantName, selected } = found.value;
  const { workspaceId, id, tenantId } = session;
  const connection = selected?.connection ?? null;
  const run = connection && (await runOf(unit, connection));
  const start = connection && (await startOf(context, setup));
  const tenant = tenantId === null ? null : (scope?.facts.tenant ?? null);
  const facts: OnboardingVerificationFacts = {
    lifecycle: scope?.facts.workspace?.archivedAt ? 'archived' : (tenant?.lifecycle ?? 'draft'),
    connection: connectionFact(connection, setup),
    capability: capabilityOf(context),
    control: start?.state === 'paused' ? 'paused' : 'enabled',
    run: connection && run ? runFact(connection, run, now) : 'none',
    step: stepOf(found.value),
    previousRun: connection?.previousReport ? 'present' : 'none',
    monitoring: can(detailed) ? 'reachable' : 'hidden',
  };
  const { state, primary, inspect, diagnostics, disabled, notice } = presentOnboardingVerification(facts);
  const [missing = ''] = disabled?.action === 'start_verification' ? starting : opening;
  const presentation = tenant && presentLifecycle(tenant.lifecycle);
  const offered = diagnostics.map(offeredView).filter((one) => one !== null);
  return ok({
    workspaceId,
    onboardingId: id,
    tenantId,
    presentation,
    state,
    summary: summaryOf(state, { connection, run, now }),
    connection: connection && connectionView(connection, tenantName, setup.reasons),
    run: run && mayOpen(facts) ? { run, tenant, cancel: cancelAccess(run, setup.catalog, context) } : null,
    primary: offeredView(primary),
    start: primary?.action === 'start_verification' ? start : null,
    inspect: offeredView(inspect),
    diagnostics: offered,
    previousRunId: offered.some(({ action }) => action === 'open_previous_run')
      ? (connection?.previousReport?.runId ?? null)
      : null,
    disabled: disabledView(disabled, missing),
    notice: noticeView(notice, { presentation: presentation ?? presentLifecycle('draft') }),
  });
}

function stepOf(found: FoundOnboarding): OnboardingVerificationFacts['step'] {
  if (found.session.status !== 'open') return 'ended';
  return judge(found).state.lifecycleState === 'ready_for_activation' ? 'ready' : 'waiting';
}

/** The answer with the names of people. */
export async function showOnboardingVerification(
  { run, ...settled }: Settled,
  { catalog }: SurfacesSetup,
  finishing: Finishing,
): Promise<Result<OnboardingVerificationSurface, never>> {
  return ok({ ...settled, run: run && (await show(run, catalog, finishing)) });
}
