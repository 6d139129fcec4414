declare const process: { readonly env: { readonly [name: string]: string | undefined } };

/** How much of the full count of repetitions this run makes: `TA_SCALE`, 1 for all of them. */
const scale = Number(process.env['TA_SCALE'] ?? '0.05');

/** `full` repetitions, scaled, and never fewer than `atLeast`. */
export function scaled(full: number, atLeast: number): number {
  return Math.max(atLeast, Math.round(full * scale));
}

/** Whether this run makes every repetition. */
export const isFull = scale >= 1;

/** What every random test runs with: the same seed in every run, and another one in each run of `npm test`; `TA_SEED` repeats that. */
export const seeds: readonly number[] = [
  ...new Set([Number(process.env['TA_FIXED_SEED'] ?? 20261121), Number(process.env['TA_SEED'] ?? 1)]),
];
