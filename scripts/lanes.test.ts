import { expect, it } from 'vitest';
import { inLanes } from './lanes.ts';

it('gives the next piece to the lane that is free first', async () => {
  const order: string[] = [];
  const ends = new Map<string, () => void>();
  const piece = (name: string) => (lane: number) => {
    order.push(`${name} in ${lane}`);
    return new Promise<void>((resolve) => ends.set(name, resolve));
  };
  const all = inLanes(2, ['a', 'b', 'c', 'd'].map(piece));
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  expect(order).toEqual(['a in 0', 'b in 1']);
  await end('b');
  expect(order.slice(2)).toEqual(['c in 1']);
  await end('c');
  await end('a');
  expect(order.slice(3)).toEqual(['d in 1']);
  let isDone = false;
  void all.then(() => (isDone = true));
  await end('a');
  expect(isDone).toBe(false);
  await end('d');
  expect(isDone).toBe(true);
});

it('has more lanes than work', async () => {
  let done = 0;
  await inLanes(3, [() => Promise.resolve(void (done += 1))]);
  expect(done).toBe(1);
});

it('ends with the error of a piece', async () => {
  await expect(inLanes(2, [() => Promise.reject(new Error('broken'))])).rejects.toThrow('broken');
});
