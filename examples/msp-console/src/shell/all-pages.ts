import type { Page, Result, ResultAsync } from '@tenantatlas/core/browser';

/** The items of every page of a list. Rejects with the error of a page that cannot be read: half a list would pass for a whole one. */
export async function allPages<Item>(
  read: (cursor: string | null) => ResultAsync<Page<Item>, unknown>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Result<Page<Item>, unknown> = await read(cursor);
    if (page.isErr()) throw page.error;
    items.push(...page.value.items);
    cursor = page.value.nextCursor;
  } while (cursor !== null);
  return items;
}
