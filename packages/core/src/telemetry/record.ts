import type { Environment } from '../access/environment.ts';
import { inMethod } from '../access/environment.ts';
import { failureOf, guardAgainstBugs } from '../access/perform.ts';
import { now } from '../kernel/clock.ts';
import {
  invalidInput,
  notFound,
  storageFailure,
  type InputIssue,
  type InvalidInput,
  type NotFound,
  type StorageFailure,
} from '../kernel/errors.ts';
import { isAfter, type Instant } from '../kernel/instant.ts';
import { invariant, InvariantError } from '../kernel/invariant.ts';
import { issue, sayInput } from '../kernel/issues.ts';
import { err, ok, okAsync, ResultAsync, type Result } from '../kernel/result.ts';
import type { UsageAddition, UsageEvent } from '../ports/usage-store.ts';
import type { UnitScope } from '../ports/storage.ts';
import type { EventReaders } from './event-readers.ts';
import { sayTelemetry } from './messages.ts';
import { makeEvent, presentOf, type SkipReason } from './make-event.ts';
import { addRepeatedly, type AddEvents, type EventOutcome, type UsageRecorder, type UsageRefusal } from './recorder.ts';

/** The most events of one call of `recordMany`. */
export const maxRecordedEvents = 10_000;

/** What became of an event. */
export type UsageRecording =
  /** It is in the ledger, now or since an earlier call with the same workspace, id and instant. */
  | { readonly outcome: 'recorded'; readonly id: string; readonly occurredAt: Instant }
  | { readonly outcome: 'skipped'; readonly reason: SkipReason };

/** What became of the events of one call. */
export interface UsageRecordings {
  /** Events that are new. */
  readonly recorded: number;
  /** Events that an earlier call, or another one of this call, has recorded. */
  readonly repeated: number;
  /** Events of platform operators and of the system. */
  readonly skipped: number;
}

/** Why events were not recorded: nothing was written. */
export type RecordUsageError = NotFound | InvalidInput | StorageFailure;

/** What recording needs. */
export interface RecordSetup {
  readonly readers: EventReaders;
  readonly recorder: UsageRecorder;
  /** Whether the caller is inside a transaction of the storage, for which the flow of the recorder would wait. */
  isInside(): boolean;
}

/** `record` and `recordMany` of one atlas. What each call needs is made once, because an event costs less than that. */
export function usageRecords(environment: Environment, setup: RecordSetup) {
  const [one, many] = [inMethod(environment, 'record'), inMethod(environment, 'recordMany')];
  const inside: RecordInside = {
    ...one,
    present: presentOf(environment.clock),
    answer: (event, outcome) => recordingOf(one, event, outcome),
  };
  return {
    record: (event: unknown) => recordEvent(inside, setup, event),
    recordMany: (events: unknown) => recordEvents(many, setup, events),
  };
}

interface RecordInside extends Environment {
  /** The present. */
  present(): Instant;
  /** {@link recordingOf} inside. */
  answer(event: UsageEvent, outcome: EventOutcome): Result<UsageRecording, RecordUsageError>;
}

/** Records one event: in the transaction of a bound atlas, else bundled with those of concurrent callers. */
function recordEvent(
  inside: RecordInside,
  { readers, recorder, isInside }: RecordSetup,
  given: unknown,
): ResultAsync<UsageRecording, RecordUsageError> {
  let made: ReturnType<typeof makeEvent>;
  try {
    if (!inside.isBound) assertOutside(isInside, 'record');
    made = makeEvent(inside, readers, given, inside.present());
  } catch (reason) {
    return guardAgainstBugs(inside, 'record', Promise.reject(reason as Error));
  }
  if (made.isErr()) return new ResultAsync(Promise.resolve(refuse(inside, made.error)));
  if ('reason' in made.value) return okAsync(Object.freeze({ outcome: 'skipped', reason: made.value.reason }));
  const event = made.value;
  // The recorder answers failures as well, so that each call has one promise: on a hot path each further one costs as much as judging the event.
  if (!inside.isBound) return new ResultAsync(recorder.add(event, inside.answer));
  const attempt = async (): Promise<Result<UsageRecording, RecordUsageError>> =>
    recordingOf(inside, event, await addBound(inside, [event]));
  return guardAgainstBugs<UsageRecording, RecordUsageError>(inside, 'record', attempt());
}

function recordingOf(
  inside: Environment,
  { id, occurredAt }: UsageEvent,
  outcome: UsageAddition | EventOutcome,
): Result<UsageRecording, RecordUsageError> {
  switch (outcome.kind) {
    case 'added':
    case 'recorded':
      return ok(Object.freeze({ outcome: 'recorded', id, occurredAt } as const));
    case 'unknown_tenant':
      return err(notFound());
    case 'expired':
      return refuse(inside, invalidInput([expiredIssue('occurredAt', outcome.keptSince)]));
    case 'not_accepted':
      return err(storageFailure('unavailable'));
    case 'busy':
      throw new InvariantError('usage.add waits unless it is told not to.');
    case 'failed':
      return failureOf(inside, 'record', outcome.reason);
  }
}

function assertOutside(isInside: () => boolean, method: string): void {
  invariant(
    !isInside(),
    `atlas.${method} was used inside a transaction or a unit of its storage, for which it would wait. Use tx.${method} of the tx that your work was given, or of atlas.withTransaction(...).`,
  );
}

