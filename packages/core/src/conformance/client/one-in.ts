/**
 * One of `count` items of each group in turn, beginning with another one in each group and for each `start`. So `count` groups in which the same values follow each
 * other have each of the values once, and so have `count` starts.
 */
export function oneIn<T>(
  count: number,
  items: readonly T[],
  groupOf: (item: T) => string,
  start: number,
): readonly T[] {
  const groups = Map.groupBy(items, groupOf);
  return [...groups.values()].flatMap((group, nth) => group.filter((_, at) => (nth + at + start) % count === 0));
}
