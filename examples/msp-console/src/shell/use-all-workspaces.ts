import { useQuery } from '@tanstack/react-query';
import type { WorkspaceView } from '@tenantatlas/core/browser';
import { useAtlas } from '@tenantatlas/react-hooks';
import { useMemo } from 'react';
import { allPages } from './all-pages.ts';

const none: readonly WorkspaceView[] = [];

/** Every workspace that this person may see, by name: "Contoso 2" before "Contoso 10". */
export function useAllWorkspaces(): { readonly workspaces: readonly WorkspaceView[]; readonly isLoading: boolean } {
  const { connection, locale } = useAtlas();
  const { client, cacheKey } = connection;
  const { data = none, isLoading } = useQuery({
    networkMode: 'always',
    staleTime: 60_000,
    queryKey: ['tenantatlas', cacheKey, 'console.workspaces'],
    queryFn: () => allPages((cursor) => client.workspaces.list({ limit: 200, cursor })),
  });
  const workspaces = useMemo(() => {
    const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
    return data.toSorted((a, b) => compare(a.name, b.name));
  }, [data, locale]);
  return { workspaces, isLoading };
}
