import { invariant } from '../kernel/invariant.ts';
import { compareText } from '../kernel/text.ts';
import type { EntitlementRecord, GrantOutcome, MembershipRecord, MemberStore } from '../ports/member-store.ts';
import { pageOf } from './page.ts';
import { rowKey, select, type Rows } from './rows.ts';
import type { Tables } from './tables.ts';
import { assertParent, assertSameScope, type UnitContext } from './unit-context.ts';

/** Memberships and entitlements over the rows of a unit. */
export function memoryMembers({ scope: unitScope, tables }: UnitContext<Tables>): MemberStore {
  const { memberships, entitlements } = tables;

  const entitlementsOf = (workspaceId: string, userId: string): readonly EntitlementRecord[] =>
    select(entitlements, (row) => row.workspaceId === workspaceId && row.userId === userId).toSorted((left, right) =>
      compareText(left.tenantId, right.tenantId),
    );

  return {
    async grant(scope, membership) {
      assertSameScope(membership.workspaceId === scope.workspaceId, 'members.grant');
      assertParent(tables.workspaces.get(scope.workspaceId), 'members.grant', 'workspace');
      return write(memberships, rowKey(scope.workspaceId, membership.userId), membership);
    },

    async revoke({ workspaceId }, userId) {
      const membership = memberships.get(rowKey(workspaceId, userId));
      if (!membership) return null;
      const ended = entitlementsOf(workspaceId, userId);
      for (const { tenantId } of ended) entitlements.delete(rowKey(workspaceId, tenantId, userId));
      memberships.delete(rowKey(workspaceId, userId));
      return Object.freeze({ role: membership.role, tenantIds: Object.freeze(ended.map(({ tenantId }) => tenantId)) });
    },

    async find({ workspaceId }, userId) {
      return memberships.get(rowKey(workspaceId, userId)) ?? null;
    },

    async list({ workspaceId }, page) {
      const order = { keyOf: ({ userId }: MembershipRecord) => userId, compare: compareText };
      const inWorkspace = select(memberships, (row) => row.workspaceId === workspaceId);
      return pageOf(inWorkspace, order, page).map((membership) => ({
        ...membership,
        entitlements: entitlementsOf(workspaceId, membership.userId).map(({ tenantId, role }) => ({ tenantId, role })),
      }));
    },

    async entitle(scope, entitlement) {
      const { workspaceId, tenantId, userId } = entitlement;
      assertSameScope(workspaceId === scope.workspaceId && tenantId === scope.tenantId, 'members.entitle');
      if (!memberships.get(rowKey(workspaceId, userId))) return { disposition: 'no_member' };
      assertParent(tables.tenants.get(rowKey(workspaceId, tenantId)), 'members.entitle', 'tenant');
      return write(entitlements, rowKey(workspaceId, tenantId, userId), entitlement);
    },

    async disentitle({ workspaceId, tenantId }, userId) {
      const key = rowKey(workspaceId, tenantId, userId);
      if (!entitlements.get(key)) return false;
      entitlements.delete(key);
      return true;
    },

    async entitledTenants({ workspaceId }, userId) {
      return entitlementsOf(workspaceId, userId).map(({ tenantId, role }) => ({ tenantId, role }));
    },

    async workspacesOf(userId) {
      invariant(
        unitScope.plane === 'member' && unitScope.userId === userId,
        "members.workspacesOf needs a member unit of that person: storage.unit({ plane: 'member', userId, workspaceIds: [] }, work).",
      );
      return select(memberships, (row) => row.userId === userId)
        .map(({ workspaceId }) => workspaceId)
        .sort(compareText);
    },
  };
}

function write<Role, Row extends { readonly role: Role }>(rows: Rows<Row>, key: string, row: Row): GrantOutcome<Role> {
  const before = rows.get(key);
  if (before?.role === row.role) return { disposition: 'unchanged' };
  rows.set(key, row);
  return before ? { disposition: 'changed', previous: before.role } : { disposition: 'granted' };
}
