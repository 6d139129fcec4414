import { idOf, type GraphObject } from '../world/collection.ts';
import { dateAt } from '../world/people.ts';
import { seedOf } from '../world/random.ts';
import type { Tenant } from '../world/tenant.ts';
import type { Endpoint } from './endpoints.ts';
import { readFilter } from './filter.ts';
import { badRequest } from './refusal.ts';

/** What the query of a request asks for, checked against the endpoint. */
export interface Query {
  readonly top: number;
  readonly wantsCount: boolean;
  readonly isFiltered: boolean;
  matches(row: GraphObject): boolean;
  /** The members of an object that were asked for. */
  shape(tenant: Tenant, row: GraphObject): GraphObject;
}

const known = ['$top', '$select', '$expand', '$filter', '$count', '$orderby', '$skiptoken', '$deltatoken', '$format'];

/** Reads the query. Throws what Graph answers for one that it does not understand. */
export function readQuery(endpoint: Endpoint, params: URLSearchParams, headers: Headers, pageSize: number): Query {
  for (const name of params.keys())
    if (name.startsWith('$') && !known.includes(name.toLowerCase()))
      throw badRequest(`The query parameter '${name.slice(0, 50)}' is not supported.`);
  const filter = params.get('$filter');
  checkRequired(endpoint, filter ?? '');
  const wantsCount = params.get('$count') === 'true';
  const isAdvanced = headers.get('consistencylevel')?.toLowerCase() === 'eventual';
  if (wantsCount && !isAdvanced && endpoint.service === 'directory' && endpoint.type !== 'organization')
    throw badRequest(
      'Request with $count query parameter only works with MSGraph AdvancedQuery. Set the header ConsistencyLevel: eventual.',
      'Request_UnsupportedQuery',
    );
  const matches = filter === null ? () => true : readFilter(filter);
  return {
    top: topOf(endpoint, params.get('$top'), pageSize),
    wantsCount,
    isFiltered: filter !== null,
    matches,
    shape: shapeOf(endpoint, params),
  };
}

function checkRequired({ requiredFilter }: Endpoint, filter: string): void {
  if (requiredFilter === undefined || requiredFilter.some((name) => filter.includes(`${name} eq `))) return;
  throw badRequest(`The filter must name one of these members: ${requiredFilter.join(', ')}.`, 'InvalidFilter');
}

function topOf(endpoint: Endpoint, top: string | null, pageSize: number): number {
  if (top === null) return pageSize;
  const number = /^\d{1,6}$/.test(top) ? Number(top) : 0;
  if (number < 1 || number > endpoint.maximumTop)
    throw badRequest(
      `Invalid page size specified: '${top.slice(0, 20)}'. Must be between 1 and ${endpoint.maximumTop} inclusive.`,
      'Request_BadRequest',
    );
  return number;
}

function shapeOf(endpoint: Endpoint, params: URLSearchParams): Query['shape'] {
  const selected = namesIn(params.get('$select'));
  const expanded = namesIn(params.get('$expand')).map((name) => name.replace(/\(.*\)$/, ''));
  const expands = new Map(Object.entries(endpoint.expand ?? {}));
  for (const name of expanded)
    if (!expands.has(name))
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${name.slice(0, 50)}' on type 'microsoft.graph.${endpoint.type}'.`,
      );
  return (tenant, row) => {
    const plain: (readonly [string, unknown])[] = Object.entries(row).filter(([name]) => !expands.has(name));
    if (endpoint.type === 'user' && selected.includes('signInActivity'))
      plain.push(['signInActivity', signInActivity(row)]);
    const wanted = selected.length > 0 ? selected : (endpoint.defaults ?? null);
    checkSelected(
      endpoint,
      selected,
      plain.map(([name]) => name),
    );
    const shown =
      wanted === null
        ? plain
        : plain.filter(([name]) => wanted.includes(name) || name === 'id' || name.startsWith('@'));
    return Object.fromEntries([...shown, ...expanded.map((name) => [name, expands.get(name)?.(tenant, row)] as const)]);
  };
}

function namesIn(list: string | null): readonly string[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .slice(0, 100);
}

/** Derived types have members of their own, so that only the types with one form are checked. */
function checkSelected({ type, service }: Endpoint, selected: readonly string[], members: readonly string[]): void {
  if (service === 'intune' || type === 'directoryObject') return;
  const unknown = selected.find((name) => !members.includes(name) && name !== 'deletedDateTime');
  if (unknown !== undefined)
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown.slice(0, 50)}' on type 'microsoft.graph.${type}'.`,
    );
}

/** The simulator has no sign-ins: the dates depend on the id of the user. One in five has none, as with people who never signed in. */
function signInActivity(row: GraphObject): GraphObject | null {
  const number = seedOf(idOf(row));
  if (number % 5 === 0) return null;
  return { lastSignInDateTime: dateAt(number), lastNonInteractiveSignInDateTime: dateAt(number + 1) };
}
