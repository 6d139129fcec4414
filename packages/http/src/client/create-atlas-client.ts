import type { Atlas, AtlasClient, BuiltInCatalogs, CatalogTypes } from '@tenantatlas/core/browser';
import { routes } from '../contract/routes.ts';
import type { TransportError } from '../contract/transport-errors.ts';
import { connectionOf, type AtlasClientOptions } from './connection.ts';
import { deepFreeze } from './deep-freeze.ts';
import { send, type Addresses } from './send.ts';

/** The catalogs that an atlas was composed with. */
type CatalogsOfAtlas<Given> = Given extends Atlas<infer Catalogs> ? Catalogs : Given;

/**
 * The client of a browser or another process: the same interface and the same answers as in process, with the errors of the transport added.
 * Throws an invariant for options that cannot work.
 *
 * @example
 * const client = createAtlasClient<typeof atlas>({ baseUrl: '/atlas' });
 * const paused = await client.controls.pause({ control: 'restore.execute', scope: { type: 'global' }, reason: 'Vendor incident' });
 */
export function createAtlasClient<Given extends Atlas | CatalogTypes = BuiltInCatalogs>(
  options: AtlasClientOptions,
): AtlasClient<CatalogsOfAtlas<Given> extends CatalogTypes ? CatalogsOfAtlas<Given> : BuiltInCatalogs, TransportError> {
  const connection = connectionOf(options);
  const client: Record<string, Record<string, unknown>> = {};
  for (const [method, addresses] of routesByMethod()) {
    const [group, name] = method.split('.') as [string, string];
    (client[group] ??= {})[name] = (request?: unknown) => send(connection, addresses, request);
  }
  return deepFreeze(client) as unknown as ReturnType<typeof createAtlasClient<Given>>;
}

function routesByMethod(): ReadonlyMap<string, Addresses> {
  const byMethod = new Map<string, Addresses>();
  for (const route of routes) byMethod.set(route.method, [...(byMethod.get(route.method) ?? []), route] as Addresses);
  return byMethod;
}
