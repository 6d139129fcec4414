import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['operations']['cancel']>[0];

/** Mutation options of {@link useCancelOperation}, for hosts that use their query client themselves. */
export function cancelOperationMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'operations.cancel', (client, request: Request) =>
    client.operations.cancel(request),
  );
}

/** Ends a run that is queued or running. */
export function useCancelOperation() {
  return useWrite(cancelOperationMutation);
}
