import type { PageRequest } from '../ports/workspace-store.ts';

/** How a list is ordered: by a key that no two rows share. */
export interface ListOrder<Row, Key> {
  keyOf(row: Row): Key;
  compare(left: Key, right: Key): number;
}

/** The rows strictly after `page.after` in the order, at most `page.limit` of them. */
export function pageOf<Row, Key>(
  rows: readonly Row[],
  { keyOf, compare }: ListOrder<Row, Key>,
  { after, limit }: PageRequest<Key>,
): readonly Row[] {
  return rows
    .filter((row) => after === null || compare(keyOf(row), after) > 0)
    .sort((left, right) => compare(keyOf(left), keyOf(right)))
    .slice(0, limit);
}
