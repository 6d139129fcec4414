import { expect, it } from 'vitest';
import { advisoryKey } from './advisory-key.ts';

it('is FNV-1a by its published vectors, so that processes of two releases count the same locks', () => {
  expect(['', 'a', 'foobar'].map(advisoryKey)).toEqual([0x811c9dc5 | 0, 0xe40c292c | 0, 0xbf9cf968 | 0]);
});
