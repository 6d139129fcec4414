import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasQuery } from '../query/atlas-query.ts';
import { useRead } from '../query/use-read.ts';

type Request = Parameters<AnyAtlasClient['tenants']['get']>[0];

/** Query options of {@link useTenant}, for hosts that use their query client themselves. */
export function tenantOptions(connection: AtlasConnection, request: Request) {
  return atlasQuery(connection, 'tenants.get', request, (client) => client.tenants.get(request));
}

/** One tenant. */
export function useTenant(request: Request) {
  return useRead((connection) => tenantOptions(connection, request));
}
