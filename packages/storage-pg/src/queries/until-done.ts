import { StorageFault } from '@tenantatlas/core';

/**
 * Repeats `attempt` until it answers with something. An attempt that finds the row gone that stood in its way a moment ago answers null.
 * Every repetition means that somebody else got further, so the bound is only reached when rows change faster than they can be read.
 */
export async function untilDone<T>(attempt: () => Promise<T | null>): Promise<T> {
  for (let count = 0; count < 50; count += 1) {
    const answer = await attempt();
    if (answer !== null) return answer;
  }
  throw new StorageFault('unavailable', 'A row kept changing while it was being written. Try again.');
}
