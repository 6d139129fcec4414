import { lostRace, type UseCaseContext } from '../access/use-case.ts';
import { personOf } from '../access/actor.ts';
import {
  conflict,
  invalidInput,
  type Conflict,
  type Immutable,
  type InputIssue,
  type InvalidInput,
} from '../kernel/errors.ts';
import type { ActivationId } from '../kernel/ids.ts';
import type { InputOf } from '../kernel/input.ts';
import { issue } from '../kernel/issues.ts';
import { invariant } from '../kernel/invariant.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { ActivationDraft, ControlActivation, ControlScope } from '../ports/control-activation-store.ts';
import type { PersonRef } from '../ports/people-store.ts';
import { noteMoved, notePaused, noteResumed, noteUpdated } from './audit.ts';
import type { ControlCatalog, ControlDefinition } from './catalog.ts';
import { sayControl } from './messages.ts';
import { checkExpiry, checkScopeType } from './pause-rules.ts';
import type { ControlInputs } from './schema.ts';
import { checkWritable } from './scope.ts';
import { activationViews, type ActivationView, type ResumeAnswer } from './view.ts';

/** A committed pause, before the gate has settled. */
export interface WrittenPause {
  readonly disposition: 'created' | 'updated';
  readonly activation: ActivationView;
  readonly previous: ActivationView | null;
  /** The scope whose starts must have seen it. */
  readonly scope: ControlScope;
}

type WriteError = InvalidInput | Immutable | Conflict;
type RescopeInput = InputOf<ControlInputs['rescope']>;

type Context<Method extends keyof ControlInputs> = UseCaseContext<InputOf<ControlInputs[Method]>>;
type PauseInput = Omit<InputOf<ControlInputs['pause']>, 'control'>;

/** `controls.pause`. */
export async function pause(
  context: Context<'pause'>,
  definition: ControlDefinition,
): Promise<Result<WrittenPause, WriteError>> {
  const { unit, input, environment } = context;
  await unit.gate.requireReadCommitted();
  const writable = await checkFields(context, definition, input.scope);
  if (writable.isErr()) return err(writable.error);
  const draft = { ...draftOf(context), id: environment.ids.next() as ActivationId, controlKey: input.control };
  const outcome = await unit.activations.put(draft);
  if (outcome.disposition === 'version_conflict') return err(versionConflict(outcome.current));
  if (outcome.disposition === 'created') {
    await notePaused(context, definition, outcome.activation);
    return written(context, 'created', outcome.activation, null);
  }
  await noteUpdated(context, definition, outcome.activation);
  return written(context, 'updated', outcome.activation, outcome.previous);
}

/** `controls.rescope`: what the request leaves out stays as it is. */
export async function rescope(
  asked: Context<'rescope'>,
  catalog: ControlCatalog,
): Promise<Result<WrittenPause, WriteError | typeof lostRace>> {
  const { unit, input, now } = asked;
  await unit.gate.requireReadCommitted();
  const current = await unit.activations.findById(input.activationId, now);
  const definition = current ? catalog[current.controlKey] : undefined;
  if (!current || !definition) return err(invalidInput([noActivation()]));
  const context = { ...asked, input: keeping(current, input) };
  const from = await checkWritable(unit, current.scope);
  if (from.isErr()) return err(from.error);
  const writable = await checkFields(context, definition, input.scope);
  if (writable.isErr()) return err(writable.error);
  if (from.value.archived) return err(from.value.archived);
  const outcome = await unit.activations.move(input.activationId, draftOf(context));
  switch (outcome.disposition) {
    case 'gone':
      return err(conflict('version'));
    case 'version_conflict':
      // The caller asked for no version: what is kept is read again.
      return err(input.expectedVersion ? versionConflict(outcome.current) : lostRace);
    case 'occupied':
      return err(conflict('exists', { type: 'operational_control_activation', id: outcome.by.id }));
    case 'moved':
      await noteMoved(context, definition, outcome.activation, outcome.previous.scope);
      return written(context, 'updated', outcome.activation, outcome.previous);
  }
}

