import { assertExternalTenantId, normalizeExternalTenantId, type TenantId } from '../kernel/ids.ts';
import { compareText } from '../kernel/text.ts';
import type { TenantFilter, TenantRecord, TenantStore } from '../ports/tenant-store.ts';
import { claimExternalId, releaseExternalId } from './external-claims.ts';
import { pageOf, type ListOrder } from './page.ts';
import { rowKey, select } from './rows.ts';
import type { Tables } from './tables.ts';
import { assertParent, assertPlatformUnit, assertSameScope, type UnitContext } from './unit-context.ts';

const byId: ListOrder<TenantRecord, TenantId> = { keyOf: ({ tenantId }) => tenantId, compare: compareText };

/** Tenants over the rows of a unit. */
export function memoryTenants(context: UnitContext<Tables>): TenantStore {
  const { tenants, workspaces, externalClaims } = context.tables;
  return {
    async create(scope, record) {
      const { workspaceId, tenantId } = scope;
      assertSameScope(record.workspaceId === workspaceId && record.tenantId === tenantId, 'tenants.create');
      assertParent(workspaces.get(workspaceId), 'tenants.create', 'workspace');
      assertExternalTenantId(record.externalTenantId);
      if (tenants.get(rowKey(workspaceId, tenantId))) return 'exists';
      if (record.lifecycle === 'active' && !claimExternalId(externalClaims, record)) return 'external_taken';
      tenants.set(rowKey(workspaceId, tenantId), record);
      return 'created';
    },

    async get({ workspaceId, tenantId }) {
      return tenants.get(rowKey(workspaceId, tenantId)) ?? null;
    },

    async find(scopes) {
      assertPlatformUnit(context, 'tenants.find');
      const keys = new Set(scopes.map(({ workspaceId, tenantId }) => rowKey(workspaceId, tenantId)));
      return select(tenants, ({ workspaceId, tenantId }) => keys.has(rowKey(workspaceId, tenantId)));
    },

    async isClaimedElsewhere({ workspaceId, tenantId }, externalTenantIds) {
      assertPlatformUnit(context, 'tenants.isClaimedElsewhere');
      return externalTenantIds
        .map((id) => externalClaims.get(normalizeExternalTenantId(id)))
        .some((holder) => holder && !(holder.workspaceId === workspaceId && holder.tenantId === tenantId));
    },

    async list({ workspaceId }, filter, page) {
      const found = select(tenants, (tenant) => tenant.workspaceId === workspaceId && matches(tenant, filter));
      return pageOf(found, byId, page);
    },

    async changeLifecycle({ workspaceId, tenantId }, change) {
      const current = tenants.get(rowKey(workspaceId, tenantId));
      if (current?.version !== change.version) return 'changed_meanwhile';
      const changed = { ...current, ...change, version: current.version + 1 };
      if (changed.lifecycle === 'active' && !claimExternalId(externalClaims, changed)) return 'external_taken';
      if (changed.lifecycle !== 'active') releaseExternalId(externalClaims, changed);
      tenants.set(rowKey(workspaceId, tenantId), changed);
      return tenants.get(rowKey(workspaceId, tenantId)) ?? changed;
    },

    async impact(scope, except = []) {
      assertPlatformUnit(context, 'tenants.impact');
      const touched = select(
        tenants,
        ({ workspaceId, lifecycle }) =>
          (scope === null || workspaceId === scope.workspaceId) &&
          !except.includes(workspaceId) &&
          lifecycle !== 'archived' &&
          workspaces.get(workspaceId)?.archivedAt === null,
      );
      return { workspaces: new Set(touched.map(({ workspaceId }) => workspaceId)).size, tenants: touched.length };
    },
  };
}

function matches({ tenantId, lifecycle }: TenantRecord, { lifecycles, among }: TenantFilter): boolean {
  return (lifecycles === null || lifecycles.includes(lifecycle)) && (among === null || among.includes(tenantId));
}
