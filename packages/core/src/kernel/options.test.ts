import { describe, expect, it } from 'vitest';
import { InvariantError } from './invariant.ts';
import { longestDelay, optionChecks } from './options.ts';

const check = optionChecks('makeIt');
const isText = (member: unknown): boolean => typeof member === 'string';

describe('a check of an option', () => {
  it.each<[name: string, () => void, text: string]>([
    ['another name', () => check.names({ spead: 1 }, ['speed']), 'makeIt: "spead" is not an option. Use one of speed.'],
    ['no object', () => check.names('fast', ['speed']), 'makeIt: pass an object with speed, or leave it out.'],
    ['a list', () => check.names([], ['speed']), 'makeIt: pass an object with speed'],
    ['a part of one', () => check.whole('n', 2.5, 1, 9), 'makeIt: "n" is a whole number from 1 to 9. Leave it out'],
    ['NaN', () => check.whole('n', Number.NaN, 1, 9), '"n" is a whole number'],
    ['a text', () => check.whole('n', '3', 1, 9), '"n" is a whole number'],
    ['null', () => check.whole('n', null, 1, 9), '"n" is a whole number'],
    [
      'what no timer holds',
      () => check.delay('n', longestDelay + 1),
      `"n" is a whole number from 1 to ${longestDelay}`,
    ],
    ['an endless delay', () => check.delay('n', Infinity), '"n" is a whole number'],
    [
      'an object without the method',
      () => check.methods('c', {}, ['go'], 'a car'),
      '"c" is an object with go. Pass a car',
    ],
    ['another word', () => check.oneOf('w', 'z', ['x', 'y']), '"w" is one of x, y.'],
    ['no list', () => check.list('l', {}, isText, "['a']"), `"l" is a list such as ['a'].`],
    ['a wrong member', () => check.list('l', [1], isText, "['a']"), `"l" is a list such as ['a'].`],
    ['no flag', () => check.flag('f', 1), '"f" is true or false.'],
    ['no function', () => check.fn('f', {}, '() => 1'), '"f" is a function such as () => 1.'],
  ])('refuses %s', (_, checked, text) => {
    expect(checked).toThrow(InvariantError);
    expect(checked).toThrow(text);
  });

  it('accepts valid values, and treats undefined as absent', () => {
    check.names({}, ['a']);
    check.whole('n', 1, 1, 9);
    check.delay('n', longestDelay);
    check.methods('c', { go: () => 1 }, ['go'], 'a car');
    check.oneOf('w', 'x', ['x']);
    check.list('l', [], isText, 'x');
    check.flag('f', false);
    check.fn('f', () => 1, 'x');
    for (const nothing of [undefined]) {
      check.whole('n', nothing, 1, 9);
      check.methods('c', nothing, ['go'], 'a car');
      check.oneOf('w', nothing, ['x']);
      check.list('l', nothing, isText, 'x');
      check.flag('f', nothing);
      check.fn('f', nothing, 'x');
    }
  });
});
