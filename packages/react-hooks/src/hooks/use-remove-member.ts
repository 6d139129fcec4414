import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['workspaces']['removeMember']>[0];

/** Mutation options of {@link useRemoveMember}, for hosts that use their query client themselves. */
export function removeMemberMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'workspaces.removeMember', (client, request: Request) =>
    client.workspaces.removeMember(request),
  );
}

/** Ends a membership. */
export function useRemoveMember() {
  return useWrite(removeMemberMutation);
}
