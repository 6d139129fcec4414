import * as fc from 'fast-check';

/** How much of the full count of repetitions this run makes: 1 for all of them. */
export const scale = Number(process.env['TA_SCALE'] ?? '0.05');

/** What every random test runs with: the same seed in every run, and another one in each run of `npm test`; `TA_SEED` repeats that. */
const seeds: readonly number[] = [
  ...new Set([Number(process.env['TA_FIXED_SEED'] ?? 20261121), Number(process.env['TA_SEED'] ?? 1)]),
];

/** `full` repetitions, scaled, and never fewer than `atLeast`. */
export function scaled(full: number, atLeast = 1): number {
  return Math.max(atLeast, Math.ceil(full * scale));
}

/** Fails unless the property holds for the values of every one of the {@link seeds}, which share its `numRuns`. */
export async function holdsAsync<Values>(
  property: fc.IAsyncProperty<Values>,
  { numRuns }: { readonly numRuns: number },
): Promise<void> {
  for (const seed of seeds) await fc.assert(property, { seed, numRuns: Math.ceil(numRuns / seeds.length) });
}

/** The same numbers for the same seed, from 0 to below 1: mulberry32. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
