import { invalidInput, type InvalidInput } from '../kernel/errors.ts';
import { epochMillis, type Instant } from '../kernel/instant.ts';
import { issue } from '../kernel/issues.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { TimeFields } from '../kernel/time-fields.ts';
import { windowRange } from '../kernel/window-range.ts';
import type { RunRange } from '../ports/run-store.ts';
import { sayRun } from './messages.ts';

/**
 * The range that a request asks for; all time without one. A window begins its length before now and has no end: the clock of another process may be ahead of this one. Of `from`
 * and `to` the first is included and the second is not, so that ranges in a row have each run once. Refuses a window together with a range, and a range that nothing can be in.
 */
export function rangeOf({ window, from, to }: TimeFields, now: Instant): Result<RunRange, InvalidInput> {
  if (window && (from || to))
    return err(invalidInput([issue('window', 'window_or_range', sayRun('runs.input.window_or_range'))]));
  if (window) return ok({ from: windowRange(window, now).from, to: null });
  if (from && to && epochMillis(from) >= epochMillis(to))
    return err(invalidInput([issue('to', 'after_from', sayRun('runs.input.after_from', { from }))]));
  return ok({ from: from ?? null, to: to ?? null });
}
