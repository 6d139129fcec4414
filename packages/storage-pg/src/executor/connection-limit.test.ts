import { expect, it } from 'vitest';
import { createConnectionLimit } from './connection-limit.ts';

const never = new Promise<never>(() => {});

it('gives up at the deadline, and throws for a late begin', async () => {
  const limit = createConnectionLimit(performance.now() + 20, () => false); // short on purpose: its end is what the test waits for
  expect(() => limit.check()).not.toThrow();
  await expect(limit.wait(never)).rejects.toMatchObject({
    name: 'StorageFault',
    kind: 'unavailable',
    outcome: 'not_written',
  });
  expect(() => limit.check()).toThrow('in time');
});

it('waits without limit for work that has begun', async () => {
  const limit = createConnectionLimit(performance.now() + 5, () => true); // short on purpose: the work has begun
  const slow = new Promise((resolve) => {
    setTimeout(() => resolve('done'), 40);
  });
  expect(await limit.wait(slow)).toBe('done');
  expect(() => limit.check()).not.toThrow();
});

it('passes on a failure', async () => {
  await expect(
    createConnectionLimit(performance.now() + 60_000, () => false).wait(Promise.reject(new Error('no'))),
  ).rejects.toThrow('no');
});
