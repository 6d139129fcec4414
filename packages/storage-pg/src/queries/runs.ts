import { sql, type RawBuilder } from 'kysely';
import type {
  Instant,
  OperationRun,
  PageRequest,
  RunFilter,
  RunId,
  RunOutcome,
  RunPosition,
  RunRef,
  RunStore,
  WorkspaceId,
  WorkspaceScope,
} from '@tenantatlas/core/ports';
import { id, integer } from '../rows/column.ts';
import { toRun } from '../rows/operation-run.ts';
import { all, first, instantValue, table, type QueryContext } from './context.ts';
import { conditionOf, type ListChoice } from './list-choice.ts';
import { listPage } from './list-page.ts';
import { onlyOnPlatform } from './reach.ts';
import { failures, listFailed, listStuck, stuck } from './run-attention.ts';
import { ensureRun } from './run-ensure.ts';
import { startOf } from './run-range.ts';
import { claimRun, completeRun, noteProgress } from './run-transitions.ts';
import { tenantChoice } from './tenant-choice.ts';

/** Operation runs in PostgreSQL. */
export function createRunStore(context: QueryContext): RunStore {
  return {
    ensure: (scope, draft) => ensureRun(context, scope, draft),
    get: ({ workspaceId }, runId) =>
      first(
        context,
        context.build
          .selectFrom('operation_runs')
          .selectAll()
          .where('workspace_id', '=', workspaceId)
          .where('id', '=', runId),
        toRun,
      ),
    list: (scope, filter, page) => list(context, scope, filter, page),
    countInFlight: (scope, types) => countInFlight(context, scope, types),
    failures: (since, reach) => failures(context, since, reach),
    stuck: (before, reach) => stuck(context, before, reach),
    listFailed: (range, among, page) => listFailed(context, range, among, page),
    listStuck: (before, among, page) => listStuck(context, before, among, page),
    findClaimable: (types, abandonedBefore, limit) => findClaimable(context, types, abandonedBefore, limit),
    claim: (scope, runId, at, abandonedBefore) => claimRun(context, scope, runId, at, abandonedBefore),
    progress: (scope, fence, progress, at) => noteProgress(context, scope, fence, progress, at),
    complete: (scope, fence, result) => completeRun(context, scope, fence, result),
  };
}

function list(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  filter: RunFilter,
  { after, limit }: PageRequest<RunPosition>,
): Promise<readonly OperationRun[]> {
  const tenant = tenantChoice(filter);
  const type = filter.types ? [{ column: 'type', values: filter.types }] : [];
  const { state, conditions } = stateChoice(filter);
  // No index has all three.
  const isCrowded = tenant.length > 0 && type.length > 0;
  return all(
    context,
    listPage({
      select: sql`select * from ${table(context, 'operation_runs')}`,
      conditions: [sql`workspace_id = ${workspaceId}`, ...conditions, ...(isCrowded ? state.map(conditionOf) : [])],
      choices: [...tenant, ...type, ...(isCrowded ? [] : state)],
      order: { columns: ['created_at', 'id'], direction: 'desc' },
      start: startOf(
        filter.to,
        after && { values: [instantValue(after.createdAt), sql`${after.id}::text`], isInside: false },
        after?.createdAt ?? null,
      ),
      end: filter.from === null ? null : { values: [instantValue(filter.from)], isInside: true },
      limit,
    }),
    toRun,
  );
}

/**
 * How a run stands: by its outcome where one is asked for, else by its status. A run is pending exactly while it is queued or running, so outcomes that contradict
 * the statuses are left out; the status then only tells queued from running.
 */
function stateChoice({ statuses, outcomes }: RunFilter): {
  readonly state: readonly ListChoice[];
  readonly conditions: readonly RawBuilder<unknown>[];
} {
  const status = statuses ? [{ column: 'status', values: statuses }] : [];
  if (!outcomes) return { state: status, conditions: [] };
  const isPossible = (outcome: RunOutcome): boolean =>
    statuses === null || statuses.some((one) => (one === 'completed') === (outcome !== 'pending'));
  const possible = outcomes.filter(isPossible);
  // Runs without an outcome yet are many: what tells them apart has an index too.
  const isOpen = statuses !== null && possible.every((outcome) => outcome === 'pending') && possible.length > 0;
  if (isOpen) return { state: status, conditions: [conditionOf({ column: 'outcome', values: possible })] };
  return { state: [{ column: 'outcome', values: possible }], conditions: status.map(conditionOf) };
}

async function findClaimable(
  context: QueryContext,
  types: readonly string[],
  abandonedBefore: Instant,
  limit: number,
): Promise<readonly RunRef[]> {
  await onlyOnPlatform(context, 'runs.findClaimable');
  return all(
    context,
    listPage({
      select: sql`select workspace_id, id, created_at from ${table(context, 'operation_runs')}`,
      conditions: [
        sql`status <> 'completed' and (status = 'queued' or heartbeat_at < ${instantValue(abandonedBefore)})`,
      ],
      choices: [{ column: 'type', values: types }],
      order: { columns: ['created_at', 'id', 'workspace_id'], direction: 'asc' },
      start: null,
      end: null,
      limit,
    }),
    (row) => ({ workspaceId: id<WorkspaceId>(row, 'workspace_id'), id: id<RunId>(row, 'id') }),
  );
}

async function countInFlight(
  context: QueryContext,
  scope: WorkspaceScope | null,
  types: readonly string[],
): Promise<number> {
  await onlyOnPlatform(context, 'runs.countInFlight');
  const inScope = scope ? sql`workspace_id = ${scope.workspaceId}` : sql`true`;
  const counted = await first(
    context,
    sql`select count(*)::bigint as open from ${table(context, 'operation_runs')}
        where ${inScope} and status <> 'completed' and type = any (${types}::text[])`,
    (row) => integer(row, 'open'),
  );
  return counted ?? 0;
}
