import { isIdToken, notFound, type InvalidInput } from '@tenantatlas/core';
import { decodeSegment, pathMembers } from '../contract/path.ts';
import { decodeQuery } from '../contract/query.ts';
import type { Route } from '../contract/routes.ts';
import type { AnyError } from './call-method.ts';

/** What a path says, decoded. */
export type PathValues = { readonly [member: string]: string };

/** The members of the request that its path carries. */
export function pathValues({ path }: Route, segment: (name: string) => string | undefined): PathValues {
  return Object.fromEntries(pathMembers(path).map((name) => [name, decodeSegment(segment(name) ?? '')]));
}

/**
 * What a caller hears of an error of the method. An id in a path that cannot be one names nothing, so it is not found where the same id in a body would
 * be an input to mend; whatever is refused before the input is judged stays as it is. Control keys are no ids: the catalog judges them.
 */
export function asAddressed(error: AnyError, path: PathValues): AnyError {
  const isMalformed = (member: string): boolean => {
    const value = Object.hasOwn(path, member) ? path[member] : undefined;
    return value !== undefined && member !== 'control' && !isIdToken(value);
  };
  return error.code === 'invalid_input' && (error as InvalidInput).issues.some((issue) => isMalformed(issue.path))
    ? notFound()
    : error;
}

/** The request of a read. */
export function readRequest({ query }: Route, url: URL, path: PathValues): object {
  return { ...prefixed('query', decodeQuery(query, url.searchParams), path), ...path };
}

/** The request of a write. A body that is no object, or that says again what the path says, is left to the schema to refuse, after access. */
export function writeRequest(body: unknown, path: PathValues): object {
  const members = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : { body };
  return { ...prefixed('body', members as { readonly [member: string]: unknown }, path), ...path };
}

/** Members that the path has taken get a name that no schema knows. */
function prefixed(where: 'query' | 'body', members: { readonly [member: string]: unknown }, path: PathValues): object {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [Object.hasOwn(path, name) ? `${where}.${name}` : name, value]),
  );
}
