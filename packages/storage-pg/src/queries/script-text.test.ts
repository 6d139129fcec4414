import { sql } from 'kysely';
import { InvariantError } from '@tenantatlas/core';
import { describe, expect, it } from 'vitest';
import { namingIn } from './context.ts';
import { scriptText } from './script-text.ts';

const naming = namingIn('tenantatlas');

describe('a statement as part of a script', () => {
  it('has its values in the text', () => {
    const instant = '2026-11-21T10:00:00.000Z';
    const many = Array.from({ length: 12 }, (_, at) => at);
    expect(scriptText(naming, sql`select ${'w-1'} as w, ${instant}::timestamptz, ${-3}::int4`)).toBe(
      `select 'w-1' as w, '${instant}'::timestamptz, (-3)::int4`,
    );
    expect(scriptText(naming, sql`select ${sql.join(many)}`)).toBe(`select ${many.map((at) => `(${at})`).join(', ')}`);
  });

  it.each(["w' or true --", 'w\\', '', 'w 1', null, ['w-1'], 1.5, true])('rejects %o', (value) => {
    expect(() => scriptText(naming, sql`select ${value}`)).toThrow(InvariantError);
  });
});
