import type { AtlasClient, StartRequest } from '@tenantatlas/core/browser';
import { demand } from './check-props.ts';

/** A client of any catalogs and any transport, as hooks see it. */
export type AnyAtlasClient = AtlasClient<
  {
    readonly controls: string;
    readonly starts: StartRequest<{ readonly [type: string]: unknown }>;
    readonly entries: unknown;
    readonly events: unknown;
  },
  unknown
>;

/** A client with the controls and operations of its own atlas in its types: every `AtlasClient` is one. */
export type ProvidedClient = {
  readonly [Group in keyof AnyAtlasClient]: {
    readonly [Method in keyof AnyAtlasClient[Group]]: (request: never) => unknown;
  };
};

/** A client together with the key under which its answers are cached. */
export interface AtlasConnection {
  readonly client: AnyAtlasClient;
  /** Only one person's answers are stored under it. */
  readonly cacheKey: string;
}

/**
 * Connects to `client`. Without a key it gets one that no other session has used: a query cache may be kept longer than a session. A server that fills a
 * cache for a page passes the same key as the page's provider, one per person. Throws an invariant for a client that is not one and for an empty key.
 */
export function connect(client: ProvidedClient, cacheKey: string = randomKey()): AtlasConnection {
  demand(
    isClient(client),
    'AtlasProvider',
    'client',
    'is what createAtlasClient(…) or atlas.as(actor) returns. Pass that, and not a promise, an atlas or its options.',
  );
  demand(
    typeof cacheKey === 'string' && cacheKey.trim() !== '',
    'AtlasProvider',
    'cacheKey',
    'is a text that names the person, such as their id. Leave it out for a key of its own.',
  );
  return { client: client as unknown as AnyAtlasClient, cacheKey };
}

function isClient(client: unknown): boolean {
  const group = (client as { readonly controls?: unknown } | null | undefined)?.controls;
  return typeof group === 'object' && group !== null;
}

/** `randomUUID` would be missing on a page that came over plain HTTP. */
function randomKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-');
}
