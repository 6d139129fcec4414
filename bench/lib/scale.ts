const scale = Number(process.env['TA_SCALE'] ?? '0.05');

/** Full counts with TA_SCALE=1. */
export const isFull = scale >= 1;

/** The full count with TA_SCALE=1, else one that takes seconds. */
export function counted(full: number, small: number): number {
  return isFull ? full : small;
}
