import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['workspaces']['grantTenant']>[0];

/** Mutation options of {@link useGrantTenant}, for hosts that use their query client themselves. */
export function grantTenantMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'workspaces.grantTenant', (client, request: Request) =>
    client.workspaces.grantTenant(request),
  );
}

/** Lets a member see a tenant. */
export function useGrantTenant() {
  return useWrite(grantTenantMutation);
}
