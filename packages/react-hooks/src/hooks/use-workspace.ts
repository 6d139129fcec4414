import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasQuery } from '../query/atlas-query.ts';
import { useRead } from '../query/use-read.ts';

type Request = Parameters<AnyAtlasClient['workspaces']['get']>[0];

/** Query options of {@link useWorkspace}, for hosts that use their query client themselves. */
export function workspaceOptions(connection: AtlasConnection, request: Request) {
  return atlasQuery(connection, 'workspaces.get', request, (client) => client.workspaces.get(request));
}

/** One workspace. */
export function useWorkspace(request: Request) {
  return useRead((connection) => workspaceOptions(connection, request));
}
