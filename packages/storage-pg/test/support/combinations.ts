import { isFull } from './scale.ts';

/** The values that each member may have. */
type Values<Filter> = { readonly [Member in keyof Filter]: readonly Filter[Member][] };

interface Combination<Filter> {
  readonly filter: Filter;
  /** Where its values stand among those of their members, added up. */
  readonly sum: number;
}

/** Every combination of one value for each member. */
export function product<Filter extends object>(values: Values<Filter>): readonly Filter[] {
  return combinations(values).map(({ filter }) => filter);
}

/**
 * A third of the combinations: any three members still meet with all their values, when at least four members have three values or more. Every check runs it,
 * and the soak runs them all.
 */
export function thirdOfProduct<Filter extends object>(values: Values<Filter>, isAll = isFull): readonly Filter[] {
  return combinations(values)
    .filter(({ sum }) => isAll || sum % 3 === 0)
    .map(({ filter }) => filter);
}

function combinations<Filter extends object>(values: Values<Filter>): readonly Combination<Filter>[] {
  return (Object.keys(values) as (keyof Filter)[]).reduce<readonly Combination<Filter>[]>(
    (made, member) =>
      made.flatMap(({ filter, sum }) =>
        values[member].map((value, at) => ({ filter: { ...filter, [member]: value }, sum: sum + at })),
      ),
    [{ filter: {} as Filter, sum: 0 }],
  );
}
