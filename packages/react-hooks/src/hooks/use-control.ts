import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasQuery } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';
import { useRead } from '../query/use-read.ts';

type Request = Parameters<AnyAtlasClient['controls']['summary']>[0];

/** Query options of {@link useControl}, for hosts that use their query client themselves. */
export function controlOptions(connection: AtlasConnection, request: Request) {
  return live(atlasQuery(connection, 'controls.summary', request, (client) => client.controls.summary(request)));
}

/** One control with what is active of it. */
export function useControl(request: Request) {
  return useRead((connection) => controlOptions(connection, request));
}
