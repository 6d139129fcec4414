import type { DataTag, InfiniteData, UseInfiniteQueryOptions, UseQueryOptions } from '@tanstack/react-query';
import type { Page } from '@tenantatlas/core/browser';
import type { AnyAtlasError } from '../error.ts';
import type { AtlasConnection } from '../provider/connection.ts';
import {
  call,
  type AnswerOf,
  type ItemOf,
  type ListRequestOf,
  type MethodName,
  type PagedMethodName,
  type RequestOf,
} from '../provider/methods.ts';
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

/** How often a read is repeated: `live` for what others may change at any moment. */
type Freshness = <Options extends object>(options: Options) => Options;

const onDemand: Freshness = (options) => options;

/** Makes the options of one read from the method's name. */
export function queryOf<Name extends MethodName>(
  name: Name,
  freshness = onDemand,
): (connection: AtlasConnection, ...request: RequestOf<Name>) => AtlasQuery<AnswerOf<Name>> {
  type T = AnswerOf<Name>;
  return (connection, ...request) =>
    freshness<AtlasQuery<T>>({
      ...always,
      queryKey: keyOf<AtlasQuery<T>>(connection, name, request[0] ?? null),
      queryFn: async () => unwrap(call<T>(connection.client, name, ...request)),
    });
}

/** Makes the options of a list, page after page, from the method's name. */
export function pagesOf<Name extends PagedMethodName>(
  name: Name,
  freshness = onDemand,
): (connection: AtlasConnection, ...request: ListRequestOf<Name>) => AtlasPages<ItemOf<Name>> {
  type Item = ItemOf<Name>;
  return (connection, ...request) => {
    const [filter = {}] = request;
    return freshness<AtlasPages<Item>>({
      ...always,
      queryKey: keyOf<AtlasPages<Item>>(connection, name, filter),
      queryFn: async ({ pageParam: cursor }) =>
        unwrap(call<Page<Item>>(connection.client, name, { ...filter, cursor })),
      initialPageParam: null,
      getNextPageParam: ({ nextCursor }) => nextCursor,
    });
  };
}

/** The key of a read. The cast adds the tag that gives TanStack Query's functions the type of its data; it does not exist at run time. */
function keyOf<Options extends { readonly queryKey: AtlasKey }>(
  connection: AtlasConnection,
  name: string,
  request: unknown,
): Options['queryKey'] {
  return [...keysOf(connection), name, request] as Options['queryKey'];
}
