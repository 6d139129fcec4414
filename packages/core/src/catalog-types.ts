import type * as z from 'zod';
import type { AuditActionCatalog } from './ports/audit-actions.ts';
import type { HostEntry } from './audit/host-entry.ts';
import type { builtInControls, ControlCatalog } from './controls/catalog.ts';
import type { RestoreExecutor } from './ports/restore-executor.ts';
import type { StartRequest } from './runs/client.ts';
import type { OperationCatalog, OperationDefinition } from './runs/definition.ts';
import type { restoreOperations } from './runs/restore.ts';
import type { builtInEvents, EventCatalog } from './telemetry/catalog.ts';
import type { EventsOf } from './telemetry/event.ts';

/** What a host's catalogs contribute to the types of a client. */
export interface CatalogTypes {
  /** Keys of controls. */
  readonly controls: string;
  /** What can be started: a union of `StartRequest`, one member for each operation. */
  readonly starts: unknown;
  /** The entries of the host's own audit actions: a union, one member for each action. */
  readonly entries: unknown;
  /** What can be recorded as product usage: a union, one member for each event. */
  readonly events: unknown;
}

/** Keys of a union of catalogs. */
type KeysOf<Catalog> = Catalog extends unknown ? keyof Catalog & string : never;

type InputsOf<Catalog> = {
  readonly [Type in keyof Catalog]: Catalog[Type] extends OperationDefinition<infer Schema> ? z.input<Schema> : never;
};

/** The types of an atlas without host catalogs and without a restore executor: it has no control, no operation, and the events of the SDK. */
export interface BuiltInCatalogs extends CatalogTypes {
  readonly controls: never;
  readonly starts: never;
  readonly entries: never;
  readonly events: EventsOf<typeof builtInEvents>;
}

/** What a restore executor adds to the types of an atlas. */
export interface RestoreCatalogs extends CatalogTypes {
  readonly controls: KeysOf<typeof builtInControls>;
  readonly starts: StartsOf<ReturnType<typeof restoreOperations>>;
  readonly entries: never;
  readonly events: EventsOf<typeof builtInEvents>;
}

/** {@link RestoreCatalogs} for an executor, also for one that may be undefined; else {@link BuiltInCatalogs}. Null is in the type of an option left out. */
type RestoresOf<Restore> = null extends Restore
  ? BuiltInCatalogs
  : [Restore] extends [undefined]
    ? BuiltInCatalogs
    : RestoreCatalogs;

/** Operations of a host, as `defineOperations` returns them. */
export type HostOperations = OperationCatalog;

/** The types that a list of host catalogs leads to; with a restore executor, also those that come with it. */
export interface CatalogsOf<
  Controls extends readonly ControlCatalog[],
  Operations extends readonly HostOperations[],
  Restore extends RestoreExecutor | null | undefined = null,
  Actions extends readonly AuditActionCatalog[] = [],
  Events extends readonly EventCatalog[] = [],
> extends CatalogTypes {
  readonly controls: RestoresOf<Restore>['controls'] | KeysOf<Controls[number]>;
  readonly starts: RestoresOf<Restore>['starts'] | StartsOf<Operations[number]>;
  readonly entries: EntriesOf<Actions[number]>;
  readonly events: EventsOf<typeof builtInEvents> | EventsOf<Events[number]>;
}

/** The entries of a union of catalogs. */
type EntriesOf<Catalog> = Catalog extends AuditActionCatalog ? HostEntry<Catalog> : never;

/** The starts of a union of catalogs. */
type StartsOf<Catalog> = Catalog extends OperationCatalog ? StartRequest<InputsOf<Catalog>> : never;
