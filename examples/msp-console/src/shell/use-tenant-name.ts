import { useQuery } from '@tanstack/react-query';
import { tenantOptions, useAtlas } from '@tenantatlas/react-hooks';

/** The name of a tenant, or its id where the name cannot be read; null while that is not known, and without a tenant. */
export function useTenantName(workspaceId: string, tenantId: string | null): string | null {
  const { connection } = useAtlas();
  const { data, errorUpdateCount } = useQuery({
    ...tenantOptions(connection, { workspaceId, tenantId: tenantId ?? '' }),
    enabled: tenantId !== null,
  });
  if (tenantId === null) return null;
  return data?.name ?? (errorUpdateCount > 0 ? tenantId : null);
}
