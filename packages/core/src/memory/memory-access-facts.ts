import type { AccessFactsStore } from '../ports/access-facts-store.ts';
import { rowKey } from './rows.ts';
import type { Tables } from './tables.ts';
import type { UnitContext } from './unit-context.ts';

/** Access facts over the rows of a unit. All four look-ups happen without a pause, so they read one state. */
export function memoryAccessFacts({ tables }: UnitContext<Tables>): AccessFactsStore {
  return {
    async read({ workspaceId }, { tenantId, userId }) {
      const workspace = tables.workspaces.get(workspaceId);
      const tenant = tenantId === null ? undefined : tables.tenants.get(rowKey(workspaceId, tenantId));
      const membership = userId === null ? undefined : tables.memberships.get(rowKey(workspaceId, userId));
      const entitlement =
        tenantId === null || userId === null
          ? undefined
          : tables.entitlements.get(rowKey(workspaceId, tenantId, userId));
      return Object.freeze({
        workspace: workspace ? Object.freeze({ name: workspace.name, archivedAt: workspace.archivedAt }) : null,
        tenant: tenant ? Object.freeze({ name: tenant.name, lifecycle: tenant.lifecycle }) : null,
        membershipRole: membership?.role ?? null,
        entitlement: entitlement ? Object.freeze({ role: entitlement.role }) : null,
      });
    },

    // Units run one after the other, so whatever is read stays as it is.
    async hold({ workspaceId }, tenantId) {
      const workspace = tables.workspaces.get(workspaceId);
      const tenant = tenantId === null ? null : tables.tenants.get(rowKey(workspaceId, tenantId));
      if (!workspace || tenant === undefined) return null;
      return Object.freeze({
        workspace: Object.freeze({ name: workspace.name, archivedAt: workspace.archivedAt }),
        tenant: tenant && Object.freeze({ name: tenant.name, lifecycle: tenant.lifecycle }),
      });
    },
  };
}
