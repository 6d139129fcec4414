import type { Actor } from '../access/actor.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { controlActions } from '../audit/catalog.ts';
import { auditEntryView, personIn } from '../audit/view.ts';
import { invalidInput, type InvalidInput } from '../kernel/errors.ts';
import { invariant } from '../kernel/invariant.ts';
import type { InputOf } from '../kernel/input.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Sentence } from '../kernel/sentence.ts';
import { distinctPeople } from '../access/person-view.ts';
import { mayOperatorSee } from '../access/rules.ts';
import type { AuditEntry } from '../ports/audit-store.ts';
import type { ActivationOverview, ControlActivation } from '../ports/control-activation-store.ts';
import type { ImpactCount } from '../ports/tenant-store.ts';
import type { ControlCatalog, ControlDefinition } from './catalog.ts';
import type { ControlDecision } from './decision.ts';
import { sayControl } from './messages.ts';
import { mentionedPlaces } from './places.ts';
import { checkScopeType } from './pause-rules.ts';
import { decide } from './rules.ts';
import type { ControlInputs } from './schema.ts';
import { unknownWorkspace } from './scope.ts';
import { activationViews, type ControlHistory, type ControlSummary, type ImpactPreview } from './view.ts';

type Context<Method extends keyof ControlInputs> = UseCaseContext<InputOf<ControlInputs[Method]>>;

/** Most entries of a control's history. */
const historyLimit = 10;
/** How far back to look for them where some entries are hidden. */
const limitedLookBack = 500;
/** Most activations that a summary lists. */
const activationLimit = 200;
/** No installation has as many workspaces. */
const everyWorkspace = 1_000_000;

/** `controls.list`. */
export async function listControls(
  context: UseCaseContext<unknown>,
  catalog: ControlCatalog,
): Promise<Result<readonly ControlSummary[], never>> {
  return ok(await summarize(context, Object.entries(catalog)));
}

