import type { ResultAsync } from '@tenantatlas/core/browser';
import { isBug, type AnyAtlasError } from '../error.ts';
import type { AtlasConnection } from '../provider/connection.ts';
import { unwrap } from '../unwrap.ts';

/** Mutation options of one write. A host that uses them itself reads anew what it shows, afterwards. */
export interface AtlasMutation<Request, T> {
  readonly mutationKey: readonly ['tenantatlas', string];
  readonly networkMode: 'always';
  readonly retry: false;
  readonly throwOnError: (error: AnyAtlasError) => boolean;
  /** Throws the error as it is, as query clients expect it. */
  readonly mutationFn: (request: Request) => Promise<T>;
  /** The same write, with its error as a value. */
  readonly write: (request: Request) => ResultAsync<T, AnyAtlasError>;
}

/** Mutation options of one write. Never optimistic, never repeated, never held back. */
export function atlasMutation<Request, T>(
  { client }: AtlasConnection,
  method: string,
  send: (client: AtlasConnection['client'], request: Request) => ResultAsync<T, unknown>,
): AtlasMutation<Request, T> {
  const write = (request: Request) => send(client, request) as ResultAsync<T, AnyAtlasError>;
  return {
    mutationKey: ['tenantatlas', method],
    networkMode: 'always',
    retry: false,
    throwOnError: isBug,
    mutationFn: async (request) => unwrap(write(request)),
    write,
  };
}
