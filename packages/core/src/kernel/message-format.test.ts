import fc from 'fast-check';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it, vi } from 'vitest';
import { holds } from '../../test/support/seeds.ts';
import { InvariantError } from './invariant.ts';
import { formatMessage, messageFormatter, messagePlaceholders, type MessageParams } from './message-format.ts';

const locales = ['en', 'de', 'ar', 'pl'] as const;
const categories: { readonly [locale in (typeof locales)[number]]: readonly string[] } = {
  en: ['one', 'other'],
  de: ['one', 'other'],
  ar: ['zero', 'one', 'two', 'few', 'many', 'other'],
  pl: ['one', 'few', 'many', 'other'],
};

it.each<[string, MessageParams, string]>([
  ['', {}, ''],
  ['Plain text.', {}, 'Plain text.'],
  ['Hello {name}', { name: 'Ada' }, 'Hello Ada'],
  ['{ a }{b}{a}', { a: 'x', b: 'y' }, 'xyx'],
  ['{n}', { n: 1234.5 }, '1,234.5'],
  ['{name}', { name: "{evil} # '" }, "{evil} # '"],
  ['{n, plural, one {# run} other {# runs}}', { n: 1 }, '1 run'],
  ['{n, plural, one {# run} other {# runs}}', { n: 0 }, '0 runs'],
  ['{n, plural, one {# run} other {# runs}}', { n: 12345 }, '12,345 runs'],
  ['{n, plural, =0 {none} =1 {single} one {one} other {#}}', { n: 1 }, 'single'],
  ['{n,plural,=0{none}other{#}}', { n: 0 }, 'none'],
  ['{n, plural, other {{who} has # and {m, plural, other {#}}, #}}', { n: 2, m: 3, who: 'Ada' }, 'Ada has 2 and 3, 2'],
  ['{n, plural, other {}}', { n: 2 }, ''],
  ['Item #{n}', { n: 7 }, 'Item #7'],
  ["it''s it's", {}, "it's it's"],
  ["'{name}' is {name}", { name: 'x' }, "'x' is x"],
  ["Suspendre l'{label}", { label: 'envoi' }, "Suspendre l'envoi"],
  ["Suspendre l''{label}", { label: 'envoi' }, "Suspendre l'envoi"],
  ["Suspendre l'{ label }, puis d'{other}", { label: 'envoi', other: 'autres' }, "Suspendre l'envoi, puis d'autres"],
  ["l'{n, plural, one {élément} other {ensemble d'# éléments}}", { n: 11 }, "l'ensemble d'11 éléments"],
  ["'{'label'}' is {label}", { label: 'x' }, '{label} is x'],
  ["'{it''s}'", {}, "{it's}"],
  ["'}' '#'", {}, "} '#'"],
  ["{n, plural, other {'#' of #}}", { n: 2 }, '# of 2'],
  ["open '{ended", {}, 'open {ended'],
  ["at the end '", {}, "at the end '"],
])('%j with %j reads %j', (template, params, expected) => {
  expect(formatMessage(template, params, 'en')).toBe(expected);
});

it.each([
  ['{', 'no name'],
  ['{}', 'no name'],
  ['{a', 'no end'],
  ['a } b', 'a brace too many'],
  ['{a, }', 'nothing after the comma'],
  ['{a, number}', 'a format that we do not support'],
  ['{a, select, x {1} other {2}}', 'a format that we do not support'],
  ['{a, plural}', 'no forms'],
  ['{a, plural, }', 'no forms'],
  ['{a, plural, one {x}}', 'no other'],
  ['{a, plural, other x}', 'a form without braces'],
  ['{a, plural, other {x}', 'no end'],
  ['{a, plural, other {x', 'no end of the form'],
  ['{a, plural, one {x} one {y} other {z}}', 'a form twice'],
  ['{a, plural, ones {x} other {y}}', 'a category that no language has'],
  ['{a, plural, =01 {x} other {y}}', 'a number that never matches'],
  ['{a, plural, offset:1 other {y}}', 'an offset'],
  ['{a b}', 'a name of two words'],
  ['{1}', 'a number as a name'],
])('%j is malformed: %s', (template) => {
  expect(() => formatMessage(template, { a: 1, b: 1 }, 'en')).toThrow(/^Malformed message at character \d+: /);
  expect(() => messagePlaceholders(template)).toThrow(InvariantError);
});

it.each<[string, string, MessageParams]>([
  ['a missing value', '{a}', {}],
  ['a missing value behind an apostrophe', "l'{a}", {}],
  ['a missing count', '{a, plural, other {#}}', {}],
  ['a value that only the prototype has', '{toString}', {}],
  ['text where a number is counted', '{a, plural, other {#}}', { a: '2' }],
  ['NaN', '{a}', { a: Number.NaN }],
  ['an infinite count', '{a, plural, other {#}}', { a: Number.POSITIVE_INFINITY }],
  ['null', '{a}', { a: null } as never],
])('throws for %s', (_, template, params) => {
  expect(() => formatMessage(template, params, 'en')).toThrow(InvariantError);
});

it.each([
  ['no placeholders', []],
  ['{b} {a} {b}', ['a', 'b']],
  ['{n, plural, one {{who}} other {# {what}}}', ['n', 'what', 'who']],
  ["l'{quoted} {real}", ['quoted', 'real']],
  ["'{'quoted'}' {real}", ['real']],
])('%j has the placeholders %j', (template, names) => {
  expect(messagePlaceholders(template)).toEqual(names);
});

