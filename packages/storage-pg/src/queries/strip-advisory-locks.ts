import { invariant } from '@tenantatlas/core';

/** An advisory lock, as the stores write it: with parameters, or in a script with their values. */
const advisoryLock =
  /pg_catalog\.pg_advisory_xact_lock(?:_shared)?\(((?:\$\d+|\(-?\d+\))::int4), ((?:\$\d+|\(-?\d+\))::int4)\)/g;

/**
 * `sql` without its advisory locks: only rows are left to keep promises. Each lock becomes a value that still mentions the parameters, because the
 * server refuses unused parameters. Throws when one is written in another way, so that none stays by mistake.
 *
 * For tests only: it proves that no promise rests on an advisory lock. On several machines they may be taken on different ones.
 */
export function stripAdvisoryLocks(sql: string): string {
  const stripped = sql.replace(advisoryLock, 'coalesce($1, $2)');
  invariant(!/\bpg_(?:try_)?advisory/i.test(stripped), 'An advisory lock is written in another way than the others.');
  return stripped;
}
