import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import { isUuid } from './is-uuid.ts';

const pattern = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const uuid = '019a9c1e-7f3a-7c1b-8a2d-3f4e5d6c7b8a';

it.each([
  [uuid, true],
  [uuid.toUpperCase(), true],
  [uuid.slice(0, 35), false],
  [`${uuid}a`, false],
  [uuid.replace('-', 'a'), false],
  [`-${uuid.slice(1)}`, false],
  [uuid.replace('f', 'g'), false],
  // Beyond ASCII, and the characters beside those of a UUID.
  [uuid.replace('f', 'ﬀ'), false],
  [uuid.replace('f', '/'), false],
  [uuid.replace('f', ':'), false],
  [uuid.replace('f', '@'), false],
  [uuid.replace('f', '`'), false],
])('%s: %s', (text, expected) => {
  expect(isUuid(text)).toBe(expected);
});

it('answers for any text what the pattern does', () => {
  const characters = fc.string({ unit: fc.constantFrom(...'09afAFgG-'), minLength: 36, maxLength: 36 });
  const nearly = fc
    .tuple(fc.uuid(), fc.nat(35), fc.constantFrom(...'09afAFgG-_ '))
    .map(([text, at, character]) => text.slice(0, at) + character + text.slice(at + 1));
  holds(
    fc.property(fc.oneof(fc.uuid(), characters, nearly, fc.string()), (text) => {
      expect(isUuid(text)).toBe(pattern.test(text));
    }),
  );
});