describe('against intl-messageformat', () => {
  const word = fc.string({
    unit: fc.constantFrom(
      'a',
      'Ω',
      'ж',
      'ع',
      ' ',
      '.',
      ',',
      '#',
      "''",
      "'{x.y}'",
      "'{it''s}'",
      "'}'",
      "'",
      '\u{1f600}',
    ),
    maxLength: 5,
  });
  const name = fc.constantFrom('who', 'what', 'n', 'm_2');

  /** A template for `locale`, plurals inside plurals included. */
  function template(locale: (typeof locales)[number]): fc.Arbitrary<string> {
    return fc.letrec<{ template: string; part: string; plural: string }>((tie) => ({
      template: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
      part: fc.oneof(
        { maxDepth: 2, depthIdentifier: 'part' },
        word,
        name.map((name) => `{${name}}`),
        tie('plural'),
      ),
      plural: fc
        .tuple(
          fc.constantFrom('n', 'm_2'),
          fc.uniqueArray(
            fc.constantFrom('=0', '=1', '=7', ...categories[locale].filter((category) => category !== 'other')),
          ),
          fc.array(tie('template'), { minLength: 8, maxLength: 8 }),
          fc.constantFrom('', ' ', '\n  '),
        )
        .map(([name, keys, forms, space]) => {
          const written = [...keys, 'other'].map((key, index) => `${space}${key}${space}{${forms[index] ?? ''}}`);
          return `{${space}${name}${space},${space}plural${space},${written.join(' ')}${space}}`;
        }),
    })).template;
  }

  const number = fc.oneof(
    fc.integer({ min: 0, max: 120 }),
    fc.integer(),
    fc.constantFrom(0, 1, 2, 5, 11, 21, 22, 100, 102, 103, 1.5, 0.1, 1e6, 1234567.891),
  );
  const params = fc.record({
    who: fc.string(),
    what: fc.oneof(fc.string(), number),
    n: number,
    m_2: number,
  });

  /** The oracle prints a bare number without the locale's digits; ICU and we do not. */
  function inOurWords(params: MessageParams, locale: string): MessageParams {
    return {
      ...params,
      what:
        typeof params['what'] === 'number'
          ? new Intl.NumberFormat(locale).format(params['what'])
          : (params['what'] ?? ''),
    };
  }

  it.each(locales)('formats every message of the supported syntax alike in %s', (locale) => {
    holds(
      fc.property(template(locale), params, (template, params) => {
        // A count is shown bare only through `#`: `{n}` would meet the oracle's difference.
        const text = template.replace(/\{(n|m_2)\}/g, '{what}');
        fc.pre(isSupported(text));
        const oracle = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).format(
          inOurWords(params, locale),
        );
        expect(formatMessage(text, params, locale)).toBe(String(oracle));
      }),
      { numRuns: 400 },
    );
  });

  /** An odd number of apostrophes before something that is filled: the one place where we differ from the standard. */
  const elision = /(?<!')(?:'')*'(?=\{\s*(?:who|what|n|m_2)\s*[,}]|#(?!'))/;

  /** An open quote makes braces literal: the generated text is then not a valid message. */
  function isSupported(text: string): boolean {
    if (elision.test(text)) return false;
    try {
      messagePlaceholders(text);
      return true;
    } catch {
      return false;
    }
  }

  it.each(locales.flatMap((locale) => categories[locale].map((category) => ({ locale, category }))))(
    'chooses the $category form in $locale for the same numbers as the oracle',
    ({ locale, category }) => {
      const text = `{n, plural, ${categories[locale].map((key) => `${key} {${key} #}`).join(' ')}}`;
      const oracle = new IntlMessageFormat(text, locale);
      const format = messageFormatter(locale);
      const numbers = [...Array(1_100).keys(), 1.5, 0.5, 1e6, 1_000_001];
      const ours = numbers.map((n) => format(text, { n }));
      expect(ours).toEqual(numbers.map((n) => oracle.format({ n })));
      expect(ours.some((said) => said.startsWith(category))).toBe(true);
    },
  );
});

it('never reads garbage as anything but a message or an invariant', () => {
  const garbage = fc.string({ unit: fc.constantFrom('{', '}', "'", '#', ',', ' ', 'a', 'plural', 'other', '=1') });
  holds(
    fc.property(garbage, (template) => {
      try {
        formatMessage(template, { a: 1, plural: 2, other: 3 }, 'en');
      } catch (error) {
        expect(error).toBeInstanceOf(InvariantError);
      }
    }),
  );
});

describe('a formatter', () => {
  it('creates its Intl objects once, and none for a message without numbers', () => {
    const numbers = vi.spyOn(Intl, 'NumberFormat');
    const plurals = vi.spyOn(Intl, 'PluralRules');
    try {
      const format = messageFormatter('en');
      format('{who}', { who: 'Ada' });
      expect([numbers.mock.calls.length, plurals.mock.calls.length]).toEqual([0, 0]);
      for (let n = 0; n < 5; n += 1) format('{n, plural, one {#} other {# of {n}}}', { n });
      expect([numbers.mock.calls.length, plurals.mock.calls.length]).toEqual([1, 1]);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('formats a cached template like the first time', () => {
    const format = messageFormatter('de');
    const text = '{n, plural, one {# Lauf} other {# Läufe}}';
    expect([format(text, { n: 1 }), format(text, { n: 1_000 }), format(text, { n: 1 })]).toEqual([
      '1 Lauf',
      '1.000 Läufe',
      '1 Lauf',
    ]);
  });
});
