import { maxIdLength } from '../kernel/ids.ts';
import type { PageRequest } from '../ports/workspace-store.ts';

const letters = ['b', 'B', 'a', 'A', '9', '0', '_', ':', '/', '.', '-', '+', 'aa', 'aB', 'Ab', 'z', 'Z'];

/**
 * Ids beginning with `prefix` that a language's rules would put in another order than code points do, out of order, the longest ones
 * included.
 */
export function unorderedIds(prefix: string): readonly string[] {
  const room = maxIdLength - prefix.length;
  const long = ['y'.repeat(room), `${'y'.repeat(room - 1)}Y`, `${'y'.repeat(room - 1)}_`];
  return [...letters, ...long].map((ending) => `${prefix}${ending}`);
}

/** See {@link walkPages}. */
export interface Walk<Item, Key> {
  readonly limit: number;
  readonly start: Key | null;
  page(request: PageRequest<Key>): Promise<readonly Item[]>;
  keyOf(item: Item): Key;
  /** Ends the walk at the first foreign item, on a shared database. */
  isOwn?(item: Item): boolean;
  /** Happens after each page. */
  between?(round: number): Promise<void>;
}

/** Reads a whole list page by page, each after the last key of the one before. */
export async function walkPages<Item, Key>(walk: Walk<Item, Key>): Promise<readonly Item[]> {
  const { limit, isOwn = () => true } = walk;
  const items: Item[] = [];
  let after = walk.start;
  for (let round = 0; round < 500; round += 1) {
    const page = await walk.page({ after, limit });
    const own = page.filter(isOwn);
    items.push(...own);
    const last = page.at(-1);
    if (last === undefined || page.length < limit || own.length < page.length) return items;
    after = walk.keyOf(last);
    await walk.between?.(round);
  }
  return items;
}
