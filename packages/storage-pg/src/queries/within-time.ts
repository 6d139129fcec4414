import { longestDelay } from '@tenantatlas/core/ports';
import { SqlError } from '../executor/sql-error.ts';
import type { SqlResult } from '../executor/sql-database.ts';
import type { SqlRow } from '../rows/column.ts';
import type { QueryContext } from './context.ts';
import { scriptToLimit } from './local-setting.ts';

/** Own transactions of the platform, in which a gate is settled. */
export interface GateTransactions {
  /** For names in statements that are compiled outside a transaction. */
  readonly naming: Pick<QueryContext, 'schema' | 'build'>;
  /** Runs `work` behind a setting, and commits it. */
  run<T>(setting: string, work: (context: QueryContext) => Promise<T>): Promise<T>;
  /** See `SqlDatabase.once`. */
  once(script: () => string): Promise<readonly SqlResult<SqlRow>[]>;
}

/**
 * Runs `work`, one statement, in a separate transaction until the deadline (of `performance.now()`). Null, without any effect, when time ran out.
 *
 * The limit is one over the whole statement: `lock_timeout` would begin anew with each of the transactions that a row is waited for. The one that units
 * have is off here, because a pause may wait longer for a start than a unit may wait for a lock.
 */
export function withinTime<T>(
  transactions: GateTransactions,
  deadline: number,
  work: (context: QueryContext) => Promise<T>,
): Promise<T | null> {
  const asked = performance.now();
  return unlessRanOut(
    transactions.run(onlyLimitUntil(deadline), async (context) => {
      // A pool may have let us wait for the connection.
      if (performance.now() - asked > 250) await context.transaction.script(limitUntil(deadline));
      return work(context);
    }),
  );
}

/** {@link withinTime} for a statement without parameters, in fewer messages. Answers with its rows. */
export async function onceWithinTime(
  transactions: GateTransactions,
  deadline: number,
  statement: string,
): Promise<readonly SqlRow[] | null> {
  const results = await unlessRanOut(transactions.once(() => `${onlyLimitUntil(deadline)};${statement}`));
  return results && (results.at(-1)?.rows ?? []);
}

/** The time for the answer after the deadline: the server ends a statement, and open starts are counted. */
export const graceMillis = 1_000;

/** When a wait is over that begins now, of `performance.now()`. A wait that is longer than a timer can be, some 24 days, is as long as that: a longer timer would fire at once. */
export function deadlineOf(waitMillis: number): number {
  return performance.now() + Math.min(waitMillis, longestDelay - graceMillis);
}

/** The setting that ends a statement at the deadline. */
export function limitUntil(deadline: number): string {
  return scriptToLimit('statement_timeout', deadline - performance.now());
}

function onlyLimitUntil(deadline: number): string {
  return `SET LOCAL lock_timeout TO 0;${limitUntil(deadline)}`;
}

/** The error that the server would report. */
export function outOfTime(): SqlError {
  return new SqlError('57014', 'SQLSTATE 57014: the time of the call was over before the statement', null);
}

/** Cancelled by the limit (or by an administrator), or a lock that a host's transaction does not wait for as long. */
export function ranOut(error: unknown): boolean {
  return error instanceof SqlError && (error.state === '57014' || error.state === '55P03');
}

async function unlessRanOut<T>(task: Promise<T>): Promise<T | null> {
  try {
    return await task;
  } catch (error) {
    if (ranOut(error)) return null;
    throw error;
  }
}
