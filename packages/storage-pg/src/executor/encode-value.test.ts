import { expect, it } from 'vitest';
import { encodeValue } from './encode-value.ts';

it.each([
  { given: null, then: null },
  { given: 'plain', then: 'plain' },
  { given: 42, then: '42' },
  { given: true, then: 'true' },
  { given: false, then: 'false' },
  { given: [] as string[], then: '{}' },
  { given: ['a', 'b,c', ''], then: '{"a","b,c",""}' },
  { given: ['say "hi"', 'back\\slash'], then: '{"say \\"hi\\"","back\\\\slash"}' },
  { given: [1, 2], then: '{"1","2"}' },
  { given: ['NULL'], then: '{"NULL"}' }, // quoted, so it stays a string
])('sends $given as $then', ({ given, then }) => {
  expect(encodeValue(given)).toBe(then);
});

it.each([
  { given: 'a\0b' },
  { given: '\ud83d' },
  { given: ['a', 'b\0'] },
  { given: ['a', '\ude00b'] },
  // One character when they are put together: the elements stay two texts.
  { given: ['\ud83d', '\ude00'] },
])('refuses $given', ({ given }) => {
  expect(() => encodeValue(given)).toThrow('NUL or half a surrogate pair');
});

it('sends a whole pair in a list', () => {
  expect(encodeValue(['\ud83d\ude00', 'b'])).toBe('{"\ud83d\ude00","b"}');
});
