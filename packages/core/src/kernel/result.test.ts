import { describe, expect, it } from 'vitest';
import { notFound } from './errors.ts';
import { InvariantError } from './invariant.ts';
import { err, errAsync, ok, okAsync, orThrow } from './result.ts';

it('unwraps a success', () => {
  expect(orThrow(ok(1))).toBe(1);
  expect(orThrow(ok(undefined))).toBeUndefined();
});

it('unwraps a pending success', async () => {
  const value = orThrow(okAsync({ a: 1 }));
  expect(value).toBeInstanceOf(Promise);
  expect(await value).toEqual({ a: 1 });
});

describe('a refusal', () => {
  it.each<[string, unknown, string]>([
    ['an error of the table', notFound(), 'not_found: Not found, or you may not see it.'],
    ['an error that has only a code', { code: 'teapot' }, 'teapot'],
    ['text', 'broken', 'broken'],
    ['null', null, 'null'],
    ['an Error', new TypeError('broken'), 'TypeError: broken'],
  ])('that is %s becomes an invariant with the refusal as its cause', async (_, error, text) => {
    const expected = expect.objectContaining({ name: 'InvariantError', message: text, cause: error }) as Error;
    expect(() => orThrow(err(error))).toThrow(InvariantError);
    expect(() => orThrow(err(error))).toThrow(text);
    await expect(orThrow(errAsync(error))).rejects.toEqual(expected);
  });
});
