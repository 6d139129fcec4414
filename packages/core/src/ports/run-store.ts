import type { Instant } from '../kernel/instant.ts';
import type { RunId, TenantId, WorkspaceId } from '../kernel/ids.ts';
import type { JsonValue } from '../kernel/json.ts';
import type { WorkspaceScope } from '../kernel/scope.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { PersonRef } from './people-store.ts';
import type { TenantRecord } from './tenant-store.ts';
import type { PageRequest } from './workspace-store.ts';

/** Where a run stands. */
export const runStatuses = ['queued', 'running', 'completed'] as const;
/** See {@link runStatuses}. */
export type RunStatus = (typeof runStatuses)[number];

/** How a run ended; `pending` exactly until then. */
export const runOutcomes = ['pending', 'succeeded', 'partially_succeeded', 'failed', 'blocked', 'cancelled'] as const;
/** See {@link runOutcomes}. */
export type RunOutcome = (typeof runOutcomes)[number];
/** An outcome that ends a run. */
export type FinalOutcome = Exclude<RunOutcome, 'pending'>;

/** How far a run is. `total` is null while unknown. */
export interface RunProgress {
  readonly done: number;
  readonly total: number | null;
  readonly note: string | null;
}

/** What a run counted; non-negative safe integers. */
export interface RunCounts {
  readonly total: number;
  readonly processed: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Why a run, or a part of it, failed. */
export interface RunFailure {
  readonly reasonCode: string;
  readonly message: Sentence;
}

/** Allow-listed scalars that describe the start. */
export type RunContext = { readonly [key: string]: string | number | boolean | null };

/** One execution of a governed operation. */
export interface OperationRun {
  readonly workspaceId: WorkspaceId;
  readonly id: RunId;
  readonly tenantId: TenantId | null;
  /** Null for the system. */
  readonly initiator: PersonRef | null;
  readonly type: string;
  readonly status: RunStatus;
  readonly outcome: RunOutcome;
  readonly identityHash: string;
  readonly inputs: JsonValue;
  readonly context: RunContext;
  readonly summaryCounts: RunCounts;
  readonly progress: RunProgress;
  readonly failureSummary: readonly RunFailure[];
  /** How often a worker has taken the run up; 0 while queued for the first time. */
  readonly attempt: number;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  /** The worker's last heartbeat; null while queued. */
  readonly heartbeatAt: Instant | null;
  readonly completedAt: Instant | null;
}

/** After completion, does an identical start make a new run? */
export type CompletedPolicy = 'allow' | 'failed_only' | 'reject';

/** A run to be created. */
export interface RunDraft {
  readonly run: OperationRun;
  /** Whether an identical completed run blocks the start. */
  readonly completedPolicy: CompletedPolicy;
  /** Among runs with the same key only one may be in progress; null for operations without an exclusive key. */
  readonly exclusiveKey: string | null;
}

/** The result of a start. */
export type EnsureOutcome =
  | { readonly disposition: 'created'; readonly run: OperationRun }
  | { readonly disposition: 'active_exists'; readonly run: OperationRun }
  | { readonly disposition: 'completed_exists'; readonly run: OperationRun }
  | { readonly disposition: 'scope_busy'; readonly run: OperationRun };

/** Which runs to list. Null means any. */
export interface RunFilter {
  readonly tenantId: TenantId | null;
  readonly types: readonly string[] | null;
  readonly statuses: readonly RunStatus[] | null;
  /** `pending` is the outcome of every run that has not ended. */
  readonly outcomes: readonly RunOutcome[] | null;
  /** Runs of these tenants, and those of no tenant. */
  readonly visibleTenantIds: readonly TenantId[] | null;
  /** Runs created at this instant or later. */
  readonly from: Instant | null;
  /** Runs created before this instant. */
  readonly to: Instant | null;
}

/** From an instant, itself included, to another one, itself left out. Null is open. */
export interface RunRange {
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** Position in the list of runs, newest first. */
export interface RunPosition {
  readonly createdAt: Instant;
  readonly id: RunId;
}

/** Position in a list of runs of all workspaces: when it ended or was created, and which run it is. */
export interface RunElsewherePosition {
  readonly at: Instant;
  readonly id: RunId;
  readonly workspaceId: WorkspaceId;
}

/** Names one run for a worker. */
export interface RunRef {
  readonly workspaceId: WorkspaceId;
  readonly id: RunId;
}

/** A worker's claim to a run: writes with another attempt than the current one are refused. */
export interface RunFence {
  readonly id: RunId;
  readonly attempt: number;
}

/** A run with the names of where it is: for lists over all workspaces. */
export interface RunElsewhere {
  readonly run: OperationRun;
  readonly workspaceName: string;
  /** Null for a run of the workspace alone. */
  readonly tenant: Pick<TenantRecord, 'name' | 'lifecycle'> | null;
}

/** How many runs of one workspace. */
export interface WorkspaceRunCount {
  readonly workspaceId: WorkspaceId;
  readonly workspaceName: string;
  readonly count: number;
}

/** Which runs of all workspaces. */
export interface RunReach {
  /** Runs of these tenants, and those of no tenant; null for all. */
  readonly among: readonly { readonly workspaceId: WorkspaceId; readonly tenantId: TenantId }[] | null;
  /** Most runs that are answered; counts count all. */
  readonly limit: number;
}

/** Since when a run of a type counts as stuck. */
export interface StuckBefore {
  /** Null for every type that has no entry of its own. */
  readonly type: string | null;
  /** Queued ones that were created before. */
  readonly queued: Instant;
  /** Running ones whose last heartbeat was before. */
  readonly running: Instant;
}

/** Operation runs, the only record of execution. The queued row is the job; there is no second queue. */
export interface RunStore {
  /**
   * Creates the run, or returns the one that blocks it: first an identical one (same identity hash), then another exclusive one.
   *
   * MUST hold under concurrent calls, enforced beneath the code: one `created` per identity while active, one run in progress per exclusive key.
   */
  ensure(scope: WorkspaceScope, draft: RunDraft): Promise<EnsureOutcome>;

