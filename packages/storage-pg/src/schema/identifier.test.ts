import { describe, expect, it } from 'vitest';
import { schemaIdentifier } from './identifier.ts';

describe('the name of the schema', () => {
  it.each(['tenantatlas', '_x', 'a'.repeat(63)])('%s is quoted', (name) => {
    expect(schemaIdentifier(name)).toBe(`"${name}"`);
  });

  it.each(['', 'a'.repeat(64), '1a', 'Upper', 'a-b', 'a"b', 'a.b', 'a b', 'pg_x', 'ä'])('"%s" is rejected', (name) => {
    expect(() => schemaIdentifier(name)).toThrow('schema name');
  });
});
