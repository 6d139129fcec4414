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
import type { Instant } from '../kernel/instant.ts';
import type { ActivationOverview, ControlActivation } from '../ports/control-activation-store.ts';
import type { PersonRecord } from '../ports/people-store.ts';
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

/** `controls.list`: three reads, however many controls the catalog has. */
export async function listControls(
  context: UseCaseContext<unknown>,
  catalog: ControlCatalog,
): Promise<Result<readonly ControlSummary[], never>> {
  const { unit, now } = context;
  const { activations } = await unit.activations.snapshot(now);
  const people = await unit.people.find(distinctPeople(activations.flatMap(peopleOf)));
  const histories = await visibleHistories(context, Object.keys(catalog));
  return ok(
    Object.entries(catalog).map(([key, definition]) => {
      const active = activations.filter(({ controlKey }) => controlKey === key);
      const workspaces = active.filter(({ scope }) => scope.type === 'workspace');
      const overview = {
        global: active.find(({ scope }) => scope.type === 'global') ?? null,
        workspaceCount: workspaces.length,
        workspaces: workspaces.slice(0, activationLimit),
      };
      return summaryOf(key, definition, { overview, people, historyCount: histories.get(key)?.length ?? 0, now });
    }),
  );
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
  const people = await unit.people.find(distinctPeople(activeOf(overview).flatMap(peopleOf)));
  const entries = await visibleHistory(context, key);
  return summaryOf(key, definition, { overview, people, historyCount: entries.length, now });
}

function activeOf({ global, workspaces }: ActivationOverview): readonly ControlActivation[] {
  return global ? [global, ...workspaces] : workspaces;
}

/** What was read of a control. */
interface Read {
  readonly overview: ActivationOverview;
  readonly people: readonly PersonRecord[];
  readonly historyCount: number;
  readonly now: Instant;
}

function summaryOf(
  key: string,
  definition: ControlDefinition,
  { overview, people, historyCount, now }: Read,
): ControlSummary {
  const active = activeOf(overview);
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
    historyCount,
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
async function visibleHistory(context: UseCaseContext<unknown>, controlKey: string): Promise<readonly AuditEntry[]> {
  const entries = await context.unit.audit.controlHistory(controlKey, controlActions, lookBack(context));
  return visibleOf(entries, context);
}

/** The same of several controls, by control, in one read. */
async function visibleHistories(
  context: UseCaseContext<unknown>,
  controlKeys: readonly string[],
): Promise<ReadonlyMap<string, readonly AuditEntry[]>> {
  const entries = await context.unit.audit.controlHistories(controlKeys, controlActions, lookBack(context));
  const of = (key: string) => entries.filter(({ metadata }) => metadata['control_key'] === key);
  return new Map(controlKeys.map((key) => [key, visibleOf(of(key), context)]));
}

function lookBack({ caller: { actor } }: UseCaseContext<unknown>): number {
  const isLimited = actor.kind === 'platform' && actor.allowedTenants !== null;
  return isLimited ? limitedLookBack : historyLimit;
}

function visibleOf(
  entries: readonly AuditEntry[],
  { caller: { actor } }: UseCaseContext<unknown>,
): readonly AuditEntry[] {
  return entries
    .filter(({ workspaceId, tenantId }) => !workspaceId || !tenantId || mayOperatorSee(actor, workspaceId, tenantId))
    .slice(0, historyLimit);
}
