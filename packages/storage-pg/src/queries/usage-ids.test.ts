import { describe, expect, it } from 'vitest';
import { compactId } from './usage-ids.ts';

const uuid = '018f4a3b-0000-7000-8000-0123456789ab';

describe('a compact id', () => {
  it('of a UUID has 16 bytes, and of another text the bytes of the text', () => {
    expect(compactId(uuid)).toBe('018f4a3b0000700080000123456789ab');
    expect(compactId('run-1')).toBe('72756e2d31');
  });

  it('is another one for another text, also for one that has the bytes of a UUID', () => {
    const sixteen = 'abcdefghijklmnop';
    const hex = Buffer.from(sixteen).toString('hex');
    const twin = [8, 12, 16, 20, 32].map((end, n, ends) => hex.slice(ends[n - 1] ?? 0, end)).join('-');
    const texts = [uuid, uuid.toUpperCase(), uuid.replaceAll('-', ''), sixteen, twin, `${sixteen}q`, 'Zoë', 'zoë', ''];
    expect(new Set(texts.map(compactId)).size).toBe(texts.length);
  });
});
