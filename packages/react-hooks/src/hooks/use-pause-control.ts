import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['controls']['pause']>[0];

/** Mutation options of {@link usePauseControl}, for hosts that use their query client themselves. */
export function pauseControlMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'controls.pause', (client, request: Request) => client.controls.pause(request));
}

/** Pauses a control, or replaces the pause that is there. */
export function usePauseControl() {
  return useWrite(pauseControlMutation);
}
