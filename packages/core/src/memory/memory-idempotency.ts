import { isAfter, type Instant } from '../kernel/instant.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { IdempotencyKey, IdempotencyRecord, IdempotencyStore } from '../ports/idempotency-store.ts';
import { isInProgress, keyOfRun } from './run-rows.ts';
import { rowKey } from './rows.ts';
import type { Tables } from './tables.ts';
import { assertParent, type UnitContext } from './unit-context.ts';

/** Idempotency keys over the rows of a unit. */
export function memoryIdempotency({ tables }: UnitContext<Tables>): IdempotencyStore {
  const { idempotency, runs } = tables;

  const liveRecord = (workspaceId: WorkspaceId, key: IdempotencyKey, liveSince: Instant): IdempotencyRecord | null => {
    const record = idempotency.get(placeOf(workspaceId, key))?.record;
    if (!record) return null;
    const run = runs.get(keyOfRun(workspaceId, record.runId))?.run;
    return isAfter(record.createdAt, liveSince) || (run && isInProgress(run)) ? record : null;
  };

  return {
    async find({ workspaceId }, key, liveSince) {
      return liveRecord(workspaceId, key, liveSince);
    },

    async remember({ workspaceId }, record, liveSince) {
      const run = runs.get(keyOfRun(workspaceId, record.runId));
      assertParent(run, 'idempotency.remember', 'run');
      const first = liveRecord(workspaceId, record, liveSince);
      if (!first)
        idempotency.set(placeOf(workspaceId, record), { workspaceId, tenantId: run?.run.tenantId ?? null, record });
      return first;
    },
  };
}

function placeOf(workspaceId: WorkspaceId, { actor, key }: IdempotencyKey): string {
  return rowKey(workspaceId, actor.kind, actor.id, key);
}
