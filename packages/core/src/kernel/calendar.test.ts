import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import { daysBefore, partsOf, type CalendarUnit } from './calendar.ts';
import { epochMillis, toInstant, type Instant } from './instant.ts';
import { InvariantError } from './invariant.ts';

declare const process: { readonly env: { TZ?: string | undefined } };

const hour = 3_600_000;
const day = 24 * hour;
const lengths: { readonly [Unit in CalendarUnit]: number } = { hour, day };

const at = (text: string): Instant => toInstant(Date.parse(text));
const startsOf = (unit: CalendarUnit, from: string, to: string): readonly string[] =>
  partsOf(unit, { from: at(from), to: at(to) }).map(({ start }) => start);

it.each<[CalendarUnit, string, string, readonly string[]]>([
  ['hour', '2026-11-21T10:00:00Z', '2026-11-21T10:00:00Z', ['2026-11-21T10:00:00.000Z']],
  ['hour', '2026-11-21T10:20:00Z', '2026-11-21T10:59:59.999Z', ['2026-11-21T10:00:00.000Z']],
  [
    'hour',
    '2026-11-21T10:59:59.999Z',
    '2026-11-21T11:00:00Z',
    ['2026-11-21T10:00:00.000Z', '2026-11-21T11:00:00.000Z'],
  ],
  ['hour', '2025-12-31T23:30:00Z', '2026-01-01T00:30:00Z', ['2025-12-31T23:00:00.000Z', '2026-01-01T00:00:00.000Z']],
  [
    'day',
    '2024-02-28T12:00:00Z',
    '2024-03-01T00:00:00Z',
    ['2024-02-28T00:00:00.000Z', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
  ],
  ['day', '2026-02-28T12:00:00Z', '2026-03-01T00:00:00Z', ['2026-02-28T00:00:00.000Z', '2026-03-01T00:00:00.000Z']],
  ['day', '2025-12-31T00:00:00Z', '2025-12-31T23:59:59.999Z', ['2025-12-31T00:00:00.000Z']],
  ['day', '2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00Z', ['2025-12-31T00:00:00.000Z', '2026-01-01T00:00:00.000Z']],
])('counts by the %s from %s to %s', (unit, from, to, starts) => {
  expect(startsOf(unit, from, to)).toEqual(starts);
});

describe('for every range', () => {
  const millis = fc.oneof(
    fc.integer({ min: Date.parse('0001-01-01T00:00:00Z'), max: Date.parse('9998-01-01T00:00:00Z') }),
    // Close to the ends of years and to leap days, where a calendar differs from a count of milliseconds.
    fc
      .tuple(
        fc.constantFrom('2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z', '2025-12-31T00:00:00Z', '1900-02-28T00:00:00Z'),
        fc.integer({ min: -2 * day, max: 2 * day }),
      )
      .map(([near, by]) => Date.parse(near) + by),
  );
  const span = fc.oneof(fc.integer({ min: 0, max: 2 * hour }), fc.integer({ min: 0, max: 60 * day }), fc.constant(0));

  it.each<CalendarUnit>(['hour', 'day'])('counts by the %s as division by its length does', (unit) => {
    const length = lengths[unit];
    holds(
      fc.property(millis, span, (from, by) => {
        const first = Math.floor(from / length);
        const last = Math.floor((from + by) / length);
        const naive = Array.from({ length: last - first + 1 }, (_, index) => ({
          start: toInstant((first + index) * length),
          end: toInstant((first + index + 1) * length),
        }));
        expect(partsOf(unit, { from: toInstant(from), to: toInstant(from + by) })).toEqual(naive);
      }),
      { numRuns: 300 },
    );
  });

  it('a day before is a count of milliseconds', () => {
    holds(
      fc.property(millis, fc.integer({ min: 0, max: 10_000 }), (instant, days) => {
        fc.pre(instant - days * day >= Date.parse('0001-01-01T00:00:00Z'));
        expect(epochMillis(daysBefore(toInstant(instant), days))).toBe(instant - days * day);
      }),
    );
  });
});

it.each(['Asia/Kathmandu', 'America/New_York', 'Pacific/Apia'])('is the same on a machine in %s', (zone) => {
  const range = { from: at('2026-03-08T02:10:00Z'), to: at('2026-03-09T02:10:00Z') };
  const counted = () => [partsOf('hour', range), partsOf('day', range), daysBefore(range.to, 1)];
  const expected = counted();
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    expect(new Date(0).getTimezoneOffset()).not.toBe(0);
    expect(counted()).toEqual(expected);
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

it('throws where an end or a begin cannot be written', () => {
  const last = at('9999-12-31T23:30:00Z');
  expect(() => partsOf('hour', { from: last, to: last })).toThrow(InvariantError);
  expect(() => daysBefore(at('0001-01-01T12:00:00Z'), 1)).toThrow(InvariantError);
});
