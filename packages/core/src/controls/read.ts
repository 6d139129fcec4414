import type { UseCaseContext } from '../access/use-case.ts';
import { controlActions } from '../audit/catalog.ts';
import { auditEntryView, personIn } from '../audit/view.ts';
import { invalidInput, type InvalidInput } from '../kernel/errors.ts';
import type { InputOf } from '../kernel/input.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { distinctPeople } from '../access/person-view.ts';
import { mayOperatorSee } from '../access/rules.ts';
import type { AuditEntry } from '../ports/audit-store.ts';
import type { ActivationOverview } from '../ports/control-activation-store.ts';
import type { ControlCatalog, ControlDefinition } from './catalog.ts';
import type { ControlDecision } from './decision.ts';
import { sayControl } from './messages.ts';
import { checkScopeType } from './pause-rules.ts';
import { decide } from './rules.ts';
import type { ControlInputs } from './schema.ts';
import { unknownWorkspace } from './scope.ts';
import { activationView, peopleOf, type ControlHistory, type ControlSummary, type ImpactPreview } from './view.ts';

type Context<Method extends keyof ControlInputs> = UseCaseContext<InputOf<ControlInputs[Method]>>;

/** Most entries of a control's history. */
const historyLimit = 10;
/** How far back to look for them where some entries are hidden. */
const limitedLookBack = 500;
/** Most activations that a summary lists. */
const activationLimit = 200;

/** `controls.list`. */
export async function listControls(
  context: UseCaseContext<unknown>,
  catalog: ControlCatalog,
): Promise<Result<readonly ControlSummary[], never>> {
  const summaries: ControlSummary[] = [];
  for (const [key, definition] of Object.entries(catalog))
    summaries.push(await summarizeControl(context, key, definition));
  return ok(summaries);
}

/** `controls.summary`. */
export async function summary(
  context: Context<'one'>,
  definition: ControlDefinition,
): Promise<Result<ControlSummary, never>> {
  return ok(await summarizeControl(context, context.input.control, definition));
}

/** `controls.evaluate`. */
export async function evaluate({
  unit,
  now,
  input,
}: Context<'evaluate'>): Promise<Result<ControlDecision, InvalidInput>> {
  const workspaceId = input.workspaceId ?? null;
  if (workspaceId && !(await unit.workspaces.get({ workspaceId })))
    return err(invalidInput([unknownWorkspace('workspaceId')]));
  const applicable = await unit.activations.findApplicable(input.control, workspaceId, now);
  return ok(decide(input.control, workspaceId, applicable, now));
}

async function summarizeControl(
  context: UseCaseContext<unknown>,
  key: string,
  definition: ControlDefinition,
): Promise<ControlSummary> {
  const { unit, now } = context;
  const overview = await unit.activations.overview(key, now, activationLimit);
  const active = overview.global ? [overview.global, ...overview.workspaces] : overview.workspaces;
  const people = await unit.people.find(distinctPeople(active.flatMap(peopleOf)));
  const entries = await visibleHistory(context, key);
  return {
    controlKey: key,
    label: definition.label,
    effectiveState: active.length > 0 ? 'paused' : 'enabled',
    stateLabel: stateLabel(overview),
    supportedScopes: definition.supportedScopes,
    operationTypes: definition.operationTypes,
    affectedSurfaces: definition.affectedSurfaces,
    policy: {
      requireExpiry: definition.policy?.requireExpiry ?? false,
      maxDuration: definition.policy?.maxDuration ?? null,
    },
    activations: active.slice(0, activationLimit).map((activation) => activationView(activation, people, now)),
    workspacePauseCount: overview.workspaceCount,
    historyCount: entries.length,
  };
}

function stateLabel({ global, workspaceCount }: ActivationOverview): Sentence {
  if (global) return sayControl('controls.state.paused_globally');
  return workspaceCount > 0
    ? sayControl('controls.state.workspace_pauses', { count: workspaceCount })
    : sayControl('controls.state.enabled');
}

/** `controls.previewImpact`. */
export async function previewImpact(
  context: Context<'preview'>,
  definition: ControlDefinition,
): Promise<Result<ImpactPreview, InvalidInput>> {
  const { unit, input } = context;
  const { label } = definition;
  const unsupported = checkScopeType(definition, input.scope.type);
  if (unsupported.length > 0) return err(invalidInput(unsupported));
  const workspaceId = input.scope.type === 'workspace' ? (input.scope.workspaceId ?? null) : null;
  const base = { controlKey: input.control, scopeType: input.scope.type, workspaceId };
  if (input.scope.type === 'workspace' && workspaceId === null) {
    return ok({ ...base, ...noImpact(), summary: sayControl('controls.impact.select_workspace') });
  }
  const scope = workspaceId === null ? null : { workspaceId };
  const workspace = scope ? await unit.workspaces.get(scope) : null;
  if (scope && !workspace) return err(invalidInput([unknownWorkspace('scope.workspaceId')]));
  const { workspaces: workspaceCount, tenants: tenantCount } = await unit.tenants.impact(scope);
  const runsInFlight = await unit.runs.countInFlight(scope, definition.operationTypes);
  const summary = workspace
    ? sayControl('controls.impact.workspace', { label, workspace: workspace.name, tenantCount })
    : sayControl('controls.impact.global', { label, workspaceCount, tenantCount });
  return ok({ ...base, workspaceCount, tenantCount, ...inFlight(runsInFlight), summary });
}

function noImpact() {
  return { workspaceCount: 0, tenantCount: 0, ...inFlight(0) };
}

function inFlight(count: number) {
  return { runsInFlight: count, runsInFlightNote: sayControl('controls.impact.in_flight', { count }) };
}

/** `controls.history`. */
export async function history(context: Context<'one'>): Promise<Result<ControlHistory, never>> {
  const { unit, input } = context;
  const controlKey = input.control;
  const entries = await visibleHistory(context, controlKey);
  const people = await unit.people.find(distinctPeople(entries.map(personIn)));
  return ok({
    controlKey,
    entries: entries.map((entry) => auditEntryView(entry, people, 'platform', {})),
    count: entries.length,
  });
}

/** The latest entries about a control that the caller may see: an operator with an allowed set sees only entries of tenants in it. */
async function visibleHistory(
  { unit, caller }: UseCaseContext<unknown>,
  controlKey: string,
): Promise<readonly AuditEntry[]> {
  const { actor } = caller;
  const isLimited = actor.kind === 'platform' && actor.allowedTenants !== null;
  const entries = await unit.audit.controlHistory(
    controlKey,
    controlActions,
    isLimited ? limitedLookBack : historyLimit,
  );
  return entries
    .filter(({ workspaceId, tenantId }) => !workspaceId || !tenantId || mayOperatorSee(actor, workspaceId, tenantId))
    .slice(0, historyLimit);
}
