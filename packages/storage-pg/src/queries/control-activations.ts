import { sql } from 'kysely';
import {
  invariant,
  type ActivationDraft,
  type ControlActivationStore,
  type MoveOutcome,
  type PutOutcome,
} from '@tenantatlas/core/ports';
import { integer } from '../rows/column.ts';
import {
  deleteExpired,
  insertIfFree,
  lockActive,
  readActive,
  removeActive,
  replaceFields,
} from './activation-place.ts';
import { epochQuery, findApplicable, findById, overview, snapshot } from './activation-reads.ts';
import { first, run, table, type QueryContext } from './context.ts';
import { onlyOnPlatform } from './reach.ts';
import { untilDone } from './until-done.ts';

/** Pauses of controls in PostgreSQL. */
export function createControlActivationStore(context: QueryContext): ControlActivationStore {
  return {
    findApplicable: (key, workspaceId, now) => findApplicable(context, key, workspaceId, now),
    put: (draft) => put(context, draft),
    remove: async (key, scope, now) => {
      const removed = await removeActive(context, key, scope, now);
      if (removed) await raiseEpoch(context);
      return removed;
    },
    findById: async (id, now) => {
      await onlyOnPlatform(context, 'activations.findById');
      return findById(context, id, now);
    },
    move: async (id, draft) => {
      await onlyOnPlatform(context, 'activations.move');
      return move(context, id, draft);
    },
    overview: async (keys, now, limit) => {
      await onlyOnPlatform(context, 'activations.overview');
      return overview(context, keys, now, limit);
    },
    snapshot: async (now) => {
      await onlyOnPlatform(context, 'activations.snapshot');
      return snapshot(context, now);
    },
    epoch: async () => {
      const epoch = await first(context, epochQuery(context), (row) => integer(row, 'epoch'));
      invariant(
        epoch !== null,
        'The epoch rows are missing: this unit may not see them, or they were deleted by hand.',
      );
      return epoch;
    },
  };
}

function put(context: QueryContext, draft: ActivationDraft): Promise<PutOutcome> {
  const { controlKey, scope, at } = draft;
  return untilDone<PutOutcome>(async () => {
    const previous = await lockActive(context, controlKey, scope, at);
    if (draft.expectedVersion !== null && draft.expectedVersion !== previous?.version)
      return { disposition: 'version_conflict', current: previous };
    const activation = previous
      ? await replaceFields(context, controlKey, scope, draft)
      : await insertIfFree(context, firstVersionOf(draft));
    if (!activation) {
      // The place holds an expired activation, or one that was put there meanwhile.
      await deleteExpired(context, controlKey, scope, at);
      return null;
    }
    await raiseEpoch(context);
    return previous ? { disposition: 'updated', activation, previous } : { disposition: 'created', activation };
  });
}

function firstVersionOf(draft: ActivationDraft) {
  return { ...draft, version: 1, createdBy: draft.by, updatedBy: null, createdAt: draft.at, updatedAt: draft.at };
}

function move(
  context: QueryContext,
  id: ActivationDraft['id'],
  draft: Omit<ActivationDraft, 'id' | 'controlKey'>,
): Promise<MoveOutcome> {
  return untilDone<MoveOutcome>(async () => {
    const found = await findById(context, id, draft.at);
    if (!found) return { disposition: 'gone' };
    const { controlKey } = found;
    const previous = await lockActive(context, controlKey, found.scope, draft.at);
    if (previous?.id !== id) return null; // moved or resumed between the two statements: read again
    if (draft.expectedVersion !== null && draft.expectedVersion !== previous.version)
      return { disposition: 'version_conflict', current: previous };

    if (isSamePlace(draft.scope, previous.scope)) {
      const activation = await replaceFields(context, controlKey, draft.scope, draft);
      if (!activation) return null;
      await raiseEpoch(context);
      return { disposition: 'moved', activation, previous };
    }
    const activation = await insertIfFree(context, {
      ...draft,
      id,
      controlKey,
      version: previous.version + 1,
      createdBy: previous.createdBy,
      updatedBy: draft.by,
      createdAt: previous.createdAt,
      updatedAt: draft.at,
    });
    if (!activation) {
      const by = await readActive(context, controlKey, draft.scope, draft.at);
      if (by) return { disposition: 'occupied', by };
      await deleteExpired(context, controlKey, draft.scope, draft.at);
      return null;
    }
    await removeActive(context, controlKey, previous.scope, draft.at);
    await raiseEpoch(context);
    return { disposition: 'moved', activation, previous };
  });
}

function isSamePlace(left: ActivationDraft['scope'], right: ActivationDraft['scope']): boolean {
  return left.type === 'global'
    ? right.type === 'global'
    : right.type === 'workspace' && left.workspaceId === right.workspaceId;
}

/**
 * The last statement of every change. It raises a slot that no other transaction holds, so that a host that is slow to commit delays no other change.
 * It waits, for slot 0, only when others hold every slot. A transaction that holds a slot finds that one free, so it never waits here, and no two can
 * wait for each other.
 */
export async function raiseEpoch(context: QueryContext): Promise<void> {
  const slots = table(context, 'control_epoch');
  const raised = await run(
    context,
    sql`with free as materialized (select slot from ${slots} order by slot for update skip locked limit 1)
        update ${slots} as control_epoch set epoch = control_epoch.epoch + 1 from free where control_epoch.slot = free.slot`,
  );
  if (raised.rowCount === 1) return;
  const { rowCount } = await run(context, sql`update ${slots} set epoch = epoch + 1 where slot = 0`);
  invariant(rowCount === 1, 'The epoch rows are missing: they were deleted by hand.');
}
