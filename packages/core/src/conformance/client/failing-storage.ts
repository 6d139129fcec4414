import type { StorageFault } from '../../ports/storage-fault.ts';
import type { Storage } from '../../ports/storage.ts';

/** Storage that can be broken and mended again. */
export interface FailingStorage {
  readonly storage: Storage;
  /** From now on every unit rejects with the fault; null mends it. */
  breakWith(fault: StorageFault | null): void;
}

/** Wraps a storage so that a database can go away in the middle of a case. */
export function failingStorage(inner: Storage): FailingStorage {
  let broken: StorageFault | null = null;
  return {
    storage: {
      unit: (scope, work) => (broken ? Promise.reject(broken) : inner.unit(scope, work)),
      transaction: (work) => inner.transaction(work),
      settle: (scope, waitMillis) => (broken ? Promise.reject(broken) : inner.settle(scope, waitMillis)),
      bind: (handle) => inner.bind(handle),
      isInside: () => inner.isInside(),
      close: () => inner.close(),
    },
    breakWith: (fault) => {
      broken = fault;
    },
  };
}
