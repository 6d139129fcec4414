import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { canonicalHash } from './hash.ts';
import { InvariantError } from './invariant.ts';
import { isStorableText } from './text.ts';

declare const btoa: (binary: string) => string;

const filters = { list: 'audit', tenantId: 't-1' };
const fingerprint = canonicalHash(filters).slice(0, 16);
const part = fc.string({ unit: 'binary', maxLength: 60 }).filter(isStorableText);

/** A forged cursor. */
function forged(content: unknown): string {
  return urlSafe(btoa(typeof content === 'string' ? content : JSON.stringify(content)));
}

function urlSafe(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

it('returns the key it was made from', () => {
  holds(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), fc.jsonValue(), (key, filters) => {
      expect(decodeCursor(encodeCursor(key, filters as never), filters as never, key.length)).toEqual(key);
    }),
  );
});

it.each(['Zoë', '\u{1f600}', 'Ω', 'عربى', '"quoted\\"', '\ud83d\ude00\ufb33', ''])('carries the key %j', (text) => {
  const cursor = encodeCursor([text, 'id-1'], filters);
  expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(decodeCursor(cursor, filters, 2)).toEqual([text, 'id-1']);
});

it('has room for the longest sort key: 200 characters and an id of 120', () => {
  const key = ['\u0001'.repeat(200), 'a'.repeat(120)];
  expect(decodeCursor(encodeCursor(key, filters), filters, 2)).toEqual(key);
});

it('does not depend on the order of the filters', () => {
  expect(decodeCursor(encodeCursor(['1'], { a: 1, b: 2 }), { b: 2, a: 1 }, 1)).toEqual(['1']);
});

it.each([
  ['made with other filters', encodeCursor(['a', 'b'], { list: 'audit', tenantId: 't-2' })],
  ['with too few parts', encodeCursor(['a'], filters)],
  ['with too many parts', encodeCursor(['a', 'b', 'c'], filters)],
  ['of another version', forged({ v: 2, k: ['a', 'b'], f: fingerprint })],
  ['without a version', forged({ k: ['a', 'b'], f: fingerprint })],
  ['without filters', forged({ v: 1, k: ['a', 'b'] })],
  ['whose parts are not text', forged({ v: 1, k: ['a', 1], f: fingerprint })],
  ['whose key is not a list', forged({ v: 1, k: 'ab', f: fingerprint })],
  ['with NUL in its key', forged({ v: 1, k: ['a\u0000', 'b'], f: fingerprint })],
  ['with half an emoji in its key', forged({ v: 1, k: ['a\ud83d', 'b'], f: fingerprint })],
  ['that is null', forged('null')],
  ['that is not JSON', forged('{"v":1')],
  ['that is not UTF-8', forged('{"v":1,"k":["\u00ff","b"]}')],
  ['that is not base64', 'a'],
  ['with padding', `${encodeCursor(['a', 'b'], filters)}=`],
  ['that is empty', ''],
  ['that is longer than any real one', 'A'.repeat(2_001)],
])('rejects a cursor %s', (_, cursor) => {
  expect(decodeCursor(cursor, filters, 2)).toBeNull();
});

it('accepts a forged cursor with correct content', () => {
  expect(decodeCursor(forged({ v: 1, k: ['a', 'b'], f: fingerprint }), filters, 2)).toEqual(['a', 'b']);
});

it('returns null for garbage and never throws', () => {
  const garbage = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...'ABCXYZabcxyz0189-_'), maxLength: 200 }),
    fc.json().map((text) => urlSafe(btoa(encodeURIComponent(text)))),
    fc.jsonValue().map((value) => forged(JSON.stringify(value).replace(/[^ -~]/g, '?'))),
  );
  holds(
    fc.property(garbage, (cursor) => {
      expect(decodeCursor(cursor, filters, 2)).toBeNull();
    }),
  );
});

it('returns null or storable text for a damaged cursor, and never throws', () => {
  const damage = fc.record({ at: fc.nat(500), char: fc.constantFrom(...'ABCXYZabcxyz0189-_') });
  holds(
    fc.property(fc.array(part, { minLength: 2, maxLength: 2 }), damage, (key, { at, char }) => {
      const cursor = encodeCursor(key, filters);
      const index = at % cursor.length;
      const decoded = decodeCursor(cursor.slice(0, index) + char + cursor.slice(index + 1), filters, 2);
      expect(decoded === null || (decoded.length === 2 && decoded.every(isStorableText))).toBe(true);
    }),
  );
});

it.each([
  ['too long', 'x'.repeat(2_000)],
  ['not storable', 'a\u0000'],
])('rejects a key that it would not decode: the key is %s', (_, text) => {
  expect(() => encodeCursor([text, 'id'], filters)).toThrow(InvariantError);
});
