import { epochMillis, type Instant } from '../kernel/instant.ts';
import type { RunId, WorkspaceId } from '../kernel/ids.ts';
import { compareText } from '../kernel/text.ts';
import type {
  OperationRun,
  RunElsewherePosition,
  RunFilter,
  RunPosition,
  RunRange,
  RunReach,
  StuckBefore,
} from '../ports/run-store.ts';
import type { ListOrder } from './page.ts';
import { rowKey, select, type Rows } from './rows.ts';
import { table } from './table-declaration.ts';

/** A run with what only the store needs to know of it. */
export interface StoredRun {
  readonly workspaceId: WorkspaceId;
  readonly run: OperationRun;
  readonly exclusiveKey: string | null;
}

/** The table of the runs. */
export const runTables = {
  runs: table<StoredRun>({
    placeOf: ({ workspaceId, run }) => ({ workspaceId, tenantId: run.tenantId }),
    countedAs: 'runs',
  }),
};

/** Runs, newest first. */
export const newestFirst: ListOrder<OperationRun, RunPosition> = {
  keyOf: ({ createdAt, id }) => ({ createdAt, id }),
  compare: (left, right) =>
    epochMillis(right.createdAt) - epochMillis(left.createdAt) || compareText(right.id, left.id),
};

/** Ended runs of all workspaces, the newest end first. */
export const newestEndFirst: ListOrder<OperationRun, RunElsewherePosition> = {
  keyOf: ({ completedAt, createdAt, id, workspaceId }) => ({ at: completedAt ?? createdAt, id, workspaceId }),
  compare: (left, right) => -compareElsewhere(left, right),
};

/** Runs of all workspaces, the oldest first. */
export const oldestFirst: ListOrder<OperationRun, RunElsewherePosition> = {
  keyOf: ({ createdAt, id, workspaceId }) => ({ at: createdAt, id, workspaceId }),
  compare: compareElsewhere,
};

function compareElsewhere(left: RunElsewherePosition, right: RunElsewherePosition): number {
  return (
    epochMillis(left.at) - epochMillis(right.at) ||
    compareText(left.id, right.id) ||
    compareText(left.workspaceId, right.workspaceId)
  );
}

/** Whether the run is queued or running. */
export function isInProgress({ status }: OperationRun): boolean {
  return status !== 'completed';
}

/** Whether a worker may take the run up. */
export function isClaimable({ status, heartbeatAt }: OperationRun, abandonedBefore: Instant): boolean {
  if (status === 'queued') return true;
  return status === 'running' && heartbeatAt !== null && epochMillis(heartbeatAt) < epochMillis(abandonedBefore);
}

/** Whether the run ended as failed or blocked within the range. */
export function hasFailedIn({ outcome, completedAt }: OperationRun, range: RunRange): boolean {
  if (outcome !== 'failed' && outcome !== 'blocked') return false;
  return completedAt !== null && isIn(completedAt, range);
}

function isIn(instant: Instant, { from, to }: RunRange): boolean {
  const millis = epochMillis(instant);
  return (from === null || millis >= epochMillis(from)) && (to === null || millis < epochMillis(to));
}

/** Whether the run waits or works for too long. */
export function isStuckBefore(run: OperationRun, before: readonly StuckBefore[]): boolean {
  const threshold = before.find(({ type }) => type === run.type) ?? before.find(({ type }) => type === null);
  if (!threshold) return false;
  if (run.status === 'queued') return epochMillis(run.createdAt) < epochMillis(threshold.queued);
  return (
    run.status === 'running' &&
    run.heartbeatAt !== null &&
    epochMillis(run.heartbeatAt) < epochMillis(threshold.running)
  );
}

/** Whether the run belongs to one of these tenants, or to none. */
export function isWithin({ workspaceId, tenantId }: OperationRun, among: RunReach['among']): boolean {
  return (
    among === null ||
    tenantId === null ||
    among.some((one) => one.workspaceId === workspaceId && one.tenantId === tenantId)
  );
}

/** Whether a list with this filter shows the run. */
export function matchesFilter(run: OperationRun, filter: RunFilter): boolean {
  const { tenantId, types, statuses, outcomes, visibleTenantIds } = filter;
  return (
    (tenantId === null || run.tenantId === tenantId) &&
    (types === null || types.includes(run.type)) &&
    (statuses === null || statuses.includes(run.status)) &&
    (outcomes === null || outcomes.includes(run.outcome)) &&
    isIn(run.createdAt, filter) &&
    (visibleTenantIds === null || run.tenantId === null || visibleTenantIds.includes(run.tenantId))
  );
}

/** The runs of one workspace that match, newest first. */
export function runsOf(
  rows: Rows<StoredRun>,
  workspaceId: WorkspaceId,
  matches: (row: StoredRun) => boolean = () => true,
): readonly OperationRun[] {
  return select(rows, (row) => row.workspaceId === workspaceId && matches(row))
    .map(({ run }) => run)
    .sort((left, right) => newestFirst.compare(left, right));
}

/** Replaces fields of a run that is there. */
export function changeRun(rows: Rows<StoredRun>, stored: StoredRun, change: Partial<OperationRun>): OperationRun {
  const key = keyOfRun(stored.workspaceId, stored.run.id);
  rows.set(key, { ...stored, run: { ...stored.run, ...change } });
  return rows.get(key)?.run ?? stored.run;
}

/** Where a run is kept. */
export function keyOfRun(workspaceId: WorkspaceId, id: RunId): string {
  return rowKey(workspaceId, id);
}
