import { expect, it } from 'vitest';
import { product, thirdOfProduct } from './combinations.ts';

const values = { a: [0, 1, 2], b: [0, 1], c: [0, 1, 2, 3], d: [0, 1, 2], e: [0, 1], f: [0, 1, 2] };
const members = Object.keys(values) as (keyof typeof values)[];
const threes = members.flatMap((one, at) =>
  members.slice(at + 1).flatMap((other, next) => members.slice(at + next + 2).map((third) => [one, other, third])),
);

it('a third of the combinations has every combination of any three members', () => {
  const [all, some] = [product(values), thirdOfProduct(values, false)];
  expect(some.length).toBeLessThan(all.length / 2.9);
  expect(threes).toHaveLength(20);
  for (const three of threes) {
    const met = (filters: typeof all) =>
      new Set(filters.map((filter) => String(three.map((name) => filter[name as 'a']))));
    expect(met(some), String(three)).toEqual(met(all));
  }
});

it('the soak has them all', () => {
  expect(thirdOfProduct(values, true)).toEqual(product(values));
});
