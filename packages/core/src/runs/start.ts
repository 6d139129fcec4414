import { audienceOf, auditActorOf, personOf } from '../access/actor.ts';
import { lostRace, type Foreseen, type UseCase, type UseCaseContext } from '../access/use-case.ts';
import type { RawRequest } from '../access/raw-request.ts';
import type { DefinitionAccess } from '../access/rules.ts';
import { record } from '../audit/record.ts';
import { foreseePaused } from '../controls/foresee.ts';
import { holdUnderControl } from '../controls/hold-under-control.ts';
import type { ControlPaused } from '../controls/paused-error.ts';
import {
  conflict,
  invalidInput,
  type Conflict,
  type Immutable,
  type InputIssue,
  type InvalidInput,
  type NotFound,
} from '../kernel/errors.ts';
import { canonicalHash } from '../kernel/hash.ts';
import type { RunId } from '../kernel/ids.ts';
import { toIssues, type InputOf } from '../kernel/input.ts';
import { issue, issues } from '../kernel/issues.ts';
import { plusMillis } from '../kernel/instant.ts';
import type { JsonValue } from '../kernel/json.ts';
import { jsonBounds, toPlainJson } from '../kernel/plain-json.ts';
import { isPlainRecord } from '../kernel/record.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { IdempotencyKey } from '../ports/idempotency-store.ts';
import type { OperationRun, RunContext } from '../ports/run-store.ts';
import { recordOperationStarted } from '../telemetry/milestones.ts';
import { capabilitiesOf, controlOf, type OperationCatalog, type OperationDefinition } from './definition.ts';
import { parseInputs } from './input-schema.ts';
import { sayRun } from './messages.ts';
import { deceptiveInputs } from './readable-inputs.ts';
import { identityHash, refuseState } from './rules.ts';
import type { startInput } from './schema.ts';
import type { RunOfTenant } from './view.ts';

/** How long an idempotency key is kept after its start, in milliseconds. */
export const idempotencyLifeMillis = 24 * 3_600_000;

/** A settled start: its run before it is turned into a view. */
export interface SettledStart extends Omit<RunOfTenant, 'cancel'> {
  readonly disposition: 'created' | 'joined' | 'already_done';
}

/** Why a start did not settle. */
export type StartRefusal = NotFound | InvalidInput | ControlPaused | Conflict | Immutable | typeof lostRace;

type StartSchema = ReturnType<typeof startInput>;
type StartInput = InputOf<StartSchema>;

/** What the definition of the asked operation demands; null for a type that the catalog does not have, which is an input issue. */
export function startAccess(catalog: OperationCatalog) {
  return ({ type }: RawRequest): DefinitionAccess | null => {
    const definition = typeof type === 'string' && Object.hasOwn(catalog, type) ? catalog[type] : undefined;
    return definition ? definitionAccess(definition) : null;
  };
}

/** The access side of a definition. */
export function definitionAccess(definition: OperationDefinition): DefinitionAccess {
  return { planes: definition.planes ?? ['workspace'], capabilities: capabilitiesOf(definition) };
}

/**
 * `operations.start` after access: input, the same key's run, control, state, then the run with its audit entry and its usage event, all in one unit. The queued
 * row is the job, so there is no run without a job and no job without a run.
 */
export async function start(
  context: UseCaseContext<StartInput>,
  catalog: OperationCatalog,
  controlLabel: (key: string) => string,
): Promise<Result<SettledStart, StartRefusal>> {
  const { input } = context;
  const definition = catalog[input.type] as OperationDefinition;
  const checked = await checkInputs(context, definition);
  if (checked.isErr()) return err(checked.error);
  const { inputs, meant, identity, runContext } = checked.value;

  const key = idempotencyKeyOf(context);
  const requestHash = requestHashOf(input, meant);
  const earlier = key ? await findEarlier(context, key, requestHash) : null;
  if (earlier) return earlier;

  const { workspaceId, tenantId } = input;
  const held = await holdUnderControl(context, {
    scope: { workspaceId, tenantId },
    control: controlOf(definition, controlLabel),
    blocked: { requestedScope: input.type, source: context.caller.source },
    keepEntry: context.keepWhatWasWritten,
  });
  if (held.isErr()) return err(held.error);
  const wrongState = refuseState(definition, held.value);
  if (wrongState) return err(wrongState);

  const settled = await ensure(context, definition, inputs, identity, runContext);
  if (settled.isErr() || !key) return settled;
  return rememberKey(context, key, requestHash, settled.value);
}

