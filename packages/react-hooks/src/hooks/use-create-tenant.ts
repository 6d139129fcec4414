import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['tenants']['create']>[0];

/** Mutation options of {@link useCreateTenant}, for hosts that use their query client themselves. */
export function createTenantMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'tenants.create', (client, request: Request) => client.tenants.create(request));
}

/** Adds a tenant to a workspace. */
export function useCreateTenant() {
  return useWrite(createTenantMutation);
}
