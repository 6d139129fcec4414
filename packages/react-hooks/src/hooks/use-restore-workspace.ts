import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['workspaces']['restore']>[0];

/** Mutation options of {@link useRestoreWorkspace}, for hosts that use their query client themselves. */
export function restoreWorkspaceMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'workspaces.restore', (client, request: Request) =>
    client.workspaces.restore(request),
  );
}

/** Brings an archived workspace back. */
export function useRestoreWorkspace() {
  return useWrite(restoreWorkspaceMutation);
}
