import type { ConnectionStore } from './connection-store.ts';
import type { OnboardingStore } from './onboarding-store.ts';
import type { RunStore } from './run-store.ts';

export type * from './connection-store.ts';
export type * from './onboarding-store.ts';
export type * from './run-store.ts';

/** The stores of the things that requests name by an id. An erasure counts the rows of each under the name of its store. */
export interface AggregateStores {
  readonly runs: RunStore;
  readonly connections: ConnectionStore;
  readonly onboarding: OnboardingStore;
}

/** The metadata key that counts the rows of each in the receipt of an erasure. */
export const aggregateCountKeys = {
  runs: 'runs',
  connections: 'provider_connections',
  onboarding: 'onboarding_sessions',
} as const satisfies {
  readonly [store in keyof AggregateStores]: string;
};

/** See {@link aggregateCountKeys}. */
export type AggregateCountKey = (typeof aggregateCountKeys)[keyof AggregateStores];

/** How many rows were removed of each. */
export type AggregateCounts = { readonly [store in keyof AggregateStores]: number };
