import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasQuery } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';
import { useRead } from '../query/use-read.ts';

type Request = Parameters<AnyAtlasClient['surfaces']['actions']>[0];

/** Query options of {@link useActions}, for hosts that use their query client themselves. */
export function actionsOptions(connection: AtlasConnection, request: Request) {
  return live(atlasQuery(connection, 'surfaces.actions', request, (client) => client.surfaces.actions(request)));
}

/** For each operation whether the caller can start it for a tenant. */
export function useActions(request: Request) {
  return useRead((connection) => actionsOptions(connection, request));
}
