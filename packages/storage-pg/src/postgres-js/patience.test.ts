import { expect, it } from 'vitest';
import { createPatience } from './patience.ts';

const never = new Promise<never>(() => {});

it('gives up at the deadline, and throws for a late begin', async () => {
  const patience = createPatience(performance.now() + 20, () => false);
  expect(() => patience.check()).not.toThrow();
  await expect(patience.wait(never)).rejects.toMatchObject({
    name: 'StorageFault',
    kind: 'unavailable',
    outcome: 'not_written',
  });
  expect(() => patience.check()).toThrow('in time');
});

it('waits without limit for work that has begun', async () => {
  const patience = createPatience(performance.now() + 5, () => true);
  const slow = new Promise((resolve) => {
    setTimeout(() => resolve('done'), 40);
  });
  expect(await patience.wait(slow)).toBe('done');
  expect(() => patience.check()).not.toThrow();
});

it('passes on a failure', async () => {
  await expect(
    createPatience(performance.now() + 1000, () => false).wait(Promise.reject(new Error('no'))),
  ).rejects.toThrow('no');
});
