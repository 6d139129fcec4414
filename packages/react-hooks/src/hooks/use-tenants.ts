import type { AnyAtlasClient, AtlasConnection } from '../provider/connection.ts';
import { atlasPages } from '../query/atlas-query.ts';
import { usePages } from '../query/use-pages.ts';

type Request = Omit<NonNullable<Parameters<AnyAtlasClient['tenants']['list']>[0]>, 'cursor'>;

/** Query options of {@link useTenants}, for hosts that use their query client themselves. */
export function tenantsOptions(connection: AtlasConnection, request: Request) {
  return atlasPages(connection, 'tenants.list', request, (client, cursor) =>
    client.tenants.list({ ...request, cursor }),
  );
}

/** The tenants of a workspace that the caller may see, by id. */
export function useTenants(request: Request) {
  return usePages((connection) => tenantsOptions(connection, request));
}
