import { describe, expect, it } from 'vitest';
import { instant, integer, jsonObject, jsonObjects, text, textOrNull, truth, word } from './column.ts';

describe('a column that violates the schema', () => {
  it.each([
    ['text', () => text({ c: 1 }, 'c')],
    ['a missing text', () => text({}, 'c')],
    ['a missing optional text', () => textOrNull({}, 'c')],
    ['a number as text', () => integer({ c: '1' }, 'c')],
    ['a number beyond the safe integers', () => integer({ c: 2 ** 53 }, 'c')],
    ['a truth value', () => truth({ c: 't' }, 'c')],
    ['an instant in another form', () => instant({ c: '2026-11-21 12:00:00+00' }, 'c')],
    ['a word outside the vocabulary', () => word({ c: 'deleted' }, 'c', ['draft', 'active'])],
    ['an object that is a list', () => jsonObject({ c: [] }, 'c')],
    ['a list of something else', () => jsonObjects({ c: [1] }, 'c')],
  ])('throws an invariant with its name: %s', (_, read) => {
    expect(read).toThrow('The database column c should hold');
  });

  it('never shows the value, which may be personal', () => {
    expect(() => word({ c: 'Ada Lovelace' }, 'c', ['draft'])).toThrow(/^(?!.*Ada).*$/);
  });
});

it('allows null only where declared', () => {
  expect(textOrNull({ c: null }, 'c')).toBeNull();
  expect(() => text({ c: null }, 'c')).toThrow('should hold text');
});
