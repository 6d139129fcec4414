import { sql } from 'kysely';
import {
  invariant,
  type AccessFactsStore,
  type HeldScope,
  type TenantScope,
  type WorkspaceScope,
} from '@tenantatlas/core/ports';
import { toAccessFacts, toHeldScope } from '../rows/access-facts.ts';
import { first, table, type QueryContext } from './context.ts';
import { tenantLock, workspaceLock } from './scope-lock.ts';

/** Reads the facts for access in one statement: it costs the same whether the scope exists or not, and reads one state. */
export function createAccessFactsStore(context: QueryContext): AccessFactsStore {
  return {
    read: async ({ workspaceId }, { tenantId, userId }) => {
      // Sub-selects instead of an outer join: they give one row also where nothing exists, and Citus refuses a list of values as the side of a join.
      const workspace = sql`from ${table(context, 'workspaces')} where workspace_id = ${workspaceId}`;
      const tenant = sql`from ${table(context, 'tenants')} where workspace_id = ${workspaceId} and tenant_id = ${tenantId}`;
      const membership = sql`from ${table(context, 'memberships')} where workspace_id = ${workspaceId} and user_id = ${userId}`;
      const entitlement = sql`from ${table(context, 'entitlements')}
        where workspace_id = ${workspaceId} and tenant_id = ${tenantId} and user_id = ${userId}`;
      const facts = await first(
        context,
        sql`select (select name ${workspace}) as workspace_name, (select archived_at ${workspace}) as workspace_archived_at,
                   (select name ${tenant}) as tenant_name, (select lifecycle ${tenant}) as tenant_lifecycle,
                   (select role ${membership}) as membership_role,
                   (select role ${entitlement}) as entitlement_role, exists (select ${entitlement}) as is_entitled`,
        toAccessFacts,
      );
      invariant(facts !== null, 'The question about access has exactly one answer.');
      return facts;
    },
    hold: ({ workspaceId }, tenantId) =>
      tenantId === null ? holdWorkspace(context, { workspaceId }) : holdTenant(context, { workspaceId, tenantId }),
  };
}

function holdWorkspace(context: QueryContext, scope: WorkspaceScope): Promise<HeldScope | null> {
  return first(
    context,
    sql`with ${workspaceLock(context, scope, 'shared')}
        select workspace.name as workspace_name, workspace.archived_at as workspace_archived_at,
               null as tenant_name, null as tenant_lifecycle
        from scope_lock cross join ${table(context, 'workspaces')} as workspace where workspace.workspace_id = ${scope.workspaceId}
        for share of workspace`,
    toHeldScope,
  );
}

/** Waits for a change of the scope and reads its result: `for share` reads the newest committed version, not at the one before the wait. */
function holdTenant(context: QueryContext, scope: TenantScope): Promise<HeldScope | null> {
  return first(
    context,
    sql`with ${tenantLock(context, scope, 'shared')}
        select workspace.name as workspace_name, workspace.archived_at as workspace_archived_at,
               tenant.name as tenant_name, tenant.lifecycle as tenant_lifecycle
        from scope_lock cross join ${table(context, 'workspaces')} as workspace
        join ${table(context, 'tenants')} as tenant on tenant.workspace_id = workspace.workspace_id
        where workspace.workspace_id = ${scope.workspaceId} and tenant.tenant_id = ${scope.tenantId}
        for share of workspace, tenant`,
    toHeldScope,
  );
}
