import { invariant } from '../kernel/invariant.ts';
import type { BoundStorage, Storage } from '../ports/storage.ts';
import type { AsyncContext } from '../kernel/async-context.ts';
import { assertScope } from './assert-scope.ts';
import { exclusiveSection, type SectionHolder } from './exclusive-section.ts';
import { memoryUnit } from './memory-unit.ts';
import { layerTables, mergeTables, type TableLayers, type Tables } from './tables.ts';
import { tablesOfUnit, type OpenState } from './unit-tables.ts';

/** What all levels of one storage share. */
export interface StorageEnvironment {
  readonly context: AsyncContext<SectionHolder>;
  /** The open transactions, by the handle that was given out for them. */
  readonly transactions: Map<unknown, BoundStorage>;
}

const unboundInside =
  'This storage is already at work around this call, and the call would wait for itself. ' +
  'Inside transaction(work) use the bound storage that work was given; inside unit(scope, work) use the unit.';

/**
 * Units and transactions over some rows: the storage itself, or an open transaction whose units are savepoints. Work at one level runs one
 * piece after the other; each piece is a layer that is merged when it resolves and dropped when it rejects.
 */
export function storageLevel(
  beneath: Tables,
  life: OpenState,
  environment: StorageEnvironment,
): Pick<Storage, 'unit' | 'transaction' | 'settle' | 'isInside'> {
  const section = exclusiveSection(environment.context, unboundInside);

  const inLayer = <T>(work: (layers: TableLayers, inner: OpenState) => Promise<T>): Promise<T> =>
    section.run(async () => {
      assertOpen(life);
      const layers = layerTables(beneath);
      const inner: OpenState = { open: true };
      try {
        const result = await work(layers, inner);
        assertOpen(life);
        mergeTables(layers);
        return result;
      } finally {
        inner.open = false;
      }
    });

  return {
    unit: (scope, work) =>
      inLayer(async (layers, inner) => {
        assertScope(scope);
        return work(memoryUnit({ scope, tables: tablesOfUnit(layers, scope, inner) }));
      }),

    isInside: () => section.isInside(),

    // Units run one after the other: when this one begins, every start before it has ended.
    settle: () => inLayer(() => Promise.resolve({ settled: true, openStarts: 0 })),

    transaction: (work) =>
      inLayer(async (layers, inner) => {
        const bound = boundStorage(layers, inner, environment);
        environment.transactions.set(bound.handle, bound);
        try {
          return await work(bound);
        } finally {
          environment.transactions.delete(bound.handle);
        }
      }),
  };
}

function boundStorage(tables: Tables, life: OpenState, environment: StorageEnvironment): BoundStorage {
  const { unit, transaction, settle } = storageLevel(tables, life, environment);
  const handle = Object.freeze({ driver: 'memory' });
  return { unit, transaction, settle, handle, bind: (hostTransaction) => bindTo(environment, hostTransaction) };
}

/** The storage of an open transaction, by its handle. */
export function bindTo({ transactions }: StorageEnvironment, hostTransaction: unknown): BoundStorage {
  const bound = transactions.get(hostTransaction);
  invariant(
    bound,
    'bind() of the memory storage takes the handle of one of its own open transactions: transaction((bound) => bound.handle).',
  );
  return bound;
}

function assertOpen(life: OpenState): void {
  invariant(
    life.open,
    'The transaction is over. Await every unit of a bound storage before the work of its transaction resolves.',
  );
}
