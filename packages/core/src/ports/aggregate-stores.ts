import type { RunStore } from './run-store.ts';

export * from './run-store.ts';

/** The stores of the things that requests name by an id. An erasure counts the rows of each under the name of its store. */
export interface AggregateStores {
  readonly runs: RunStore;
}

/** How many rows were removed of each. */
export type AggregateCounts = { readonly [store in keyof AggregateStores]: number };
