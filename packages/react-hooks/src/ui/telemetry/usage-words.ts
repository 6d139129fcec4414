import type { UsageBucketView, UsageSpanView, UsageTrendView } from '@tenantatlas/core/browser';
import { useMemo } from 'react';
import { remembered } from '../base/remembered.ts';
import { useTimeZone } from '../base/use-time-zone.ts';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { telemetryMessages } from './messages.ts';

/** Counts in the digits of a language, in full and short. */
export interface Counts {
  /** Such as "12,480". */
  readonly full: (count: number) => string;
  /** Such as "12K", from ten thousand on. */
  readonly short: (count: number) => string;
}

/** See {@link Counts}. */
export const countsIn = /* @__PURE__ */ remembered((locale: string): Counts => {
  const full = new Intl.NumberFormat(locale);
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  return {
    full: (count) => full.format(count),
    short: (count) => (count < 10_000 ? full : short).format(count),
  };
});

/** What is said of the time of figures. */
export interface SpanWords {
  /** Such as "Last 24 hours", or the range. */
  readonly caption: string;
  /** What is not counted any more; null while all of it is. */
  readonly partial: string | null;
}

/** See {@link SpanWords}. */
export function useSpanWords({ window, from, to, coverage, keptSince }: UsageSpanView): SpanWords {
  const { t } = useWords(telemetryMessages);
  const { end, zoned } = useTimes();
  const span = window ?? 'range';
  const range = window === null ? { from: end(from), to: end(to) } : {};
  return {
    caption: t(`ui.usage.in.${span}`, range),
    partial: coverage === 'partial' && keptSince !== null ? t('ui.usage.partial', { time: zoned(keptSince) }) : null,
  };
}

/** Names for the buckets of a trend. */
export interface BucketWords {
  /** For an axis, such as "12 Nov" or "2 PM". */
  readonly mark: (bucket: UsageBucketView) => string;
  /** In full, such as "Thu, Nov 12, 2026", and whether it is incomplete or was removed. */
  readonly named: (bucket: UsageBucketView) => string;
  /** Its count in full; a dash for one that was removed, because its count is not known any more. */
  readonly counted: (bucket: UsageBucketView, count: number) => string;
}

/**
 * See {@link BucketWords}. Days are those of UTC, in which they are counted: in the zone of the reader, a day would begin in another one. Hours are instants as all
 * others, in the zone of {@link useTimeZone}.
 */
export function useBucketWords({ bucket, buckets, keptSince }: UsageTrendView): BucketWords {
  const { t, locale } = useWords(telemetryMessages);
  const ofReader = useTimeZone();
  const zone = bucket === 'day' ? 'UTC' : ofReader;
  const size = bucket === 'hour' ? 'hour' : buckets.length > 100 ? 'month' : 'day';
  return useMemo(() => {
    const { mark, full } = formatsOf(locale, zone, size);
    return {
      mark,
      named: (one) =>
        isRemoved(one, keptSince)
          ? t('ui.trend.removed', { bucket: full(one) })
          : one.isRagged
            ? t('ui.trend.incomplete', { bucket: full(one) })
            : full(one),
      counted: (one, count) => (isRemoved(one, keptSince) ? '–' : countsIn(locale).full(count)),
    };
  }, [locale, zone, size, keptSince, t]);
}

/** Whether all of a bucket lies before the events that are kept. */
export function isRemoved({ end }: Pick<UsageBucketView, 'end'>, keptSince: string | null): boolean {
  return keptSince !== null && Date.parse(end) <= Date.parse(keptSince);
}

type Size = 'hour' | 'day' | 'month';

const formatsOf = /* @__PURE__ */ remembered((locale: string, timeZone: string, size: Size) => {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone });
  const day = format({ day: 'numeric', month: 'short' });
  const hour = format({ hour: 'numeric' });
  const month = format({ month: 'short', year: 'numeric' });
  const wholeDay = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const wholeHour = format({
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const hourOfDay = new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone });
  return {
    mark: ({ start }: UsageBucketView): string => {
      const date = new Date(start);
      if (size === 'month') return month.format(date);
      return (size === 'day' || hourOfDay.format(date) === '00' ? day : hour).format(date);
    },
    full: ({ start, end }: UsageBucketView): string =>
      size === 'hour' ? wholeHour.formatRange(new Date(start), new Date(end)) : wholeDay.format(new Date(start)),
  };
});
