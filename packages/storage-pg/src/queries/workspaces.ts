import { sql } from 'kysely';
import type {
  PageRequest,
  WorkspaceFilter,
  WorkspaceId,
  WorkspaceRecord,
  WorkspaceScope,
  WorkspaceStore,
} from '@tenantatlas/core/ports';
import { toWorkspace } from '../rows/workspace.ts';
import { all, first, instantValue, run, table, type QueryContext } from './context.ts';
import { listPage } from './list-page.ts';
import { onlyIfNamed, onlyOnPlatform } from './reach.ts';
import { enterGate } from './start-gate.ts';
import { workspaceLock } from './scope-lock.ts';

/** Workspaces in PostgreSQL. */
export function createWorkspaceStore(context: QueryContext): WorkspaceStore {
  return {
    create: (scope, record) => create(context, scope, record),
    get: ({ workspaceId }) =>
      first(
        context,
        context.build.selectFrom('workspaces').selectAll().where('workspace_id', '=', workspaceId),
        toWorkspace,
      ),
    // Only the row, without the advisory lock in front of it: a sharer of the row does not queue behind a caller that waits to archive it.
    getHeld: ({ workspaceId }) =>
      first(
        context,
        context.build.selectFrom('workspaces').selectAll().where('workspace_id', '=', workspaceId).forShare(),
        toWorkspace,
      ),
    list: async (filter, page) => {
      await onlyOnPlatform(context, 'workspaces.list');
      return list(context, null, filter, page);
    },
    listAmong: async (ids, filter, page) => {
      await onlyIfNamed(context, 'workspaces.listAmong', ids);
      return list(context, ids, filter, page);
    },
    setArchived: (scope, change) => setArchived(context, scope, change),
  };
}

async function create(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  record: WorkspaceRecord,
): Promise<'created' | 'exists'> {
  // A global pause waits for the transactions in the platform's gate, and so for this one.
  await enterGate(context, null);
  const created = await first(
    context,
    context.build
      .insertInto('workspaces')
      .values({
        workspace_id: workspaceId,
        name: record.name,
        archived_at: instantValue(record.archivedAt),
        created_at: instantValue(record.createdAt),
        updated_at: instantValue(record.updatedAt),
        version: record.version,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll(),
    toWorkspace,
  );
  if (!created) return 'exists';
  await run(context, context.build.insertInto('start_gates').values({ workspace_id: workspaceId, generation: 0 }));
  return 'created';
}

function list(
  context: QueryContext,
  among: readonly WorkspaceId[] | null,
  { archived }: WorkspaceFilter,
  { after, limit }: PageRequest<WorkspaceId>,
): Promise<readonly WorkspaceRecord[]> {
  const inService = archived ? sql`archived_at is not null` : sql`archived_at is null`;
  return all(
    context,
    listPage({
      select: sql`select * from ${table(context, 'workspaces')}`,
      conditions: [
        ...(among ? [sql`workspace_id = any (${among}::text[])`] : []),
        ...(archived === null ? [] : [inService]),
      ],
      choices: [],
      order: { columns: ['workspace_id'], direction: 'asc' },
      start: after === null ? null : { values: [sql`${after}::text`], isInside: false },
      end: null,
      limit,
    }),
    toWorkspace,
  );
}

function setArchived(
  context: QueryContext,
  scope: WorkspaceScope,
  change: Parameters<WorkspaceStore['setArchived']>[1],
): Promise<WorkspaceRecord | null> {
  return first(
    context,
    sql`with ${workspaceLock(context, scope, 'exclusive')}
        update ${table(context, 'workspaces')} as workspace
        set archived_at = ${instantValue(change.archivedAt)}, updated_at = ${instantValue(change.updatedAt)}, version = version + 1
        from scope_lock where workspace.workspace_id = ${scope.workspaceId} and workspace.version = ${change.version}
        returning workspace.*`,
    toWorkspace,
  );
}
