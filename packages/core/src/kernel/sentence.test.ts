import { describe, expect, it } from 'vitest';
import { InvariantError } from './invariant.ts';
import { defineMessages, messageProblems, type Messages } from './sentence.ts';

const messages = {
  'runs.done': {
    en: '{n, plural, one {# run} other {# runs}} by {who}',
    de: '{n, plural, one {# Lauf} other {# Läufe}} von {who}',
  },
  'runs.none': { en: 'No runs', de: 'Keine Läufe' },
} as const satisfies Messages;

describe('a sentence', () => {
  const say = defineMessages(messages);

  it('is its id, its values and English text', () => {
    expect(say('runs.done', { n: 1_200, who: 'Ada' })).toEqual({
      id: 'runs.done',
      params: { n: 1_200, who: 'Ada' },
      text: '1,200 runs by Ada',
    });
    expect(say('runs.none')).toEqual({ id: 'runs.none', params: {}, text: 'No runs' });
  });

  it('formats new values each time, although it caches the template', () => {
    const texts = [1, 2, 1].map((n) => say('runs.done', { n, who: 'Ada' }).text);
    expect(texts).toEqual(['1 run by Ada', '2 runs by Ada', '1 run by Ada']);
  });

  it('is frozen, and does not change its input', () => {
    const params = { n: 1, who: 'Ada' };
    const sentence = say('runs.done', params);
    expect(Object.isFrozen(sentence) && Object.isFrozen(sentence.params)).toBe(true);
    params.n = 2;
    expect(sentence.params).toEqual({ n: 1, who: 'Ada' });
  });

  it('exposes its table, for translators and catalogs', () => {
    expect(say.messages).toBe(messages);
  });

  it.each(['runs.unknown', 'toString', '__proto__'])('with the id %s is a bug', (id) => {
    expect(() => say(id as never)).toThrow(new InvariantError(`There is no message "${id}".`));
  });

  it('without a value is a bug', () => {
    expect(() => say('runs.done', { n: 1 })).toThrow(InvariantError);
  });
});

describe('the check of a table', () => {
  it('finds nothing in a good one', () => {
    expect(messageProblems(messages)).toEqual([]);
  });

  it.each<[string, Messages[string], string]>([
    ['a placeholder that German lacks', { en: '{a} {b}', de: '{a}' }, 'x: en fills (a, b), de fills (a).'],
    ['a placeholder that English lacks', { en: 'A', de: '{a}' }, 'x: en fills (), de fills (a).'],
    ['a placeholder spelt differently', { en: '{name}', de: '{Name}' }, 'x: en fills (name), de fills (Name).'],
    ['text that is malformed', { en: 'fine', de: '{' }, 'x: Malformed message at character 1: {'],
    [
      'a count in one language that is text in the other',
      { en: '{n, plural, other {#}}', de: '{n}' },
      'x: en fills (n as a count), de fills (n).',
    ],
    ['a language without text', { en: 'A', de: ' ' }, 'x: a language has no text.'],
  ])('finds %s', (_, entry, problem) => {
    expect(messageProblems({ good: { en: 'A', de: 'B' }, x: entry })).toEqual([problem]);
  });
});
