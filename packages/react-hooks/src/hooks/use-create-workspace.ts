import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['workspaces']['create']>[0];

/** Mutation options of {@link useCreateWorkspace}, for hosts that use their query client themselves. */
export function createWorkspaceMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'workspaces.create', (client, request: Request) =>
    client.workspaces.create(request),
  );
}

/** Creates a workspace. */
export function useCreateWorkspace() {
  return useWrite(createWorkspaceMutation);
}
