import { jsonAnswer, type Answer } from '../answer.ts';
import { readToken, type TokenClaims } from '../world/access-token.ts';
import { rowsWhere, type Tenant } from '../world/tenant.ts';
import { findTenant, type World } from '../world/world.ts';
import { isGuid } from '../world/random.ts';
import { endpoints, type Endpoint } from './endpoints.ts';
import { checkLicence, checkPermission, checkSignInActivity } from './gate.ts';
import { countOf, readDelta, readPage, type Reading } from './page.ts';
import { readQuery } from './query.ts';
import { badRequest, errorAnswer, notFound, Refusal } from './refusal.ts';

/** A request to Graph, or an item of a batch. */
export interface GraphRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** Aborts when the client has left. */
  readonly signal: AbortSignal;
}

/** Who asks, as the access token says. */
export interface Caller {
  readonly tenant: Tenant;
  readonly claims: TokenClaims;
}

/** The caller of a request. Throws what Graph answers for a token that is missing, of others, too old or challenged. */
export function callerOf(world: World, request: GraphRequest): Caller {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) throw unauthorized('Access token is empty.', world);
  const claims = readToken(world, token);
  const tenant = claims === null ? null : findTenant(world, claims.tid);
  if (claims === null || tenant === null)
    throw unauthorized('Access token validation failure. Invalid signature.', world);
  if (!world.origins.graph.has(claims.aud))
    throw unauthorized('Access token validation failure. Invalid audience.', world);
  if (claims.exp * 1000 <= world.now()) throw unauthorized('Lifetime validation failed, the token is expired.', world);
  if (tenant.challenge !== null && claims.nbfClaim !== tenant.challenge.notBefore)
    throw challenged(world, tenant.challenge.notBefore);
  return { tenant, claims };
}

/** Answers a request of a caller. Never throws for what a client sends. */
export function answerGraph(world: World, request: GraphRequest, caller: Caller): Answer {
  const clientRequestId = request.headers.get('client-request-id');
  try {
    return withIds(world, answerRead(world, request, caller), clientRequestId);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return errorAnswer(world, thrown, clientRequestId);
  }
}

function answerRead(world: World, request: GraphRequest, { tenant, claims }: Caller): Answer {
  const { url, headers } = request;
  const [version = '', ...segments] = segmentsOf(url);
  if (version !== 'v1.0' && version !== 'beta') throw badRequest(`Invalid version: ${version.slice(0, 20)}`);
  const match = matchOf(segments);
  if (match === null) throw unknownSegment(segments[0]);
  if (match.endpoint.version !== undefined && match.endpoint.version !== version) throw unknownSegment(segments[1]);
  if (request.method !== 'GET')
    throw new Refusal(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');
  const { endpoint, id, rest } = match;
  checkPermission(endpoint, claims.roles);
  checkLicence(endpoint, tenant);
  checkSignInActivity(endpoint, url.searchParams.get('$select') ?? '', tenant, claims.roles);
  const reading: Reading = {
    world,
    tenant,
    endpoint,
    collection: endpoint.collection(tenant, id, version),
    url,
    headers,
  };
  const context = `${url.origin}/${version}/$metadata#${endpoint.path.replace('{id}', '')}`;
  if (rest === undefined) return jsonAnswer(200, { '@odata.context': context, ...readPage(reading) });
  if (rest === '$count') return countAnswer(reading);
  if (rest === 'delta' && endpoint.hasDelta === true)
    return jsonAnswer(200, { '@odata.context': context, ...readDelta(reading) });
  return jsonAnswer(200, { '@odata.context': `${context}/$entity`, ...readOne(reading, rest) });
}

function unknownSegment(segment = ''): Refusal {
  return badRequest(`Resource not found for the segment '${segment.slice(0, 50)}'.`);
}

function countAnswer(reading: Reading): Answer {
  if (reading.headers.get('consistencylevel')?.toLowerCase() !== 'eventual')
    throw badRequest(
      '$count is not currently supported without the header ConsistencyLevel: eventual.',
      'Request_UnsupportedQuery',
    );
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: countOf(reading) };
}

function readOne(
  { world, tenant, endpoint, collection, url, headers }: Reading,
  key: string,
): Readonly<Record<string, unknown>> {
  const query = readQuery(endpoint, url.searchParams, headers, world.pageSize);
  const row = rowOf(collection, endpoint, key);
  if (row === null) throw notFound(key);
  return query.shape(tenant, row);
}

/** The object of a key: an id, or a user principal name. */
function rowOf(
  collection: Reading['collection'],
  { type }: Endpoint,
  key: string,
): ReturnType<Reading['collection']['find']> {
  const found = collection.find(key);
  if (found !== null || type !== 'user' || isGuid(key) || !key.includes('@')) return found;
  const name = key.toLowerCase();
  return (
    rowsWhere(
      collection,
      ({ userPrincipalName }) => typeof userPrincipalName === 'string' && userPrincipalName.toLowerCase() === name,
    )[0] ?? null
  );
}

interface Match {
  readonly endpoint: Endpoint;
  readonly id: string;
  /** What follows the path of the endpoint: an id, `$count` or `delta`. */
  readonly rest: string | undefined;
}

function matchOf(segments: readonly string[]): Match | null {
  for (const endpoint of endpoints) {
    const pattern = endpoint.path.split('/');
    const more = segments.length - pattern.length;
    if (more < 0 || more > 1) continue;
    if (!pattern.every((part, at) => part === '{id}' || part.toLowerCase() === segments[at]?.toLowerCase())) continue;
    return { endpoint, id: segments[pattern.indexOf('{id}')] ?? '', rest: more === 1 ? segments.at(-1) : undefined };
  }
  return null;
}

function segmentsOf({ pathname }: URL): readonly string[] {
  try {
    return pathname
      .split('/')
      .filter((part) => part !== '')
      .map((part) => decodeURIComponent(part).replace(/^delta\(\)$/, 'delta'));
  } catch {
    throw badRequest('The request URI is not valid.'); // a percent sign that encodes nothing
  }
}

function withIds(world: World, answer: Answer, clientRequestId: string | null): Answer {
  const requestId = world.nextGuid();
  return {
    ...answer,
    headers: { ...answer.headers, 'request-id': requestId, 'client-request-id': clientRequestId ?? requestId },
  };
}

function unauthorized(message: string, world: World): Refusal {
  return new Refusal(401, 'InvalidAuthenticationToken', message, { 'www-authenticate': bearer(world) });
}

function challenged(world: World, notBefore: string): Refusal {
  const asked = JSON.stringify({ access_token: { nbf: { essential: true, value: notBefore } } });
  const claims = Buffer.from(asked).toString('base64');
  const message =
    'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp';
  return new Refusal(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate': `${bearer(world)}, error="insufficient_claims", claims="${claims}"`,
  });
}

function bearer(world: World): string {
  const login = [...world.origins.login][0] ?? '';
  return `Bearer realm="", authorization_uri="${login}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`;
}

/** The resource that an address names, such as `users`; `other` for one that is not simulated. */
export function kindOf(url: URL): string {
  const [, ...segments] = url.pathname.split('/').filter((part) => part !== '');
  return matchOf(segments)?.endpoint.path ?? 'other';
}
