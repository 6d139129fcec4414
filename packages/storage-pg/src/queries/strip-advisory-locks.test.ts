import { describe, expect, it } from 'vitest';
import { stripAdvisoryLocks } from './strip-advisory-locks.ts';

describe('without advisory locks', () => {
  it.each([
    ['select pg_catalog.pg_advisory_xact_lock($1::int4, $2::int4)::text', 'select coalesce($1::int4, $2::int4)::text'],
    [
      'with a as (select pg_catalog.pg_advisory_xact_lock_shared($3::int4, $4::int4)::text, pg_catalog.pg_advisory_xact_lock($5::int4, $16::int4))',
      'with a as (select coalesce($3::int4, $4::int4)::text, coalesce($5::int4, $16::int4))',
    ],
    [
      'select pg_catalog.pg_advisory_xact_lock_shared((-12)::int4, (7)::int4)::text',
      'select coalesce((-12)::int4, (7)::int4)::text',
    ],
    [
      'with a as (select pg_catalog.pg_try_advisory_xact_lock_shared($1::int4, $2::int4) as taken)',
      'with a as (select (coalesce($1::int4, $2::int4) is not null) as taken)',
    ],
  ])('%s becomes %s', (sql, stripped) => {
    expect(stripAdvisoryLocks(sql)).toBe(stripped);
  });

  it("keeps the count of existing locks: `locktype = 'advisory'`", () => {
    const sql = `select count(*) from pg_catalog.pg_locks where locktype = 'advisory'`;
    expect(stripAdvisoryLocks(sql)).toBe(sql);
  });

  it.each([
    'select pg_advisory_lock($1)',
    'select pg_catalog.pg_try_advisory_xact_lock($1::int4, $2::int4)',
    'select pg_catalog.pg_advisory_xact_lock(1, 2)',
  ])('rejects %s, because it would stay', (sql) => {
    expect(() => stripAdvisoryLocks(sql)).toThrow('in another way');
  });
});
