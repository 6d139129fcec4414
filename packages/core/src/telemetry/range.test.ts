import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import { pathsOf, type SeenError } from '../conformance/client/answers.ts';
import { epochMillis, plusMillis, toInstant, type Instant } from '../kernel/instant.ts';
import type { Result } from '../kernel/result.ts';
import type { TimeFields } from '../kernel/time-fields.ts';
import {
  longestTrendMillis,
  retentionCutoff,
  trendBuckets,
  trendRangeOf,
  trendUnit,
  usageCoverageOf,
  usageRangeOf,
  type AskedRange,
} from './range.ts';

const at = (text: string): Instant => toInstant(Date.parse(text));
const now = at('2026-11-21T12:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;

describe.each([
  ['a summary', usageRangeOf],
  ['a trend', trendRangeOf],
] as const)('%s', (_, rangeOf) => {
  it.each<{ asked: TimeFields; then: AskedRange }>([
    { asked: {}, then: { window: '24h', from: at('2026-11-20T12:00:00Z'), to: now } },
    {
      asked: { window: null, from: null, to: null },
      then: { window: '24h', from: at('2026-11-20T12:00:00Z'), to: now },
    },
    { asked: { window: '7d' }, then: { window: '7d', from: at('2026-11-14T12:00:00Z'), to: now } },
    { asked: { window: '30d' }, then: { window: '30d', from: at('2026-10-22T12:00:00Z'), to: now } },
    { asked: { from: now, to: now }, then: { window: null, from: now, to: now } },
  ])('covers $then.from to $then.to when asked for $asked', ({ asked, then }) => {
    expect(rangeOf(asked, now)._unsafeUnwrap()).toEqual(then);
  });

  it.each<{ asked: TimeFields; path: string; rule: string }>([
    { asked: { window: '7d', from: now, to: now }, path: 'window', rule: 'window_or_range' },
    { asked: { window: '7d', to: now }, path: 'window', rule: 'window_or_range' },
    { asked: { from: now }, path: 'to', rule: 'required' },
    { asked: { to: now }, path: 'from', rule: 'required' },
    { asked: { from: plusMillis(now, 1), to: now }, path: 'to', rule: 'before_from' },
  ])('refuses $asked at $path', ({ asked, path, rule }) => {
    refuses(rangeOf(asked, now), path, rule);
  });
});

function refuses(range: Result<AskedRange, unknown>, path: string, rule: string): void {
  const error = range._unsafeUnwrapErr() as SeenError;
  expect([pathsOf(error), error.issues?.[0]?.rule]).toEqual([[path], rule]);
}

describe('a trend', () => {
  it('covers at most 400 days, and a summary any number', () => {
    const longest = {
      from: at('2025-01-01T00:00:00Z'),
      to: plusMillis(at('2025-01-01T00:00:00Z'), longestTrendMillis),
    };
    expect(trendRangeOf(longest, now).isOk()).toBe(true);
    const longer = { ...longest, to: plusMillis(longest.to, 1) };
    refuses(trendRangeOf(longer, now), 'from', 'too_long');
    expect(usageRangeOf(longer, now).isOk()).toBe(true);
  });

  it('ends before the last day that has no end which can be written', () => {
    const last = at('9999-12-30T23:59:59.999Z');
    const range = trendRangeOf({ from: last, to: last }, now)._unsafeUnwrap();
    expect(trendBuckets('day', range, null)).toHaveLength(1);
    refuses(trendRangeOf({ from: last, to: plusMillis(last, 1) }, now), 'to', 'too_late');
  });

  it.each([
    { hours: 24, unit: 'hour' },
    { hours: 48, unit: 'hour' },
    { hours: 49, unit: 'day' },
    { hours: 24 * 7, unit: 'day' },
  ])('of $hours hours is counted by the $unit', ({ hours, unit }) => {
    expect(trendUnit({ from: plusMillis(now, -hours * hour), to: now })).toBe(unit);
  });

  it('of 48 hours and a millisecond is counted by the day', () => {
    expect(trendUnit({ from: plusMillis(now, -48 * hour - 1), to: now })).toBe('day');
  });
});

describe('a bucket', () => {
  const raggedOf = (from: string, to: string, keptSince: string | null = null) =>
    trendBuckets('hour', { from: at(from), to: at(to) }, keptSince === null ? null : at(keptSince)).map(
      ({ isRagged }) => isRagged,
    );

  it.each([
    { from: '2026-11-21T10:00:00Z', to: '2026-11-21T11:59:59.999Z', ragged: [false, false] },
    { from: '2026-11-21T10:00:00.001Z', to: '2026-11-21T11:59:59.999Z', ragged: [true, false] },
    { from: '2026-11-21T10:00:00Z', to: '2026-11-21T11:59:59.998Z', ragged: [false, true] },
    { from: '2026-11-21T10:00:00Z', to: '2026-11-21T11:00:00Z', ragged: [false, true] },
    { from: '2026-11-21T10:20:00Z', to: '2026-11-21T10:40:00Z', ragged: [true] },
  ])('is ragged where the range from $from to $to cuts it', ({ from, to, ragged }) => {
    expect(raggedOf(from, to)).toEqual(ragged);
  });

  it.each([
    { keptSince: '2026-11-21T10:00:00Z', ragged: [false, false, false] },
    { keptSince: '2026-11-21T10:00:00.001Z', ragged: [true, false, false] },
    { keptSince: '2026-11-21T11:00:00Z', ragged: [true, false, false] },
    { keptSince: '2026-11-21T11:30:00Z', ragged: [true, true, false] },
    { keptSince: '2026-11-22T00:00:00Z', ragged: [true, true, true] },
  ])('is ragged where it is not kept as a whole, since $keptSince', ({ keptSince, ragged }) => {
    expect(raggedOf('2026-11-21T10:00:00Z', '2026-11-21T12:59:59.999Z', keptSince)).toEqual(ragged);
  });

  it('is whole exactly when each of its milliseconds is in the range and kept', () => {
    const instants = fc.integer({ min: Date.parse('2023-12-30T00:00:00Z'), max: Date.parse('2024-03-02T00:00:00Z') });
    const unit = fc.constantFrom('hour', 'day' as const);
    const length = fc.oneof(fc.integer({ min: 0, max: hour }), fc.integer({ min: 0, max: 9 * day }));
    holds(
      fc.property(unit, instants, length, fc.option(instants), (by, from, span, keptSince) => {
        const range = { from: toInstant(from), to: toInstant(from + span) };
        const buckets = trendBuckets(by, range, keptSince === null ? null : toInstant(keptSince));
        for (const { start, end, isRagged } of buckets) {
          const [first, last] = [epochMillis(start), epochMillis(end) - 1];
          const isWhole = first >= from && last <= from + span && first >= (keptSince ?? first);
          expect(isRagged).toBe(!isWhole);
        }
      }),
    );
  });
});

it.each([
  { keptSince: null, then: 'full' },
  { keptSince: plusMillis(now, -day), then: 'full' },
  { keptSince: plusMillis(now, -day + 1), then: 'partial' },
  { keptSince: plusMillis(now, day), then: 'partial' },
])('a range is covered in $then when events are kept since $keptSince', ({ keptSince, then }) => {
  expect(usageCoverageOf({ from: plusMillis(now, -day), to: now }, keptSince)).toBe(then);
});

it.each([
  [1, '2024-02-29T12:34:56.789Z'],
  [30, '2024-01-31T12:34:56.789Z'],
  [90, '2023-12-02T12:34:56.789Z'],
  [366, '2023-03-01T12:34:56.789Z'],
])('%d days before a leap year’s first of March is %s', (days, cutoff) => {
  expect(retentionCutoff(at('2024-03-01T12:34:56.789Z'), days)).toBe(cutoff);
});
