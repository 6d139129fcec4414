import { createAsyncContext } from '../kernel/async-context.ts';
import type { Storage } from '../ports/storage.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import type { SectionHolder } from './exclusive-section.ts';
import { bindTo, storageLevel, type StorageEnvironment } from './storage-level.ts';
import { emptyTables } from './tables.ts';

/**
 * Storage in the memory of this process, for tests, examples and trying things out: nothing survives the process.
 *
 * It keeps every guarantee of the storage ports. Units and transactions run one after the other; each is all or nothing. Using it from inside its own
 * `transaction(work)` or `unit(scope, work)` is an invariant. Where the runtime has no `AsyncLocalStorage` (browsers) that mistake cannot be detected and
 * waits without end.
 *
 * After `close` every unit and transaction rejects with a `StorageFault`; what is in progress ends as usual.
 *
 * @example
 * const atlas = createTenantAtlas({ storage: createMemoryStorage() });
 */
export function createMemoryStorage(): Storage {
  const environment: StorageEnvironment = { context: createAsyncContext<SectionHolder>(), transactions: new Map() };
  const level = storageLevel(emptyTables(), { open: true }, environment);
  let closed = false;
  const assertOpen = (): void => {
    if (closed) throw new StorageFault('unavailable', 'The memory storage has been closed.');
  };
  return {
    async unit(scope, work) {
      assertOpen();
      return level.unit(scope, work);
    },
    async transaction(work) {
      assertOpen();
      return level.transaction(work);
    },
    async settle(scope, waitMillis) {
      assertOpen();
      return level.settle(scope, waitMillis);
    },
    isInside: () => level.isInside(),
    bind: (hostTransaction) => bindTo(environment, hostTransaction),
    async close() {
      closed = true;
    },
  };
}
