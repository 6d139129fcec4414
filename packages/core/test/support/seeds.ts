import * as fc from 'fast-check';

declare const process: { readonly env: { readonly [name: string]: string | undefined } };

/**
 * What every random test runs with: the same seed in every run, so that a change which breaks it shows at once, and another one in each run of `npm
 * test`, so that the values vary. Both are printed at its start; `TA_SEED` repeats the second one.
 */
export const seeds: readonly number[] = [
  ...new Set([Number(process.env['TA_FIXED_SEED'] ?? 20261121), Number(process.env['TA_SEED'] ?? 1)]),
];

/** Fails unless `property` holds for the values of every one of the {@link seeds}, which share its `numRuns`, by default 100. */
export function holds<Values>(property: fc.IProperty<Values>, parameters?: fc.Parameters<Values>): void {
  for (const seed of seeds) fc.assert(property, { ...parameters, seed, numRuns: share(parameters?.numRuns) });
}

/** The same for an asynchronous property. */
export async function holdsAsync<Values>(
  property: fc.IAsyncProperty<Values>,
  parameters?: fc.Parameters<Values>,
): Promise<void> {
  for (const seed of seeds) await fc.assert(property, { ...parameters, seed, numRuns: share(parameters?.numRuns) });
}

function share(numRuns = 100): number {
  return Math.ceil(numRuns / seeds.length);
}
