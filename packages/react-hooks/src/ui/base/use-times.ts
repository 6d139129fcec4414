import { useAtlas } from '../../provider/atlas-context.ts';
import { clockIntervalMillis } from './root-context.ts';
import { remembered } from './remembered.ts';
import { useIsMounted } from './use-is-mounted.ts';
import { useTimeZone } from './use-time-zone.ts';
import { useWords } from './use-words.ts';
import { baseMessages } from './messages.ts';

/** Words for instants and durations in the reader's language and zone. */
export interface Times {
  /** Such as "21 Nov 2026, 15:04:05 UTC". */
  readonly exact: (instant: string | number) => string;
  /** Such as "21 Nov 2026, 15:04". */
  readonly end: (instant: string | number) => string;
  /** Such as "21 Nov 2026, 15:04:05", for a column of times that are all in one zone. */
  readonly stamp: (instant: string | number) => string;
  /** Such as "21 Nov 2026, 15:04 GMT+1", for what is agreed on, such as the end of a pause: a reader of another zone must not mistake it. */
  readonly zoned: (instant: string | number) => string;
  /** Such as "15:04:05". */
  readonly clock: (instant: string | number) => string;
  /** Such as "5 minutes ago". */
  readonly relative: (instant: string | number, now: number) => string;
  /** Such as "4 hours". */
  readonly duration: (millis: number) => string;
  /** Such as "1 min, 24 sec": how long something took, in at most two units. */
  readonly span: (millis: number) => string;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** See {@link Times}. A server does not know the reader's zone: without one of the provider, all times are in UTC until the page is mounted, and say so. */
export function useTimes(): Times {
  const provider = useAtlas();
  const { locale } = useWords(baseMessages);
  const isMounted = useIsMounted();
  return timesOfProvider(provider, locale, useTimeZone(), isMounted || provider.timeZone !== null);
}

const known = /* @__PURE__ */ new WeakMap<object, Map<boolean, Times>>();

/**
 * The formatters of a provider are made once: making one takes longer than all that it formats, and a table has several times in each row. They keep the zone that
 * the page had then.
 */
function timesOfProvider(provider: object, locale: string, zone: string, isOfReader: boolean): Times {
  const made = known.get(provider) ?? new Map<boolean, Times>();
  const times = made.get(isOfReader) ?? timesOf(locale, zone, isOfReader);
  known.set(provider, made.set(isOfReader, times));
  return times;
}

function timesOf(locale: string, timeZone: string, isOfReader: boolean): Times {
  const format = (timeStyle: 'short' | 'medium' | 'long', hasDate: boolean): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, {
      ...(hasDate ? { dateStyle: 'medium' } : {}),
      timeStyle: isOfReader ? timeStyle : 'long',
      timeZone,
    });
  const zoned = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
  const [exact, end, stamp, clock] = [
    format('long', true),
    format('short', true),
    format('medium', true),
    format('medium', false),
  ];
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    exact: (instant) => exact.format(new Date(instant)),
    end: (instant) => end.format(new Date(instant)),
    stamp: (instant) => stamp.format(new Date(instant)),
    zoned: (instant) => zoned.format(new Date(instant)),
    clock: (instant) => clock.format(new Date(instant)),
    relative: (instant, now) => {
      const [count, unit] = inUnits(new Date(instant).getTime() - now);
      return relative.format(count, unit);
    },
    duration: (millis) => {
      const [count, unit] = inUnits(millis);
      return numbersOf(locale, unit, 'long').format(count);
    },
    span: (millis) => spanOf(locale, millis),
  };
}

const numbersOf = /* @__PURE__ */ remembered(
  (locale: string, unit: string, unitDisplay: 'short' | 'long') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }),
);

const spanUnits = [
  ['day', day],
  ['hour', hour],
  ['minute', minute],
  ['second', 1_000],
] as const;

/** The largest unit of which there is at least one, with the next smaller one; less than a second counts as one. */
function spanOf(locale: string, millis: number): string {
  const size = Math.max(1_000, Math.round(millis / 1_000) * 1_000);
  const first = spanUnits.findIndex(([, unit]) => size >= unit);
  const parts = spanUnits.slice(first, first + 2).flatMap(([unit, length], index) => {
    const count = Math.floor((index === 0 ? size : size % (spanUnits[first]?.[1] ?? 1)) / length);
    return count > 0 ? [numbersOf(locale, unit, 'short').format(count)] : [];
  });
  return parts.join(' ');
}

/**
 * The largest unit of which there is at least one; less than three quarters of a minute ago is now. What is still to come is told in seconds, because it holds until
 * then; within one tick of the clock it may have happened already.
 */
function inUnits(millis: number): readonly [number, 'second' | 'minute' | 'hour' | 'day'] {
  const size = Math.abs(millis);
  if (millis > clockIntervalMillis && millis < 59_500) return [Math.round(millis / 1_000), 'second'];
  if (size < 0.75 * minute) return [0, 'second'];
  if (size < 59.5 * minute) return [Math.round(millis / minute), 'minute'];
  if (size < 23.5 * hour) return [Math.round(millis / hour), 'hour'];
  return [Math.round(millis / day), 'day'];
}