  /** The run, or null. */
  get(scope: WorkspaceScope, id: RunId): Promise<OperationRun | null>;

  /** Runs of the workspace by (`createdAt`, `id`) descending. */
  list(scope: WorkspaceScope, filter: RunFilter, page: PageRequest<RunPosition>): Promise<readonly OperationRun[]>;

  /** How many runs of these types are queued or running; null means in every workspace. MUST be called on a platform unit. */
  countInFlight(scope: WorkspaceScope | null, types: readonly string[]): Promise<number>;

  /**
   * Runs of all workspaces that ended as `failed` or `blocked` at `since` or later: the newest end first, and for each workspace with one how many, most first and
   * then by id in code-point order. MUST take the same number of statements however many workspaces there are. MUST be called on a platform unit.
   */
  failures(
    since: Instant,
    reach: RunReach,
  ): Promise<{ readonly byWorkspace: readonly WorkspaceRunCount[]; readonly newest: readonly RunElsewhere[] }>;

  /**
   * Runs of all workspaces that are stuck by `before`, which has one entry with a null type: the oldest first, and how many there are. MUST take the same number of
   * statements however many there are. MUST be called on a platform unit.
   */
  stuck(
    before: readonly StuckBefore[],
    reach: RunReach,
  ): Promise<{ readonly count: number; readonly oldest: readonly RunElsewhere[] }>;

  /**
   * Runs of all workspaces that ended as `failed` or `blocked` within the range, by (`completedAt`, `id`, `workspaceId`) descending. MUST take one statement. MUST be
   * called on a platform unit.
   */
  listFailed(
    range: RunRange,
    among: RunReach['among'],
    page: PageRequest<RunElsewherePosition>,
  ): Promise<readonly RunElsewhere[]>;

  /** Runs of all workspaces that are stuck by `before`, by (`createdAt`, `id`, `workspaceId`). MUST take one statement. MUST be called on a platform unit. */
  listStuck(
    before: readonly StuckBefore[],
    among: RunReach['among'],
    page: PageRequest<RunElsewherePosition>,
  ): Promise<readonly RunElsewhere[]>;

  /**
   * Runs of these types that wait for a worker: queued ones, and running ones whose last heartbeat is before `abandonedBefore`. Oldest first.
   * A hint, not a claim. MUST be called on a platform unit.
   */
  findClaimable(types: readonly string[], abandonedBefore: Instant, limit: number): Promise<readonly RunRef[]>;

  /**
   * Takes the run up: `running`, attempt raised by one. Null when it is no longer claimable.
   * MUST be atomic: of concurrent workers exactly one gets the run.
   */
  claim(scope: WorkspaceScope, id: RunId, at: Instant, abandonedBefore: Instant): Promise<OperationRun | null>;

  /** Notes progress and life. False, and nothing written, when the fence is stale or the run is completed. */
  progress(scope: WorkspaceScope, fence: RunFence, progress: RunProgress | null, at: Instant): Promise<boolean>;

  /**
   * Ends the run. Null, and nothing written, when the fence is stale or the run is already completed. A null fence attempt ends it
   * whatever its attempt: used to cancel.
   */
  complete(
    scope: WorkspaceScope,
    fence: { readonly id: RunId; readonly attempt: number | null },
    result: {
      readonly outcome: FinalOutcome;
      readonly counts: RunCounts | null;
      readonly failures: readonly RunFailure[];
      readonly at: Instant;
    },
  ): Promise<OperationRun | null>;
}
