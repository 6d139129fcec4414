import type { RunId, WorkspaceId } from '../kernel/ids.ts';
import type { WorkspaceScope } from '../kernel/scope.ts';
import { compareText } from '../kernel/text.ts';
import type { OperationRun, RunElsewhere, RunRange, RunReach, RunStore, StuckBefore } from '../ports/run-store.ts';
import type { TenantRecord } from '../ports/tenant-store.ts';
import type { WorkspaceRecord } from '../ports/workspace-store.ts';
import { ensureRun } from './ensure-run.ts';
import { pageOf } from './page.ts';
import {
  changeRun,
  hasFailedIn,
  isStuckBefore,
  isWithin,
  isClaimable,
  isInProgress,
  keyOfRun,
  matchesFilter,
  newestEndFirst,
  newestFirst,
  oldestFirst,
  runsOf,
  type StoredRun,
} from './run-rows.ts';
import { rowKey, select, type Rows } from './rows.ts';
import { assertParent, assertPlatformUnit, assertSameScope, type UnitContext } from './unit-context.ts';

interface RunRows {
  readonly runs: Rows<StoredRun>;
  readonly tenants: Rows<TenantRecord>;
  readonly workspaces: Rows<WorkspaceRecord>;
}

/** Runs over the rows of a unit. */
export function memoryRuns(context: UnitContext<RunRows>): RunStore {
  const { runs, tenants, workspaces } = context.tables;
  const stored = ({ workspaceId }: WorkspaceScope, id: RunId): StoredRun | undefined =>
    runs.get(keyOfRun(workspaceId, id));

  const nameOf = (workspaceId: WorkspaceId): string => workspaces.get(workspaceId)?.name ?? workspaceId;
  const elsewhere = (run: OperationRun): RunElsewhere => {
    const tenant = run.tenantId === null ? undefined : tenants.get(rowKey(run.workspaceId, run.tenantId));
    return {
      run,
      workspaceName: nameOf(run.workspaceId),
      tenant: tenant ? { name: tenant.name, lifecycle: tenant.lifecycle } : null,
    };
  };

  const failedIn = (range: RunRange, among: RunReach['among']): readonly OperationRun[] =>
    select(runs, ({ run }) => hasFailedIn(run, range) && isWithin(run, among)).map(({ run }) => run);
  const stuckBy = (before: readonly StuckBefore[], among: RunReach['among']): readonly OperationRun[] =>
    select(runs, ({ run }) => isStuckBefore(run, before) && isWithin(run, among)).map(({ run }) => run);

  return {
    async ensure(scope, draft) {
      assertSameScope(draft.run.workspaceId === scope.workspaceId, 'runs.ensure');
      const { workspaceId, tenantId } = draft.run;
      assertParent(workspaces.get(workspaceId), 'runs.ensure', 'workspace');
      if (tenantId !== null) assertParent(tenants.get(rowKey(workspaceId, tenantId)), 'runs.ensure', 'tenant');
      return ensureRun(runs, draft);
    },

    async get(scope, id) {
      return stored(scope, id)?.run ?? null;
    },

    async list({ workspaceId }, filter, page) {
      return pageOf(
        runsOf(runs, workspaceId, ({ run }) => matchesFilter(run, filter)),
        newestFirst,
        page,
      );
    },

    async countInFlight(scope, types) {
      assertPlatformUnit(context, 'runs.countInFlight');
      return select(
        runs,
        ({ workspaceId, run }) =>
          (scope === null || workspaceId === scope.workspaceId) && types.includes(run.type) && isInProgress(run),
      ).length;
    },

    async failures(since, { among, limit }) {
      assertPlatformUnit(context, 'runs.failures');
      const failed = failedIn({ from: since, to: null }, among);
      const counts = new Map<WorkspaceId, number>();
      for (const { workspaceId } of failed) counts.set(workspaceId, (counts.get(workspaceId) ?? 0) + 1);
      return {
        byWorkspace: [...counts]
          .map(([workspaceId, count]) => ({ workspaceId, workspaceName: nameOf(workspaceId), count }))
          .sort((left, right) => right.count - left.count || compareText(left.workspaceId, right.workspaceId)),
        newest: pageOf(failed, newestEndFirst, { after: null, limit }).map(elsewhere),
      };
    },

    async stuck(before, { among, limit }) {
      assertPlatformUnit(context, 'runs.stuck');
      const stuck = stuckBy(before, among);
      return { count: stuck.length, oldest: pageOf(stuck, oldestFirst, { after: null, limit }).map(elsewhere) };
    },

    async listFailed(range, among, page) {
      assertPlatformUnit(context, 'runs.listFailed');
      return pageOf(failedIn(range, among), newestEndFirst, page).map(elsewhere);
    },

    async listStuck(before, among, page) {
      assertPlatformUnit(context, 'runs.listStuck');
      return pageOf(stuckBy(before, among), oldestFirst, page).map(elsewhere);
    },

    async findClaimable(types, abandonedBefore, limit) {
      assertPlatformUnit(context, 'runs.findClaimable');
      return select(runs, ({ run }) => types.includes(run.type) && isClaimable(run, abandonedBefore))
        .map(({ run }) => run)
        .sort((left, right) => newestFirst.compare(right, left))
        .slice(0, limit)
        .map(({ workspaceId, id }) => ({ workspaceId, id }));
    },

    async claim(scope, id, at, abandonedBefore) {
      const row = stored(scope, id);
      if (!row || !isClaimable(row.run, abandonedBefore)) return null;
      const { attempt, startedAt } = row.run;
      return changeRun(runs, row, {
        status: 'running',
        attempt: attempt + 1,
        startedAt: startedAt ?? at,
        heartbeatAt: at,
      });
    },

    async progress(scope, { id, attempt }, progress, at) {
      const row = stored(scope, id);
      if (row?.run.status !== 'running' || row.run.attempt !== attempt) return false;
      changeRun(runs, row, { heartbeatAt: at, ...(progress ? { progress } : {}) });
      return true;
    },

    async complete(scope, { id, attempt }, { outcome, counts, failures, at }) {
      const row = stored(scope, id);
      if (!row || !isInProgress(row.run) || (attempt !== null && row.run.attempt !== attempt)) return null;
      return changeRun(runs, row, {
        status: 'completed',
        outcome,
        completedAt: at,
        failureSummary: failures,
        ...(counts ? { summaryCounts: counts } : {}),
      });
    },
  };
}
