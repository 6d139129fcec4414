import { parseISO } from 'date-fns/parseISO';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import { epochMillis, isAfter, parseInstant, plusMillis, toInstant, type Instant } from './instant.ts';
import { InvariantError } from './invariant.ts';

const earliest = Date.parse('0001-01-01T00:00:00.000Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');
const millis = fc.integer({ min: earliest, max: latest });

it.each([
  ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00.000Z'],
  ['2026-11-21t10:00:00z', '2026-11-21T10:00:00.000Z'],
  ['2026-11-21T10:00:00+00:00', '2026-11-21T10:00:00.000Z'],
  ['2026-11-21T10:00:00-00:00', '2026-11-21T10:00:00.000Z'],
  ['2026-11-21T10:00:00+05:45', '2026-11-21T04:15:00.000Z'],
  ['2026-11-21T23:30:00-01:30', '2026-11-22T01:00:00.000Z'],
  ['2026-01-01T00:00:00+14:00', '2025-12-31T10:00:00.000Z'],
  ['2026-01-01T00:00:00-23:59', '2026-01-01T23:59:00.000Z'],
  ['2026-11-21T10:00:00.1Z', '2026-11-21T10:00:00.100Z'],
  ['2026-11-21T10:00:00.12Z', '2026-11-21T10:00:00.120Z'],
  ['2026-11-21T10:00:00.9999999Z', '2026-11-21T10:00:00.999Z'],
  ['2026-11-21T10:00:00.123456789012Z', '2026-11-21T10:00:00.123Z'],
  ['1969-12-31T23:59:59.9999Z', '1969-12-31T23:59:59.999Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ['2000-02-29T12:00:00Z', '2000-02-29T12:00:00.000Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['0099-06-01T00:00:00Z', '0099-06-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ['0000-12-31T23:00:00-02:00', null],
])('parses %s as %s', (text, expected) => {
  expect(parseInstant(text)).toBe(expected);
});

it.each([
  ['', 'nothing'],
  ['2026-11-21', 'no time'],
  ['2026-11-21T10:00Z', 'no seconds'],
  ['2026-11-21T10:00:00', 'no zone'],
  ['2026-11-21 10:00:00Z', 'a space'],
  ['2026-11-21T10:00:00.Z', 'an empty fraction'],
  ['2026-11-21T10:00:00,5Z', 'a comma'],
  ['2026-11-21T10:00:00+0100', 'no colon in the offset'],
  ['2026-11-21T10:00:00+24:00', 'an offset of a day'],
  ['2026-11-21T10:00:00+01:60', 'an offset of sixty minutes'],
  ['2026-11-21T24:00:00Z', 'hour 24'],
  ['2026-11-21T10:60:00Z', 'minute 60'],
  ['2026-12-31T23:59:60Z', 'a leap second'],
  ['2026-02-29T00:00:00Z', 'a leap day in a common year'],
  ['1900-02-29T00:00:00Z', 'a leap day in a common century'],
  ['2026-04-31T00:00:00Z', 'day 31 of April'],
  ['2026-00-10T00:00:00Z', 'month 0'],
  ['2026-13-10T00:00:00Z', 'month 13'],
  ['2026-01-00T00:00:00Z', 'day 0'],
  ['2026-01-32T00:00:00Z', 'day 32'],
  ['0000-06-01T00:00:00Z', 'year 0'],
  ['10000-01-01T00:00:00Z', 'five digits of year'],
  ['+002026-01-01T00:00:00Z', 'an expanded year'],
  ['0001-01-01T00:00:00+00:01', 'before year 1 in UTC'],
  ['9999-12-31T23:59:59-00:01', 'after year 9999 in UTC'],
  [' 2026-11-21T10:00:00Z', 'white space before'],
  ['2026-11-21T10:00:00Z\n', 'a line feed after'],
  ['２０２６-11-21T10:00:00Z', 'digits of another script'],
])('rejects %j: %s', (text) => {
  expect(parseInstant(text)).toBeNull();
});

describe('a text that is written already', () => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const wrong = (text: string, exists: boolean): readonly string[] =>
    parseInstant(text) === (exists ? text : null) ? [] : [text];

  it.each(['0000', '0001', '0999', '1000', '1900', '2000', '2024', '2026', '9999'])(
    'stays, for the days that a month of %s has',
    (year) => {
      const found = Array.from({ length: 14 }, (_, month) =>
        Array.from({ length: 33 }, (_, day) => {
          const date = `${year}-${two(month)}-${two(day)}`;
          const utc = new Date(`${date}T00:00:00.000Z`);
          const exists = year !== '0000' && !Number.isNaN(utc.getTime()) && utc.toISOString().startsWith(date);
          return wrong(`${date}T12:34:56.789Z`, exists);
        }),
      );
      expect(found.flat(2)).toEqual([]);
    },
  );

  it('stays, for the times that a day has', () => {
    const found = Array.from({ length: 100 }, (_, value) => [
      ...wrong(`2026-11-21T${two(value)}:00:00.000Z`, value < 24),
      ...wrong(`2026-11-21T00:${two(value)}:00.000Z`, value < 60),
      ...wrong(`2026-11-21T00:00:${two(value)}.000Z`, value < 60),
    ]);
    expect(found.flat()).toEqual([]);
  });
});

describe('for every instant', () => {
  const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
  const written = fc
    .record({
      year: fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.constantFrom(1, 4, 99, 100, 400, 1900, 2000, 2024, 9999)),
      month: fc.integer({ min: 0, max: 13 }),
      day: fc.integer({ min: 0, max: 32 }),
      time: fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 })),
      fraction: fc.option(fc.integer({ min: 0, max: 999 })),
      zone: fc.option(
        fc.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })),
      ),
    })
    .map(({ year, month, day, time, fraction, zone }) => {
      const offset = zone ? `${zone[0]}${pad(zone[1])}:${pad(zone[2])}` : 'Z';
      return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${time.map((part) => pad(part)).join(':')}${fraction === null ? '' : `.${pad(fraction, 3)}`}${offset}`;
    });

  it('accepts and rejects the same as date-fns', () => {
    holds(
      fc.property(written, (text) => {
        const oracle = parseISO(text).getTime();
        const legal = oracle >= earliest && oracle <= latest;
        expect(parseInstant(text)).toBe(legal ? new Date(oracle).toISOString() : null);
      }),
      { numRuns: 1_000 },
    );
  });

  it('survives a round trip through milliseconds', () => {
    holds(
      fc.property(millis, (value) => {
        expect(epochMillis(toInstant(value))).toBe(value);
        expect(parseInstant(toInstant(value))).toBe(toInstant(value));
      }),
    );
  });

  it('compares as its milliseconds do', () => {
    holds(
      fc.property(millis, millis, (a, b) => {
        expect(isAfter(toInstant(a), toInstant(b))).toBe(a > b);
      }),
    );
  });

  it('never throws on text', () => {
    holds(
      fc.property(fc.string(), (text) => {
        expect(() => parseInstant(text)).not.toThrow();
      }),
    );
  });
});

it('is not later than itself', () => {
  expect(isAfter(toInstant(5), toInstant(5))).toBe(false);
});

it('compares by epoch, even for two spellings of one instant', () => {
  const short = '2026-11-21T10:00:00Z' as Instant;
  expect(isAfter(short, toInstant(epochMillis(short)))).toBe(false);
});

it.each([
  [0, '1970-01-01T00:00:00.000Z'],
  [1.9, '1970-01-01T00:00:00.001Z'],
  [-0.1, '1969-12-31T23:59:59.999Z'],
  [earliest, '0001-01-01T00:00:00.000Z'],
  [latest, '9999-12-31T23:59:59.999Z'],
])('%d milliseconds are %s', (value, expected) => {
  expect(toInstant(value)).toBe(expected);
});

it.each([earliest - 1, latest + 1, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15])(
  '%d milliseconds are not an instant',
  (value) => {
    expect(() => toInstant(value)).toThrow(InvariantError);
  },
);

it('adds milliseconds across the end of February in a leap year', () => {
  const start = toInstant(Date.parse('2024-02-28T23:59:59.500Z'));
  expect(plusMillis(start, 1_000)).toBe('2024-02-29T00:00:00.500Z');
  expect(plusMillis(plusMillis(start, 1_000), -1_000)).toBe(start);
});
