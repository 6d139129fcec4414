import { decodeCursor, encodeCursor, type CursorKey } from './cursor.ts';
import { invalidInput, type InvalidInput } from './errors.ts';
import { isIdToken } from './ids.ts';
import { parseInstant } from './instant.ts';
import { issues } from './issues.ts';
import type { JsonValue } from './json.ts';
import type { Page } from './page.ts';
import { err, ok, type Result } from './result.ts';

/** A page as asked for, with the cursor read. */
export interface KeysetRequest {
  /** Sort key of the last row of the page before; null for the first page. */
  readonly after: CursorKey | null;
  readonly limit: number;
  /** Everything that selects rows: a cursor of other filters is refused. */
  readonly filters: JsonValue;
}

/** The type of a part of a sort key; of `id_or_none` the empty text stands for none. A cursor is not signed, so each part is checked before a query sees it. */
export type KeyPart = 'instant' | 'id' | 'id_or_none';

/** Reads the cursor of a list request. `parts` are the types of the list's sort key. */
export function readKeyset(
  list: string,
  parts: readonly KeyPart[],
  input: { readonly cursor?: string | null | undefined; readonly limit: number; readonly [filter: string]: unknown },
): Result<KeysetRequest, InvalidInput> {
  const { cursor, limit, ...rest } = input;
  const filters = {
    list,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== null)),
  } as JsonValue;
  if (!cursor) return ok({ after: null, limit, filters });
  const after = decodeCursor(cursor, filters, parts.length);
  return after?.every((text, index) => isPart(parts[index], text))
    ? ok({ after, limit, filters })
    : err(invalidInput([issues.cursor()]));
}

function isPart(part: KeyPart | undefined, text: string): boolean {
  if (part === 'id_or_none' && text === '') return true;
  return part === 'instant' ? parseInstant(text) === text : isIdToken(text);
}

/** A page of `rows`, of which one more than the limit was fetched to learn whether there is a next page. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  request: KeysetRequest,
  keyOf: (row: Row) => CursorKey,
  view: (row: Row) => Item,
): Page<Item> {
  const kept = rows.slice(0, request.limit);
  const last = kept.at(-1);
  const more = rows.length > request.limit && last !== undefined;
  return { items: kept.map(view), nextCursor: more ? encodeCursor(keyOf(last), request.filters) : null };
}
