import { isRecord } from '../../kernel/record.ts';
import type { BoundStorage, Storage, StorageUnit } from '../../ports/storage.ts';

/** Storage that notes what it is asked: `unit:workspace`, `access.read`, ... */
export interface ObservedStorage {
  readonly storage: Storage;
  /** The calls since the last look. */
  take(): readonly string[];
}

type StoreMethod = (...args: readonly unknown[]) => unknown;

/** Wraps a storage. `replace` may put something else in the place of a store's method. */
export function observed(inner: Storage, replace: { readonly [call: string]: StoreMethod } = {}): ObservedStorage {
  let calls: string[] = [];
  const watchMethods = (store: string, methods: object): object =>
    new Proxy(methods, {
      get: (_, name) => {
        const method: unknown = Reflect.get(methods, name);
        if (typeof method !== 'function') return method;
        const call = `${store}.${String(name)}`;
        return (...args: readonly unknown[]) => {
          calls.push(call);
          return (replace[call] ?? (method as StoreMethod))(...args);
        };
      },
    });
  // A unit has many stores with many methods, of which its work asks few: those are wrapped as they are asked.
  const watch = (unit: StorageUnit): StorageUnit =>
    new Proxy(unit, {
      get: (_, store) => {
        const methods: unknown = Reflect.get(unit, store);
        return isRecord(methods) ? watchMethods(String(store), methods) : methods;
      },
    });
  const unitOf =
    (storage: Pick<Storage, 'unit'>): Storage['unit'] =>
    (scope, work) => {
      calls.push(`unit:${scope.plane}`);
      return storage.unit(scope, (unit) => work(watch(unit)));
    };
  const bound = (of: BoundStorage): BoundStorage => ({ ...of, unit: unitOf(of) });
  return {
    storage: {
      unit: unitOf(inner),
      transaction: (work) => inner.transaction((of) => work(bound(of))),
      settle: (scope, waitMillis) => {
        calls.push('storage.settle');
        return inner.settle(scope, waitMillis);
      },
      bind: (handle) => bound(inner.bind(handle)),
      isInside: () => inner.isInside(),
      close: () => inner.close(),
    },
    take: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
}

const reads = [
  'read',
  'get',
  'getHeld',
  'list',
  'listAmong',
  'find',
  'findApplicable',
  'findById',
  'workspacesOf',
  'overview',
];
const moreReads = [
  'entitledTenants',
  'controlHistory',
  'failures',
  'stuck',
  'listFailed',
  'listStuck',
  'controlEntries',
  'totals',
  'series',
  'countByTarget',
  'impact',
  'countInFlight',
  'requireReadCommitted',
  'pass',
];

/** Whether a noted call cannot have written anything. An unknown call counts as a write. */
export function isRead(call: string): boolean {
  return call.startsWith('unit:') || [...reads, ...moreReads].includes(call.split('.')[1] ?? '');
}
