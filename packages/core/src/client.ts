import type * as z from 'zod';
import type { AuditClient } from './audit/client.ts';
import type { builtInControls, ControlCatalog } from './controls/catalog.ts';
import type { ControlsClient } from './controls/client.ts';
import type { OperationsClient, StartRequest } from './runs/client.ts';
import type { OperationCatalog, OperationDefinition } from './runs/definition.ts';
import type { restoreOperations } from './runs/restore.ts';
import type { SurfacesClient } from './surfaces/client.ts';
import type { TenantsClient } from './tenants/client.ts';
import type { WorkspacesClient } from './workspaces/client.ts';

export type * from './audit/client.ts';
export type * from './controls/client.ts';
export type * from './runs/client.ts';
export type * from './surfaces/client.ts';
export type * from './tenants/client.ts';
export type * from './workspaces/client.ts';

/** What a host's catalogs contribute to the types of a client. */
export interface CatalogTypes {
  /** Keys of controls. */
  readonly controls: string;
  /** What can be started: a union of `StartRequest`, one member for each operation. */
  readonly starts: unknown;
}

/** Keys of a union of catalogs. */
type KeysOf<Catalog> = Catalog extends unknown ? keyof Catalog & string : never;

type InputsOf<Catalog> = {
  readonly [Type in keyof Catalog]: Catalog[Type] extends OperationDefinition<infer Schema> ? z.input<Schema> : never;
};

/** The types of an atlas without host catalogs. */
export interface BuiltInCatalogs extends CatalogTypes {
  readonly controls: KeysOf<typeof builtInControls>;
  readonly starts: StartsOf<ReturnType<typeof restoreOperations>>;
}

/** Operations of a host, as `defineOperations` returns them. */
export type HostOperations = OperationCatalog;

/** The types that a list of host catalogs leads to, the built-in ones included. */
export interface CatalogsOf<
  Controls extends readonly ControlCatalog[],
  Operations extends readonly HostOperations[],
> extends CatalogTypes {
  readonly controls: BuiltInCatalogs['controls'] | KeysOf<Controls[number]>;
  readonly starts: BuiltInCatalogs['starts'] | StartsOf<Operations[number]>;
}

/** The starts of a union of catalogs. */
type StartsOf<Catalog> = Catalog extends OperationCatalog ? StartRequest<InputsOf<Catalog>> : never;

/**
 * Everything one actor can do. Without type arguments: what every atlas can do, so a function that takes an `AtlasClient` takes that of any atlas.
 * The atlas in process and the client over HTTP implement it alike; the latter adds the errors of its transport as
 * `Transport`.
 */
export interface AtlasClient<Catalogs extends CatalogTypes = BuiltInCatalogs, Transport = never> {
  readonly workspaces: WorkspacesClient<Transport>;
  readonly tenants: TenantsClient<Transport>;
  readonly controls: ControlsClient<Catalogs['controls'], Transport>;
  readonly operations: OperationsClient<Catalogs['starts'], Transport>;
  readonly surfaces: SurfacesClient<Transport>;
  readonly audit: AuditClient<Transport>;
}
