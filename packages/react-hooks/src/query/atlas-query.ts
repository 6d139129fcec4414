import type { DataTag, InfiniteData, UseInfiniteQueryOptions, UseQueryOptions } from '@tanstack/react-query';
import type { Page, ResultAsync } from '@tenantatlas/core/browser';
import type { AnyAtlasError } from '../error.ts';
import type { AtlasConnection } from '../provider/connection.ts';
import { unwrap } from '../unwrap.ts';
import { always } from './freshness.ts';

/** The key of a read: the connection's, the method, the request. */
export type AtlasKey = readonly ['tenantatlas', cacheKey: string, method: string, request: unknown];

/** Query options of one read. */
export interface AtlasQuery<T> extends UseQueryOptions<T, AnyAtlasError, T, AtlasKey> {
  readonly queryKey: DataTag<AtlasKey, T, AnyAtlasError>;
  readonly queryFn: () => Promise<T>;
}

/** Pages of a list, one after the other, with the cursors that led to them. */
export type AtlasPagesData<T> = InfiniteData<Page<T>, string | null>;

/** Query options of a list, page after page. */
export interface AtlasPages<T> extends UseInfiniteQueryOptions<
  Page<T>,
  AnyAtlasError,
  AtlasPagesData<T>,
  AtlasKey,
  string | null
> {
  readonly queryKey: DataTag<AtlasKey, AtlasPagesData<T>, AnyAtlasError>;
  readonly queryFn: (context: { readonly pageParam: string | null }) => Promise<Page<T>>;
}

/** What the keys of all reads of a connection begin with: two people never share an answer. */
export function keysOf({ cacheKey }: AtlasConnection) {
  return ['tenantatlas', cacheKey] as const;
}

/** Query options of one read. */
export function atlasQuery<T>(
  connection: AtlasConnection,
  method: string,
  request: unknown,
  read: (client: AtlasConnection['client']) => ResultAsync<T, unknown>,
): AtlasQuery<T> {
  return {
    ...always,
    queryKey: [...keysOf(connection), method, request] as unknown as AtlasQuery<T>['queryKey'],
    queryFn: async () => unwrap(read(connection.client)),
  };
}

/** Query options of a list, page after page. */
export function atlasPages<T>(
  connection: AtlasConnection,
  method: string,
  request: unknown,
  read: (client: AtlasConnection['client'], cursor: string | null) => ResultAsync<Page<T>, unknown>,
): AtlasPages<T> {
  return {
    ...always,
    queryKey: [...keysOf(connection), method, request] as unknown as AtlasPages<T>['queryKey'],
    queryFn: async ({ pageParam }) => unwrap(read(connection.client, pageParam)),
    initialPageParam: null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  };
}
