import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['workspaces']['addMember']>[0];

/** Mutation options of {@link useAddMember}, for hosts that use their query client themselves. */
export function addMemberMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'workspaces.addMember', (client, request: Request) =>
    client.workspaces.addMember(request),
  );
}

/** Grants a membership or changes its role. */
export function useAddMember() {
  return useWrite(addMemberMutation);
}
