import { describe, expect, it } from 'vitest';
import { choicesOf, expiryAt, firstChoice, toLocalInput, type ExpiryPolicy } from './expiry.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-21T12:00:00Z');
const free: ExpiryPolicy = { requireExpiry: false, maxDuration: null };
const ending: ExpiryPolicy = { requireExpiry: true, maxDuration: null };
const upTo = (hours: number): ExpiryPolicy => ({ requireExpiry: false, maxDuration: hours * hour });

describe('the offered ends', () => {
  it.each([
    { policy: free, hasEnd: false, then: ['1h', '4h', '24h', 'custom', 'none'] },
    { policy: free, hasEnd: true, then: ['keep', '1h', '4h', '24h', 'custom', 'none'] },
    { policy: ending, hasEnd: false, then: ['1h', '4h', '24h', 'custom'] },
    { policy: upTo(4), hasEnd: false, then: ['1h', '4h', 'custom'] },
    { policy: upTo(0.5), hasEnd: false, then: ['custom'] },
  ])('of $policy are $then', ({ policy, hasEnd, then }) => {
    expect(choicesOf(policy, hasEnd)).toEqual(then);
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
    { choice: 'custom', custom: toLocalInput(now), policy: free, then: { state: 'past' } },
    { choice: 'custom', custom: toLocalInput(now + hour), policy: free, then: { state: 'at', at: now + hour } },
    { choice: 'keep', custom: '', policy: free, then: { state: 'at', at: now + 2 * hour } },
  ] as const)('$choice "$custom" under $policy is $then', ({ choice, custom, policy, then }) => {
    const kept = new Date(now + 2 * hour).toISOString();
    expect(expiryAt({ choice, custom }, policy, kept, now)).toEqual(then);
  });
});
