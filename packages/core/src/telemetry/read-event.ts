import {
  isForeignId,
  isIdToken,
  type PersonId,
  type TenantId,
  type UsageEventId,
  type WorkspaceId,
} from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { PersonKind } from '../ports/people-store.ts';
import type { UsageMetadata } from '../ports/usage-store.ts';
import type { EventReaders } from './event-readers.ts';
import { isPlainObject } from './plain-object.ts';
import { readInstant, readToken, type TokenReader } from './read-value.ts';

/** An event that was judged: safe in every part, before it has an id and an instant. */
export interface EventDraft {
  readonly workspaceId: WorkspaceId;
  readonly tenantId: TenantId;
  readonly actor: { readonly kind: PersonKind | 'system'; readonly personId: PersonId };
  readonly eventName: string;
  readonly featureArea: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly metadata: UsageMetadata;
  /** Null for a new one. */
  readonly id: UsageEventId | null;
  /** Null for now. */
  readonly occurredAt: Instant | null;
}

/** The members of an event as they were given, each read once. */
type GivenEvent = { [Name in (typeof eventMembers)[number]]: unknown };

/** What an event may say. */
export const eventMembers = [
  'eventName',
  'workspaceId',
  'tenantId',
  'actor',
  'subjectType',
  'subjectId',
  'metadata',
  'id',
  'occurredAt',
] as const;

/**
 * Judges an event: answers it in its safe form, or null. It never throws, reads each member once, reads own members only, and makes no issues: see `eventIssues`. A member
 * that an event does not have is refused, because a misspelt `occurredAt` would silently be the present.
 */
export function readEvent(given: unknown, readers: EventReaders): EventDraft | null {
  try {
    const members = readMembers(given);
    return members && judge(members, readers);
  } catch {
    // A proxy or a getter threw.
    return null;
  }
}

/** Each member by its own name: assigning by a name that is a variable takes several times as long. */
function readMembers(given: unknown): GivenEvent | null {
  if (!isPlainObject(given)) return null;
  // Every member is there from the start, so that none is looked for on a prototype.
  const members = noMembers();
  for (const name of Object.keys(given))
    switch (name as keyof GivenEvent) {
      case 'eventName':
        members.eventName = given['eventName'];
        break;
      case 'workspaceId':
        members.workspaceId = given['workspaceId'];
        break;
      case 'tenantId':
        members.tenantId = given['tenantId'];
        break;
      case 'actor':
        members.actor = given['actor'];
        break;
      case 'subjectType':
        members.subjectType = given['subjectType'];
        break;
      case 'subjectId':
        members.subjectId = given['subjectId'];
        break;
      case 'metadata':
        members.metadata = given['metadata'];
        break;
      case 'id':
        members.id = given['id'];
        break;
      case 'occurredAt':
        members.occurredAt = given['occurredAt'];
        break;
      default:
        return null;
    }
  return members;
}

function judge(given: GivenEvent, readers: EventReaders): EventDraft | null {
  const reader = readers.find(given.eventName);
  if (reader === undefined) return null;
  const { workspaceId, tenantId } = given;
  const id = given.id ?? null;
  const occurredAt = given.occurredAt ?? null;
  if (!isId(workspaceId) || !isId(tenantId)) return null;
  const actor = readActor(given.actor);
  if (actor === null) return null;
  const subjectType = readers.readSafeToken(given.subjectType);
  const subjectId = readSubjectId(given.subjectId, readers.readSafeToken);
  if (subjectType === null || subjectId === null) return null;
  if (id !== null && !isId(id)) return null;
  const at = occurredAt === null ? null : readInstant(occurredAt);
  if (occurredAt !== null && at === null) return null;
  const metadata = reader.readMetadata(given.metadata);
  if (metadata === null) return null;
  return {
    workspaceId: workspaceId as WorkspaceId,
    tenantId: tenantId as TenantId,
    actor,
    eventName: reader.eventName,
    featureArea: reader.definition.featureArea,
    subjectType,
    subjectId,
    metadata,
    id: id as UsageEventId | null,
    occurredAt: at,
  };
}

function noMembers(): GivenEvent {
  return {
    eventName: undefined,
    workspaceId: undefined,
    tenantId: undefined,
    actor: undefined,
    subjectType: undefined,
    subjectId: undefined,
    metadata: undefined,
    id: undefined,
    occurredAt: undefined,
  };
}

/** Whether it may serve as the id of a workspace, a tenant or an event. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && isIdToken(value);
}

/** The kinds of actors. */
export const actorKinds: readonly unknown[] = [
  'user',
  'platform',
  'system',
] satisfies readonly EventDraft['actor']['kind'][];

/** Who did it: what the functions for actors make, or a kind and an id. */
function readActor(given: unknown): EventDraft['actor'] | null {
  if (!isPlainObject(given)) return null;
  const kind = Object.hasOwn(given, 'kind') ? given['kind'] : undefined;
  const id = Object.hasOwn(given, 'id') ? given['id'] : undefined;
  if (!actorKinds.includes(kind) || typeof id !== 'string' || !isForeignId(id)) return null;
  return { kind: kind as EventDraft['actor']['kind'], personId: id as PersonId };
}

/** A token, or an integer as its decimal text. */
export function readSubjectId(given: unknown, readSafeToken: TokenReader = readToken): string | null {
  return Number.isSafeInteger(given) ? String(given) : readSafeToken(given);
}
