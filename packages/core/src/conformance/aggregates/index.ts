import type { AggregateCounts } from '../../ports/aggregate-stores.ts';
import type { Aggregate } from './aggregate.ts';
import { connections } from './connections.ts';
import { onboardingSessions } from './onboarding-sessions.ts';
import { runs } from './runs.ts';

const all = [runs, connections, onboardingSessions] as const;

type MethodOf<Entry> = Entry extends Aggregate<infer Method, infer _> ? Method : never;

/** The names of the methods that the entries bring. */
export type AggregateMethod = MethodOf<(typeof all)[number]>;

/** Every thing that requests name by an id of its own workspace. Workspaces, tenants and members are scopes and people, and have cases of their own. */
export const aggregates: readonly Aggregate[] = all;

/** What an erasure counts that removes so many of each. */
export function eachAggregate(count: number): AggregateCounts {
  return Object.fromEntries(aggregates.map(({ storage }) => [storage.store, count])) as unknown as AggregateCounts;
}
