import { describe, expect, it } from 'vitest';
import { pathsOf, type SeenError } from '../conformance/client/answers.ts';
import { encodeCursor } from './cursor.ts';
import { readKeyset, toPage } from './keyset.ts';

const filters = { list: 'things', workspaceId: 'w-1' };
const read = (cursor: string | null, more: object = {}) =>
  readKeyset('things', ['instant', 'id'], { cursor, limit: 2, workspaceId: 'w-1', ...more });

const at = '2026-11-21T12:00:00.000Z';

describe('reading a page request', () => {
  it('accepts the cursor of the previous page', () => {
    expect(read(encodeCursor([at, 'a-1'], filters))._unsafeUnwrap().after).toEqual([at, 'a-1']);
  });

  it.each([
    { why: 'the instant is none', key: ['yesterday', 'a-1'] },
    { why: 'the instant is not in its one form', key: ['2026-11-21T12:00:00Z', 'a-1'] },
    { why: 'the id is not a token', key: [at, "a' or 1=1"] },
    { why: 'the id is empty', key: [at, ''] },
    { why: 'a part is missing', key: ['a-1'] },
    { why: 'a part is too many', key: [at, 'a-1', 'a-2'] },
  ])('rejects a forged cursor: $why', ({ key }) => {
    const refused = read(encodeCursor(key, filters));
    expect(pathsOf(refused._unsafeUnwrapErr() as SeenError)).toEqual(['cursor']);
  });

  it('rejects a cursor of another list, of other filters, and an invalid one', () => {
    const cursors = [
      encodeCursor([at, 'a-1'], { ...filters, list: 'others' }),
      encodeCursor([at, 'a-1'], { ...filters, workspaceId: 'w-2' }),
      'x',
      '%%%',
      'e30',
    ];
    for (const cursor of cursors) expect(read(cursor).isErr()).toBe(true);
  });

  it('treats absent and null filters as equal', () => {
    expect(read(encodeCursor([at, 'a-1'], filters), { tenantId: null, types: undefined }).isOk()).toBe(true);
  });
});

describe('making a page', () => {
  const request = read(null)._unsafeUnwrap();
  const page = (rows: readonly string[]) =>
    toPage(
      rows,
      request,
      (row) => [at, row],
      (row) => row.toUpperCase(),
    );

  it('has no cursor on the last page', () => {
    expect(page([])).toEqual({ items: [], nextCursor: null });
    expect(page(['a', 'b'])).toEqual({ items: ['A', 'B'], nextCursor: null });
  });

  it('points to the last row on it if there is another row', () => {
    const { items, nextCursor } = page(['a', 'b', 'c']);
    expect(items).toEqual(['A', 'B']);
    expect(read(nextCursor)._unsafeUnwrap().after).toEqual([at, 'b']);
  });
});
