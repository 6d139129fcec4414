import { QueryClient } from '@tanstack/react-query';

/** Leaves these decisions to a test: no retries, and no reads that it did not ask for. */
const quiet = { retry: false, refetchInterval: false, refetchOnWindowFocus: false } as const;

/** A query client that overrules the options of every read, where its defaults would yield to them. */
export function quietQueries(): QueryClient {
  const queries = new QueryClient();
  const withDefaults = queries.defaultQueryOptions.bind(queries) as (options: object) => unknown;
  const overruled = (options: object): unknown => withDefaults({ ...options, ...quiet });
  return Object.assign(queries, { defaultQueryOptions: overruled as typeof queries.defaultQueryOptions });
}
