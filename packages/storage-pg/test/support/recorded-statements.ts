import { AsyncLocalStorage } from 'node:async_hooks';
import type { BoundStorage, Storage, StorageUnit } from '@tenantatlas/core/ports';

/** Remembers every text that a storage sends, and which method of which store sent it. */
export interface Recorder {
  /** To be called with every text, as `rewrite` of a variant. */
  note(sql: string): string;
  /** The storage whose calls are distinguished. */
  storage<S extends Storage>(storage: S): S;
  /** Every text that was sent, with the methods that sent it; a text outside of every store belongs to `unit`. */
  readonly statements: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every method of every store, as `store.method`: those that were called, with how many texts they sent. */
  readonly methods: ReadonlyMap<string, number>;
}

/** A recorder that has seen nothing. */
export function createRecorder(): Recorder {
  const current = new AsyncLocalStorage<string>();
  const statements = new Map<string, Set<string>>();
  const methods = new Map<string, number>();

  const note = (sql: string): string => {
    const method = current.getStore() ?? 'unit';
    statements.set(sql, (statements.get(sql) ?? new Set()).add(method));
    methods.set(method, (methods.get(method) ?? 0) + 1);
    return sql;
  };
  const within = <T>(method: string, call: () => T): T => {
    methods.set(method, methods.get(method) ?? 0);
    return current.run(method, call);
  };
  const storesOf = (unit: StorageUnit): StorageUnit =>
    Object.fromEntries(
      Object.entries(unit).map(([store, methodsOf]) => [
        store,
        Object.fromEntries(
          Object.entries(methodsOf as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>).map(
            ([name, method]) => [
              name,
              (...args: readonly unknown[]) => within(`${store}.${name}`, () => method(...args)),
            ],
          ),
        ),
      ]),
    ) as unknown as StorageUnit;

  const unitOf =
    (storage: Pick<Storage, 'unit'>): Storage['unit'] =>
    (scope, work) =>
      storage.unit(scope, (unit) => work(storesOf(unit)));
  const boundOf = (bound: BoundStorage): BoundStorage => ({
    ...bound,
    unit: unitOf(bound),
    settle: (...args) => within('bound.settle', () => bound.settle(...args)),
    transaction: (work) => bound.transaction((inner) => work(boundOf(inner))),
    bind: (handle) => boundOf(bound.bind(handle)),
  });
  return {
    note,
    storage: (storage) => ({
      ...storage,
      unit: unitOf(storage),
      settle: (...args) => within('storage.settle', () => storage.settle(...args)),
      transaction: (work) => storage.transaction((bound) => work(boundOf(bound))),
      bind: (handle) => boundOf(storage.bind(handle)),
    }),
    statements,
    methods,
  };
}
