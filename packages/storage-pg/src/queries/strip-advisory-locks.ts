import { invariant } from '@tenantatlas/core';

/** A key of an advisory lock, as the stores write it: a parameter, or in a script its value. */
const key = String.raw`((?:\$\d+|\(-?\d+\))::int4)`;
/** A lock that is waited for. */
const advisoryLock = new RegExp(String.raw`pg_catalog\.pg_advisory_xact_lock(?:_shared)?\(${key}, ${key}\)`, 'g');
/** One that is not waited for: it is always free. */
const triedLock = new RegExp(String.raw`pg_catalog\.pg_try_advisory_xact_lock_shared\(${key}, ${key}\)`, 'g');

/**
 * `sql` without its advisory locks: only rows are left to keep promises. Each lock becomes a value that still mentions the parameters, because the
 * server refuses unused parameters. Throws when one is written in another way, so that none stays by mistake.
 *
 * For tests only: it proves that no promise rests on an advisory lock. On several machines they may be taken on different ones.
 */
export function stripAdvisoryLocks(sql: string): string {
  const stripped = sql.replace(advisoryLock, 'coalesce($1, $2)').replace(triedLock, '(coalesce($1, $2) is not null)');
  invariant(!/\bpg_(?:try_)?advisory/i.test(stripped), 'An advisory lock is written in another way than the others.');
  return stripped;
}
