import { notFound, type InvalidInput } from '@tenantatlas/core';
import { decodeSegment, pathMembers } from '../contract/path.ts';
import { decodeQuery } from '../contract/decode-query.ts';
import { isRecord } from '../contract/record.ts';
import type { Route } from '../contract/routes.ts';
import type { AnyError } from './call-method.ts';

/** What a path says, decoded. */
export type PathValues = { readonly [member: string]: string };

/** The members of the request that its path carries. */
export function pathValues({ path }: Route, segment: (name: string) => string | undefined): PathValues {
  return Object.fromEntries(pathMembers(path).map((name) => [name, decodeSegment(segment(name) ?? '')]));
}

/**
 * The caller's answer for an error of the method. A malformed id in a path names nothing, so it is `not_found`, while the same id in a body is
 * `invalid_input`. Refusals before the input step stay as they are. Control keys are not ids: the catalog judges them.
 */
export function asAddressed(error: AnyError, path: PathValues): AnyError {
  // The schema has judged: a person's id has another alphabet than a workspace's.
  return error.code === 'invalid_input' &&
    (error as InvalidInput).issues.some((issue) => issue.rule === 'id' && Object.hasOwn(path, issue.path))
    ? notFound()
    : error;
}

/** The request of a read. */
export function readRequest({ query }: Route, url: URL, path: PathValues): object {
  return { ...prefixed('query', decodeQuery(query, url.searchParams), path), ...path };
}

/** The request of a write. The schema refuses a body that is not an object or repeats a member of the path, after access was decided. */
export function writeRequest(body: unknown, path: PathValues): object {
  const members = isRecord(body) ? body : { body };
  return { ...prefixed('body', members, path), ...path };
}

/** Members that are in the path get a name that no schema knows. */
function prefixed(where: 'query' | 'body', members: { readonly [member: string]: unknown }, path: PathValues): object {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [Object.hasOwn(path, name) ? `${where}.${name}` : name, value]),
  );
}
