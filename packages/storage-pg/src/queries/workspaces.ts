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
    sql`insert into ${table(context, 'workspaces')} (workspace_id, name, archived_at, created_at, updated_at, version)
        values (${workspaceId}, ${record.name}, ${instantValue(record.archivedAt)}, ${instantValue(record.createdAt)},
                ${instantValue(record.updatedAt)}, ${record.version})
        on conflict do nothing returning *`,
    toWorkspace,
  );
  if (!created) return 'exists';
  await run(
    context,
    sql`insert into ${table(context, 'start_gates')} (workspace_id, generation) values (${workspaceId}, 0)`,
  );
  return 'created';
}

function list(
  context: QueryContext,
  among: readonly WorkspaceId[] | null,
  { archived }: WorkspaceFilter,
  { after, limit }: PageRequest<WorkspaceId>,
): Promise<readonly WorkspaceRecord[]> {
  let query = context.build.selectFrom('workspaces').selectAll().orderBy('workspace_id').limit(limit);
  if (among) query = query.where(sql<boolean>`workspace_id = any (${among}::text[])`);
  if (archived !== null) query = query.where('archived_at', archived ? 'is not' : 'is', null);
  if (after !== null) query = query.where('workspace_id', '>', after);
  return all(context, query, toWorkspace);
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
