import { StorageFault } from '@tenantatlas/core/ports';

/** A limit on the wait for a connection: for a task to begin. */
export interface ConnectionLimit {
  /** Settles like `task`; rejects with a fault when the deadline passes and it has not started. */
  wait<T>(task: Promise<T>): Promise<T>;
  /** Throws the fault when the wait was given up: the caller already has the fault, so work must not begin. */
  check(): void;
}

/** Waits until `deadline`, in milliseconds of the monotonic clock, and without limit for a task that has started by then. */
export function createConnectionLimit(deadline: number, started: () => boolean): ConnectionLimit {
  const fault = (): StorageFault =>
    new StorageFault('unavailable', 'No connection to the database could be had in time.');
  let givenUp = false;
  return {
    wait: (task) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => {
            givenUp = !started();
            if (givenUp) reject(fault());
          },
          Math.max(0, deadline - performance.now()),
        );
        void task.then(resolve, reject).finally(() => clearTimeout(timer));
      }),
    check() {
      if (givenUp) throw fault();
    },
  };
}
