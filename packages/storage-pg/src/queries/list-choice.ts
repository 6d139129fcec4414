import { sql, type RawBuilder } from 'kysely';

/** The values that one column may have; null is a row without one. */
export interface ListChoice {
  readonly column: string;
  readonly values: readonly (string | null)[];
}

/** A column with exactly one value. */
export interface ListPin {
  readonly column: string;
  readonly value: string | null;
}

/** The limit of values of one filter in a request. A branch costs about 0.2 milliseconds, and reads a page at most. */
const maxBranches = 50;

/** Every combination of the values. As long as there are more than {@link maxBranches}, the longest choice becomes a plain condition instead. */
export function withinMaxBranches(choices: readonly ListChoice[]): {
  readonly combinations: readonly (readonly ListPin[])[];
  readonly conditions: readonly RawBuilder<unknown>[];
} {
  // A value given twice would list its rows twice.
  let branched: readonly ListChoice[] = choices.map(({ column, values }) => ({ column, values: [...new Set(values)] }));
  const conditions: RawBuilder<unknown>[] = [];
  while (branched.reduce((product, { values }) => product * values.length, 1) > maxBranches) {
    const longest = branched.reduce((left, right) => (right.values.length > left.values.length ? right : left));
    branched = branched.filter((choice) => choice !== longest);
    conditions.push(conditionOf(longest));
  }
  return { combinations: combinationsOf(branched), conditions };
}

/** The choice as a condition. */
export function conditionOf({ column, values }: ListChoice): RawBuilder<unknown> {
  const name = sql.raw(column);
  const given = sql`${name} = any (${values.filter((value) => value !== null)}::text[])`;
  return values.includes(null) ? sql`(${name} is null or ${given})` : given;
}

function combinationsOf(choices: readonly ListChoice[]): readonly (readonly ListPin[])[] {
  return choices.reduce<readonly (readonly ListPin[])[]>(
    (combinations, { column, values }) =>
      combinations.flatMap((pins) => values.map((value) => [...pins, { column, value }])),
    [[]],
  );
}
