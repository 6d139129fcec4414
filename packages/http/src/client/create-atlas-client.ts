import type { Atlas, AtlasClient, BuiltInCatalogs, CatalogTypes } from '@tenantatlas/core/browser';
import { routes } from '../contract/routes.ts';
import type { TransportError } from '../contract/transport-errors.ts';
import { defaultClientTimeoutMillis, send, type Addresses, type Connection } from './send.ts';

/** How a client reaches its server. */
export interface AtlasClientOptions {
  /** Where the handler is mounted: a path of the page's own origin such as `/atlas`, or a whole address. */
  readonly baseUrl: string;
  /** @default the platform's `fetch` */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Headers of every request, for instance `authorization`; asked anew for each. */
  headers?(): NonNullable<RequestInit['headers']> | Promise<NonNullable<RequestInit['headers']>>;
  /** Whether cookies travel along. @default 'same-origin' */
  readonly credentials?: NonNullable<RequestInit['credentials']>;
  /** Milliseconds until an answer is given up. @default 30000 */
  readonly timeoutMillis?: number;
}

/** The catalogs that an atlas was composed with. */
type CatalogsOfAtlas<Given> = Given extends Atlas<infer Catalogs> ? Catalogs : Given;

/**
 * The client of a browser or another process: the same interface and the same answers as in process, with the errors of the transport added.
 *
 * @example
 * const client = createAtlasClient<typeof atlas>({ baseUrl: '/atlas' });
 * const paused = await client.controls.pause({ control: 'restore.execute', scope: { type: 'global' }, reason: 'Vendor incident' });
 */
export function createAtlasClient<Given extends Atlas | CatalogTypes = BuiltInCatalogs>(
  options: AtlasClientOptions,
): AtlasClient<CatalogsOfAtlas<Given> extends CatalogTypes ? CatalogsOfAtlas<Given> : BuiltInCatalogs, TransportError> {
  const connection: Connection = {
    ...options,
    baseUrl: absolute(options.baseUrl),
    timeoutMillis: options.timeoutMillis ?? defaultClientTimeoutMillis,
  };
  const client: Record<string, Record<string, unknown>> = {};
  for (const [method, addresses] of routesByMethod()) {
    const [group, name] = method.split('.') as [string, string];
    (client[group] ??= {})[name] = (request?: unknown) => send(connection, addresses, request);
  }
  for (const group of Object.values(client)) Object.freeze(group);
  return Object.freeze(client) as unknown as ReturnType<typeof createAtlasClient<Given>>;
}

function routesByMethod(): ReadonlyMap<string, Addresses> {
  const byMethod = new Map<string, Addresses>();
  for (const route of routes) byMethod.set(route.method, [...(byMethod.get(route.method) ?? []), route] as Addresses);
  return byMethod;
}

function absolute(baseUrl: string): string {
  const page = (globalThis as { readonly location?: { readonly href: string } }).location?.href;
  return new URL(baseUrl, page).href.replace(/\/$/, '');
}
