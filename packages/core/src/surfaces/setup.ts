import type { OperationCatalog } from '../runs/definition.ts';
import type { ProviderSetup } from '../verification/operation.ts';

/** What surfaces need of the atlas, the same for every caller. */
export interface SurfacesSetup extends ProviderSetup {
  readonly catalog: OperationCatalog;
  readonly controlLabel: (key: string) => string;
}
