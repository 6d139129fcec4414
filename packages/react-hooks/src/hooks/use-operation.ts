import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasQuery } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';
import { useRead } from '../query/use-read.ts';

type Request = Parameters<AnyAtlasClient['operations']['get']>[0];

/** Query options of {@link useOperation}, for hosts that use their query client themselves. */
export function operationOptions(connection: AtlasConnection, request: Request) {
  return live(atlasQuery(connection, 'operations.get', request, (client) => client.operations.get(request)));
}

/** One run. */
export function useOperation(request: Request) {
  return useRead((connection) => operationOptions(connection, request));
}
