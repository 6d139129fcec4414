import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['tenants']['changeLifecycle']>[0];

/** Mutation options of {@link useChangeTenantLifecycle}, for hosts that use their query client themselves. */
export function changeTenantLifecycleMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'tenants.changeLifecycle', (client, request: Request) =>
    client.tenants.changeLifecycle(request),
  );
}

/** Moves a tenant along its life. */
export function useChangeTenantLifecycle() {
  return useWrite(changeTenantLifecycleMutation);
}