/**
 * What {@link start} would be refused for before the run itself, read without a lock. A key that a start has used answers before control and state, so those
 * are not judged then.
 */
export async function foreseeStart(
  context: Parameters<NonNullable<UseCase<'operations.start', ReturnType<StartSchema>, never, never>['foresee']>>[0],
  catalog: OperationCatalog,
  controlLabel: (key: string) => string,
): Promise<Foreseen> {
  const { input, scope, caller } = context;
  const definition = catalog[input.type] as OperationDefinition;
  const checked = await checkInputs({ input, scope }, definition);
  const key = idempotencyKeyOf(context);
  if (key && checked.isOk()) {
    const earlier = await findEarlier(context, key, requestHashOf(input, checked.value.meant));
    if (earlier) return { input: null, state: earlier.isErr() ? earlier.error : null };
  }
  const control = controlOf(definition, controlLabel);
  const paused = await foreseePaused(context, control, input.workspaceId, audienceOf(caller.actor));
  return {
    input: checked.isErr() ? checked.error : null,
    ...(control ? { control: paused } : {}),
    state: refuseState(definition, scope.facts),
  };
}

interface CheckedInputs {
  /** As they were sent; stored in this form. */
  readonly inputs: JsonValue;
  /** As the schema parses them; used to compare two requests. */
  readonly meant: JsonValue;
  readonly identity: JsonValue;
  readonly runContext: RunContext;
}

async function checkInputs(
  { input, scope }: Pick<UseCaseContext<StartInput>, 'input' | 'scope'>,
  definition: OperationDefinition,
): Promise<Result<CheckedInputs, InvalidInput>> {
  const wrong: InputIssue[] = [];
  const unready = definition.unready?.() ?? null;
  if (unready) wrong.push(unready);
  const keyIsRequired = definition.idempotencyKey === 'required';
  if (keyIsRequired && !input.idempotencyKey)
    wrong.push(issue('idempotencyKey', 'required', sayRun('runs.input.key_required')));
  const inputs = toPlainJson(input.inputs ?? null);
  if (inputs === null && (input.inputs ?? null) !== null)
    return err(invalidInput([...wrong, issues.json('inputs', jsonBounds.depth)]));
  const parsed = await parseInputs(definition.inputs, inputs ?? undefined);
  if (!parsed.success) return err(invalidInput([...wrong, ...toIssues(parsed.error.issues, inputs, 'inputs')]));
  wrong.push(...deceptiveInputs(inputs, definition));
  const tenantName = scope?.facts.tenant?.name ?? '';
  const found = definition.check?.(parsed.data, { tenantName }) ?? [];
  wrong.push(...found.map((each) => ({ ...each, path: `inputs.${each.path}` })));
  if (wrong.length > 0) return err(invalidInput(wrong));
  // Two spellings of the same inputs are the same work: defaults filled in, texts as the schema leaves them.
  const meant = toPlainJson(parsed.data ?? null) ?? inputs;
  const own = definition.identity ? wellFormed(definition.identity(parsed.data)) : meant;
  const identity = keyIsRequired ? { key: input.idempotencyKey ?? null, inputs: own } : own;
  return ok({ inputs, meant, identity, runContext: definition.context?.(parsed.data) ?? {} });
}

/**
 * What a definition answered as the identity, in a form that can be hashed: text with half of a surrogate pair is replaced by its JSON, which has an escape
 * there. A definition that cuts a text of the inputs may leave half a pair behind, and that must not keep a start from ending.
 */
function wellFormed(value: JsonValue): JsonValue {
  if (typeof value === 'string') return wellFormedText(value);
  if (Array.isArray(value)) return Array.from(value as readonly JsonValue[], wellFormed);
  // Anything but JSON is left as it is, and refused where it is hashed.
  if (!isPlainRecord(value)) return value;
  const members = Object.entries(value);
  return Object.fromEntries(members.map(([key, member]) => [wellFormedText(key), wellFormed(member)]));
}

function wellFormedText(text: string): string {
  return text.isWellFormed() ? text : JSON.stringify(text);
}

/** What two requests with one key must have in common. */
function requestHashOf({ type, workspaceId, tenantId }: StartInput, meant: JsonValue): string {
  return canonicalHash({ type, workspaceId, tenantId, inputs: meant });
}

function idempotencyKeyOf({
  input,
  caller,
}: Pick<UseCaseContext<StartInput>, 'input' | 'caller'>): IdempotencyKey | null {
  return input.idempotencyKey ? { actor: auditActorOf(caller.actor), key: input.idempotencyKey } : null;
}

