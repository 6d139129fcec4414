import { SqlError } from '../executor/sql-error.ts';
import type { QueryContext } from './context.ts';
import { scriptToLimit } from './local-setting.ts';

/**
 * Runs `work`, one statement, in a transaction of its own until the deadline (of `performance.now()`). Null, and nothing done, when it was not enough.
 *
 * The limit is one over the whole statement: `lock_timeout` would begin anew with each of the transactions that a row is waited for.
 */
export async function withinTime<T>(
  inTransaction: <R>(setting: string, work: (context: QueryContext) => Promise<R>) => Promise<R>,
  deadline: number,
  work: (context: QueryContext) => Promise<T>,
): Promise<T | null> {
  const asked = performance.now();
  try {
    return await inTransaction(limitUntil(deadline), async (context) => {
      // A pool may have let us wait for the connection.
      if (performance.now() - asked > 250) await context.transaction.script(limitUntil(deadline));
      return work(context);
    });
  } catch (error) {
    if (ranOut(error)) return null;
    throw error;
  }
}

/** The setting that ends a statement at the deadline. */
export function limitUntil(deadline: number): string {
  return scriptToLimit('statement_timeout', deadline - performance.now());
}

/** Cancelled by the limit (or by an administrator), or a lock that the host does not wait for as long. */
export function ranOut(error: unknown): boolean {
  return error instanceof SqlError && (error.state === '57014' || error.state === '55P03');
}
