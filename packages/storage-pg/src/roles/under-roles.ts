import { isStorageFault, StorageFault } from '@tenantatlas/core/ports';
import { causedBy } from '../executor/cause.ts';
import type { SqlExecutor } from '../executor/sql-database.ts';
import { SqlError } from '../executor/sql-error.ts';
import type { RoleBook } from './role-book.ts';
import type { UnitRoleNames } from './role-names.ts';

const repeats = 3;

/**
 * Runs `attempt` with the names of the roles in force. Refused for want of a right, it reads the names again through `executor` and repeats `attempt`
 * when they have changed: `tenantatlas migrate` moves an installation to other roles while units go on. A refused attempt MUST have written nothing.
 */
export async function underRoles<T>(
  book: RoleBook,
  executor: SqlExecutor,
  attempt: (names: UnitRoleNames) => Promise<T>,
): Promise<T> {
  for (let failed = 0; ; failed += 1) {
    const names = await book.names(executor).catch((error: unknown) => {
      throw notWritten(error);
    });
    try {
      return await attempt(names);
    } catch (error) {
      if (failed === repeats || !lacksRight(error)) throw error;
      if (!(await book.changedSince(executor, names).catch(() => false))) throw error;
    }
  }
}

/** A read that ends with a lost connection has written nothing, whatever became of its commit. */
function notWritten(error: unknown): unknown {
  if (!isStorageFault(error) || error.outcome === 'not_written') return error;
  return causedBy(new StorageFault(error.kind, error.message), error);
}

/** A role that may not be taken on or is gone, or a table that is closed to it. */
function lacksRight(error: unknown): boolean {
  if (!(error instanceof SqlError)) return false;
  return (error.state === '42501' && !error.rowSecurity) || error.state === '22023' || error.state === '42704';
}