/** Records events in one statement: all of them or none. */
function recordEvents(
  inside: Environment,
  { readers, isInside }: RecordSetup,
  given: unknown,
): ResultAsync<UsageRecordings, RecordUsageError> {
  const attempt = async (): Promise<Result<UsageRecordings, RecordUsageError>> => {
    if (!inside.isBound) assertOutside(isInside, 'recordMany');
    const made = makeEvents(inside, readers, given);
    if (made.isErr()) return refuse(inside, made.error);
    const { events, skipped } = made.value;
    if (events.length === 0) return ok(Object.freeze({ recorded: 0, repeated: 0, skipped }));
    const answer = inside.isBound ? await addBound(inside, events) : await addRepeatedly(adderOf(inside), events);
    if (answer.kind === 'added')
      return ok(Object.freeze({ recorded: answer.count, repeated: events.length - answer.count, skipped }));
    invariant(answer.kind !== 'busy', 'usage.add waits unless it is told not to.');
    const place = placeOf(answer, made.value);
    return refuse(
      inside,
      invalidInput([
        answer.kind === 'expired'
          ? expiredIssue(`${place}.occurredAt`, answer.keptSince)
          : issue(`${place}.tenantId`, 'unknown_tenant', sayTelemetry('telemetry.input.unknown_tenant')),
      ]),
    );
  };
  return guardAgainstBugs<UsageRecordings, RecordUsageError>(inside, 'recordMany', attempt());
}

/** Where the refused event was given. Two of them may have the id that the answer names: then it is the list, unless their instants tell. */
function placeOf(answer: UsageRefusal, { events, places }: MadeEvents): string {
  const isNamed = ({ id, occurredAt }: UsageEvent): boolean =>
    id === answer.id && (answer.kind === 'unknown_tenant' || isAfter(answer.keptSince, occurredAt));
  const found = places.filter((_, index) => events.slice(index, index + 1).some(isNamed));
  return (answer.kind === 'expired' || found.length === 1 ? found[0] : undefined) ?? 'events';
}

/** Adds events of any workspaces in one platform unit. */
export function adderOf({ storage }: Pick<Environment, 'storage'>): AddEvents {
  return (events, options) =>
    storage.unit({ plane: 'platform', actor: null }, ({ usage }) => usage.add(events, options));
}

/**
 * Adds events in the host's transaction: those of one workspace and one person in a unit of both, others in a unit of the platform. A unit of a workspace knows of its own
 * person alone whether they were erased, and an event of an erased person must be stored without the person.
 */
function addBound({ storage }: Environment, events: readonly UsageEvent[]) {
  const [first] = events;
  const isOfFirst = ({ workspaceId, user }: UsageEvent): boolean =>
    workspaceId === first?.workspaceId && user?.kind === first.user?.kind && user?.personId === first.user?.personId;
  const scope: UnitScope =
    first && events.every(isOfFirst)
      ? { plane: 'workspace', workspaceId: first.workspaceId, actor: first.user }
      : { plane: 'platform', actor: null };
  return storage.unit(scope, ({ usage }) => usage.add(events));
}

interface MadeEvents {
  readonly events: readonly UsageEvent[];
  /** Where each of them was given. */
  readonly places: readonly string[];
  readonly skipped: number;
}

function makeEvents(environment: Environment, readers: EventReaders, given: unknown): Result<MadeEvents, InvalidInput> {
  const list = readList(given);
  if (list === null) return err(invalidInput([issue('events', 'type', sayInput('input.type.list'))]));
  if (list.length > maxRecordedEvents)
    return err(invalidInput([issue('events', 'too_big', sayInput('input.at_most', { limit: maxRecordedEvents }))]));
  const events: UsageEvent[] = [];
  const places: string[] = [];
  const wrong: InputIssue[] = [];
  let skipped = 0;
  // One instant for the list, which is recorded by one statement.
  const recordedAt = now(environment.clock);
  for (const [index, each] of list.entries()) {
    const place = `events.${String(index)}`;
    const made = makeEvent(environment, readers, each, recordedAt);
    if (made.isErr()) {
      wrong.push(...made.error.issues.map((found) => ({ ...found, path: at(place, found.path) })));
      if (wrong.length >= maxIssues) break;
    } else if ('reason' in made.value) skipped += 1;
    else {
      events.push(made.value);
      places.push(place);
    }
  }
  return wrong.length > 0 ? err(invalidInput(wrong.slice(0, maxIssues))) : ok({ events, places, skipped });
}

/** The most issues of one answer. */
const maxIssues = 50;

function at(place: string, path: string): string {
  return path === 'request' ? place : `${place}.${path}`;
}

/** A copy of the list, cut behind the most events of a call; null for what is not a list, also for a proxy that throws. */
function readList(given: unknown): readonly unknown[] | null {
  try {
    return Array.isArray(given)
      ? Array.from({ length: Math.min(given.length, maxRecordedEvents + 1) }, (_, index) => given[index] as unknown)
      : null;
  } catch {
    return null;
  }
}

function expiredIssue(path: string, since: Instant): InputIssue {
  return issue(path, 'kept_since', sayTelemetry('telemetry.input.kept_since', { since }));
}

/** Logs the rules that were broken, never a value. */
function refuse({ logger, method }: Environment, error: InvalidInput): Result<never, InvalidInput> {
  logger.debug?.('refused', {
    method,
    reason: 'input',
    code: error.code,
    rules: error.issues.map(({ rule }) => rule).join(', '),
  });
  return err(error);
}
