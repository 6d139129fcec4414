import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useAtlas } from '../provider/atlas-context.ts';
import type { AtlasConnection } from '../provider/connection.ts';
import type { HookResult } from '../result.ts';
import type { AtlasPages } from './atlas-query.ts';
import { readResult } from './read-result.ts';
import { useShownError } from './use-shown-error.ts';

/** A list as far as it was read. */
export interface ReadPages<Item> {
  readonly items: readonly Item[];
  /** How many pages that are: of something live, each makes the time to the next refresh longer. */
  readonly pageCount: number;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** Reads the next page; does nothing when there is none. */
  readonly loadMore: () => void;
}

/** Subscribes to the list that `options` makes for the provider's client. */
export function usePages<Item>(
  options: (connection: AtlasConnection) => AtlasPages<Item>,
): HookResult<ReadPages<Item>> {
  const { connection } = useAtlas();
  const asked = options(connection);
  const query = useInfiniteQuery(asked);
  const { data, dataUpdatedAt, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const pages = useMemo<ReadPages<Item> | undefined>(() => {
    const next = async (): Promise<void> => {
      const after = await fetchNextPage();
      // The server no longer accepts the cursor, say after a deployment: reads the same pages again, with new cursors.
      if (after.error?.code === 'invalid_input') await refetch();
    };
    return (
      data && {
        items: data.pages.flatMap(({ items }) => items),
        pageCount: data.pages.length,
        hasMore: hasNextPage,
        isLoadingMore: isFetchingNextPage,
        loadMore: () => void (hasNextPage && next()),
      }
    );
  }, [data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch]);
  const shown = useShownError(asked.queryKey, { data, error });
  return readResult({ data: pages, dataUpdatedAt, error: shown, refetch });
}

/** Makes the hook of a list. */
export function pagesHook<Request extends readonly unknown[], Item>(
  options: (connection: AtlasConnection, ...request: Request) => AtlasPages<Item>,
): (...request: Request) => HookResult<ReadPages<Item>> {
  return function useThisList(...request) {
    return usePages((connection) => options(connection, ...request));
  };
}
