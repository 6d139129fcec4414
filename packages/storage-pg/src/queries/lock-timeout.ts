import { SqlError } from '../executor/sql-error.ts';
import type { QueryContext } from './context.ts';
import { scriptToLimit, scriptToRestore } from './local-setting.ts';

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
  const restore = await scriptToRestore(context, 'lock_timeout');
  try {
    await context.transaction.savepoint(async (transaction) => {
      await transaction.script(scriptToLimit('lock_timeout', millis));
      await work({ ...context, transaction });
      await transaction.script(restore);
    });
    return true;
  } catch (error) {
    // The savepoint has put the setting back.
    if (error instanceof SqlError && error.state === lockNotAvailable) return false;
    throw error;
  }
}
