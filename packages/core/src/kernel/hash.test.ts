import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holdsAsync } from '../../test/support/seeds.ts';
import { canonicalJson } from './canonical-json.ts';
import { canonicalHash } from './hash.ts';
import type { JsonValue } from './json.ts';

declare const crypto: { readonly subtle: { digest(name: 'SHA-256', data: Uint8Array): Promise<ArrayBuffer> } };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

it.each<[JsonValue, string]>([
  [{}, '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'],
  [[], '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945'],
  [null, '74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b'],
])('%j has the SHA-256 of its canonical form', (value, expected) => {
  expect(canonicalHash(value)).toBe(expected);
});

it('ignores the order of members, but not of lists', () => {
  expect(canonicalHash({ a: 1, b: { c: 2, d: 3 } })).toBe(canonicalHash({ b: { d: 3, c: 2 }, a: 1 }));
  expect(canonicalHash([1, 2])).not.toBe(canonicalHash([2, 1]));
});

it("agrees with the runtime's own SHA-256 for every value", async () => {
  const value = fc.jsonValue({ stringUnit: 'grapheme' }) as fc.Arbitrary<JsonValue>;
  await holdsAsync(
    fc.asyncProperty(value, async (value) => {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(value)));
      const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
      expect(canonicalHash(value)).toBe(hex);
    }),
  );
});
