import type { Page, Result, ResultAsync } from '@tenantatlas/core/browser';

/** The items of every page of a list, as far as they can be read. */
export async function allPages<Item>(
  read: (cursor: string | null) => ResultAsync<Page<Item>, unknown>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Result<Page<Item>, unknown> = await read(cursor);
    if (page.isErr()) break;
    items.push(...page.value.items);
    cursor = page.value.nextCursor;
  } while (cursor !== null);
  return items;
}
