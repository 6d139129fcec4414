import { methodGroup } from '../access/method-group.ts';
import { method } from '../access/method.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { foreseePaused } from '../controls/foresee.ts';
import type { InputOf } from '../kernel/input.ts';
import { invariant } from '../kernel/invariant.ts';
import { ok, type Result } from '../kernel/result.ts';
import { locateSession } from '../onboarding/find.ts';
import { oneInput } from '../onboarding/schema.ts';
import { capabilitiesOf, controlOf, type OperationCatalog, type OperationDefinition } from '../runs/definition.ts';
import type { SurfacesClient } from './client.ts';
import { onboardingVerificationAnswer, recentOperationsAnswer, tenantVerificationAnswer } from './embedded-view.ts';
import { onboardingVerification, showOnboardingVerification } from './onboarding-verification.ts';
import { recentOperations, showRecentOperations } from './recent-operations.ts';
import { presentAction } from './rules.ts';
import { actionsInput, pausesInput, recentOperationsInput, tenantVerificationInput } from './schema.ts';
import type { SurfacesSetup } from './setup.ts';
import { showTenantVerification, tenantVerification } from './tenant-verification.ts';
import { actionsAnswer, pausesAnswer, type ActionView, type PauseView } from './view.ts';

/** The methods of `surfaces` over the operations of one atlas. */
export function surfaceMethods(setup: SurfacesSetup) {
  return methodGroup<SurfacesClient>()([
    method({
      name: 'surfaces.actions',
      summary: 'Says for each operation whether the caller can start it.',
      input: actionsInput(Object.keys(setup.catalog)),
      answer: actionsAnswer,
      refusals: [],
      run: (context) => actions(context, setup),
    }),
    method({
      name: 'surfaces.pauses',
      summary: 'Lists the pauses that stop operations of the caller in a workspace.',
      input: pausesInput,
      answer: pausesAnswer,
      refusals: [],
      listsTenants: true,
      run: (context) => pauses(context, setup),
    }),
    method({
      name: 'surfaces.tenantVerification',
      summary: 'Says how the verification of a tenant stands, and the one thing to do about it.',
      input: tenantVerificationInput(setup.providers.map(({ provider }) => provider)),
      answer: tenantVerificationAnswer,
      refusals: [],
      run: (context) => tenantVerification(context, setup),
      finish: (settled, finishing) => showTenantVerification(settled, setup, finishing),
    }),
    method({
      name: 'surfaces.recentOperations',
      summary: 'Lists the newest operations of a tenant with what each row offers.',
      input: recentOperationsInput,
      answer: recentOperationsAnswer,
      refusals: [],
      run: (context) => recentOperations(context, setup),
      finish: (settled, finishing) => showRecentOperations(settled, setup, finishing),
    }),
    method({
      name: 'surfaces.onboardingVerification',
      summary: 'Says how the verification in an onboarding stands, and the one thing to do about it.',
      input: oneInput,
      answer: onboardingVerificationAnswer,
      refusals: [],
      locate: locateSession,
      run: (context) => onboardingVerification(context, setup),
      finish: (settled, finishing) => showOnboardingVerification(settled, setup, finishing),
    }),
  ]);
}

type ActionsInput = InputOf<ReturnType<typeof actionsInput>>;

async function actions(
  context: UseCaseContext<ActionsInput>,
  { catalog, controlLabel }: SurfacesSetup,
): Promise<Result<readonly ActionView[], never>> {
  const { input, scope, can } = context;
  invariant(scope, 'A surface is shown of a tenant.');
  const views: ActionView[] = [];
  for (const type of input.types ?? startableFrom(catalog)) {
    const definition = catalog[type] as OperationDefinition;
    const paused = await foreseePaused(context, controlOf(definition, controlLabel), input.workspaceId, 'workspace');
    const unready = definition.unready?.() ?? null;
    views.push(presentAction({ type, definition, held: can, paused, scope: scope.facts, unready }));
  }
  return ok(views);
}

async function pauses(
  context: UseCaseContext<InputOf<typeof pausesInput>>,
  { catalog, controlLabel }: SurfacesSetup,
): Promise<Result<readonly PauseView[], never>> {
  const { input, can, visibleTenantIds } = context;
  if (visibleTenantIds?.length === 0) return ok([]);
  const typesOf = new Map<string, string[]>();
  for (const type of startableFrom(catalog)) {
    const definition = catalog[type] as OperationDefinition;
    const { control } = definition;
    if (control && !definition.unready?.() && capabilitiesOf(definition).some(can))
      typesOf.set(control, [...(typesOf.get(control) ?? []), type]);
  }
  const found: PauseView[] = [];
  for (const [controlKey, types] of typesOf) {
    const label = controlLabel(controlKey);
    const paused = await foreseePaused(context, { key: controlKey, label }, input.workspaceId, 'workspace');
    if (!paused) continue;
    const { title, message, decision } = paused;
    found.push({ controlKey, label, types, title, message, decision });
  }
  return ok(found);
}

/** Those that are started from a workspace, in the order of the catalog. */
function startableFrom(catalog: OperationCatalog): readonly string[] {
  return Object.entries(catalog)
    .filter(([, { planes = ['workspace'] }]) => planes.includes('workspace'))
    .map(([type]) => type);
}
