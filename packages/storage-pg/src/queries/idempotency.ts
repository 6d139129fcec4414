import { sql, type RawBuilder } from 'kysely';
import type {
  IdempotencyKey,
  IdempotencyRecord,
  IdempotencyStore,
  Instant,
  WorkspaceScope,
} from '@tenantatlas/core/ports';
import { toIdempotencyRecord } from '../rows/idempotency-record.ts';
import { first, instantValue, run, table, type QueryContext } from './context.ts';
import { untilDone } from './until-done.ts';

/** Idempotency keys in PostgreSQL. */
export function createIdempotencyStore(context: QueryContext): IdempotencyStore {
  return {
    find: (scope, key, liveSince) => find(context, scope, key, liveSince),
    remember: (scope, record, liveSince) => remember(context, scope, record, liveSince),
  };
}

function find(
  context: QueryContext,
  scope: WorkspaceScope,
  key: IdempotencyKey,
  liveSince: Instant,
): Promise<IdempotencyRecord | null> {
  return first(
    context,
    sql`select * from ${table(context, 'idempotency_keys')} as held where ${isKey(scope, key)} and ${isLive(context, liveSince)}`,
    toIdempotencyRecord,
  );
}

async function remember(
  context: QueryContext,
  scope: WorkspaceScope,
  record: IdempotencyRecord,
  liveSince: Instant,
): Promise<IdempotencyRecord | null> {
  const { winner } = await untilDone<{ readonly winner: IdempotencyRecord | null }>(async () => {
    const added = await run(
      context,
      context.build
        .insertInto('idempotency_keys')
        .values({
          workspace_id: scope.workspaceId,
          actor_kind: record.actor.kind,
          actor_id: record.actor.id,
          key: record.key,
          request_hash: record.requestHash,
          run_id: record.runId,
          disposition: record.disposition,
          created_at: instantValue(record.createdAt),
        })
        .onConflict((conflict) => conflict.doNothing()),
    );
    if (added.rowCount > 0) return { winner: null };
    const winner = await find(context, scope, record, liveSince);
    if (winner) return { winner };
    // Of two calls that find the key dead one deletes it; the other waits, deletes nothing, and finds the new row.
    await run(
      context,
      sql`delete from ${table(context, 'idempotency_keys')} as held where ${isKey(scope, record)} and not ${isLive(context, liveSince)}`,
    );
    return null;
  });
  return winner;
}

function isKey({ workspaceId }: WorkspaceScope, { actor, key }: IdempotencyKey): RawBuilder<unknown> {
  return sql`held.workspace_id = ${workspaceId} and held.actor_kind = ${actor.kind} and held.actor_id = ${actor.id} and held.key = ${key}`;
}

/** Whether the key is young enough, or its run is not over. */
function isLive(context: QueryContext, liveSince: Instant): RawBuilder<unknown> {
  return sql`(held.created_at > ${instantValue(liveSince)} or exists (
    select from ${table(context, 'operation_runs')} as run
    where run.workspace_id = held.workspace_id and run.id = held.run_id and run.status <> 'completed'
  ))`;
}
