import { describe, expect, it } from 'vitest';
import { toWallTime } from '../base/wall-clock.ts';
import { choicesOf, expiryAt, firstChoice, type ExpiryPolicy } from './expiry.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-21T12:00:00Z');
const free: ExpiryPolicy = { requireExpiry: false, maxDuration: null };
const ending: ExpiryPolicy = { requireExpiry: true, maxDuration: null };
const upTo = (hours: number): ExpiryPolicy => ({ requireExpiry: false, maxDuration: hours * hour });

describe('the offered ends', () => {
  it.each([
    { policy: free, kept: null, then: ['1h', '4h', '24h', 'custom', 'none'] },
    { policy: free, kept: 2, then: ['keep', '+1h', '+4h', '+24h', 'custom', 'none'] },
    { policy: ending, kept: null, then: ['1h', '4h', '24h', 'custom'] },
    { policy: upTo(4), kept: null, then: ['1h', '4h', 'custom'] },
    { policy: upTo(6), kept: 2, then: ['keep', '+1h', '+4h', 'custom'] },
    { policy: upTo(0.5), kept: null, then: ['custom'] },
  ])('of $policy are $then, with an end in $kept hours', ({ policy, kept, then }) => {
    expect(choicesOf(policy, kept === null ? null : new Date(now + kept * hour).toISOString(), now)).toEqual(then);
  });

  it.each([
    { policy: free, current: 'new', then: '4h' },
    { policy: free, current: 'with_end', then: 'keep' },
    { policy: free, current: 'without_end', then: 'none' },
    { policy: ending, current: 'without_end', then: '4h' },
    { policy: upTo(2), current: 'new', then: '1h' },
    { policy: upTo(0.5), current: 'new', then: 'custom' },
  ] as const)('of $policy begin with $then when $current', ({ policy, current, then }) => {
    expect(firstChoice(policy, current)).toBe(then);
  });
});

describe('the selected end', () => {
  it.each([
    { choice: '4h', custom: '', policy: free, then: { state: 'at', at: now + 4 * hour } },
    { choice: '4h', custom: '', policy: upTo(4), then: { state: 'at', at: now + 4 * hour } },
    { choice: '4h', custom: '', policy: upTo(3), then: { state: 'too_late' } },
    { choice: 'none', custom: '', policy: free, then: { state: 'never' } },
    { choice: 'custom', custom: '', policy: free, then: { state: 'missing' } },
    { choice: 'custom', custom: toWallTime(now, 'Europe/Berlin'), policy: free, then: { state: 'past' } },
    {
      choice: 'custom',
      custom: toWallTime(now + hour, 'Europe/Berlin'),
      policy: free,
      then: { state: 'at', at: now + hour },
    },
    { choice: '+1h', custom: '', policy: free, then: { state: 'at', at: now + 3 * hour } },
    { choice: '+24h', custom: '', policy: upTo(24), then: { state: 'too_late' } },
    { choice: 'keep', custom: '', policy: free, then: { state: 'at', at: now + 2 * hour } },
  ] as const)('$choice "$custom" under $policy is $then', ({ choice, custom, policy, then }) => {
    const kept = new Date(now + 2 * hour).toISOString();
    expect(expiryAt({ choice, custom, zone: 'Europe/Berlin', isSecond: false }, policy, kept, now)).toEqual(then);
  });

  it.each([
    { zone: 'Europe/Berlin', custom: '2026-10-25T02:30', isSecond: false, then: '2026-10-25T00:30:00.000Z' },
    { zone: 'Europe/Berlin', custom: '2026-10-25T02:30', isSecond: true, then: '2026-10-25T01:30:00.000Z' },
    { zone: 'Europe/Berlin', custom: '2026-03-29T02:30', isSecond: false, then: '2026-03-29T01:30:00.000Z' },
    { zone: 'Asia/Tokyo', custom: '2026-03-29T02:30', isSecond: true, then: '2026-03-28T17:30:00.000Z' },
  ])('$custom in $zone is $then, the second one: $isSecond', ({ then, ...entered }) => {
    const outcome = expiryAt({ choice: 'custom', ...entered }, free, null, Date.parse('2026-01-01T00:00:00Z'));
    expect(outcome).toEqual({ state: 'at', at: Date.parse(then) });
  });
});
