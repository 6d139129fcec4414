import { sql } from 'kysely';
import type {
  Instant,
  OperationRun,
  PageRequest,
  RunFilter,
  RunId,
  RunPosition,
  RunRef,
  RunStore,
  WorkspaceId,
  WorkspaceScope,
} from '@tenantatlas/core';
import { id, integer } from '../rows/column.ts';
import { toRun } from '../rows/operation-run.ts';
import { all, first, instantValue, table, type QueryContext } from './context.ts';
import { onlyOnPlatform } from './reach.ts';
import { ensureRun } from './run-ensure.ts';
import { claimRun, completeRun, noteProgress } from './run-transitions.ts';

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
    findClaimable: (types, abandonedBefore, limit) => findClaimable(context, types, abandonedBefore, limit),
    claim: (scope, runId, at, abandonedBefore) => claimRun(context, scope, runId, at, abandonedBefore),
    progress: (scope, fence, progress, at) => noteProgress(context, scope, fence, progress, at),
    complete: (scope, fence, result) => completeRun(context, scope, fence, result),
  };
}

function list(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  { tenantId, types, statuses, visibleTenantIds }: RunFilter,
  { after, limit }: PageRequest<RunPosition>,
): Promise<readonly OperationRun[]> {
  let query = context.build
    .selectFrom('operation_runs')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (tenantId !== null) query = query.where('tenant_id', '=', tenantId);
  if (types) query = query.where(sql<boolean>`type = any (${types}::text[])`);
  if (statuses) query = query.where(sql<boolean>`status = any (${statuses}::text[])`);
  if (visibleTenantIds)
    query = query.where(sql<boolean>`(tenant_id is null or tenant_id = any (${visibleTenantIds}::text[]))`);
  if (after)
    query = query.where(sql<boolean>`(created_at, id) < (${instantValue(after.createdAt)}, ${after.id}::text)`);
  return all(context, query, toRun);
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
    sql`select workspace_id, id from ${table(context, 'operation_runs')}
        where status <> 'completed' and type = any (${types}::text[])
          and (status = 'queued' or heartbeat_at < ${instantValue(abandonedBefore)})
        order by created_at, id, workspace_id limit ${limit}`,
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
