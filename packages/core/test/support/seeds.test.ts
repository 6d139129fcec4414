import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holds, holdsAsync, seeds } from './seeds.ts';

it('shares the runs of a property among a fixed seed and another one', async () => {
  const drawn: number[] = [];
  const note = (value: number) => void drawn.push(value);
  holds(fc.property(fc.nat(), note), { numRuns: 40 });
  const again = drawn.splice(0);
  await holdsAsync(
    fc.asyncProperty(fc.nat(), async (value) => note(value)),
    { numRuns: 40 },
  );
  expect(seeds.length).toBe(2);
  expect(drawn).toEqual(again);
  expect(drawn).toHaveLength(40);
  expect(drawn.slice(0, 20)).not.toEqual(drawn.slice(20));
});
