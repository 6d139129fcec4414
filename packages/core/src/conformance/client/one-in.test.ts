import { expect, it } from 'vitest';
import { oneIn } from './one-in.ts';

const values = [...'abcdefg'];
const items = ['id', 'scope', 'reason'].flatMap((member) => values.map((value) => ({ member, value })));
const chosen = (count: number, start: number) => oneIn(count, items, ({ member }) => member, start);

it('is everything for one in one', () => {
  expect(chosen(1, 5)).toEqual(items);
});

it.each([0, 1, 2])('is each value once for three members, from %i on', (start) => {
  const seen = chosen(3, start).map(({ value }) => value);
  expect(seen.toSorted()).toEqual(values);
});

it('is each item once for three starts', () => {
  const seen = [0, 1, 2].flatMap((start) => chosen(3, start));
  expect(seen).toHaveLength(items.length);
  expect(new Set(seen)).toEqual(new Set(items));
});
