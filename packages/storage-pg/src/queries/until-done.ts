import { StorageFault } from '@tenantatlas/core/ports';

/**
 * Repeats `attempt` until it returns a value. An attempt returns null when the conflicting row was deleted before its read. Every repetition
 * means that another transaction made progress, so the bound is only reached when rows change faster than they can be read.
 */
export async function untilDone<T>(attempt: () => Promise<T | null>): Promise<T> {
  for (let count = 0; count < 50; count += 1) {
    const answer = await attempt();
    if (answer !== null) return answer;
  }
  throw new StorageFault('unavailable', 'A row kept changing while it was being written. Try again.');
}
