import { sql } from 'kysely';
import {
  blockingOutcomes,
  invariant,
  type EnsureOutcome,
  type OperationRun,
  type RunDraft,
  type WorkspaceScope,
} from '@tenantatlas/core/ports';
import { toRun } from '../rows/operation-run.ts';
import { first, run, table, type QueryContext } from './context.ts';
import { insertRun } from './run-insert.ts';
import { undoable } from './undoable.ts';
import { untilDone } from './until-done.ts';

/**
 * Creates the run, or returns the one that blocks it.
 *
 * The unique indexes decide between concurrent starts: `dedupe_key` holds the identity while a run is in progress, and beyond if its own policy
 * forbids a repetition; `exclusive_key` is held while it is in progress. An insert that conflicts with another start waits for it. What blocked it
 * may be deleted by the time it is read, and then the insert is tried again.
 */
export async function ensureRun(context: QueryContext, scope: WorkspaceScope, draft: RunDraft): Promise<EnsureOutcome> {
  invariant(draft.run.workspaceId === scope.workspaceId, 'A run is created in its own workspace.');
  return untilDone<EnsureOutcome>(async () => {
    const created = await create(context, scope, draft);
    if (created) return created;
    const identical = await findIdentical(context, scope, draft);
    if (identical) return existsOutcome(identical);
    const other = await findExclusive(context, scope, draft);
    if (other) return { disposition: 'scope_busy', run: other };
    await releaseKey(context, scope, draft);
    await refuseReusedId(context, scope, draft);
    return null;
  });
}

async function create(context: QueryContext, scope: WorkspaceScope, draft: RunDraft): Promise<EnsureOutcome | null> {
  if (draft.completedPolicy === 'allow') {
    const run = await insertRun(context, scope, draft);
    return run && { disposition: 'created', run };
  }
  return undoable<EnsureOutcome | null>(context, async (inner, undo) => {
    const run = await insertRun(inner, scope, draft);
    if (!run) return null;
    // After the insert, in a separate statement: a run that was in progress until now gave its key up only by ending, and that is visible here.
    const done = await findIdentical(inner, scope, draft);
    return done ? undo(existsOutcome(done)) : { disposition: 'created', run };
  });
}

function existsOutcome(identical: OperationRun): EnsureOutcome {
  return { disposition: identical.status === 'completed' ? 'completed_exists' : 'active_exists', run: identical };
}

/** An identical run in progress, or else the latest completed one that the draft's policy does not let it repeat. */
function findIdentical(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  draft: RunDraft,
): Promise<OperationRun | null> {
  return first(
    context,
    sql`select * from ${table(context, 'operation_runs')}
        where workspace_id = ${workspaceId} and identity_hash = ${draft.run.identityHash} and id <> ${draft.run.id}
          and (status <> 'completed' or outcome = any (${blockingOutcomes(draft.completedPolicy)}::text[]))
        order by status = 'completed', created_at desc, id desc limit 1`,
    toRun,
  );
}

function findExclusive(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  { exclusiveKey }: RunDraft,
): Promise<OperationRun | null> {
  return first(
    context,
    context.build
      .selectFrom('operation_runs')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('exclusive_key', '=', exclusiveKey),
    toRun,
  );
}

/** A completed run keeps its key by its own policy. Where the draft's policy is more lenient, the key must not block the draft. */
async function releaseKey(context: QueryContext, { workspaceId }: WorkspaceScope, draft: RunDraft): Promise<void> {
  await run(
    context,
    sql`update ${table(context, 'operation_runs')} set dedupe_key = null
        where workspace_id = ${workspaceId} and dedupe_key = ${draft.run.identityHash} and status = 'completed'
          and outcome <> all (${blockingOutcomes(draft.completedPolicy)}::text[])`,
  );
}

/** Refuses an id that is taken: otherwise the insert would be tried again without end. */
async function refuseReusedId(context: QueryContext, { workspaceId }: WorkspaceScope, draft: RunDraft): Promise<void> {
  const taken = await run(
    context,
    context.build
      .selectFrom('operation_runs')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', draft.run.id),
  );
  invariant(taken.rows.length === 0, 'runs.ensure got the id of a run that exists. Give every run an id of its own.');
}
