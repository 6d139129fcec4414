import type { AbortSignalLike } from '@tenantatlas/core';

/** Work that several callers wait for, started once. */
export interface SharedWork<T> {
  /**
   * What the work under `key` answers; it is started by the first caller. A caller whose signal fires leaves with the reason of the signal, and the others still get the
   * answer. The work is aborted once the last caller has left.
   */
  join(key: string, signal: AbortSignalLike, start: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

interface Entry<T> {
  readonly work: Promise<T>;
  readonly controller: AbortController;
  callers: number;
}

/** Makes a {@link SharedWork}. */
export function createSharedWork<T>(): SharedWork<T> {
  const entries = new Map<string, Entry<T>>();

  const begin = (key: string, start: (signal: AbortSignal) => Promise<T>): Entry<T> => {
    const controller = new AbortController();
    const entry: Entry<T> = { work: start(controller.signal), controller, callers: 0 };
    const end = (): void => {
      if (entries.get(key) === entry) entries.delete(key);
    };
    entries.set(key, entry);
    entry.work.then(end, end);
    return entry;
  };

  return {
    join: (key, signal, start) =>
      new Promise<T>((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason as Error);
          return;
        }
        const entry = entries.get(key) ?? begin(key, start);
        entry.callers += 1;
        const leave = (): void => {
          entry.callers -= 1;
          reject(signal.reason as Error);
          if (entry.callers > 0) return;
          if (entries.get(key) === entry) entries.delete(key);
          entry.controller.abort(signal.reason);
        };
        const done = (): void => signal.removeEventListener('abort', leave);
        signal.addEventListener('abort', leave, { once: true });
        entry.work.then(resolve, reject).then(done, done);
      }),
  };
}
