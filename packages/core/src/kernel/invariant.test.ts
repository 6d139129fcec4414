import { expect, it } from 'vitest';
import { assertNever, invariant, InvariantError } from './invariant.ts';

it.each([true, 1, 'text', {}])('lets %j pass', (condition) => {
  expect(() => {
    invariant(condition, 'unused');
  }).not.toThrow();
});

it.each([false, 0, '', null, undefined])('stops at %j with the text that names the fix', (condition) => {
  expect(() => {
    invariant(condition, 'Give a value.');
  }).toThrow(new InvariantError('Give a value.'));
});

it('is an Error with a name of its own', () => {
  expect(new InvariantError('x')).toBeInstanceOf(Error);
  expect(String(new InvariantError('x'))).toBe('InvariantError: x');
});

it('names the case that a switch forgot', () => {
  expect(() => assertNever('purple' as never)).toThrow('Unhandled case: "purple"');
});
