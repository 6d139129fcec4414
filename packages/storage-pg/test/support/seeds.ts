/** The seeds of random tests: the same one in every run, and another one in each run of `npm test`, which prints both. */
export const seeds: readonly number[] = [
  ...new Set([Number(process.env['TA_FIXED_SEED'] ?? 20261121), Number(process.env['TA_SEED'] ?? 1)]),
];
