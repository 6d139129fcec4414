/** One page of a list. `nextCursor` is `null` on the last page; there is no total, because counting costs more than the page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Items on a page when no limit is given. */
export const defaultPageLimit = 50;
/** Most items that a page may hold. */
export const maxPageLimit = 200;
