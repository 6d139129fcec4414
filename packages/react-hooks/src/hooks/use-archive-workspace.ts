import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['workspaces']['archive']>[0];

/** Mutation options of {@link useArchiveWorkspace}, for hosts that use their query client themselves. */
export function archiveWorkspaceMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'workspaces.archive', (client, request: Request) =>
    client.workspaces.archive(request),
  );
}

/** Makes a workspace read-only. */
export function useArchiveWorkspace() {
  return useWrite(archiveWorkspaceMutation);
}
