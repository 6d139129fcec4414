import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import { canonicalJson } from './canonical-json.ts';
import { InvariantError } from './invariant.ts';
import type { JsonValue } from './json.ts';

const json = fc.jsonValue({ stringUnit: 'grapheme' }) as fc.Arbitrary<JsonValue>;

/** The same value with the members of every object in the opposite order. */
function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

// RFC 8785, appendix B: IEEE 754 bits and their only spelling.
it.each([
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
])('the number with the bits %s is written %s', (bits, expected) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  expect(canonicalJson(view.getFloat64(0))).toBe(expected);
});

it.each<[JsonValue, string]>([
  [null, 'null'],
  [true, 'true'],
  [[], '[]'],
  [{}, '{}'],
  [[56, { d: true, 10: null, 1: [] }], '[56,{"1":[],"10":null,"d":true}]'],
  ['\u20ac$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
  ['\u2028\u007f', '"\u2028\u007f"'],
  // RFC 8785, 3.2.3: by UTF-16 unit, so that U+1F600 comes before U+FB33.
  [
    {
      '\u20ac': 'Euro',
      '\r': 'Return',
      '\ufb33': 'Dalet',
      '1': 'One',
      '\u{1f600}': 'Smiley',
      '\u0080': 'Control',
      '\u00f6': 'o',
    },
    '{"\\r":"Return","1":"One","\u0080":"Control","ö":"o","€":"Euro","\u{1f600}":"Smiley","\ufb33":"Dalet"}',
  ],
])('%j has one spelling', (value, expected) => {
  expect(canonicalJson(value)).toBe(expected);
});

it('omits undefined members', () => {
  expect(canonicalJson({ a: undefined, b: 1 } as never)).toBe('{"b":1}');
});

it('keeps a member called __proto__', () => {
  expect(canonicalJson(JSON.parse('{"__proto__":{"a":1}}') as JsonValue)).toBe('{"__proto__":{"a":1}}');
});

it.each([
  ['a lone surrogate', '\ud800'],
  ['a lone surrogate in a key', { '\udc00': 1 }],
  ['a lone surrogate deep inside', [{ a: ['x\ud83d'] }]],
  ['NaN', Number.NaN],
  ['infinity', [Number.NEGATIVE_INFINITY]],
  ['undefined', undefined],
  ['undefined in a list', [undefined]],
  ['a hole in a list', [, 1]], // oxlint-disable-line no-sparse-arrays
  ['a bigint', 1n],
  ['a function', () => 1],
  ['a date', new Date(0)],
  ['a map', { a: new Map([[1, 2]]) }],
])('rejects %s', (_, value) => {
  expect(() => canonicalJson(value as never)).toThrow(InvariantError);
});

describe('for every JSON value', () => {
  it('is read back as the same value', () => {
    holds(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order of members', () => {
    holds(
      fc.property(json, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });
});
