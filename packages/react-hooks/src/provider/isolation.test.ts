import { expect, it } from 'vitest';
import { isolation } from './isolation.ts';

const arabic = 'شركة 24';
const hebrew = 'עדה';
const inside = (text: string) => `\u2068${text}\u2069`;

it.each([
  ['en', 'Acme 24 (EU)', 'Acme 24 (EU)'],
  ['en', 'Ärzte – Zürich', 'Ärzte – Zürich'],
  ['en', '', ''],
  ['en', arabic, inside(arabic)],
  ['de-CH', hebrew, inside(hebrew)],
  ['en', '24 \u{1e900}', inside('24 \u{1e900}')],
  ['ar', arabic, inside(arabic)],
  ['ar', 'Acme (24)', inside('Acme (24)')],
  ['he-IL', 'Acme 24', inside('Acme 24')],
  ['az-Arab', 'Acme', inside('Acme')],
  ['az', 'Acme', 'Acme'],
  ['ar', '', ''],
  ['en', inside(arabic), inside(arabic)],
  ['en', inside(arabic) + inside(hebrew), inside(inside(arabic) + inside(hebrew))],
])('in %s, the value %j becomes %j', (locale, name, expected) => {
  expect(isolation(locale).isolated({ name, count: 3 })).toEqual({ name: expected, count: 3 });
});

it.each([
  ['en', `Paused for ${arabic}.`, { where: arabic }, `Paused for ${inside(arabic)}.`],
  [
    'en',
    `${hebrew} paused ${hebrew} 2.`,
    { actor: hebrew, what: `${hebrew} 2` },
    `${inside(hebrew)} paused ${inside(`${hebrew} 2`)}.`,
  ],
  ['en', `A (${hebrew}) b`, { name: `(${hebrew})`, count: 2 }, `A ${inside(`(${hebrew})`)} b`],
  ['en', 'Paused for Acme.', { where: 'Acme' }, 'Paused for Acme.'],
  ['en', 'Nothing is filled.', {}, 'Nothing is filled.'],
  ['ar', 'Paused for Acme.', { where: 'Acme' }, inside('Paused for Acme.')],
])('in %s, the English %j becomes an isolate where it turns', (locale, text, params, expected) => {
  expect(isolation(locale).isolatedIn(text, params)).toBe(expected);
});

it('takes a sentence without values as it is', () => {
  expect(isolation('en').isolatedIn('Done.', null as never)).toBe('Done.');
});
