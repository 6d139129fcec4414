import { sql, type RawBuilder } from 'kysely';
import type { WorkspaceRemoval, WorkspaceScope } from '@tenantatlas/core/ports';
import { declaredTables, type Tables } from '../schema.ts';
import { run, table, type QueryContext } from './context.ts';
import { raiseEpoch } from './control-activations.ts';
import { workspaceLock } from './scope-lock.ts';
import { eraseWorkspaceUsage } from './usage-erasure.ts';

/**
 * Removes the workspace and its rows; null when it is not there.
 *
 * The locks come first, in the order of the other transactions. A start holds the workspace and then enters the gate, so the gate is empty once the
 * workspace is locked. An entitlement holds the membership and then the tenant. Children are deleted before their parents, the trail last of all
 * children: see `eraseTenant`.
 */
export async function eraseWorkspace(context: QueryContext, scope: WorkspaceScope): Promise<WorkspaceRemoval | null> {
  const held = await run(
    context,
    sql`with ${workspaceLock(context, scope, 'exclusive')}
        select from scope_lock cross join ${table(context, 'workspaces')} as workspace
        where workspace.workspace_id = ${scope.workspaceId} for update of workspace`,
  );
  if (held.rowCount === 0) return null;
  await lockRows(context, 'start_gates', scope, sql``);
  await lockRows(context, 'memberships', scope, sql``);
  // In the order in which an addition of usage events locks them.
  await lockRows(context, 'tenants', scope, sql`order by tenant_id`);

  let pauses = 0;
  const removed = new Map<keyof WorkspaceRemoval, number>();
  removed.set('usageEvents', await eraseWorkspaceUsage(context, scope));
  for (const [name, { rows, countedAs, isErasedApart }] of declaredTables) {
    if (rows === 'platform' || isErasedApart) continue;
    const count = await removeRows(context, name, scope);
    if (countedAs) removed.set(countedAs, count);
    if (name === 'control_activations') pauses = count;
  }
  if (pauses > 0) await raiseEpoch(context);
  return Object.fromEntries(removed) as unknown as WorkspaceRemoval;
}

/** Locks the rows and counts them here, so that they do not travel to the client: there may be many. */
async function lockRows(
  context: QueryContext,
  name: keyof Tables,
  { workspaceId }: WorkspaceScope,
  order: RawBuilder<unknown>,
): Promise<void> {
  await run(
    context,
    sql`select count(*) from (select from ${table(context, name)} where workspace_id = ${workspaceId} ${order} for update) as locked`,
  );
}

async function removeRows(context: QueryContext, name: keyof Tables, { workspaceId }: WorkspaceScope): Promise<number> {
  const { rowCount } = await run(context, sql`delete from ${table(context, name)} where workspace_id = ${workspaceId}`);
  return rowCount;
}
