import { describe, expect, it } from 'vitest';
import { backoffMillis, retryAfterMillis, retryAt } from './retry-after.ts';

const now = Date.parse('2026-11-21T10:00:00.000Z');
const day = 86_400_000;

describe('the wait of a Retry-After', () => {
  it.each([
    ['seconds', '7', 7_000],
    ['a fraction, as batches send it', '0.249', 249],
    ['a fraction of a millisecond, rounded up', '0.0001', 1],
    ['spaces around', '  12 ', 12_000],
    ['zero', '0', 0],
    ['a day', '86400', day],
    ['more than a day', '86401', day],
    ['the largest number', '999999999999999', day],
    ['a date', 'Sat, 21 Nov 2026 10:00:30 GMT', 30_000],
    ['a date in another zone', 'Sat, 21 Nov 2026 11:00:30 +0100', 30_000],
    ['a date of RFC 850', 'Saturday, 21-Nov-26 10:00:30 GMT', 30_000],
    ['a date in the past', 'Sat, 21 Nov 2026 09:00:00 GMT', 0],
    ['a date in ten years', 'Fri, 21 Nov 2036 10:00:00 GMT', day],
    ['nothing', '', null],
    ['spaces', '   ', null],
    ['a negative number', '-5', null],
    ['an exponent', '1e9', null],
    ['hexadecimal', '0x10', null],
    ['infinity', 'Infinity', null],
    ['a number that is none', 'NaN', null],
    ['digits of another script', '٧', null],
    ['two values', '5, 10', null],
    ['a comma', '1,5', null],
    ['a dot without digits', '5.', null],
    ['more digits than a number holds', '9'.repeat(400), null],
    ['a text', 'soon', null],
    ['a date that is none', 'Sat, 99 Nov 2026 10:00:30 GMT', null],
    ['a date without its day of the week', '2026-11-21T10:00:30Z', null],
  ])('for %s', (_, header, millis) => {
    expect(retryAfterMillis({ retryAfter: header, date: null }, now)).toBe(millis);
  });

  it('is unknown without the header', () => {
    const hint = { retryAfter: null, date: 'Sat, 21 Nov 2026 10:00:00 GMT' };
    expect([retryAfterMillis(hint, now), retryAt(hint, now)]).toEqual([null, null]);
  });

  it('is answered as an instant', () => {
    const told = ['0.5', 'x'].map((retryAfter) => retryAt({ retryAfter, date: null }, now));
    expect(told).toEqual(['2026-11-21T10:00:00.500Z', null]);
  });

  it.each([
    ['agrees', 'Sat, 21 Nov 2026 10:00:00 GMT', 'Sat, 21 Nov 2026 10:00:30 GMT', 30_000],
    ['is two hours ahead', 'Sat, 21 Nov 2026 12:00:00 GMT', 'Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
    ['is two hours behind', 'Sat, 21 Nov 2026 08:00:00 GMT', 'Sat, 21 Nov 2026 08:00:30 GMT', 30_000],
    ['is ten years ahead', 'Fri, 21 Nov 2036 10:00:00 GMT', 'Fri, 21 Nov 2036 10:00:30 GMT', 30_000],
    ['is past the date', 'Sat, 21 Nov 2026 10:01:00 GMT', 'Sat, 21 Nov 2026 10:00:30 GMT', 0],
    ['is years before the date', 'Wed, 21 Oct 2015 07:28:00 GMT', 'Sat, 21 Nov 2026 10:00:30 GMT', day],
    ['cannot be read', 'yesterday', 'Sat, 21 Nov 2026 10:00:30 GMT', 30_000],
    ['is a number', '1764000000', 'Sat, 21 Nov 2026 10:00:30 GMT', 30_000],
    ['does not matter to seconds', 'Sat, 21 Nov 2026 12:00:00 GMT', '7', 7_000],
  ])('where the clock of the sender %s', (_, date, retryAfter, millis) => {
    const hint = { retryAfter, date };
    expect(retryAfterMillis(hint, now)).toBe(millis);
    expect(retryAt(hint, now)).toBe(new Date(now + millis).toISOString());
  });
});

describe('the wait without a Retry-After', () => {
  it.each([
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [6, 16_000],
    [7, 30_000],
    [1_000, 30_000],
  ])('before attempt %d is anything below %d ms', (attempt, most) => {
    expect([0, 0.25, 0.5].map((random) => backoffMillis(attempt, random))).toEqual([0, most / 4, most / 2]);
    expect(backoffMillis(attempt, 1 - Number.EPSILON)).toBeLessThan(most);
  });
});
