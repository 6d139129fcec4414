import { isRepeatable, SqlError } from '../executor/sql-error.ts';
import { GateMissing } from '../queries/start-gate.ts';

const retries = 3;

/**
 * Runs `attempt` again, up to three times, after a serialization failure, a deadlock, a row whose parent was erased between the read and
 * the write, or one whose partition was made meanwhile, with a short random wait between. The next attempt reports the missing parent.
 */
export async function retryConflicts<T>(attempt: () => Promise<T>): Promise<T> {
  for (let failed = 0; ; failed += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (failed === retries || !(isRepeatable(error) || isOrphan(error))) throw error;
    }
    await pause(5 + Math.random() * 20 * 2 ** failed);
  }
}

/** A gate or the parent of a row that was just erased. One that never existed gives the same error: a bug, which stays one. */
function isOrphan(error: unknown): boolean {
  return error instanceof GateMissing || (error instanceof SqlError && error.state === '23503');
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, millis);
  });
}
