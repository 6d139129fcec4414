import { createHash } from 'node:crypto';

/** Ids that are remembered at least. */
const generation = 10_000;

/** Longest id that is kept as it is. */
const longestId = 100;

/**
 * Says whether an object comes for the first time. What has no id is always new.
 *
 * The last 10,000 to 20,000 ids are remembered, as two generations: the older one is dropped as a whole when the younger one is full. Memory stays flat however many objects
 * come, and no new object is ever taken for a known one, which a table of hashes without the ids could do.
 */
export function createSeenIds(): (item: unknown) => boolean {
  let [younger, older] = [new Set<string>(), new Set<string>()];
  return (item) => {
    const { id }: { readonly id?: unknown } = Object(item) as object;
    if (typeof id !== 'string') return true;
    const key = id.length > longestId ? digest(id) : id;
    if (younger.has(key) || older.has(key)) return false;
    if (younger.size >= generation) [younger, older] = [new Set(), younger];
    younger.add(key);
    return true;
  };
}

/** A short name for a long text. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
