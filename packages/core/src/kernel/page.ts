/** One page of a list. `nextCursor` is `null` on the last page; there is no total, because counting costs more than the page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/**
 * One page of an export. The texts of all pages, put together in their order, are the file. `nextCursor` is `null` on the last page.
 */
export interface ExportPage {
  /** The media type of the whole file, with its parameters. */
  readonly contentType: string;
  readonly text: string;
  readonly nextCursor: string | null;
}

/** Items on a page when no limit is given. */
export const defaultPageLimit = 50;
/** Most items that a page may hold. */
export const maxPageLimit = 200;
