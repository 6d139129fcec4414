import type { OperationRun, RunDraft, WorkspaceScope } from '@tenantatlas/core/ports';
import { toRun } from '../rows/operation-run.ts';
import { first, instantValue, jsonValue, type QueryContext } from './context.ts';

/** Inserts the run; null when a run with its identity, its exclusive key or its id exists. Waits for one that is being inserted. */
export function insertRun(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  draft: RunDraft,
): Promise<OperationRun | null> {
  const { run, completedPolicy, exclusiveKey } = draft;
  return first(
    context,
    context.build
      .insertInto('operation_runs')
      .values({
        workspace_id: workspaceId,
        id: run.id,
        tenant_id: run.tenantId,
        initiator_kind: run.initiator?.kind ?? null,
        initiator_id: run.initiator?.personId ?? null,
        type: run.type,
        status: run.status,
        outcome: run.outcome,
        identity_hash: run.identityHash,
        dedupe_key: run.identityHash,
        exclusive_key: exclusiveKey,
        completed_policy: completedPolicy,
        inputs: jsonValue(run.inputs),
        context: jsonValue(run.context),
        count_total: run.summaryCounts.total,
        count_processed: run.summaryCounts.processed,
        count_succeeded: run.summaryCounts.succeeded,
        count_failed: run.summaryCounts.failed,
        count_skipped: run.summaryCounts.skipped,
        progress_done: run.progress.done,
        progress_total: run.progress.total,
        progress_note: run.progress.note,
        failure_summary: jsonValue(run.failureSummary),
        attempt: run.attempt,
        created_at: instantValue(run.createdAt),
        started_at: instantValue(run.startedAt),
        heartbeat_at: instantValue(run.heartbeatAt),
        completed_at: instantValue(run.completedAt),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll(),
    toRun,
  );
}
