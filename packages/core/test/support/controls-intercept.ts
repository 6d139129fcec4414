import type { BoundStorage, Storage, StorageUnit } from '../../src/ports/storage.ts';

/** One call that the SDK makes on storage. */
export interface StoreCall {
  /** `store.method`, or `unit.open`, `unit.commit`, `unit.closed` (it is committed), `transaction.open`, `transaction.commit`,
   *  `storage.settle`. */
  readonly method: string;
  readonly args: readonly unknown[];
  /** The unwrapped unit; null for the calls that open and commit. */
  readonly unit: StorageUnit | null;
}

/** Stands between the SDK and storage: passes the call on, answers it, or rejects. */
export type Intercept = (call: StoreCall, proceed: () => Promise<unknown>) => Promise<unknown>;

type Opener = Pick<Storage, 'unit' | 'transaction' | 'settle' | 'bind'>;

/** `storage` with every call going through `intercept`. A rejected `…commit` rolls back, as a lost connection does. */
export function interceptStorage(storage: Storage, intercept: Intercept): Storage {
  return { ...wrapOpener(storage, intercept), isInside: () => storage.isInside(), close: () => storage.close() };
}

function wrapOpener(opener: Opener, intercept: Intercept): Opener {
  const phase = (method: string, args: readonly unknown[]): Promise<unknown> =>
    intercept({ method, args, unit: null }, () => Promise.resolve());
  return {
    async unit(scope, work) {
      await phase('unit.open', [scope]);
      const answer = await opener.unit(scope, async (unit) => {
        const result = await work(wrapUnit(unit, intercept));
        await phase('unit.commit', [scope]);
        return result;
      });
      await phase('unit.closed', [scope]);
      return answer;
    },
    async transaction(work) {
      await phase('transaction.open', []);
      return opener.transaction(async (bound) => {
        const result = await work(wrapBound(bound, intercept));
        await phase('transaction.commit', []);
        return result;
      });
    },
    async settle(...asked) {
      await phase('storage.settle', asked);
      return opener.settle(...asked);
    },
    bind: (hostTransaction) => wrapBound(opener.bind(hostTransaction), intercept),
  };
}

function wrapBound(bound: BoundStorage, intercept: Intercept): BoundStorage {
  return { ...wrapOpener(bound, intercept), handle: bound.handle };
}

function wrapUnit(unit: StorageUnit, intercept: Intercept): StorageUnit {
  const stores = Object.entries(unit).map(([name, store]) => [name, wrapStore(unit, name, store as object, intercept)]);
  return Object.fromEntries(stores);
}

function wrapStore(unit: StorageUnit, name: string, store: object, intercept: Intercept): object {
  const methods = Object.entries(store).map(([method, original]) => [
    method,
    (...args: unknown[]) =>
      intercept({ method: `${name}.${method}`, args, unit }, () =>
        (original as (...given: unknown[]) => Promise<unknown>).apply(store, args),
      ),
  ]);
  return Object.fromEntries(methods) as object;
}
