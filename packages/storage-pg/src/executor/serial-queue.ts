/** Runs tasks one after the other, in the order in which they were asked for, whether they succeed or fail. */
export interface SerialQueue {
  run<T>(task: () => Promise<T>): Promise<T>;
}

/** See {@link SerialQueue}. */
export function createSerialQueue(): SerialQueue {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run<T>(task: () => Promise<T>): Promise<T> {
      const result = tail.then(task);
      tail = result.catch(() => undefined);
      return result;
    },
  };
}
