import { sql } from 'kysely';
import { invariant } from '@tenantatlas/core';
import { SqlError } from '../executor/sql-error.ts';
import { text } from '../rows/column.ts';
import { first, run, type QueryContext } from './context.ts';

const lockNotAvailable = '55P03';

/**
 * Runs `work`, in which each wait for a lock lasts at most `millis` milliseconds. False, and everything `work` did undone, when one lasted
 * longer. Afterwards the setting is what it was: the unit may sit in a host's transaction.
 */
export async function withinLockTimeout(
  context: QueryContext,
  millis: number,
  work: (inner: QueryContext) => Promise<void>,
): Promise<boolean> {
  const before = await first(context, sql`select pg_catalog.current_setting('lock_timeout') as value`, (row) =>
    text(row, 'value'),
  );
  invariant(before !== null, 'PostgreSQL always has a lock_timeout.');
  try {
    await context.transaction.savepoint(async (transaction) => {
      const inner = { ...context, transaction };
      // Zero would mean for ever.
      await setLockTimeout(inner, `${String(Math.max(1, Math.floor(millis)))}ms`);
      await work(inner);
      await setLockTimeout(inner, before);
    });
    return true;
  } catch (error) {
    // The savepoint has put the setting back.
    if (error instanceof SqlError && error.state === lockNotAvailable) return false;
    throw error;
  }
}

async function setLockTimeout(context: QueryContext, value: string): Promise<void> {
  await run(context, sql`select pg_catalog.set_config('lock_timeout', ${value}, true)`);
}
