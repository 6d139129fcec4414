import type { Stream } from './race-catalog.ts';
import type { RaceDriver, Tampering } from './race-storage.ts';

/** What a starter process is made with. */
export interface StarterConfig {
  readonly url: string;
  /** The member in whose name it starts. */
  readonly userId: string;
  /** Loops that run at the same time, and the connections of each pool. */
  readonly loops: number;
  /** Number of its first loop among all processes. */
  readonly firstLoop: number;
}

/** What starters are to do until they are stopped. */
export interface Trial {
  readonly driver: RaceDriver;
  readonly operation: Stream | 'restore.execute';
  /** Each loop keeps to one of these instead of `operation`, in turn. */
  readonly streams?: readonly Stream[];
  /** How many of the loops of a process do guarded work of 200 milliseconds instead of starting. */
  readonly guards?: number;
  readonly workspaceIds: readonly string[];
  /** How many tenants a loop has for itself: `t-1` and on, loop by loop. */
  readonly tenantsPerLoop: number;
  readonly tampering?: Tampering;
}

/** What a process of starters saw. */
export interface Tally {
  /** Ids of the runs that it created. */
  readonly started: readonly string[];
  /** Answers `control_paused`. */
  readonly refused: number;
  /** Answers `conflict` (`scope_busy`): the tenants of the loop were used up. */
  readonly busy: number;
  /** Anything else; should be empty. */
  readonly others: readonly string[];
}

/** From the test to a starter. */
export type ToStarter =
  | { readonly do: 'start'; readonly trial: Trial }
  | { readonly do: 'stop' }
  | { readonly do: 'end' };

/** From a starter: it is there, it has started something, each of its loops was refused, it has stopped. */
export type FromStarter =
  | { readonly said: 'ready' | 'started' | 'all_refused' }
  | { readonly said: 'stopped'; readonly tally: Tally };

/** What a worker process is made with. */
export interface WorkerConfig {
  readonly url: string;
  readonly leaseMillis: number;
}

/** From a worker: it is there, its handler began, or (when it was let go on) what became of its progress. */
export type FromWorker =
  | { readonly said: 'ready' }
  | { readonly said: 'working'; readonly runId: string; readonly attempt: number }
  | { readonly said: 'went_on'; readonly stillMine: boolean };

/** To a worker: let the handler end. */
export type ToWorker = { readonly do: 'go_on' };

/** What a process of starts and pauses is made with. */
export interface TrafficConfig {
  readonly url: string;
}

/** What it saw: starts that were let through, starts that a pause refused, and every other answer, which should be none. */
export interface TrafficSeen {
  readonly starts: number;
  readonly refused: number;
  readonly wrong: readonly unknown[];
}

/** To it: end after three rounds more. */
export interface StopTraffic {
  readonly do: 'stop';
}

/** From it: the first round is over, or the last. */
export type FromTraffic =
  | { readonly said: 'ready'; readonly seen: TrafficSeen }
  | { readonly said: 'stopped'; readonly seen: TrafficSeen };

/** What a process that adds usage events is made with. */
export interface UsageWriterConfig {
  readonly url: string;
  readonly workspaceIds: readonly string[];
  /** The instant from which the events are, in milliseconds since 1970. */
  readonly begin: number;
}

/** From it: it has added some. */
export type FromUsageWriter = { readonly said: 'adding' };
