import { errAsync, okAsync } from '@tenantatlas/core';
import { expect, it } from 'vitest';
import { allPages } from './all-pages.ts';

it('reads every page of a list', async () => {
  const read = (cursor: string | null) =>
    cursor === null ? okAsync({ items: [1, 2], nextCursor: 'next' }) : okAsync({ items: [3], nextCursor: null });
  expect(await allPages(read)).toEqual([1, 2, 3]);
});

it('rejects with the error of a page that cannot be read, and answers no partial list', async () => {
  const error = { code: 'storage_failure' };
  const read = (cursor: string | null) =>
    cursor === null ? okAsync({ items: [1, 2], nextCursor: 'next' }) : errAsync(error);
  await expect(allPages(read)).rejects.toBe(error);
});
