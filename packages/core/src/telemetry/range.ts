import { daysBefore, partsOf, type CalendarPart, type CalendarUnit } from '../kernel/calendar.ts';
import { invalidInput, type InvalidInput } from '../kernel/errors.ts';
import { epochMillis, isAfter, toInstant, type Instant } from '../kernel/instant.ts';
import { issue, issues } from '../kernel/issues.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { TimeFields } from '../kernel/time-fields.ts';
import { windowRange } from '../kernel/window-range.ts';
import { defaultWindow, type WindowKey } from '../kernel/windows.ts';
import type { UsageRange } from '../ports/usage-store.ts';
import { sayUsage } from './figure-messages.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** The longest range that a trend shows by the hour; a longer one is shown by the day. */
const hourlyTrendMillis = 48 * hour;
/** The longest range of a trend. Its answer has one bucket for each day. */
export const longestTrendMillis = 400 * day;
/** The last instant of a trend: the end of its day is the last one that can be written. */
const latestTrend = toInstant(Date.UTC(9999, 11, 30, 23, 59, 59, 999));

/** A range with both ends included. `window` is null where the request names instants. */
export interface AskedRange extends UsageRange {
  readonly window: WindowKey | null;
}

/**
 * The range that a request asks for: the last 24 hours when it names none. A window ends now. Refuses a window together with instants, one instant without the other, and an
 * end before the begin.
 */
export function usageRangeOf({ window, from, to }: TimeFields, now: Instant): Result<AskedRange, InvalidInput> {
  if (window && (from || to))
    return err(invalidInput([issue('window', 'window_or_range', sayUsage('telemetry.input.window_or_range'))]));
  if (!from && !to) {
    const key = window ?? defaultWindow;
    return ok({ window: key, ...windowRange(key, now) });
  }
  if (!from || !to) return err(invalidInput([issues.required(from ? 'to' : 'from')]));
  if (isAfter(from, to))
    return err(invalidInput([issue('to', 'before_from', sayUsage('telemetry.input.before_from', { from }))]));
  return ok({ window: null, from, to });
}

/** The same for a trend. Refuses a range of more than 400 days, and one that reaches the last day of the year 9999. */
export function trendRangeOf(request: TimeFields, now: Instant): Result<AskedRange, InvalidInput> {
  return usageRangeOf(request, now).andThen((range) => {
    if (lengthOf(range) > longestTrendMillis)
      return err(
        invalidInput([
          issue('from', 'too_long', sayUsage('telemetry.input.too_long', { days: longestTrendMillis / day })),
        ]),
      );
    if (isAfter(range.to, latestTrend))
      return err(
        invalidInput([issue('to', 'too_late', sayUsage('telemetry.input.too_late', { latest: latestTrend }))]),
      );
    return ok(range);
  });
}

/** By which part of time a trend of the range counts. */
export function trendUnit(range: UsageRange): CalendarUnit {
  return lengthOf(range) <= hourlyTrendMillis ? 'hour' : 'day';
}

/** A part of a trend. */
export interface TrendBucket extends CalendarPart {
  /** A part of it is outside of the range, or before the oldest instant that is kept. */
  readonly isRagged: boolean;
}

/** All parts of a range, in order. `keptSince` is null while nothing was removed. */
export function trendBuckets(unit: CalendarUnit, range: UsageRange, keptSince: Instant | null): readonly TrendBucket[] {
  const [from, to] = [epochMillis(range.from), epochMillis(range.to)];
  const kept = keptSince === null ? from : Math.max(from, epochMillis(keptSince));
  return partsOf(unit, range).map((part) => ({
    ...part,
    // The range ends with the millisecond `to`, which is a part of it.
    isRagged: epochMillis(part.start) < kept || epochMillis(part.end) - 1 > to,
  }));
}

/** Whether something of the range was removed. */
export function usageCoverageOf({ from }: UsageRange, keptSince: Instant | null): 'full' | 'partial' {
  return keptSince !== null && isAfter(keptSince, from) ? 'partial' : 'full';
}

/** The oldest instant that is kept: whatever occurred before it goes. */
export function retentionCutoff(now: Instant, days: number): Instant {
  return daysBefore(now, days);
}

function lengthOf({ from, to }: UsageRange): number {
  return epochMillis(to) - epochMillis(from);
}
