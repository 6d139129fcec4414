import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasQuery } from '../query/atlas-query.ts';
import { useRead } from '../query/use-read.ts';

type Request = Parameters<AnyAtlasClient['controls']['previewImpact']>[0];

/** Query options of {@link useControlImpact}, for hosts that use their query client themselves. */
export function controlImpactOptions(connection: AtlasConnection, request: Request) {
  return atlasQuery(connection, 'controls.previewImpact', request, (client) => client.controls.previewImpact(request));
}

/** What a pause would touch. */
export function useControlImpact(request: Request) {
  return useRead((connection) => controlImpactOptions(connection, request));
}