/** `controls.resume`. */
export async function resume(
  context: Context<'resume'>,
  definition: ControlDefinition,
): Promise<Result<ResumeAnswer, InvalidInput | Immutable>> {
  const { unit, input, now } = context;
  await unit.gate.requireReadCommitted();
  const unsupported = checkScopeType(definition, input.scope.type);
  if (unsupported.length > 0) return err(invalidInput(unsupported));
  const writable = await checkWritable(unit, input.scope);
  if (writable.isErr()) return err(writable.error);
  if (writable.value.archived) return err(writable.value.archived);
  const removed = await unit.activations.remove(input.control, input.scope, now);
  if (!removed) return ok({ disposition: 'already_enabled', activation: null });
  await noteResumed(context, definition, removed);
  return ok({ disposition: 'resumed', activation: await view(context, removed) });
}

/** The whole pause. Its version guards what was read to be kept: another change in between must not be undone. */
function keeping(current: ControlActivation, input: RescopeInput): PauseInput {
  return {
    scope: input.scope,
    reason: input.reason ?? current.reasonText,
    publicMessage: input.publicMessage === undefined ? current.publicMessage : input.publicMessage,
    expiresAt: input.expiresAt === undefined ? current.expiresAt : input.expiresAt,
    expectedVersion: input.expectedVersion ?? current.version,
  };
}

/** Checks the whole input first, then whether the workspace is archived. */
async function checkFields(
  context: UseCaseContext<PauseInput>,
  definition: ControlDefinition,
  scope: ControlScope,
): Promise<Result<void, InvalidInput | Immutable>> {
  const wrong: InputIssue[] = [
    ...checkScopeType(definition, scope.type),
    ...checkExpiry(definition, context.input.expiresAt ?? null, context.now),
  ];
  const writable = await checkWritable(context.unit, scope);
  if (writable.isErr()) wrong.push(...writable.error.issues);
  if (wrong.length > 0) return err(invalidInput(wrong));
  const archived = writable.isOk() ? writable.value.archived : null;
  return archived ? err(archived) : ok(undefined);
}

function draftOf(context: UseCaseContext<PauseInput>): Omit<ActivationDraft, 'id' | 'controlKey'> {
  const { input, now } = context;
  return {
    scope: input.scope,
    reasonText: input.reason,
    publicMessage: input.publicMessage ?? null,
    expiresAt: input.expiresAt ?? null,
    by: operatorOf(context),
    at: now,
    expectedVersion: input.expectedVersion ?? null,
  };
}

/** Pausing exists on the platform plane only, so there always is an operator. */
function operatorOf({ caller }: UseCaseContext<unknown>): PersonRef {
  const person = personOf(caller.actor);
  invariant(person, 'Only a platform operator pauses a control.');
  return { kind: person.kind, personId: person.personId };
}

async function written(
  context: UseCaseContext<unknown>,
  disposition: WrittenPause['disposition'],
  activation: ControlActivation,
  previous: ControlActivation | null,
): Promise<Result<WrittenPause, never>> {
  const [now, before = null] = await activationViews(context, previous ? [activation, previous] : [activation]);
  invariant(now, 'Every activation has a view.');
  return ok({ disposition, activation: now, previous: before, scope: activation.scope });
}

async function view(context: UseCaseContext<unknown>, activation: ControlActivation): Promise<ActivationView> {
  const [only] = await activationViews(context, [activation]);
  invariant(only, 'Every activation has a view.');
  return only;
}

function versionConflict(current: ControlActivation | null): Conflict {
  return conflict('version', current ? { type: 'operational_control_activation', id: current.id } : null);
}

function noActivation(): InputIssue {
  return issue('activationId', 'unknown_activation', sayControl('controls.input.no_activation'));
}
