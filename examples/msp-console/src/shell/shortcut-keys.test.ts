import { expect, it } from 'vitest';
import { meaningOf, pageKeys } from './shortcut-keys.ts';

it.each([
  [null, '?', 'help'],
  [null, '/', 'search'],
  [null, 'g', 'go'],
  [null, 'c', null],
  ['g', 'c', 'controls'],
  ['g', 'C', 'controls'],
  ['g', 'g', 'go'],
  ['g', '?', 'help'],
  ['g', 'x', null],
  ['x', 'c', null],
] as const)('after %s, %s means %s', (before, key, meaning) => {
  expect(meaningOf(before, key)).toBe(meaning);
});

it('gives each page its own key', () => {
  expect(new Set(Object.values(pageKeys)).size).toBe(Object.keys(pageKeys).length);
});