async function findEarlier(
  { unit, input, now, scope }: Pick<UseCaseContext<StartInput>, 'unit' | 'input' | 'now' | 'scope'>,
  key: IdempotencyKey,
  requestHash: string,
): Promise<Result<SettledStart, Conflict> | null> {
  const workspace = { workspaceId: input.workspaceId };
  const record = await unit.idempotency.find(workspace, key, plusMillis(now, -idempotencyLifeMillis));
  if (!record) return null;
  if (record.requestHash !== requestHash) return err(conflict('idempotency_mismatch'));
  const run = await unit.runs.get(workspace, record.runId);
  // Run and key were erased between the two reads: there was no earlier start.
  return run ? ok({ run, tenant: scope?.facts.tenant ?? null, disposition: record.disposition }) : null;
}

async function ensure(
  context: UseCaseContext<StartInput>,
  definition: OperationDefinition,
  inputs: JsonValue,
  identity: JsonValue,
  runContext: RunContext,
): Promise<Result<SettledStart, Conflict>> {
  const { unit, input } = context;
  const { workspaceId, tenantId } = input;
  const tenant = context.scope?.facts.tenant ?? null;
  const outcome = await unit.runs.ensure(
    { workspaceId },
    {
      run: newRun(context, inputs, identityHash({ workspaceId, tenantId }, input.type, identity), runContext),
      completedPolicy: definition.completed ?? 'allow',
      exclusiveKey: definition.exclusive === 'tenant' ? `tenant:${tenantId}` : null,
    },
  );
  switch (outcome.disposition) {
    case 'scope_busy':
      return err(conflict('scope_busy', { type: 'operation_run', id: outcome.run.id }));
    case 'active_exists':
      if (definition.whileActive === 'reject')
        return err(conflict('exists', { type: 'operation_run', id: outcome.run.id }));
      return ok({ run: outcome.run, tenant, disposition: 'joined' });
    case 'completed_exists':
      return ok({ run: outcome.run, tenant, disposition: 'already_done' });
    case 'created':
      // Neither needs the answer of the other, so a connection that pipelines sends both at once.
      await Promise.all([noteStarted(context, definition, outcome.run), recordOperationStarted(context, outcome.run)]);
      return ok({ run: outcome.run, tenant, disposition: 'created' });
  }
}

function newRun(
  { caller, environment, now, input }: UseCaseContext<StartInput>,
  inputs: JsonValue,
  hash: string,
  runContext: RunContext,
): OperationRun {
  const person = personOf(caller.actor);
  const breakGlass = caller.actor.kind === 'platform' ? caller.actor.breakGlass : null;
  return {
    workspaceId: input.workspaceId,
    tenantId: input.tenantId,
    id: environment.ids.next() as RunId,
    initiator: person ? { kind: person.kind, personId: person.personId } : null,
    type: input.type,
    status: 'queued',
    outcome: 'pending',
    identityHash: hash,
    inputs,
    context: { ...runContext, source: caller.source, ...(breakGlass ? { is_break_glass: true } : {}) },
    summaryCounts: { total: 0, processed: 0, succeeded: 0, failed: 0, skipped: 0 },
    progress: { done: 0, total: null, note: null },
    failureSummary: [],
    attempt: 0,
    createdAt: now,
    startedAt: null,
    heartbeatAt: null,
    completedAt: null,
  };
}

function noteStarted(
  context: UseCaseContext<StartInput>,
  definition: OperationDefinition,
  run: OperationRun,
): Promise<void> {
  return record(context, {
    action: 'operation_run.started',
    workspaceId: run.workspaceId,
    tenantId: run.tenantId,
    operationRunId: run.id,
    target: { type: 'operation_run', id: run.id, label: definition.label },
    summary: { label: definition.label },
    metadata: { operation_type: run.type, source: context.caller.source },
  });
}

/** Of two starts with one key the first one counts. The other returns its answer, or starts over if it has already created a run. */
async function rememberKey(
  { unit, input, now }: UseCaseContext<StartInput>,
  key: IdempotencyKey,
  requestHash: string,
  settled: SettledStart,
): Promise<Result<SettledStart, Conflict | typeof lostRace>> {
  const liveSince = plusMillis(now, -idempotencyLifeMillis);
  const record = { ...key, requestHash, runId: settled.run.id, disposition: settled.disposition, createdAt: now };
  const first = await unit.idempotency.remember({ workspaceId: input.workspaceId }, record, liveSince);
  return first ? err(lostRace) : ok(settled);
}
