import { createAsyncContext } from '../kernel/async-context.ts';
import { invariant } from '../kernel/invariant.ts';

/**
 * Knows whether a call comes from inside work that runs in a transaction of the atlas. A method that hands its writes to another flow needs it: the storage sees that
 * flow, and not the caller, so that the caller would wait for its own transaction without end.
 *
 * Without `AsyncLocalStorage` (browsers, see `createAsyncContext`) the flow is unknown, and no call counts as inside.
 */
export interface OwnWork {
  /** Runs work inside a transaction. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Throws an invariant inside such work. `method` is what the caller used. */
  assertOutside(method: string): void;
}

/** What one atlas knows of its own work. */
export function ownWork(): OwnWork {
  const context = createAsyncContext<{ isOpen: boolean }>();
  return {
    async run(work) {
      const frame = { isOpen: true };
      try {
        return await context.run(frame, work);
      } finally {
        // Calls that the work started and did not await are outside from now on.
        frame.isOpen = false;
      }
    },
    assertOutside(method) {
      invariant(
        context.current()?.isOpen !== true,
        `atlas.${method} was used inside a transaction of the atlas, for which it would wait. Use tx.${method} of the tx that your work was given.`,
      );
    },
  };
}
