import type { Collection, GraphObject } from '../world/collection.ts';
import type { Tenant } from '../world/tenant.ts';
import type { World } from '../world/world.ts';
import type { Endpoint } from './endpoints.ts';
import { readPageToken, writePageToken, type PageToken } from './page-token.ts';
import { readQuery } from './query.ts';
import { badRequest, Refusal } from './refusal.ts';

/** One request for objects of an endpoint. */
export interface Reading {
  readonly world: World;
  readonly tenant: Tenant;
  readonly endpoint: Endpoint;
  readonly collection: Collection;
  readonly url: URL;
  readonly headers: Headers;
}

/** The body of an answer with several objects. */
export type PageBody = Readonly<Record<string, unknown>>;

const deltaLife = 7 * 86_400_000;

/** A page of a collection, with the link to the next one. */
export function readPage(reading: Reading): PageBody {
  const { world, tenant, endpoint, collection, url } = reading;
  const query = readQuery(endpoint, url.searchParams, reading.headers, world.pageSize);
  const start = pageStart(reading);
  const { rows, next } = take(collection, start, query.top, (row) => query.matches(row));
  const isFirst = !url.searchParams.has('$skiptoken');
  return {
    ...(query.wantsCount && isFirst ? { '@odata.count': countOf(reading) } : {}),
    ...(next === null
      ? {}
      : { '@odata.nextLink': linkOf(reading, '$skiptoken', { position: next, epoch: tenant.pageEpoch, version: 0 }) }),
    value: rows.map((row) => query.shape(tenant, row)),
  };
}

/** How many objects of a collection a request matches. */
export function countOf({ world, endpoint, collection, url, headers }: Reading): number {
  const query = readQuery(endpoint, url.searchParams, headers, world.pageSize);
  if (!query.isFiltered) return collection.size;
  let count = 0;
  for (let at = 0; at < collection.length; at += 1) {
    const row = collection.at(at);
    if (row !== null && query.matches(row)) count += 1;
  }
  return count;
}

/** A page of a delta: first everything, then what changed since the link was made. */
export function readDelta(reading: Reading): PageBody {
  const { world, tenant, endpoint, collection, url, headers } = reading;
  const query = readQuery(endpoint, url.searchParams, headers, world.pageSize);
  const size = maximumPageSize(headers) ?? query.top;
  const delta = deltaToken(reading);
  if (delta !== null) return readChanges(reading, delta, (row) => query.shape(tenant, row));
  const started = tokenOf(reading, '$skiptoken');
  if (started !== null && started.epoch !== tenant.deltaEpoch) throw resync(reading);
  const version = started?.version ?? collection.version;
  const { rows, next } = take(collection, started?.position ?? 0, size, () => true);
  const place = { position: next ?? 0, epoch: tenant.deltaEpoch, version };
  return {
    ...(next === null
      ? { '@odata.deltaLink': linkOf(reading, '$deltatoken', place) }
      : { '@odata.nextLink': linkOf(reading, '$skiptoken', place) }),
    value: rows.map((row) => query.shape(tenant, row)),
  };
}

function readChanges(reading: Reading, since: PageToken, shape: (row: GraphObject) => GraphObject): PageBody {
  const { tenant, collection } = reading;
  const value = collection
    .changes(since.version, collection.version)
    .map(({ id, row }) => (row === null ? { '@removed': { reason: 'changed' }, id } : shape(row)));
  const place = { position: 0, epoch: tenant.deltaEpoch, version: collection.version };
  return { '@odata.deltaLink': linkOf(reading, '$deltatoken', place), value };
}

function deltaToken(reading: Reading): PageToken | null {
  const token = tokenOf(reading, '$deltatoken');
  if (token === null) return null;
  if (token.epoch !== reading.tenant.deltaEpoch || token.issuedAt + deltaLife <= reading.world.now())
    throw resync(reading);
  return token;
}

/** The client has to read everything again, at the address that `Location` names. */
function resync({ url }: Reading): Refusal {
  return new Refusal(410, 'syncStateNotFound', 'The sync state generation is not found. Resync is required.', {
    location: `${url.origin}${url.pathname}`,
  });
}

function pageStart(reading: Reading): number {
  const token = tokenOf(reading, '$skiptoken');
  if (token === null) return 0;
  if (token.epoch === reading.tenant.pageEpoch) return token.position;
  throw badRequest(
    'The specified page token value has expired and can no longer be included in your request.',
    'Directory_ExpiredPageToken',
  );
}

function tokenOf({ world, tenant, url }: Reading, name: string): PageToken | null {
  const text = url.searchParams.get(name);
  if (text === null) return null;
  const token = readPageToken(world, text);
  if (token === null || token.of !== placeOf(tenant, url, name))
    throw badRequest(`The ${name} is not valid.`, 'Request_BadRequest');
  return token;
}

function placeOf(tenant: Tenant, url: URL, name: string): string {
  return `${tenant.id} ${url.pathname} ${name}`;
}

function linkOf(
  { world, tenant, url }: Reading,
  name: string,
  place: Pick<PageToken, 'position' | 'epoch' | 'version'>,
): string {
  const link = new URL(url);
  link.searchParams.delete('$skiptoken');
  link.searchParams.delete('$deltatoken');
  link.searchParams.set(
    name,
    writePageToken(world, { of: placeOf(tenant, url, name), ...place, issuedAt: world.now() }),
  );
  return link.href.replaceAll('%24', '$');
}

interface Taken {
  readonly rows: readonly GraphObject[];
  /** The position of the next page, or null when this was the last. */
  readonly next: number | null;
}

function take(collection: Collection, start: number, count: number, matches: (row: GraphObject) => boolean): Taken {
  const rows: GraphObject[] = [];
  let at = start;
  for (; at < collection.length && rows.length < count; at += 1) {
    const row = collection.at(at);
    if (row !== null && matches(row)) rows.push(row);
  }
  return { rows, next: at < collection.length ? at : null };
}

function maximumPageSize(headers: Headers): number | null {
  const asked = /odata\.maxpagesize=(\d{1,3})\b/i.exec(headers.get('prefer') ?? '')?.[1];
  return asked === undefined || Number(asked) < 1 ? null : Number(asked);
}
