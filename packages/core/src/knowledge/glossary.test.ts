import { expect, it } from 'vitest';
import { canonicalName, glossary, glossaryTerms } from './glossary.ts';

it('has the six terms, each with a name and a definition of one line', () => {
  expect(glossary.map(({ term }) => term)).toEqual([
    'tenant',
    'workspace',
    'provider connection',
    'verification',
    'support diagnostics',
    'evidence',
  ]);
  for (const { name, definition, term } of glossary) {
    expect(name.text).toBe(term);
    expect(definition.text).toMatch(/^[^\n]+\.$/);
  }
});

it('gives no word to two terms', () => {
  const words = glossary.flatMap(({ term, synonyms }) => [term, ...synonyms].map((word) => word.toLowerCase()));
  expect(new Set(words).size).toBe(words.length);
});

it.each(glossary.flatMap(({ term, synonyms }) => [term, ...synonyms].map((word) => [word, term] as const)))(
  '%s is canonically %s, however it is written',
  (word, term) => {
    const spellings = [
      word,
      word.toUpperCase(),
      word.toLowerCase(),
      ` ${word}\t`,
      word.replaceAll(' ', '-'),
      word.replaceAll(' ', '_'),
      word.replaceAll(' ', '\u00a0 '),
      word.replaceAll(' ', '\u2011'),
      word.normalize('NFD'),
      word.normalize('NFKC'),
      [...word].join('\u200b'),
      [...word].map((letter) => (/[a-z]/i.test(letter) ? `${letter}\u0301` : letter)).join(''),
      // Full-width forms.
      [...word]
        .map((letter) => (/[a-z]/i.test(letter) ? String.fromCodePoint(letter.codePointAt(0)! + 0xfee0) : letter))
        .join(''),
    ];
    for (const spelling of spellings) expect(canonicalName(spelling), JSON.stringify(spelling)).toBe(term);
  },
);

it.each(['', ' ', 'tenants and more', 'constructor', '__proto__', 'providerconnection', 'x'.repeat(100_000)])(
  'another word has no canonical name: %#',
  (word) => expect(canonicalName(word)).toBeNull(),
);

it.each([null, undefined, 7, {}])('anything but text has none: %j', (word) => {
  expect(canonicalName(word as never)).toBeNull();
  expect(glossaryTerms).toHaveLength(6);
});
