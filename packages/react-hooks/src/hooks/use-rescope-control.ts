import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['controls']['rescope']>[0];

/** Mutation options of {@link useRescopeControl}, for hosts that use their query client themselves. */
export function rescopeControlMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'controls.rescope', (client, request: Request) => client.controls.rescope(request));
}

/** Moves an active pause to another scope. */
export function useRescopeControl() {
  return useWrite(rescopeControlMutation);
}
