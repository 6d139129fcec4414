import { useQuery } from '@tanstack/react-query';
import type { WorkspaceView } from '@tenantatlas/core/browser';
import { useAtlas, useWorkspaces } from '@tenantatlas/react-hooks';
import { useMemo } from 'react';
import { allPages } from './all-pages.ts';

const none: readonly WorkspaceView[] = [];

/**
 * Every workspace that this person may see, by name: "Contoso 2" before "Contoso 10". Until all of a long list are read, its first page, which the whole console
 * shares.
 */
export function useAllWorkspaces(): { readonly workspaces: readonly WorkspaceView[]; readonly isLoading: boolean } {
  const { connection, locale } = useAtlas();
  const { client, cacheKey } = connection;
  const first = useWorkspaces({ limit: 200 });
  const page = first.state === 'ready' ? first.data : null;
  const all = useQuery({
    networkMode: 'always',
    staleTime: 60_000,
    enabled: page?.hasMore === true,
    queryKey: ['tenantatlas', cacheKey, 'console.workspaces'],
    queryFn: () => allPages((cursor) => client.workspaces.list({ limit: 200, cursor })),
  });
  const known = (page?.hasMore === true ? all.data : undefined) ?? page?.items ?? none;
  const workspaces = useMemo(() => {
    const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
    return known.toSorted((a, b) => compare(a.name, b.name));
  }, [known, locale]);
  return { workspaces, isLoading: first.state === 'loading' || all.isLoading };
}
