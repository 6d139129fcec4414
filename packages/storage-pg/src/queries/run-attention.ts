import { sql, type RawBuilder } from 'kysely';
import { tenantLifecycles } from '@tenantatlas/core';
import type {
  Instant,
  RunElsewhere,
  RunReach,
  StuckBefore,
  WorkspaceId,
  WorkspaceRunCount,
} from '@tenantatlas/core/ports';
import { id, integer, text, textOrNull, word, type SqlRow } from '../rows/column.ts';
import { toRun } from '../rows/operation-run.ts';
import { all, first, instantValue, table, type QueryContext } from './context.ts';
import { onlyOnPlatform } from './reach.ts';

/** The predicate of the index, word for word: PostgreSQL uses it for no other. */
const hasFailed = sql`run.outcome in ('failed', 'blocked')`;

/** What the platform has to look at: runs of all workspaces that failed. Two statements. */
export async function failures(
  context: QueryContext,
  since: Instant,
  reach: RunReach,
): Promise<{ readonly byWorkspace: readonly WorkspaceRunCount[]; readonly newest: readonly RunElsewhere[] }> {
  await onlyOnPlatform(context, 'runs.failures');
  const where = sql`${hasFailed} and run.completed_at >= ${instantValue(since)} and ${isWithin(reach)}`;
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
  const newest = await all(
    context,
    sql`${elsewhere(context)} where ${where} order by run.completed_at desc, run.id desc limit ${reach.limit}`,
    toElsewhere,
  );
  return { byWorkspace, newest };
}

/** Runs of all workspaces that wait or work for too long. Two statements. */
export async function stuck(
  context: QueryContext,
  before: readonly StuckBefore[],
  reach: RunReach,
): Promise<{ readonly count: number; readonly oldest: readonly RunElsewhere[] }> {
  await onlyOnPlatform(context, 'runs.stuck');
  const where = sql`run.status <> 'completed' and ${isStuck(before)} and ${isWithin(reach)}`;
  const count = await first(
    context,
    sql`select count(*)::bigint as open from ${table(context, 'operation_runs')} as run where ${where}`,
    (row) => integer(row, 'open'),
  );
  const oldest = await all(
    context,
    sql`${elsewhere(context)} where ${where} order by run.created_at, run.id limit ${reach.limit}`,
    toElsewhere,
  );
  return { count: count ?? 0, oldest };
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

function isWithin({ among }: RunReach): RawBuilder<unknown> {
  if (among === null) return sql`true`;
  const workspaceIds = among.map(({ workspaceId }) => workspaceId);
  const tenantIds = among.map(({ tenantId }) => tenantId);
  return sql`(run.tenant_id is null or (run.workspace_id, run.tenant_id) in (select * from unnest(${workspaceIds}::text[], ${tenantIds}::text[])))`;
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
