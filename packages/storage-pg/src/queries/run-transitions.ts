import { sql } from 'kysely';
import type {
  Instant,
  OperationRun,
  RunFence,
  RunId,
  RunProgress,
  RunStore,
  WorkspaceScope,
} from '@tenantatlas/core/ports';
import { toRun } from '../rows/operation-run.ts';
import { first, instantValue, jsonValue, run, table, type QueryContext } from './context.ts';
import { policiesAgainstRepeating } from './completed-policy.ts';

/**
 * Takes the run up. Of concurrent workers the second one waits for the row and then finds it taken.
 *
 * `least` ignores a null, so the first worker sets the start. A later one keeps it, unless its clock is behind the start: then the start moves back,
 * and no heartbeat is older than it. Citus refuses COALESCE and CASE around a time that was sent as a parameter.
 */
export function claimRun(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  id: RunId,
  at: Instant,
  abandonedBefore: Instant,
): Promise<OperationRun | null> {
  return first(
    context,
    sql`update ${table(context, 'operation_runs')}
        set status = 'running', attempt = attempt + 1, heartbeat_at = ${instantValue(at)}, started_at = least(started_at, ${instantValue(at)})
        where workspace_id = ${workspaceId} and id = ${id}
          and (status = 'queued' or status = 'running' and heartbeat_at < ${instantValue(abandonedBefore)})
        returning *`,
    toRun,
  );
}

/** Records progress and a heartbeat under the fence; without progress only the heartbeat. */
export async function noteProgress(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  { id, attempt }: RunFence,
  progress: RunProgress | null,
  at: Instant,
): Promise<boolean> {
  const figures = progress
    ? { progress_done: progress.done, progress_total: progress.total, progress_note: progress.note }
    : {};
  const { rowCount } = await run(
    context,
    context.build
      .updateTable('operation_runs')
      .set({ heartbeat_at: instantValue(at), ...figures })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .where('status', '=', 'running')
      .where('attempt', '=', attempt),
  );
  return rowCount > 0;
}

/** Ends the run under the fence and releases its keys, as its policy says. */
export function completeRun(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  fence: Parameters<RunStore['complete']>[1],
  result: Parameters<RunStore['complete']>[2],
): Promise<OperationRun | null> {
  const { outcome, counts, failures, at } = result;
  const figures = counts
    ? sql`, count_total = ${counts.total}, count_processed = ${counts.processed}, count_succeeded = ${counts.succeeded},
            count_failed = ${counts.failed}, count_skipped = ${counts.skipped}`
    : sql``;
  const fenced = fence.attempt === null ? sql`` : sql` and attempt = ${fence.attempt}`;
  return first(
    context,
    sql`update ${table(context, 'operation_runs')}
        set status = 'completed', outcome = ${outcome}, completed_at = ${instantValue(at)}, failure_summary = ${jsonValue(failures)},
            dedupe_key = case when completed_policy = any (${policiesAgainstRepeating(outcome)}::text[]) then dedupe_key end, exclusive_key = null${figures}
        where workspace_id = ${workspaceId} and id = ${fence.id} and status <> 'completed'${fenced}
        returning *`,
    toRun,
  );
}
