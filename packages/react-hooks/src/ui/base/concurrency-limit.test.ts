import { expect, it } from 'vitest';
import { concurrencyLimit } from './concurrency-limit.ts';

it('limits concurrent runs, even if one fails, and completes all', async () => {
  const limited = concurrencyLimit(2);
  let running = 0;
  let most = 0;
  const work = async (index: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
    if (index === 1) throw new Error('no');
    return index;
  };
  const answers = await Promise.allSettled([0, 1, 2, 3, 4].map((index) => limited(() => work(index))));
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(most).toBe(2);
  expect(await limited(() => work(5))).toBe(5);
});
