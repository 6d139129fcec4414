import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { SyncCollection } from './collection.ts';
import { entryShape, lastStates, type Entry, type PageStates } from './page.ts';

const item = z.object({ id: z.string(), name: z.string().optional(), more: z.object({ deep: z.number() }).optional() });
const collection: SyncCollection = { name: 'things', reads: 'changes', path: 'things/delta', item };
const shape = entryShape(collection);

describe('a member of a page', () => {
  it.each<[string, unknown, Entry]>([
    ['an object', { id: 'a', name: 'A', unknown: 1 }, { item: { id: 'a', name: 'A' } as { id: string } }],
    ['deleted for good', { id: 'a', '@removed': { reason: 'deleted' } }, { removed: { id: 'a', isRestorable: false } }],
    ['deleted for now', { id: 'a', '@removed': { reason: 'changed' } }, { removed: { id: 'a', isRestorable: true } }],
    ['removed without a reason', { id: 'a', '@removed': {} }, { removed: { id: 'a', isRestorable: false } }],
  ])('is %s', (_, member, entry) => {
    expect(shape.parse(member)).toEqual(entry);
  });

  it.each<[string, unknown, readonly PropertyKey[]]>([
    ['without an id', { name: 'A' }, ['id']],
    ['with a wrong member', { id: 'a', more: { deep: '1' } }, ['more', 'deep']],
    ['removed without an id', { '@removed': { reason: 'deleted' } }, ['id']],
    ['removed with an id that is a path', { id: '../a', '@removed': { reason: 'deleted' } }, ['id']],
    ['removed in another form', { id: 'a', '@removed': true }, ['@removed']],
    ['null', null, []],
  ])('%s is refused with the path', (_, member, path) => {
    expect(shape.safeParse(member).error?.issues[0]?.path).toEqual(path);
  });

  it('whose shape yields no id is refused', () => {
    const nameless = { ...collection, item: z.unknown().transform(() => ({ id: '' })) };
    expect(entryShape(nameless).safeParse({ id: 'a' }).error?.issues[0]?.path).toEqual(['id']);
  });

  it('of a list is never a removal', () => {
    const list = entryShape({ ...collection, reads: 'list', path: 'things' });
    expect(list.parse({ id: 'a', '@removed': { reason: 'deleted' } })).toEqual({ item: { id: 'a' } });
  });
});

const changed = (id: string, more: object = {}): Entry => ({ item: { id, ...more } });
const removed = (id: string): Entry => ({ removed: { id, isRestorable: false } });

describe('the last states of a page', () => {
  it.each<[string, readonly Entry[], PageStates | readonly PageStates[]]>([
    ['one each', [changed('a'), removed('b')], { changed: [{ id: 'a' }], removed: [{ id: 'b', isRestorable: false }] }],
    [
      'removed after a change',
      [changed('a'), removed('a')],
      { changed: [], removed: [{ id: 'a', isRestorable: false }] },
    ],
    [
      'restored',
      [removed('a'), removed('b'), changed('a', { n: 1 }), changed('a', { m: 1 })],
      [
        { changed: [], removed: [{ id: 'a', isRestorable: false }] },
        { changed: [{ id: 'a', n: 1, m: 1 } as { id: string }], removed: [{ id: 'b', isRestorable: false }] },
      ],
    ],
    [
      'restored and removed again',
      [removed('a'), changed('a'), removed('a')],
      { changed: [], removed: [{ id: 'a', isRestorable: false }] },
    ],
    [
      'changed twice: members are merged',
      [changed('a', { n: 1, m: 1 }), changed('a', { n: 2 })],
      { changed: [{ id: 'a', n: 2, m: 1 } as { id: string }], removed: [] },
    ],
    [
      'removed between: members of before are not merged',
      [changed('a', { m: 1 }), removed('a'), changed('a', { n: 2 })],
      [
        { changed: [], removed: [{ id: 'a', isRestorable: false }] },
        { changed: [{ id: 'a', n: 2 } as { id: string }], removed: [] },
      ],
    ],
    [
      'in the order of the last states',
      [changed('a'), changed('b'), changed('a')],
      { changed: [{ id: 'b' }, { id: 'a' }], removed: [] },
    ],
  ])('%s', (_, entries, states) => {
    expect(lastStates(entries)).toEqual([states].flat());
  });
});
