/** How much of the full count of repetitions this run makes: `TA_SCALE`, 1 for all of them. */
const scale = Number(process.env['TA_SCALE'] ?? '0.05');

/** `full` repetitions, scaled, and never fewer than `atLeast`. */
export function scaled(full: number, atLeast: number): number {
  return Math.max(atLeast, Math.round(full * scale));
}

/** Whether this run makes every repetition. */
export const isFull = scale >= 1;
