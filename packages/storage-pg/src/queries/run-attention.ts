import { sql, type RawBuilder } from 'kysely';
import { tenantLifecycles } from '@tenantatlas/core';
import type {
  Instant,
  PageRequest,
  RunElsewhere,
  RunElsewherePosition,
  RunRange,
  RunReach,
  StuckBefore,
  WorkspaceId,
  WorkspaceRunCount,
} from '@tenantatlas/core/ports';
import { id, integer, text, textOrNull, word, type SqlRow } from '../rows/column.ts';
import { toRun } from '../rows/operation-run.ts';
import { isAmong } from './among.ts';
import { all, first, instantValue, table, type QueryContext } from './context.ts';
import { listPage, type ListBound } from './list-page.ts';
import { onlyOnPlatform } from './reach.ts';
import { startOf } from './run-range.ts';

/** The predicate of the index, word for word: PostgreSQL uses it for no other. */
const hasFailed = sql`run.outcome in ('failed', 'blocked')`;

/** What the platform has to look at: runs of all workspaces that failed. Two statements. */
export async function failures(
  context: QueryContext,
  since: Instant,
  reach: RunReach,
): Promise<{ readonly byWorkspace: readonly WorkspaceRunCount[]; readonly newest: readonly RunElsewhere[] }> {
  await onlyOnPlatform(context, 'runs.failures');
  const where = sql`${hasFailed} and run.completed_at >= ${instantValue(since)} and ${isAmong('run', reach.among)}`;
  const byWorkspace = await all(
    context,
    sql`select run.workspace_id, workspace.name as workspace_name, count(*)::bigint as failed
        from ${table(context, 'operation_runs')} as run
        join ${table(context, 'workspaces')} as workspace on workspace.workspace_id = run.workspace_id
        where ${where} group by run.workspace_id, workspace.name order by failed desc, run.workspace_id`,
    (row) => ({
      workspaceId: id<WorkspaceId>(row, 'workspace_id'),
      workspaceName: text(row, 'workspace_name'),
      count: integer(row, 'failed'),
    }),
  );
  const newest = await pageOfFailed(context, { from: since, to: null }, reach.among, {
    after: null,
    limit: reach.limit,
  });
  return { byWorkspace, newest };
}

/** A page of runs of all workspaces that failed. One statement. */
export async function listFailed(
  context: QueryContext,
  range: RunRange,
  among: RunReach['among'],
  page: PageRequest<RunElsewherePosition>,
): Promise<readonly RunElsewhere[]> {
  await onlyOnPlatform(context, 'runs.listFailed');
  return pageOfFailed(context, range, among, page);
}

/** The index of failed runs has the first two columns of the order; runs of several workspaces seldom share both. */
function pageOfFailed(
  context: QueryContext,
  { from, to }: RunRange,
  among: RunReach['among'],
  { after, limit }: PageRequest<RunElsewherePosition>,
): Promise<readonly RunElsewhere[]> {
  return all(
    context,
    listPage({
      select: elsewhere(context),
      conditions: [hasFailed, isAmong('run', among)],
      choices: [],
      order: { columns: ['run.completed_at', 'run.id', 'run.workspace_id'], direction: 'desc' },
      start: startOf(to, after && behind(after), after?.at ?? null),
      end: from === null ? null : { values: [instantValue(from)], isInside: true },
      limit,
    }),
    toElsewhere,
  );
}

function behind({ at, id, workspaceId }: RunElsewherePosition): ListBound {
  return { values: [instantValue(at), sql`${id}::text`, sql`${workspaceId}::text`], isInside: false };
}

/** Runs of all workspaces that wait or work for too long. Two statements. */
export async function stuck(
  context: QueryContext,
  before: readonly StuckBefore[],
  reach: RunReach,
): Promise<{ readonly count: number; readonly oldest: readonly RunElsewhere[] }> {
  await onlyOnPlatform(context, 'runs.stuck');
  const where = sql`run.status <> 'completed' and ${isStuck(before)} and ${isAmong('run', reach.among)}`;
  const count = await first(
    context,
    sql`select count(*)::bigint as open from ${table(context, 'operation_runs')} as run where ${where}`,
    (row) => integer(row, 'open'),
  );
  const oldest = await pageOfStuck(context, before, reach.among, { after: null, limit: reach.limit });
  return { count: count ?? 0, oldest };
}

/** A page of runs of all workspaces that wait or work for too long. One statement. */
export async function listStuck(
  context: QueryContext,
  before: readonly StuckBefore[],
  among: RunReach['among'],
  page: PageRequest<RunElsewherePosition>,
): Promise<readonly RunElsewhere[]> {
  await onlyOnPlatform(context, 'runs.listStuck');
  return pageOfStuck(context, before, among, page);
}

function pageOfStuck(
  context: QueryContext,
  before: readonly StuckBefore[],
  among: RunReach['among'],
  { after, limit }: PageRequest<RunElsewherePosition>,
): Promise<readonly RunElsewhere[]> {
  return all(
    context,
    listPage({
      select: elsewhere(context),
      conditions: [sql`run.status <> 'completed'`, isStuck(before), isAmong('run', among)],
      choices: [],
      order: { columns: ['run.created_at', 'run.id', 'run.workspace_id'], direction: 'asc' },
      start: after && behind(after),
      end: null,
      limit,
    }),
    toElsewhere,
  );
}

function elsewhere(context: QueryContext): RawBuilder<unknown> {
  return sql`select run.*, workspace.name as workspace_name, tenant.name as tenant_name, tenant.lifecycle as tenant_lifecycle
             from ${table(context, 'operation_runs')} as run
             join ${table(context, 'workspaces')} as workspace on workspace.workspace_id = run.workspace_id
             left join ${table(context, 'tenants')} as tenant
               on tenant.workspace_id = run.workspace_id and tenant.tenant_id = run.tenant_id`;
}

function toElsewhere(row: SqlRow): RunElsewhere {
  const name = textOrNull(row, 'tenant_name');
  return {
    run: toRun(row),
    workspaceName: text(row, 'workspace_name'),
    tenant: name === null ? null : { name, lifecycle: word(row, 'tenant_lifecycle', tenantLifecycles) },
  };
}

function isStuck(before: readonly StuckBefore[]): RawBuilder<unknown> {
  const named = before.flatMap(({ type }) => type ?? []);
  const branches = before.map(({ type, queued, running }) => {
    const ofType = type === null ? sql`run.type <> all (${named}::text[])` : sql`run.type = ${type}`;
    return sql`(${ofType} and (run.status = 'queued' and run.created_at < ${instantValue(queued)}
                 or run.status = 'running' and run.heartbeat_at < ${instantValue(running)}))`;
  });
  return branches.length === 0 ? sql`false` : sql`(${sql.join(branches, sql` or `)})`;
}
