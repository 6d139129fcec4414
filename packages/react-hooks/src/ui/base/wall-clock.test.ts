import { describe, expect, it } from 'vitest';
import { readWallTime, startOfDay, startOfMonth, toWallTime } from './wall-clock.ts';

const iso = (millis: number): string => new Date(millis).toISOString();
const read = (text: string, zone: string): readonly string[] => {
  const found = readWallTime(text, zone);
  if (found === null) return [];
  return [found.kind, iso(found.at), ...(found.kind === 'twice' ? [iso(found.second)] : [])];
};

describe('a time on the clocks of a zone', () => {
  it.each([
    ['2026-11-21T15:04', 'UTC', 'once', '2026-11-21T15:04:00.000Z'],
    ['2026-11-21T15:04', 'Europe/Berlin', 'once', '2026-11-21T14:04:00.000Z'],
    ['2026-07-21T15:04', 'Europe/Berlin', 'once', '2026-07-21T13:04:00.000Z'],
    ['2026-11-21T15:04', 'Asia/Kathmandu', 'once', '2026-11-21T09:19:00.000Z'],
    ['2026-11-21T15:04', 'Pacific/Kiritimati', 'once', '2026-11-21T01:04:00.000Z'],
    ['2026-11-21T15:04', 'Pacific/Pago_Pago', 'once', '2026-11-22T02:04:00.000Z'],
    ['2026-03-29T01:59', 'Europe/Berlin', 'once', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T03:00', 'Europe/Berlin', 'once', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T01:59', 'Europe/Berlin', 'once', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25T03:00', 'Europe/Berlin', 'once', '2026-10-25T02:00:00.000Z'],
  ])('%s in %s is %s %s', (text, zone, ...then) => {
    expect(read(text, zone)).toEqual(then);
    expect(toWallTime(Date.parse(then[1]), zone)).toBe(text);
  });

  it.each([
    ['2026-03-29T02:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z', '2026-03-29T03:00'],
    ['2026-03-29T02:59', 'Europe/Berlin', '2026-03-29T01:59:00.000Z', '2026-03-29T03:59'],
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z', '2026-03-08T03:30'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z', '2026-10-04T02:45'], // half an hour
    ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z', '2011-12-31T12:00'], // a whole day
  ])('%s does not exist in %s: it is as long after the change', (text, zone, then, shown) => {
    expect(read(text, zone)).toEqual(['skipped', then]);
    expect(toWallTime(Date.parse(then), zone)).toBe(shown);
  });

  it.each([
    ['2026-10-25T02:00', 'Europe/Berlin', '2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'],
    ['2026-10-25T02:59', 'Europe/Berlin', '2026-10-25T00:59:00.000Z', '2026-10-25T01:59:00.000Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
  ])('%s exists twice in %s: the earlier one comes first', (text, zone, first, second) => {
    expect(read(text, zone)).toEqual(['twice', first, second]);
    for (const at of [first, second]) expect(toWallTime(Date.parse(at), zone)).toBe(text);
  });

  it.each([
    '',
    '2026-11-21',
    '2026-13-01T00:00',
    '12026-01-01T00:00',
    '+275760-09-13T00:00',
    'now',
    '2026-11-21T25:00',
  ])('%j is none', (text) => {
    expect(readWallTime(text, 'Europe/Berlin')).toBeNull();
  });
});

describe('a day', () => {
  it.each([
    ['2026-11-21T22:30:00Z', 'Europe/Berlin', '2026-11-20T23:00:00.000Z'],
    ['2026-11-21T23:30:00Z', 'Europe/Berlin', '2026-11-21T23:00:00.000Z'],
    ['2026-10-25T20:00:00Z', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'], // of 25 hours
    ['2026-03-29T20:00:00Z', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'], // of 23 hours
    ['2026-04-24T12:00:00Z', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'], // its midnight is skipped
    ['2026-11-01T12:00:00Z', 'America/Havana', '2026-11-01T04:00:00.000Z'], // its midnight comes twice
  ])('of %s in %s begins at %s', (now, zone, then) => {
    expect(startOfDay(Date.parse(now), zone).toISOString()).toBe(then);
  });
});

it('a month begins at the first midnight of the zone, and the one before December is November', () => {
  const start = (months: number): string =>
    startOfMonth(Date.parse('2026-12-31T23:30:00Z'), 'Europe/Berlin', months).toISOString();
  expect([-2, -1, 0, 1].map(start)).toEqual([
    '2026-10-31T23:00:00.000Z',
    '2026-11-30T23:00:00.000Z',
    '2026-12-31T23:00:00.000Z',
    '2027-01-31T23:00:00.000Z',
  ]);
});
