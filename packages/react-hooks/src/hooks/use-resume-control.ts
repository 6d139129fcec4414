import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasMutation } from '../mutation/atlas-mutation.ts';
import { useWrite } from '../mutation/use-write.ts';

type Request = Parameters<AnyAtlasClient['controls']['resume']>[0];

/** Mutation options of {@link useResumeControl}, for hosts that use their query client themselves. */
export function resumeControlMutation(connection: AtlasConnection) {
  return atlasMutation(connection, 'controls.resume', (client, request: Request) => client.controls.resume(request));
}

/** Ends the pause of a scope. */
export function useResumeControl() {
  return useWrite(resumeControlMutation);
}
