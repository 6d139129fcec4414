import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['workspaces']['revokeTenant']>[0];

/** Mutation options of {@link useRevokeTenant}, for hosts that use their query client themselves. */
export function revokeTenantMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'workspaces.revokeTenant', (client, request: Request) =>
    client.workspaces.revokeTenant(request),
  );
}

/** Ends a member’s access to a tenant. */
export function useRevokeTenant() {
  return useWrite(revokeTenantMutation);
}
