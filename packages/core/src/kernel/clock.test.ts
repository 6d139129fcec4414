import { expect, it } from 'vitest';
import { manualClock, now, systemClock } from './clock.ts';
import { toInstant } from './instant.ts';

const noon = toInstant(Date.UTC(2026, 10, 21, 12));

it('does not move by itself', () => {
  const clock = manualClock(noon);
  expect([now(clock), now(clock)]).toEqual([noon, noon]);
  clock.advance(1);
  expect(now(clock)).toBe('2026-11-21T12:00:00.001Z');
  clock.advance(-2);
  expect(now(clock)).toBe('2026-11-21T11:59:59.999Z');
  clock.set(noon);
  expect(clock.epochMillis()).toBe(Date.UTC(2026, 10, 21, 12));
});

it('is independent of other clocks', () => {
  const [one, other] = [manualClock(noon), manualClock(noon)];
  one.advance(1_000);
  expect(now(other)).toBe(noon);
});

it('uses the system clock by default', () => {
  const before = Date.now();
  const told = systemClock.epochMillis();
  expect(told).toBeGreaterThanOrEqual(before);
  expect(told).toBeLessThanOrEqual(Date.now());
});

it('truncates to milliseconds', () => {
  expect(now({ epochMillis: () => 1.75 })).toBe('1970-01-01T00:00:00.001Z');
});
