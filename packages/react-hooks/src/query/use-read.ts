import { useQuery } from '@tanstack/react-query';
import { useAtlas } from '../provider/atlas-context.ts';
import type { AtlasConnection } from '../provider/connection.ts';
import type { HookResult } from '../result.ts';
import type { AtlasQuery } from './atlas-query.ts';
import { readResult } from './read-result.ts';
import { useShownError } from './use-shown-error.ts';

/** Subscribes to the query that `options` makes for the provider's client. */
export function useRead<T>(options: (connection: AtlasConnection) => AtlasQuery<T>): HookResult<T> {
  const { connection } = useAtlas();
  const asked = options(connection);
  const { data, dataUpdatedAt, error, refetch } = useQuery(asked);
  const shown = useShownError(asked.queryKey, { data, error });
  return readResult({ data, dataUpdatedAt, error: shown, refetch });
}

/** Makes the hook of a read. */
export function readHook<Request extends readonly unknown[], T>(
  options: (connection: AtlasConnection, ...request: Request) => AtlasQuery<T>,
): (...request: Request) => HookResult<T> {
  return function useThisRead(...request) {
    return useRead((connection) => options(connection, ...request));
  };
}
