import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeds } from '../../test/support/scale.ts';
import { decodeSegment, fillPath } from './path.ts';

const letters = Array.from({ length: 0x5e }, (_, index) => String.fromCharCode(0x21 + index)); // all that an id may be made of, and more
const id = fc.string({
  unit: fc.oneof(fc.constantFrom(...letters), fc.constantFrom('.', '~', '/', '%')),
  minLength: 1,
  maxLength: 8,
});
const segmentsOf = (first: string, second: string): readonly string[] =>
  new URL(fillPath('/v1/{a}/x/{b}', { a: first, b: second }), 'https://atlas.example.com').pathname.split('/');

it.each(seeds)('any two ids survive an address that was parsed on its way (seed %i)', (seed) => {
  fc.assert(
    fc.property(id, id, (first, second) => {
      const segments = segmentsOf(first, second);
      expect(segments).toHaveLength(5);
      expect([segments[2], segments[4]].map((segment) => decodeSegment(decodeURIComponent(segment ?? '')))).toEqual([
        first,
        second,
      ]);
    }),
    { seed, numRuns: 500 },
  );
});

describe('an invalid id', () => {
  it.each([undefined, null, '', 5, {}, []])('%j becomes a segment that is invalid too', (value) => {
    expect(fillPath('/v1/{a}', { a: value })).toBe('/v1/%40');
  });
});
