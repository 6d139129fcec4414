import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import {
  cleanLabel,
  cleanLine,
  cleanText,
  codePointLength,
  compareText,
  isName,
  isPlainText,
  isStorableText,
  isTypedName,
  isVisibleText,
  normalizeText,
} from './text.ts';

declare const TextEncoder: new () => { encode(text: string): Uint8Array };

// Many strings that share a prefix and differ around the surrogates, where UTF-16 and UTF-8 disagree.
const tricky = fc.string({
  unit: fc.constantFrom('', 'a', '\u0000', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{1f600}', '\u{10ffff}'),
  maxLength: 4,
});
const text = fc.oneof(tricky, fc.string({ unit: 'binary' }));

function compareBytes(left: string, right: string): number {
  const [a, b] = [new TextEncoder().encode(left), new TextEncoder().encode(right)] as const;
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

it('orders text by its UTF-8 bytes, like a database with COLLATE "C"', () => {
  holds(
    fc.property(text, text, (left, right) => {
      expect(Math.sign(compareText(left, right))).toBe(Math.sign(compareBytes(left, right)));
    }),
    { numRuns: 2_000 },
  );
});

it('sorts every list by its bytes', () => {
  holds(
    fc.property(fc.array(text), (list) => {
      expect([...list].sort(compareText)).toEqual([...list].sort(compareBytes));
    }),
  );
});

it.each([
  ['', '', 0],
  ['a', 'a', 0],
  ['a', 'b', -1],
  ['a', 'ab', -1],
  ['', 'a', -1],
  ['Z', 'a', -1],
  ['z', 'ä', -1],
  ['\uffff', '\u{10000}', -1],
  ['\ue000', '\u{1f600}', -1],
  ['\ud7ff', '\u{10000}', -1],
  ['\u{1f600}', '\u{1f601}', -1],
])('%j against %j is %d', (left, right, sign) => {
  expect(Math.sign(compareText(left, right))).toBe(sign);
  expect(Math.sign(compareText(right, left))).toBe(0 - sign);
});

it.each([
  ['', 0],
  ['abc', 3],
  ['ä', 1],
  ['\u{1f600}', 1],
  ['\u{1f468}\u200d\u{1f469}', 3],
  ['\ud83d', 1],
])('%j has %d code points', (text, length) => {
  expect(codePointLength(text)).toBe(length);
});

it('counts concatenated code points', () => {
  const point = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
  holds(
    fc.property(fc.array(point), (points) => {
      expect(codePointLength(points.join(''))).toBe(points.length);
    }),
  );
});

it.each([
  ['', true],
  ['plain', true],
  ['\u{1f600}', true],
  ['a\u0000b', false],
  ['\ud83d', false],
  ['\ude00\ud83d', false],
])('%j is storable: %s', (text, expected) => {
  expect(isStorableText(text)).toBe(expected);
});

it.each([
  ['  a b \n', 'a b'],
  ['\u00a0\ufeffa\u2003', 'a'],
  ['a\u0308', 'ä'],
  ['\u212b', 'Å'],
  [' \t', ''],
  ['a\r\nb\rc', 'a\nb\nc'],
])('stores %j as %j', (given, stored) => {
  expect(normalizeText(given)).toBe(stored);
});

it('does not change stored text when stored again', () => {
  const spaced = fc.string({ unit: fc.constantFrom('a', ' ', '\u0308', '\u2000', '\u1100', '\u1161', '\u00a0') });
  holds(
    fc.property(fc.oneof(text, spaced), (text) => {
      expect(normalizeText(normalizeText(text))).toBe(normalizeText(text));
    }),
  );
});

it.each([
  ['Größe, 名前, שם, اسم', true],
  ['two\nlines\tand a tab', true],
  ['\u{1f468}\u200d\u{1f469}', true],
  ['\u200fاسم\u200e', true], // a mark of direction
  ['نمی\u200cدانم', true], // a joiner that Persian needs
  ['Acme \u202egnitekraM', false],
  ['a\u2066b\u2069', false],
  ['\u001b[2J', false],
  ['a\u2028b', false],
  ['a\u0085b', false],
  ['a\u007fb', false],
])('%j is plain: %s', (text, expected) => {
  expect(isPlainText(text)).toBe(expected);
});

it.each([
  ['.', true],
  ['\u200bא', true],
  ['\u{1f600}', true],
  ['', false],
  ['\u200b\u2060\u200b', false],
  ['\u3164\u3164', false],
  ['\u00a0', false],
  ['\u0308', false],
  ['\u2800', false], // the empty braille pattern
  ['\u{1d159}', false],
  ['\ufffc', false],
  ['\u115f\u1160\uffa0', false],
  ['\ue000', false], // private use
  ['\u{10fffe}', false], // a noncharacter
  ['\u0378', false], // unassigned
  ['\u2801', true],
  ['名', true],
  ['$', true],
])('%j is visible: %s', (text, expected) => {
  expect(isVisibleText(text)).toBe(expected);
});

it.each([
  ['a\ufff9b\ufffbc', false],
  ['a\u206eb', false],
])('%j is plain: %s (annotations and deprecated format characters)', (text, expected) => {
  expect(isPlainText(text)).toBe(expected);
});

const dirty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      'a',
      ' ',
      '\t',
      '\r',
      '\n',
      '\u0000',
      '\u001b',
      '\u202e',
      '\u2066',
      '\ud83d',
      '\udcff',
      '\u0308',
      '…',
      '🗝',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 60,
});

