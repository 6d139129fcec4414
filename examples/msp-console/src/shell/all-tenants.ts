import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import type { TenantView } from '@tenantatlas/core/browser';
import { useAtlas, type AnyAtlasError } from '@tenantatlas/react-hooks';
import { allPages } from './all-pages.ts';
import type { ReadFailure } from './use-all-workspaces.ts';
import { wholeList } from './whole-list.ts';

/** Query options of every tenant of a workspace that this person may see. */
export function allTenants({ connection }: Pick<ReturnType<typeof useAtlas>, 'connection'>, workspaceId: string) {
  const { client, cacheKey } = connection;
  return {
    ...wholeList,
    queryKey: ['tenantatlas', cacheKey, 'console.tenants', workspaceId],
    queryFn: () => allPages((cursor) => client.tenants.list({ workspaceId, limit: 200, cursor })),
  } as const satisfies UseQueryOptions<TenantView[], AnyAtlasError>;
}

/** Every tenant, once they are read. */
export interface AllTenants {
  readonly tenants: readonly TenantView[] | null;
  readonly failure: ReadFailure | null;
}

/** Every tenant of a workspace that this person may see; a view that does not want them sends no request for them. */
export function useAllTenants(workspaceId: string, isWanted: boolean): AllTenants {
  const atlas = useAtlas();
  const all = useQuery<TenantView[], AnyAtlasError>({ ...allTenants(atlas, workspaceId), enabled: isWanted });
  const failure = isWanted && !all.data && all.error ? { error: all.error, refresh: () => void all.refetch() } : null;
  return { tenants: (isWanted && all.data) || null, failure };
}
