import { invariant } from '@tenantatlas/core';
import { optionChecks } from '@tenantatlas/core/ports';
import type * as z from 'zod';
import { graphVersions } from '../transport/address.ts';

/** An object of Graph. It is the same one in each reading by its tenant, its collection and its id. */
export interface SyncObject {
  /** Its id in Graph. */
  readonly id: string;
}

/** A collection of Graph that a sync reads. {@link graphCollections} has those of the product; a host writes others as a plain object. */
export interface SyncCollection<Name extends string = string, Item extends SyncObject = SyncObject> {
  /** Small letters, digits and `_`, at most 60. It names the checkpoints: a collection with another name begins anew. */
  readonly name: Name;
  /** The path below the version, with its query, such as `users/delta?$select=id,displayName`. A changed path begins anew. */
  readonly path: string;
  /** `changes`: the path is one of Graph's `delta` functions, and a reading goes on where the last one ended. `list`: each reading is a full one. */
  readonly reads: 'changes' | 'list';
  /** The version of Graph. @default 'v1.0' */
  readonly version?: 'v1.0' | 'beta' | undefined;
  /**
   * The shape of an object. A member that Graph did not send has to be optional: a round of changes may name the changed members only. An object of another shape ends the reading as a
   * failure. It is not used for removed objects, and must not wait.
   */
  readonly item: z.ZodType<Item>;
}

/** Throws an invariant, which begins with `factory`, for collections that do not work. */
export function checkCollections(factory: string, collections: readonly SyncCollection[]): void {
  const demand = (condition: boolean, text: string): void => invariant(condition, `${factory}: ${text}`);
  demand(
    Array.isArray(collections) && collections.length > 0,
    '"collections" is a list with at least one collection, such as [graphCollections.users].',
  );
  collections.forEach((collection, at) => checkCollection(`${factory}: collections[${String(at)}]`, collection));
  const names = collections.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  demand(twice === undefined, `"collections" has "${String(twice)}" twice. Give each collection a name of its own.`);
}

function checkCollection(at: string, { ...collection }: SyncCollection): void {
  const check = optionChecks(at);
  check.names(collection, ['name', 'path', 'reads', 'version', 'item'], 'a member of a collection');
  const { name, path, reads, version, item } = collection;
  const demand = (condition: boolean, text: string): void => invariant(condition, `${at}: ${text}`);
  demand(
    isText(name) && /^[a-z][a-z0-9_]{0,59}$/.test(name),
    '"name" has small letters, digits and "_", such as "users".',
  );
  demand(
    isText(path) && /^[A-Za-z][\w./()'-]{0,500}(?:\?[^#\p{Cc}]{1,4000})?$/u.test(path),
    '"path" is a path below the version of Graph, such as "users/delta?$select=id".',
  );
  demand(reads === 'changes' || reads === 'list', '"reads" is "changes" or "list".');
  demand(
    (reads === 'changes') === /\/delta$/.test(pathOf(path)),
    '"reads" is "changes" for a path that ends with "/delta" before its query, and "list" for every other one.',
  );
  check.oneOf('version', version, graphVersions);
  const shape: unknown = item;
  const isShape = typeof shape === 'object' && shape !== null && 'safeParse' in shape;
  demand(isShape, '"item" is a schema of zod such as z.object({ id: z.string() }).');
}

/** A path without its query. */
export function pathOf(path: string): string {
  return path.split('?', 1)[0] ?? path;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
