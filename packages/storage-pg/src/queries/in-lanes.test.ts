import { describe, expect, it } from 'vitest';
import { inLanes } from './in-lanes.ts';

const later = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('work in lanes', () => {
  it.each([0, 1, 3, 4, 9])('runs each of %i items once, at most three at a time', async (count) => {
    const seen: number[] = [];
    let [now, most] = [0, 0];
    const items = Array.from({ length: count }, (_, index) => index);
    const answer = await inLanes(3, items, async (item) => {
      most = Math.max(most, (now += 1));
      await later();
      now -= 1;
      seen.push(item);
      return true;
    });
    expect(answer).toBe(true);
    expect(seen.sort((left, right) => left - right)).toEqual(items);
    expect(most).toBe(Math.min(3, count));
  });

  it('ends after the first false, and waits for work in progress', async () => {
    let [begun, ended] = [0, 0];
    const answer = await inLanes(2, [1, 2, 3, 4, 5, 6], async (item) => {
      begun += 1;
      if (item !== 2) await later();
      ended += 1;
      return item !== 2;
    });
    expect(answer).toBe(false);
    expect([begun, ended]).toEqual([2, 2]);
  });

  it('rejects with the first error, after work in progress has ended', async () => {
    let [begun, ended] = [0, 0];
    const work = inLanes(2, [1, 2, 3, 4, 5, 6], async (item) => {
      begun += 1;
      if (item === 2) throw new Error('no');
      await later();
      ended += 1;
      return true;
    });
    await expect(work).rejects.toThrow('no');
    expect([begun, ended]).toEqual([2, 1]);
  });
});
