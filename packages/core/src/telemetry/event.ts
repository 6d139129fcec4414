import type { PersonKind } from '../ports/people-store.ts';
import type { EventCatalog } from './catalog.ts';
import type { FieldValue } from './metadata.ts';

/** The person who did it: what `workspaceUser(...)` makes, or their kind and id. Other actors are accepted and not recorded. */
export interface EventActor {
  readonly kind: PersonKind | 'system';
  readonly id: string;
}

/** What every event says. */
export interface EventContext {
  /** The workspace of the tenant. */
  readonly workspaceId: string;
  readonly tenantId: string;
  /** Events count workspace users. Those of platform operators and of the system are accepted, and answered as skipped. */
  readonly actor: EventActor;
  /** What it happened to, as a token such as `campaign`. */
  readonly subjectType: string;
  /** A token, or an integer, which becomes its decimal text. */
  readonly subjectId: string | number;
  /**
   * Makes the event the same as another one with the same workspace, id and `occurredAt`, which is recorded once. Give both where a call may be repeated.
   * @default a new id
   */
  readonly id?: string | null | undefined;
  /** When it happened, as an ISO 8601 instant; not in the future. @default now */
  readonly occurredAt?: string | null | undefined;
}

/** An event of one catalog, typed by its definition. */
export type RecordableEvent<Events> = {
  readonly [Name in keyof Events & string]: { readonly eventName: Name } & MetadataOf<Events[Name]>;
}[keyof Events & string] &
  EventContext;

/** The metadata of an event. Empty values (null and undefined) are left out. */
type MetadataOf<Definition> = Definition extends { readonly metadata: infer Fields }
  ? [keyof Fields] extends [never]
    ? { readonly metadata?: { readonly [key: string]: never } | null | undefined }
    : {
        readonly metadata?:
          | { readonly [Key in keyof Fields & string]?: FieldValue<Fields[Key]> | null | undefined }
          | null
          | undefined;
      }
  : never;

/** The events of a union of catalogs. */
export type EventsOf<Catalog> = Catalog extends EventCatalog ? RecordableEvent<Catalog> : never;
