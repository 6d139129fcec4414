import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['operations']['start']>[0];

/** Mutation options of {@link useStartOperation}, for hosts that use their query client themselves. */
export function startOperationMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'operations.start', (client, request: Request) => client.operations.start(request));
}

/** Starts an operation; `paused` with the reason when a control stands in the way. */
export function useStartOperation() {
  return useWrite(startOperationMutation);
}
