import { sql } from 'kysely';
import { invariant, type AccessFactsStore } from '@tenantatlas/core';
import { toAccessFacts } from '../rows/access-facts.ts';
import { first, table, type QueryContext } from './context.ts';

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
  };
}
