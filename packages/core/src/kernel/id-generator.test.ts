import { afterEach, describe, expect, it, vi } from 'vitest';
import { createUuidGenerator, uuidGenerator } from './id-generator.ts';

declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

const version7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const made = (count: number, next: () => string): readonly string[] => Array.from({ length: count }, next);
const millisOf = (id: string): number => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

describe('the ids of a process', () => {
  afterEach(() => vi.restoreAllMocks());

  it('are UUIDs of version 7 that are unique and ascend, over many fillings of the pool', () => {
    const ids = made(20_000, () => uuidGenerator.next());
    expect(ids.filter((id) => !version7.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('ascend within one millisecond, and when the clock goes back', () => {
    let now = Date.UTC(2026, 10, 21);
    const { next } = createUuidGenerator(() => now);
    const before = made(1_000, next);
    now -= 3_600_000;
    const ids = [...before, ...made(1_000, next)];
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids.map(millisOf))).toEqual(new Set([Date.UTC(2026, 10, 21)]));
    now += 7_200_000;
    expect(millisOf(next())).toBe(now);
  });

  it('have no random bytes in common, also not their ends', () => {
    const { next } = createUuidGenerator(() => 0);
    const ends = made(5_000, next).map((id) => id.slice(-12));
    expect(new Set(ends).size).toBe(ends.length);
  });

  it('use random bytes for a second at most: a copy of the process makes others', () => {
    const fill = vi.spyOn(crypto, 'getRandomValues');
    let now = Date.UTC(2026, 10, 21);
    const { next } = createUuidGenerator(() => now);
    made(256, next);
    expect(fill).toHaveBeenCalledTimes(1);
    next();
    expect(fill).toHaveBeenCalledTimes(2);
    now += 1_000;
    next();
    expect(fill).toHaveBeenCalledTimes(2);
    now += 1;
    next();
    expect(fill).toHaveBeenCalledTimes(3);
    now -= 60_000;
    next();
    expect(fill).toHaveBeenCalledTimes(4);
  });

  it('are never made of the bytes of an earlier filling', () => {
    const seen = new Set<string>();
    vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => {
      bytes.forEach((_, at) => {
        bytes[at] = (at * 7 + seen.size * 13) % 256;
      });
      return bytes;
    });
    let now = 0;
    const { next } = createUuidGenerator(() => now);
    for (let filling = 0; filling < 3; filling += 1) {
      seen.add(next().slice(-12));
      now += 2_000;
    }
    expect(seen.size).toBe(3);
  });
});