it('cleans any text to one that every rule accepts, and does not change clean text', () => {
  holds(
    fc.property(dirty, fc.integer({ min: 1, max: 40 }), (given, max) => {
      const text = cleanText(given, max);
      expect([isStorableText(text), isPlainText(text), normalizeText(text) === text]).toEqual([true, true, true]);
      expect(codePointLength(text)).toBeLessThanOrEqual(max);
      expect(cleanText(text, max)).toBe(text);
      const line = cleanLine(given, max);
      expect(cleanLine(line, max)).toBe(line);
      expect(isName(cleanLabel(given))).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  ['plain', 'plain'],
  ['two\r\nlines\u2028three', 'two\nlines\nthree'],
  ['a\u0000b\u001bc', 'abc'],
  ['\ud83dx', 'x'],
  ['Zoe\u0308 ', 'Zoë'],
  ['\u200fاسم\u200e', '\u200fاسم\u200e'],
  [undefined, ''],
  [['x'], ''],
])('%j is cleaned to %j', (given, cleaned) => {
  expect(cleanText(given, 100)).toBe(cleaned);
});

it.each([
  ['Contoso GmbH', 'Contoso GmbH ', true],
  ['Contoso\u00a0GmbH', 'Contoso GmbH', true],
  ['Contoso  GmbH', 'Contoso GmbH', true],
  ['Contoso GmbH', 'Contoso\tGmbH', true],
  ['Größe', 'Gro\u0308ße', true],
  ['O\u2019Brien', "O'Brien", true],
  ['\u201cQ\u201d', '"Q"', true],
  ['A\u2011B', 'A-B', true],
  ['A\u2013B', 'A-B', true],
  ['A\u2014B', 'A-B', true],
  ['A\u2212B', 'A-B', true],
  ['A-B', 'A\u2013B', true],
  ['A\u2013B', 'A\u2014B', true],
  ['O\u00b4Brien', "O'Brien", true],
  ['O\u2032Brien', "O'Brien", true],
  ["O'Brien", 'O\u00b4Brien', true],
  ['\u201aQ\u2018', "'Q'", true],
  ['\u2039Q\u203a', "'Q'", true],
  ['\u201eQ\u201c', '"Q"', true],
  ['\u00abQ\u00bb', '"Q"', true],
  ['\u00bbQ\u00ab', '"Q"', true],
  ['5\u2033', '5"', true],
  ['A\u2026', 'A\u2026', true],
  ['A\u2013B', 'AB', false],
  ['A\u2013B', 'A_B', false],
  ['O\u00b4Brien', 'OBrien', false],
  ['Caf\u00e9', 'Cafe\u00b4', false], // a letter with an accent is not a letter and an accent
  ['Con\u200btoso\ufeff', 'Contoso', true],
  ['\u2764\ufe0f', '\u2764', true],
  ['Contoso', 'contoso', false],
  ['Contoso', 'Contóso', false],
  ['Contoso GmbH', 'ContosoGmbH', false],
  ['Contoso', 'Соntoso', false], // Cyrillic
  ['Contoso', '', false],
  ['\u200b', '', false],
  ['', '', false],
])('the name %j is typed by %j: %s', (shown, typed, expected) => {
  expect(isTypedName(shown, typed)).toBe(expected);
});
