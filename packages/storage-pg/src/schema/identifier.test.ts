import { describe, expect, it } from 'vitest';
import { quoted, schemaIdentifier } from './identifier.ts';

describe('the name of the schema', () => {
  it.each(['tenantatlas', '_x', 'a'.repeat(63)])('%s is quoted', (name) => {
    expect(schemaIdentifier(name)).toBe(`"${name}"`);
  });

  it.each(['', 'a'.repeat(64), '1a', 'Upper', 'a-b', 'a"b', 'a.b', 'a b', 'pg_x', 'ä'])('"%s" is rejected', (name) => {
    expect(() => schemaIdentifier(name)).toThrow('schema name');
  });
});

describe('a name in SQL text', () => {
  it.each([
    ['ta_app', 'ta_app'],
    ['_x1', '_x1'],
    ['Upper', '"Upper"'],
    ['a-b', '"a-b"'],
    ['1a', '"1a"'],
    ['a"b', '"a""b"'],
    ['', '""'],
    ['user', '"user"'],
    ['order', '"order"'],
    ['current_user', '"current_user"'],
    ['left', '"left"'],
  ])('%s: %s', (name, sql) => {
    expect(quoted(name)).toBe(sql);
  });
});
