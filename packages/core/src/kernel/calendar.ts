import { UTCDateMini } from '@date-fns/utc/date/mini';
import { addDays } from 'date-fns/addDays';
import { addHours } from 'date-fns/addHours';
import { eachDayOfInterval } from 'date-fns/eachDayOfInterval';
import { eachHourOfInterval } from 'date-fns/eachHourOfInterval';
import { subDays } from 'date-fns/subDays';
import { epochMillis, toInstant, type Instant } from './instant.ts';

/** The parts in which time is counted. A day is one of UTC, so that it is the same for every reader. */
export type CalendarUnit = 'hour' | 'day';

/** One hour or one day. */
export interface CalendarPart {
  /** Included. */
  readonly start: Instant;
  /** Not included. */
  readonly end: Instant;
}

interface Interval {
  readonly start: Date;
  readonly end: Date;
}

const units = {
  hour: { startsIn: eachHourOfInterval<Interval>, next: addHours<Date, Date> },
  day: { startsIn: eachDayOfInterval<Interval>, next: addDays<Date, Date> },
} as const;

/**
 * Every hour or UTC day that has an instant of the range, in order and without a gap. Both ends of the range are included, and `from` is not after `to`. Throws an
 * invariant where the last part ends after the year 9999.
 */
export function partsOf(
  unit: CalendarUnit,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): readonly CalendarPart[] {
  const { startsIn, next } = units[unit];
  return startsIn({ start: utc(from), end: utc(to) }).map((start) => ({
    start: written(start),
    end: written(next(start, 1)),
  }));
}

/** The instant `days` UTC days before `instant`, at the same time of day. Throws an invariant before year 1. */
export function daysBefore(instant: Instant, days: number): Instant {
  return written(subDays(utc(instant), days));
}

/** With a plain `Date`, the zone of the machine would decide where a day begins. `UTCDate` would also write texts, for which its import makes three `Intl` objects. */
function utc(instant: Instant): Date {
  return new UTCDateMini(epochMillis(instant));
}

function written(date: Date): Instant {
  return toInstant(date.getTime());
}
