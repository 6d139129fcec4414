import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasQuery } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';
import { useRead } from '../query/use-read.ts';

type Request = Parameters<AnyAtlasClient['controls']['history']>[0];

/** Query options of {@link useControlHistory}, for hosts that use their query client themselves. */
export function controlHistoryOptions(connection: AtlasConnection, request: Request) {
  return live(atlasQuery(connection, 'controls.history', request, (client) => client.controls.history(request)));
}

/** The latest ten audit entries about a control. */
export function useControlHistory(request: Request) {
  return useRead((connection) => controlHistoryOptions(connection, request));
}
