import { epochMillis, type Instant } from '@tenantatlas/core/ports';
import { instantValue } from './context.ts';
import type { ListBound } from './list-page.ts';

/**
 * Where a list of runs, newest first, begins: before `to`, which is left out, and behind the last row of the page before, which is at `afterAt`. It is the earlier of the two,
 * because that one implies the other.
 */
export function startOf(to: Instant | null, after: ListBound | null, afterAt: Instant | null): ListBound | null {
  if (to === null) return after;
  if (afterAt !== null && epochMillis(afterAt) < epochMillis(to)) return after;
  return { values: [instantValue(to)], isInside: false };
}
