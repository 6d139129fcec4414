import { ConformanceError } from './conformance-error.ts';
import { differences, show } from './diff.ts';

/** Throws unless `condition` holds; `guarantee` says what was promised. */
export function holds(condition: boolean, guarantee: string): asserts condition {
  if (!condition) throw new ConformanceError(guarantee);
}

/** Throws unless both are deeply equal. A missing key equals an undefined one; the order of keys does not matter. */
export function equal(found: unknown, expected: unknown, guarantee: string): void {
  const lines = differences(found, expected);
  if (lines.length === 0) return;
  throw new ConformanceError([guarantee, ...lines.map((line) => `  ${line}`)].join('\n'));
}

/** Throws unless both lists hold the same texts, in any order. */
export function sameMembers(found: readonly string[], expected: readonly string[], guarantee: string): void {
  equal(found.toSorted(), expected.toSorted(), guarantee);
}

/** How often each value occurs: `{ created: 1, updated: 19 }`. */
export function tally(values: readonly string[]): { readonly [value: string]: number } {
  const counts: { [value: string]: number } = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** What `work` rejects with or throws; throws when it does neither. */
export async function rejection(work: () => unknown, guarantee: string): Promise<unknown> {
  let answer: unknown;
  try {
    answer = await work();
  } catch (error) {
    return error;
  }
  throw new ConformanceError(`${guarantee}\n  expected a rejection, found the answer ${show(answer)}`);
}

/** Throws unless `work` rejects with, or throws, an invariant: misuse is answered at once and by name. */
export async function rejectsAsMisuse(work: () => unknown, guarantee: string): Promise<void> {
  const error = await rejection(work, guarantee);
  const isInvariant = error instanceof Error && error.name === 'InvariantError';
  holds(isInvariant, `${guarantee}\n  expected an InvariantError, found ${show(error)}`);
}
