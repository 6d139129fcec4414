import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaled, seeds } from '../../test/support/scale.ts';
import { readJson } from './read-json.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const deep = (levels: number, [open, close]: readonly [string, string]): string =>
  open.repeat(levels) + '1' + close.repeat(levels);

describe.each([
  { name: 'an object', text: '{"a":1}' },
  { name: 'white space around it', text: ' \t\r\n{"a" : 1}\n' },
  { name: 'a colon in a text', text: '{"a":":","b":"\\":","c":"\\\\"}' },
  { name: 'names in texts', text: '{"a":"{\\"a\\":1}"}' },
  { name: 'the same name in two objects', text: '{"a":{"a":1},"b":[{"a":1},{"a":1}]}' },
  { name: 'names that differ by their letters only', text: '{"a":1,"A":1,"á":1,"a\\u0301":1}' },
  { name: 'an empty name', text: '{"":1}' },
  { name: '32 levels of lists', text: deep(32, ['[', ']']) },
  { name: '32 levels of objects', text: deep(32, ['{"a":', '}']) },
  { name: 'a number', text: '1' },
  { name: 'null', text: 'null' },
])('$name', ({ text }) => {
  it('is read as JSON.parse reads it', () => {
    expect(readJson(bytesOf(text))).toStrictEqual({ value: JSON.parse(text) as unknown });
  });
});

it('keeps a member called __proto__ for the schema to reject, and changes no prototype', () => {
  const read = readJson(bytesOf('{"__proto__":{"isAdmin":true}}'));
  const value = 'value' in read ? (read.value as object) : {};
  expect(Object.keys(value)).toEqual(['__proto__']);
  expect('isAdmin' in value).toBe(false);
});

describe.each([
  { name: 'the same name twice', text: '{"a":1,"a":1}', problem: 'duplicateMember' },
  { name: 'twice in another spelling', text: '{"a":1,"\\u0061":2}', problem: 'duplicateMember' },
  { name: 'twice, far below', text: '[{"b":[{"c":{"d":1,"e":2,"d":3}}]}]', problem: 'duplicateMember' },
  { name: 'twice with an object that is lost', text: '{"a":{"x":1,"y":2},"a":{}}', problem: 'duplicateMember' },
  { name: 'twice with as many names elsewhere', text: '{"a":{"x":1},"a":{"x":1}}', problem: 'duplicateMember' },
  { name: '__proto__ twice', text: '{"__proto__":1,"__proto__":2}', problem: 'duplicateMember' },
  { name: 'the empty name twice', text: '{"":1,"":2}', problem: 'duplicateMember' },
  { name: 'a numeric name twice', text: '{"1":1,"1":2}', problem: 'duplicateMember' },
  { name: '33 levels of lists', text: deep(33, ['[', ']']), problem: 'tooDeep' },
  { name: '33 levels of objects', text: deep(33, ['{"a":', '}']), problem: 'tooDeep' },
  { name: '30,000 levels', text: deep(30_000, ['[', ']']), problem: 'tooDeep' },
  { name: 'a byte order mark', text: '\ufeff{"a":1}', problem: 'byteOrderMark' },
  { name: 'a byte order mark alone', text: '\ufeff', problem: 'byteOrderMark' },
  { name: 'a byte order mark behind white space', text: ' \ufeff{}', problem: 'notJson' },
  { name: 'white space alone', text: '  ', problem: 'notJson' },
  { name: 'something behind it', text: '{"a":1}{}', problem: 'notJson' },
  { name: 'a comment', text: '{"a":1/* one */}', problem: 'notJson' },
  { name: 'a comma at the end', text: '{"a":1,}', problem: 'notJson' },
  { name: 'NaN', text: '{"a":NaN}', problem: 'notJson' },
  { name: 'single quotes', text: "{'a':1}", problem: 'notJson' },
  { name: 'a bare NUL', text: '{"a":"\u0000"}', problem: 'notJson' },
  { name: 'half an object', text: '{"a":', problem: 'notJson' },
])('$name', ({ text, problem }) => {
  it(`is refused: ${problem}`, () => {
    expect(readJson(bytesOf(text))).toStrictEqual({ problem });
  });
});

it.each([
  ['a byte that is in no UTF-8', [0x22, 0xff, 0x22]],
  ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
  ['half of a pair', [0x22, 0xed, 0xa0, 0x80, 0x22]],
  ['UTF-16', [0x00, 0x7b, 0x00, 0x7d, 0xd8, 0x00]],
  ['a character that breaks off', [0x22, 0xe2, 0x82]],
])('%s is not UTF-8', (_, bytes) => {
  expect(readJson(Uint8Array.from(bytes))).toStrictEqual({ problem: 'notUtf8' });
});

// Twenty times quadratic work on this much takes minutes, linear work a fraction of a second: the limit of the test separates them.
it.each([
  ['escapes', `"${'\\\\'.repeat(32_000)}"`],
  ['white space before a colon', `{"a"${' '.repeat(65_000)}:1}`],
  ['empty texts', `[""${',""'.repeat(21_000)}]`],
  ['escaped names', `{"\\n":1${Array.from({ length: 5_000 }, (_, at) => `,"n${String(at)}":1`).join('')}}`],
  ['brackets that close nothing', ']'.repeat(65_000)],
  ['brackets that open', '['.repeat(65_000)],
])('64 KB of %s take no longer than any other', (_, text) => {
  const bytes = bytesOf(text);
  const first = readJson(bytes);
  for (let again = 0; again < 20; again += 1) expect(Object.keys(readJson(bytes))).toEqual(Object.keys(first));
});

