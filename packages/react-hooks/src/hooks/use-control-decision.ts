import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasQuery } from '../query/atlas-query.ts';
import { live } from '../query/freshness.ts';
import { useRead } from '../query/use-read.ts';

type Request = Parameters<AnyAtlasClient['controls']['evaluate']>[0];

/** Query options of {@link useControlDecision}, for hosts that use their query client themselves. */
export function controlDecisionOptions(connection: AtlasConnection, request: Request) {
  return live(atlasQuery(connection, 'controls.evaluate', request, (client) => client.controls.evaluate(request)));
}

/** Whether a control lets operations start. */
export function useControlDecision(request: Request) {
  return useRead((connection) => controlDecisionOptions(connection, request));
}
