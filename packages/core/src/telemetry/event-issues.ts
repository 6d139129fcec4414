import { isForeignId } from '../kernel/ids.ts';
import type { InputIssue } from '../kernel/errors.ts';
import { issue, issues, sayInput } from '../kernel/issues.ts';
import { findSecrets } from '../kernel/redaction.ts';
import type { EventReader, EventReaders } from './event-readers.ts';
import { sayTelemetry } from './messages.ts';
import type { MetadataField } from './metadata.ts';
import { isPlainObject } from './plain-object.ts';
import { actorKinds, eventMembers, isId, readSubjectId } from './read-event.ts';
import { readInstant, valueReader } from './read-value.ts';

/** The most issues of one event. */
const maxIssues = 50;

/**
 * Says what is wrong with an event that the reader refused: the member, the rule and the fix of each mistake, at least one. No issue repeats a value, because what was
 * refused may be personal data. It never throws. It reads the event again: one that changes its answers is told to be a plain object.
 */
export function eventIssues(given: unknown, readers: EventReaders): readonly InputIssue[] {
  const found = attempt(() => issuesOf(given, readers));
  return found && found.length > 0 ? found.slice(0, maxIssues) : [notPlain('request')];
}

type Members = ReadonlyMap<string, unknown>;

function issuesOf(given: unknown, readers: EventReaders): readonly InputIssue[] {
  if (!isPlainObject(given)) return [notPlain('request')];
  const unknown = Object.keys(given).filter((name) => !eventMembers.some((member) => member === name));
  const members: Members = new Map(
    eventMembers.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]),
  );
  const [id, occurredAt, metadata] = ['id', 'occurredAt', 'metadata'].map((name) => members.get(name));
  const reader = readers.find(members.get('eventName'));
  return [
    ...unknown.map((name) => issue(shown(name), 'unknown_key', sayInput('input.unknown_key'))),
    ...need('eventName', members, (path) => (reader ? [] : [issues.oneOf(path, readers.names)])),
    ...(['workspaceId', 'tenantId'] as const).flatMap((name) => need(name, members, idIssues)),
    ...need('actor', members, actorIssues),
    ...need('subjectType', members, (path, value) =>
      readers.readSafeToken(value) === null ? [issue(path, 'token', sayTelemetry('telemetry.input.token'))] : [],
    ),
    ...need('subjectId', members, (path, value) =>
      readSubjectId(value, readers.readSafeToken) === null
        ? [issue(path, 'token', sayTelemetry('telemetry.input.subject_id'))]
        : [],
    ),
    ...(isGiven(id) ? idIssues('id', id) : []),
    ...(isGiven(occurredAt) && readInstant(occurredAt) === null
      ? [issue('occurredAt', 'instant', sayInput('input.instant'))]
      : []),
    ...(reader && isGiven(metadata) ? metadataIssues(metadata, reader, readers) : []),
  ];
}

function metadataIssues(given: unknown, reader: EventReader, readers: EventReaders): readonly InputIssue[] {
  if (!attempt(() => isPlainObject(given))) return [notPlain('metadata')];
  const { metadata: fields } = reader.definition;
  const keys = attempt(() => Object.keys(given as object));
  if (!keys) return [notPlain('metadata')];
  return keys.slice(0, maxIssues).flatMap((key): readonly InputIssue[] => {
    const path = `metadata.${shown(key)}`;
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined) return [issue(path, 'unknown_key', sayUnknown(reader))];
    const read = attempt(() => ({ value: (given as { readonly [key: string]: unknown })[key] }));
    if (!read) return [notPlain(path)];
    if (!isGiven(read.value) || valueReader(field, readers.readSafeToken)(read.value) !== null) return [];
    return [fieldIssue(path, field)];
  });
}

function fieldIssue(path: string, field: MetadataField): InputIssue {
  switch (field.kind) {
    case 'token':
      return field.values === null
        ? issue(path, 'token', sayTelemetry('telemetry.input.token'))
        : issues.oneOf(path, field.values);
    case 'integer':
      return issue(path, 'type', sayInput('input.type.integer'));
    case 'flag':
      return issue(path, 'type', sayInput('input.type.boolean'));
    case 'instant':
      return issue(path, 'instant', sayInput('input.instant'));
  }
}

function actorIssues(path: string, given: unknown): readonly InputIssue[] {
  const actor = issue(path, 'type', sayTelemetry('telemetry.input.actor'));
  if (!attempt(() => isPlainObject(given))) return [actor];
  const { kind, id } = given as { readonly kind?: unknown; readonly id?: unknown };
  if (!actorKinds.includes(kind)) return [issues.oneOf(`${path}.kind`, actorKinds.map(String))];
  if (typeof id !== 'string' || !isForeignId(id)) return [issue(`${path}.id`, 'id', sayInput('input.foreign_id'))];
  return Object.hasOwn(given as object, 'kind') && Object.hasOwn(given as object, 'id') ? [] : [actor];
}

function need(
  name: string,
  members: Members,
  judge: (path: string, value: unknown) => readonly InputIssue[],
): readonly InputIssue[] {
  const value = members.get(name);
  return isGiven(value) ? judge(name, value) : [issues.required(name)];
}

function idIssues(path: string, value: unknown): readonly InputIssue[] {
  return isId(value) ? [] : [issues.id(path)];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function sayUnknown({ eventName, definition }: EventReader) {
  const keys = Object.keys(definition.metadata).join(', ');
  return keys === ''
    ? sayTelemetry('telemetry.input.no_keys', { event: eventName })
    : sayTelemetry('telemetry.input.unknown_key', { event: eventName, keys });
}

function notPlain(path: string): InputIssue {
  return issue(path, 'type', sayTelemetry('telemetry.input.plain_object'));
}

const word = /^[A-Za-z_$][\w$-]{0,59}$/;

/** A key as an error names it. A key that is not a plain word may be an e-mail address, a name or a credential, and is not repeated. */
function shown(key: string): string {
  return word.test(key) && findSecrets(key).length === 0 ? key : '(a key that is not a word)';
}

/** What `read` answers; null when it throws, as proxies and getters can. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
