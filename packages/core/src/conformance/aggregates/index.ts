import type { Aggregate } from './aggregate.ts';
import { runs } from './runs.ts';

const all = [runs] as const;

/** The names of the methods that the entries bring. */
export type AggregateMethod = {
  [Index in keyof typeof all]: (typeof all)[Index] extends Aggregate<infer Method, infer _> ? Method : never;
}[number];

/** Every thing that requests name by an id of its own workspace. Workspaces, tenants and members are scopes and people, and have suites of their own. */
export const aggregates: readonly Aggregate[] = all;
