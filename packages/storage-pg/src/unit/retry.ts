import { isRepeatable } from '../executor/sql-error.ts';

const retries = 3;

/** Runs `attempt` again, up to three times, after a serialization failure or a deadlock, with a short random wait between. */
export async function retryConflicts<T>(attempt: () => Promise<T>): Promise<T> {
  for (let failed = 0; ; failed += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (failed === retries || !isRepeatable(error)) throw error;
    }
    await pause(5 + Math.random() * 20 * 2 ** failed);
  }
}

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, millis);
  });
}
