import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasPages } from '../query/atlas-query.ts';
import { usePages } from '../query/use-pages.ts';

type Request = Omit<NonNullable<Parameters<AnyAtlasClient['workspaces']['list']>[0]>, 'cursor'>;

/** Query options of {@link useWorkspaces}, for hosts that use their query client themselves. */
export function workspacesOptions(connection: AtlasConnection, request: Request = {}) {
  return atlasPages(connection, 'workspaces.list', request, (client, cursor) =>
    client.workspaces.list({ ...request, cursor }),
  );
}

/** All workspaces that the caller may see, by id. */
export function useWorkspaces(request: Request = {}) {
  return usePages((connection) => workspacesOptions(connection, request));
}
