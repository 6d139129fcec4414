import { expect, it } from 'vitest';
import { assertNever, invariant, InvariantError } from './invariant.ts';

it.each([true, 1, 'text', {}])('accepts %j', (condition) => {
  expect(() => {
    invariant(condition, 'unused');
  }).not.toThrow();
});

it.each([false, 0, '', null, undefined])('throws for %j with the text of the fix', (condition) => {
  expect(() => {
    invariant(condition, 'Give a value.');
  }).toThrow(new InvariantError('Give a value.'));
});

it('is an Error with a distinct name', () => {
  expect(new InvariantError('x')).toBeInstanceOf(Error);
  expect(String(new InvariantError('x'))).toBe('InvariantError: x');
});

it('names an unhandled case of a switch', () => {
  expect(() => assertNever('purple' as never)).toThrow('Unhandled case: "purple"');
});
