import { expect, it } from 'vitest';
import { parseInstant, toInstant, type Instant } from './instant.ts';
import { InvariantError } from './invariant.ts';
import { windowRange } from './window-range.ts';
import { defaultWindow, windows, type WindowKey } from './windows.ts';

it.each<[WindowKey, string, string]>([
  ['24h', 'Last 24 hours', '2024-02-29T10:00:00.000Z'],
  ['7d', 'Last 7 days', '2024-02-23T10:00:00.000Z'],
  ['30d', 'Last 30 days', '2024-01-31T10:00:00.000Z'],
])('%s is called "%s" and begins at %s, seen from 1 March at ten', (key, label, from) => {
  const now = parseInstant('2024-03-01T10:00:00Z') as Instant;
  expect(windows[key].label).toBe(label);
  expect(windowRange(key, now)).toEqual({ from, to: now });
});

it('has exactly these windows, and they are frozen', () => {
  expect(Object.keys(windows)).toEqual(['24h', '7d', '30d']);
  expect(Object.isFrozen(windows) && Object.isFrozen(windows['7d'])).toBe(true);
});

it('defaults to the last day', () => {
  expect(defaultWindow).toBe('24h');
});

it('does not reach before year 1', () => {
  expect(() => windowRange('24h', toInstant(Date.parse('0001-01-01T12:00:00Z')))).toThrow(InvariantError);
});
