import { sql } from 'kysely';
import {
  invariant,
  type AccessFactsStore,
  type HeldScope,
  type TenantScope,
  type WorkspaceScope,
} from '@tenantatlas/core';
import { toAccessFacts, toHeldScope } from '../rows/access-facts.ts';
import { first, table, type QueryContext } from './context.ts';
import { tenantTurn, workspaceTurn } from './turn.ts';

/** What access needs to know, in one statement: it costs the same whether the scope exists or not, and reads one state. */
export function createAccessFactsStore(context: QueryContext): AccessFactsStore {
  return {
    read: async ({ workspaceId }, { tenantId, userId }) => {
      const facts = await first(
        context,
        sql`select workspace.name as workspace_name, workspace.archived_at as workspace_archived_at,
                   tenant.name as tenant_name, tenant.lifecycle as tenant_lifecycle,
                   membership.role as membership_role,
                   entitlement.role as entitlement_role, entitlement.user_id is not null as is_entitled
            from (values (1)) as asked (once)
            left join ${table(context, 'workspaces')} as workspace on workspace.workspace_id = ${workspaceId}
            left join ${table(context, 'tenants')} as tenant
              on tenant.workspace_id = ${workspaceId} and tenant.tenant_id = ${tenantId}
            left join ${table(context, 'memberships')} as membership
              on membership.workspace_id = ${workspaceId} and membership.user_id = ${userId}
            left join ${table(context, 'entitlements')} as entitlement
              on entitlement.workspace_id = ${workspaceId} and entitlement.tenant_id = ${tenantId} and entitlement.user_id = ${userId}`,
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
    sql`with ${workspaceTurn(context, scope, 'shared')}
        select workspace.name as workspace_name, workspace.archived_at as workspace_archived_at,
               null as tenant_name, null as tenant_lifecycle
        from turn cross join ${table(context, 'workspaces')} as workspace where workspace.workspace_id = ${scope.workspaceId}
        for share of workspace`,
    toHeldScope,
  );
}

/** Whoever changes the scope is waited for, and it is read as they left it: `for share` looks at the newest committed version, not at the one before the wait. */
function holdTenant(context: QueryContext, scope: TenantScope): Promise<HeldScope | null> {
  return first(
    context,
    sql`with ${tenantTurn(context, scope, 'shared')}
        select workspace.name as workspace_name, workspace.archived_at as workspace_archived_at,
               tenant.name as tenant_name, tenant.lifecycle as tenant_lifecycle
        from turn cross join ${table(context, 'workspaces')} as workspace
        join ${table(context, 'tenants')} as tenant on tenant.workspace_id = workspace.workspace_id
        where workspace.workspace_id = ${scope.workspaceId} and tenant.tenant_id = ${scope.tenantId}
        for share of workspace, tenant`,
    toHeldScope,
  );
}
