import type { AtlasConnection } from '../provider/connection.ts';
import { atlasQuery } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';
import { useRead } from '../query/use-read.ts';

/** Query options of {@link useControls}, for hosts that use their query client themselves. */
export function controlsOptions(connection: AtlasConnection) {
  return live(atlasQuery(connection, 'controls.list', null, (client) => client.controls.list()));
}

/** Every control with what is active of it. */
export function useControls() {
  return useRead(controlsOptions);
}
