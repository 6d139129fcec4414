import { sql } from 'kysely';
import { workspaceRoles } from '@tenantatlas/core';
import type {
  EntitledTenant,
  EntitlementRecord,
  GrantOutcome,
  MembershipRecord,
  MemberStore,
  PersonId,
  TenantId,
  TenantScope,
  WorkspaceId,
  WorkspaceRole,
  WorkspaceScope,
} from '@tenantatlas/core/ports';
import { id, word, wordOrNull, type SqlRow } from '../rows/column.ts';
import { toMembership } from '../rows/membership.ts';
import { all, first, instantValue, run, table, type QueryContext, type Statement } from './context.ts';
import { onlyAsMember } from './reach.ts';
import { untilDone } from './until-done.ts';

/** Memberships and entitlements in PostgreSQL. */
export function createMemberStore(context: QueryContext): MemberStore {
  const { build } = context;
  return {
    grant: (scope, membership) => grant(context, scope, membership),
    revoke: (scope, userId) => revoke(context, scope, userId),
    find: ({ workspaceId }, userId) =>
      first(
        context,
        build
          .selectFrom('memberships')
          .selectAll()
          .where('workspace_id', '=', workspaceId)
          .where('user_id', '=', userId),
        toMembership,
      ),
    entitle: (scope, entitlement) => entitle(context, scope, entitlement),
    disentitle: async ({ workspaceId, tenantId }, userId) => {
      const { rowCount } = await run(
        context,
        build
          .deleteFrom('entitlements')
          .where('workspace_id', '=', workspaceId)
          .where('user_id', '=', userId)
          .where('tenant_id', '=', tenantId),
      );
      return rowCount > 0;
    },
    entitledTenants: ({ workspaceId }, userId) =>
      all(
        context,
        build
          .selectFrom('entitlements')
          .select(['tenant_id', 'role'])
          .where('workspace_id', '=', workspaceId)
          .where('user_id', '=', userId)
          .orderBy('tenant_id'),
        toEntitledTenant,
      ),
    workspacesOf: async (userId) => {
      await onlyAsMember(context, 'members.workspacesOf', userId);
      const query = build
        .selectFrom('memberships')
        .select('workspace_id')
        .where('user_id', '=', userId)
        .orderBy('workspace_id');
      return all(context, query, (row) => id<WorkspaceId>(row, 'workspace_id'));
    },
  };
}

const toTenantId = (row: SqlRow): TenantId => id<TenantId>(row, 'tenant_id');

const toEntitledTenant = (row: SqlRow): EntitledTenant => ({
  tenantId: toTenantId(row),
  role: wordOrNull(row, 'role', workspaceRoles),
});

function grant(context: QueryContext, { workspaceId }: WorkspaceScope, { userId, role, grantedAt }: MembershipRecord) {
  const { build } = context;
  return grantOnce<WorkspaceRole>(context, role, (row) => word(row, 'role', workspaceRoles), {
    lock: sql`select role from ${table(context, 'memberships')} where workspace_id = ${workspaceId} and user_id = ${userId} for update`,
    change: build
      .updateTable('memberships')
      .set({ role, granted_at: instantValue(grantedAt) })
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '=', userId),
    add: build
      .insertInto('memberships')
      .values({ workspace_id: workspaceId, user_id: userId, role, granted_at: instantValue(grantedAt) })
      .onConflict((conflict) => conflict.doNothing()),
  });
}

async function revoke(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  userId: PersonId,
): Promise<{ readonly role: WorkspaceRole; readonly tenantIds: readonly TenantId[] } | null> {
  const { build } = context;
  // The lock waits for entitlements in progress, so that the next statement sees them all.
  const membership = await first(
    context,
    sql`select * from ${table(context, 'memberships')} where workspace_id = ${workspaceId} and user_id = ${userId} for update`,
    toMembership,
  );
  if (!membership) return null;
  const tenantIds = await all(
    context,
    build
      .deleteFrom('entitlements')
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '=', userId)
      .returning('tenant_id'),
    toTenantId,
  );
  await run(
    context,
    build.deleteFrom('memberships').where('workspace_id', '=', workspaceId).where('user_id', '=', userId),
  );
  return { role: membership.role, tenantIds: [...tenantIds].sort() };
}

async function entitle(
  context: QueryContext,
  { workspaceId, tenantId }: TenantScope,
  { userId, role, grantedAt }: EntitlementRecord,
): Promise<GrantOutcome<WorkspaceRole | null> | { readonly disposition: 'no_member' }> {
  // Held until the end of the unit: the membership cannot be revoked in between.
  const membership = await run(
    context,
    sql`select role from ${table(context, 'memberships')} where workspace_id = ${workspaceId} and user_id = ${userId} for key share`,
  );
  if (membership.rows.length === 0) return { disposition: 'no_member' };
  const { build } = context;
  return grantOnce<WorkspaceRole | null>(context, role, (row) => wordOrNull(row, 'role', workspaceRoles), {
    lock: sql`select role from ${table(context, 'entitlements')}
              where workspace_id = ${workspaceId} and user_id = ${userId} and tenant_id = ${tenantId} for update`,
    change: build
      .updateTable('entitlements')
      .set({ role, granted_at: instantValue(grantedAt) })
      .where('workspace_id', '=', workspaceId)
      .where('user_id', '=', userId)
      .where('tenant_id', '=', tenantId),
    add: build
      .insertInto('entitlements')
      .values({
        workspace_id: workspaceId,
        user_id: userId,
        tenant_id: tenantId,
        role,
        granted_at: instantValue(grantedAt),
      })
      .onConflict((conflict) => conflict.doNothing()),
  });
}

/** Adds the row or changes its role, and returns which. Waits for a row that another call adds first, and then changes it. */
function grantOnce<Role extends WorkspaceRole | null>(
  context: QueryContext,
  role: Role,
  parse: (row: SqlRow) => Role,
  statements: {
    readonly lock: Statement;
    readonly change: Statement;
    readonly add: Statement;
  },
): Promise<GrantOutcome<Role>> {
  return untilDone(async () => {
    const held = (await all(context, statements.lock, (row) => ({ role: parse(row) })))[0];
    if (held) {
      if (held.role === role) return { disposition: 'unchanged' };
      await run(context, statements.change);
      return { disposition: 'changed', previous: held.role };
    }
    const { rowCount } = await run(context, statements.add);
    return rowCount > 0 ? { disposition: 'granted' } : null;
  });
}