/** `controls.summary`. */
export async function summary(
  context: Context<'one'>,
  definition: ControlDefinition,
): Promise<Result<ControlSummary, never>> {
  const [only] = await summarize(context, [[context.input.control, definition]]);
  invariant(only, 'Every control has a summary.');
  return ok(only);
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

/** The number of statements does not depend on the number of controls. */
async function summarize(
  context: UseCaseContext<unknown>,
  controls: readonly (readonly [key: string, definition: ControlDefinition])[],
): Promise<readonly ControlSummary[]> {
  const { unit, now } = context;
  const keys = controls.map(([key]) => key);
  const overviews = await unit.activations.overview(keys, now, activationLimit);
  const activeOf = (key: string): readonly ControlActivation[] => {
    const { global = null, workspaces = [] } = overviews.get(key) ?? {};
    return (global ? [global, ...workspaces] : workspaces).slice(0, activationLimit);
  };
  const active = keys.flatMap(activeOf);
  const views = await activationViews(context, active);
  const blocked = await blockedAttempts(context, active);
  const entries = await visibleHistory(context, keys);
  return controls.map(([key, definition]) => ({
    controlKey: key,
    label: definition.label,
    effectiveState: activeOf(key).length > 0 ? 'paused' : 'enabled',
    stateLabel: stateLabel(overviews.get(key) ?? { global: null, workspaceCount: 0 }),
    supportedScopes: definition.supportedScopes,
    operationTypes: definition.operationTypes,
    affectedSurfaces: definition.affectedSurfaces,
    policy: {
      requireExpiry: definition.policy?.requireExpiry ?? false,
      maxDuration: definition.policy?.maxDuration ?? null,
    },
    activations: views.filter(({ controlKey }) => controlKey === key),
    workspacePauseCount: overviews.get(key)?.workspaceCount ?? 0,
    blockedAttempts:
      blocked &&
      Object.fromEntries(activeOf(key).flatMap(({ id }) => (blocked.has(id) ? [[id, blocked.get(id) ?? 0]] : []))),
    historyCount: entries.get(key)?.length ?? 0,
  }));
}

/** How many starts each pause has refused; null for an operator who may not see all entries. */
async function blockedAttempts(
  { unit, caller }: UseCaseContext<unknown>,
  active: readonly ControlActivation[],
): Promise<ReadonlyMap<string, number> | null> {
  if (isLimited(caller.actor)) return null;
  if (active.length === 0) return new Map();
  const targets = active.map(({ id, controlKey, scope }) => ({
    id,
    controlKey,
    workspaceId: scope.type === 'workspace' ? scope.workspaceId : null,
  }));
  return unit.audit.countByTarget('operational_control.execution_blocked', 'operational_control', targets);
}

function stateLabel({ global, workspaceCount }: Pick<ActivationOverview, 'global' | 'workspaceCount'>): Sentence {
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
  const touched = await unit.tenants.impact(scope);
  const { workspaces: workspaceCount, tenants: tenantCount } = touched;
  const changed = await changedBy(context, touched);
  const runsInFlight = await unit.runs.countInFlight(scope, definition.operationTypes);
  const summary = workspace
    ? sayControl('controls.impact.workspace', { label, workspace: workspace.name, tenantCount })
    : sayControl('controls.impact.global', { label, workspaceCount, tenantCount });
  return ok({ ...base, workspaceCount, tenantCount, changed: counted(changed), ...inFlight(runsInFlight), summary });
}

const untouched: ImpactCount = { workspaces: 0, tenants: 0 };

/** What of `touched` is in another state afterwards: a pause stops only what runs now, and its end frees only what no other pause holds. */
async function changedBy({ unit, input, now }: Context<'preview'>, touched: ImpactCount): Promise<ImpactCount> {
  const { control, intent, scope } = input;
  const { global, workspaces } = orEmpty(await unit.activations.overview([control], now, everyWorkspace), control);
  const paused = workspaces.flatMap((one) => (one.scope.type === 'workspace' ? [one.scope.workspaceId] : []));
  const isResume = intent === 'resume';
  if (scope.type === 'global') return isResume === (global !== null) ? unit.tenants.impact(null, paused) : untouched;
  const isPaused = paused.some((workspaceId) => workspaceId === scope.workspaceId);
  return global === null && isPaused === isResume ? touched : untouched;
}

function orEmpty(overviews: ReadonlyMap<string, ActivationOverview>, key: string): ActivationOverview {
  return overviews.get(key) ?? { global: null, workspaceCount: 0, workspaces: [] };
}

function counted({ workspaces, tenants }: ImpactCount): ImpactPreview['changed'] {
  return { workspaceCount: workspaces, tenantCount: tenants };
}

function noImpact() {
  return { workspaceCount: 0, tenantCount: 0, changed: counted(untouched), ...inFlight(0) };
}

function inFlight(count: number) {
  return { runsInFlight: count, runsInFlightNote: sayControl('controls.impact.in_flight', { count }) };
}

/** `controls.history`. */
export async function history(context: Context<'one'>): Promise<Result<ControlHistory, never>> {
  const { unit, input } = context;
  const controlKey = input.control;
  const entries = (await visibleHistory(context, [controlKey])).get(controlKey) ?? [];
  const people = await unit.people.find(distinctPeople(entries.map(personIn)));
  return ok({
    controlKey,
    entries: entries.map((entry) => auditEntryView(entry, people, 'platform', {})),
    places: await mentionedPlaces(context, entries),
    count: entries.length,
  });
}

/** The latest entries about each control that the caller may see: an operator with an allowed set sees only entries of tenants in it. */
async function visibleHistory(
  { unit, caller }: UseCaseContext<unknown>,
  controlKeys: readonly string[],
): Promise<ReadonlyMap<string, readonly AuditEntry[]>> {
  const { actor } = caller;
  const entries = await unit.audit.controlHistory(
    controlKeys,
    controlActions,
    isLimited(actor) ? limitedLookBack : historyLimit,
  );
  const visible = entries.filter(
    ({ workspaceId, tenantId }) => !workspaceId || !tenantId || mayOperatorSee(actor, workspaceId, tenantId),
  );
  return new Map(
    controlKeys.map((key) => [
      key,
      visible.filter(({ metadata }) => metadata['control_key'] === key).slice(0, historyLimit),
    ]),
  );
}

function isLimited(actor: Actor): boolean {
  return actor.kind === 'platform' && actor.allowedTenants !== null;
}
