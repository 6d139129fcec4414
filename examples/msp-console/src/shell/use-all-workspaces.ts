import { useQuery } from '@tanstack/react-query';
import type { WorkspaceView } from '@tenantatlas/core/browser';
import { useAtlas, useWorkspaces, type AnyAtlasError } from '@tenantatlas/react-hooks';
import { useMemo } from 'react';
import { allPages } from './all-pages.ts';
import { namesIn } from './names-in.ts';
import { wholeList } from './whole-list.ts';

const none: readonly WorkspaceView[] = [];

/** Why a list is not there, and the way to ask for it again. */
export interface ReadFailure {
  readonly error: AnyAtlasError;
  readonly refresh: () => void;
}

/** Workspaces, as far as they are read. */
export interface AllWorkspaces {
  readonly workspaces: readonly WorkspaceView[];
  /** Whether these are all of them. */
  readonly isWhole: boolean;
  /** Whether there are more than one request answers. */
  readonly isLong: boolean;
  readonly isLoading: boolean;
  /** Set when workspaces that are wanted cannot be read: the list is then empty or not whole, which does not mean that there are no more. */
  readonly failure: ReadFailure | null;
}

/**
 * Every workspace that this person may see, by name: "Contoso 2" before "Contoso 10". Until all of a long list are read, its first page, which the whole console
 * shares: by id, because that is the order in which it is the first. A view that does not want the rest yet sends no request for it.
 */
export function useAllWorkspaces(isWanted = true): AllWorkspaces {
  const { connection, locale } = useAtlas();
  const { client, cacheKey } = connection;
  const first = useWorkspaces({ limit: 200 });
  const page = first.state === 'ready' ? first.data : null;
  const isRestWanted = isWanted && page?.hasMore === true;
  const all = useQuery<WorkspaceView[], AnyAtlasError>({
    ...wholeList,
    enabled: isRestWanted,
    queryKey: ['tenantatlas', cacheKey, 'console.workspaces'],
    queryFn: () => allPages((cursor) => client.workspaces.list({ limit: 200, cursor })),
  });
  const whole = page?.hasMore === true ? all.data : page?.items;
  const isWhole = whole !== undefined;
  const known = whole ?? page?.items ?? none;
  const workspaces = useMemo(() => {
    if (!isWhole) return known;
    const compare = namesIn(locale);
    return known.toSorted((a, b) => compare(a.name, b.name));
  }, [known, isWhole, locale]);
  const isLoading = first.state === 'loading' || all.isLoading;
  const failureOfRest =
    isRestWanted && !all.data && all.error ? { error: all.error, refresh: () => void all.refetch() } : null;
  const failure = first.state === 'ready' || first.state === 'loading' ? failureOfRest : first;
  return { workspaces, isWhole, isLong: page?.hasMore === true, isLoading, failure };
}