it('ignores names of earlier documents', () => {
  // What V8 remembers of these makes it misread the second one, see read-escaped-names.ts.
  for (const text of ['{"h":[],"\\\\":0}', '{"b":0,"\\\\":0}', '{"":0,"\\\\":0}']) readJson(bytesOf(text));
  expect(readJson(bytesOf('{"h":1,"\\"":2}'))).toEqual({ value: { h: 1, '"': 2 } });
  expect(readJson(bytesOf('{"b":1,"\\u0062":2}'))).toEqual({ problem: 'duplicateMember' });
  expect(readJson(bytesOf('{"h":1,"\\u0062":[{"\\n":[]},2,null]}'))).toEqual({
    value: { h: 1, b: [{ '\n': [] }, 2, null] },
  });
});

// Names that are hard to count: quotes, colons, backslashes, names of Object.prototype.
const hardNames = [
  'a',
  'b',
  ':',
  '"',
  '":',
  '\\',
  '\\"',
  '{',
  '__proto__',
  'constructor',
  '',
  '\u2028',
  '\ud83d\ude00',
  '\ud800',
];
const name = fc.oneof(fc.constantFrom(...hardNames), fc.string({ unit: 'binary', maxLength: 6 }));
const leaf = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc.constant(null),
  name,
);

/** A value and one of the ways to write it: with needless escapes, and with white space. */
interface Spelt {
  readonly text: string;
  readonly value: unknown;
}
const gap = fc.constantFrom('', '', ' ', '\n', '\t\r ');
const speltName = fc.tuple(name, fc.boolean(), gap, gap).map(([value, escaped, before, after]) => ({
  value,
  text: `${escaped ? escapedText(value) : JSON.stringify(value)}${before}:${after}`,
}));

const { value: spelt } = fc.letrec<{ value: Spelt }>((tie) => ({
  value: fc.oneof(
    { depthIdentifier: 'json', maxDepth: 4, withCrossShrink: true },
    leaf.map((value) => ({ value, text: JSON.stringify(value) })),
    fc
      .uniqueArray(fc.tuple(speltName, tie('value')), {
        maxLength: 4,
        selector: ([key]) => key.value,
        depthIdentifier: 'json',
      })
      .map((members) => ({
        value: Object.fromEntries(members.map(([key, member]) => [key.value, member.value])),
        text: `{${members.map(([key, member]) => key.text + member.text).join(',')}}`,
      })),
    fc.array(tie('value'), { maxLength: 3, depthIdentifier: 'json' }).map((items) => ({
      value: items.map(({ value }) => value),
      text: `[${items.map(({ text }) => text).join(', ')}]`,
    })),
  ),
}));

/** An object with one name twice, each time spelt differently, and others before, between and after. */
const twice = fc
  .tuple(name, fc.boolean(), fc.boolean(), fc.array(fc.tuple(speltName, spelt), { maxLength: 4 }), fc.nat(), fc.nat())
  .map(([key, first, second, others, here, there]) => {
    const members = others.map(([other, member]) => other.text + member.text);
    for (const [at, escaped] of [
      [here, first],
      [there, second],
    ] as const)
      members.splice(at % (members.length + 1), 0, `${escaped ? escapedText(key) : JSON.stringify(key)}: {"a": 1}`);
    return `{${members.join(',')}}`;
  });
const around = fc.array(
  fc.constantFrom<readonly [string, string]>(['[', ']'], ['{"in":', '}'], ['{"\\u0069n":', '}'], ['[0,', ',1]']),
  {
    maxLength: 8,
  },
);

function escapedText(text: string): string {
  const escaped = Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped.join('')}"`;
}

describe.each(seeds)('for any document (seed %i)', (seed) => {
  const parameters = { seed, numRuns: scaled(20_000, 2_000) };

  it('reads the same as JSON.parse if no name is duplicated', () => {
    let compared = 0;
    fc.assert(
      fc.property(spelt, ({ text, value }) => {
        const read = readJson(bytesOf(text));
        expect('value' in read && isDeepStrictEqual(read.value, value)).toBe(true);
        if (text.includes('\\')) return; // there JSON.parse may err
        compared += 1;
        expect(isDeepStrictEqual('value' in read && read.value, JSON.parse(text))).toBe(true);
      }),
      parameters,
    );
    expect(compared).toBeGreaterThan(parameters.numRuns / 10);
  });

  it('finds every duplicated name, at any depth and in any spelling', () => {
    fc.assert(
      fc.property(twice, around, (text, wraps) => {
        const wrapped = wraps.reduce((inner, [open, close]) => `${open}${inner}${close}`, text);
        expect(readJson(bytesOf(wrapped))).toEqual({ problem: 'duplicateMember' });
      }),
      parameters,
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const read = readJson(bytes);
        expect('value' in read || 'problem' in read).toBe(true);
      }),
      parameters,
    );
  });
});
