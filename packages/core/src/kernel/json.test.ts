import { expect, it } from 'vitest';
import { deepFreeze } from './json.ts';

it('freezes a value deeply, and returns the same value', () => {
  const value = { a: [{ b: { c: 1 } }], d: null, e: 'text' };
  expect(deepFreeze(value)).toBe(value);
  expect([value, value.a, value.a[0], value.a[0]?.b].every((part) => Object.isFrozen(part))).toBe(true);
});

it('also freezes below a part that was frozen before', () => {
  const inner = { changeable: true };
  deepFreeze({ shell: Object.freeze({ inner }) });
  expect(Object.isFrozen(inner)).toBe(true);
});

it.each([1, 'text', true, null, undefined])('returns %j unchanged', (value) => {
  expect(deepFreeze(value)).toBe(value);
});
