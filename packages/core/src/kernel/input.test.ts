import { expect, it } from 'vitest';
import { nameSchema, parseInput, textSchema } from './input.ts';

const rulesOf = (schema: ReturnType<typeof textSchema>, text: string) =>
  parseInput(schema, text).match(
    () => 'stored',
    ({ issues }) => issues.map(({ rule }) => rule).join(),
  );

it.each([
  ['Vendor incident\nmore on line two', 'stored', 'name_one_line'],
  ['Acme', 'stored', 'stored'],
  ['a\u0000', 'text_storable', 'text_storable'],
  ['Acme \u202egnitekraM', 'text_plain', 'text_plain'],
  ['\u001b[2J', 'text_plain', 'text_plain'],
  ['\u200b\u2060', 'text_visible', 'text_visible'],
  ['   ', 'text_length', 'text_length'],
  ['x'.repeat(201), 'text_length', 'text_length'],
])('%j is %s as a text, and %s as a name', (text, asText, asName) => {
  expect([rulesOf(textSchema(1, 200), text), rulesOf(nameSchema(200), text)]).toEqual([asText, asName]);
});

it('an optional text may be empty', () => {
  expect(rulesOf(textSchema(0, 10), '')).toBe('stored');
});
