import { sql } from 'kysely';
import {
  assertExternalTenantId,
  type ImpactCount,
  type LifecycleChange,
  type PageRequest,
  type TenantFilter,
  type TenantId,
  type TenantRecord,
  type TenantScope,
  type TenantStore,
  type WorkspaceId,
  type WorkspaceScope,
} from '@tenantatlas/core/ports';
import { integer } from '../rows/column.ts';
import { toTenant } from '../rows/tenant.ts';
import { claimExternalTenant, isClaimedElsewhere, releaseExternalTenant } from './external-tenants.ts';
import { all, first, instantValue, run, table, type QueryContext } from './context.ts';
import { listPage } from './list-page.ts';
import { onlyOnPlatform } from './reach.ts';
import { tenantLock } from './scope-lock.ts';
import { undoable } from './undoable.ts';

/** Tenants in PostgreSQL. */
export function createTenantStore(context: QueryContext): TenantStore {
  return {
    create: (scope, record) => create(context, scope, record),
    get: ({ workspaceId, tenantId }) =>
      first(
        context,
        context.build
          .selectFrom('tenants')
          .selectAll()
          .where('workspace_id', '=', workspaceId)
          .where('tenant_id', '=', tenantId),
        toTenant,
      ),
    find: (scopes) => find(context, scopes),
    isClaimedElsewhere: async (scope, externalTenantIds) => {
      await onlyOnPlatform(context, 'tenants.isClaimedElsewhere');
      return isClaimedElsewhere(context, scope, externalTenantIds);
    },
    list: (scope, filter, page) => list(context, scope, filter, page),
    changeLifecycle: (scope, change) => changeLifecycle(context, scope, change),
    impact: (scope, except) => impact(context, scope, except),
  };
}

async function find(context: QueryContext, scopes: readonly TenantScope[]): Promise<readonly TenantRecord[]> {
  await onlyOnPlatform(context, 'tenants.find');
  const [workspaceIds, tenantIds] = [
    scopes.map(({ workspaceId }) => workspaceId),
    scopes.map(({ tenantId }) => tenantId),
  ];
  return all(
    context,
    sql`select tenant.* from ${table(context, 'tenants')} as tenant
        where (tenant.workspace_id, tenant.tenant_id) in (select * from unnest(${workspaceIds}::text[], ${tenantIds}::text[]))`,
    toTenant,
  );
}

async function create(
  context: QueryContext,
  scope: TenantScope,
  record: TenantRecord,
): Promise<'created' | 'exists' | 'external_taken'> {
  assertExternalTenantId(record.externalTenantId);
  return undoable<'created' | 'exists' | 'external_taken'>(context, async (inner, undo) => {
    const { rowCount } = await run(
      inner,
      inner.build
        .insertInto('tenants')
        .values({
          workspace_id: scope.workspaceId,
          tenant_id: scope.tenantId,
          name: record.name,
          external_tenant_id: record.externalTenantId,
          lifecycle: record.lifecycle,
          lifecycle_before_archive: record.lifecycleBeforeArchive,
          created_at: instantValue(record.createdAt),
          updated_at: instantValue(record.updatedAt),
          version: record.version,
        })
        .onConflict((conflict) => conflict.doNothing()),
    );
    if (rowCount === 0) return 'exists';
    const claims = record.lifecycle === 'active' && record.externalTenantId !== null;
    if (claims && !(await claimExternalTenant(inner, scope, record.externalTenantId))) undo('external_taken');
    return 'created';
  });
}

function list(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  { lifecycles, among }: TenantFilter,
  { after, limit }: PageRequest<TenantId>,
): Promise<readonly TenantRecord[]> {
  return all(
    context,
    listPage({
      select: sql`select * from ${table(context, 'tenants')}`,
      conditions: [sql`workspace_id = ${workspaceId}`, ...(among ? [sql`tenant_id = any (${among}::text[])`] : [])],
      choices: lifecycles ? [{ column: 'lifecycle', values: lifecycles }] : [],
      order: { columns: ['tenant_id'], direction: 'asc' },
      start: after === null ? null : { values: [sql`${after}::text`], isInside: false },
      end: null,
      limit,
    }),
    toTenant,
  );
}

function changeLifecycle(
  context: QueryContext,
  scope: TenantScope,
  change: LifecycleChange,
): Promise<TenantRecord | 'changed_meanwhile' | 'external_taken'> {
  return undoable<TenantRecord | 'changed_meanwhile' | 'external_taken'>(context, async (inner, undo) => {
    const changed = await first(
      inner,
      sql`with ${tenantLock(inner, scope, 'exclusive')}
          update ${table(inner, 'tenants')} as tenant
          set lifecycle = ${change.lifecycle}, lifecycle_before_archive = ${change.lifecycleBeforeArchive},
              updated_at = ${instantValue(change.updatedAt)}, version = version + 1
          from scope_lock
          where tenant.workspace_id = ${scope.workspaceId} and tenant.tenant_id = ${scope.tenantId} and tenant.version = ${change.version}
          returning tenant.*`,
      toTenant,
    );
    if (!changed) return 'changed_meanwhile';
    if (changed.externalTenantId === null) return changed;
    if (changed.lifecycle !== 'active') await releaseExternalTenant(inner, scope, changed.externalTenantId);
    else if (!(await claimExternalTenant(inner, scope, changed.externalTenantId))) undo('external_taken');
    return changed;
  });
}

async function impact(
  context: QueryContext,
  scope: WorkspaceScope | null,
  except: readonly WorkspaceId[] = [],
): Promise<ImpactCount> {
  await onlyOnPlatform(context, 'tenants.impact');
  const inScope = scope ? sql`tenants.workspace_id = ${scope.workspaceId}` : sql`true`;
  const counted = await first(
    context,
    sql`select count(*)::bigint as tenants, count(distinct tenants.workspace_id)::bigint as workspaces
        from ${table(context, 'tenants')} as tenants
        join ${table(context, 'workspaces')} as workspaces on workspaces.workspace_id = tenants.workspace_id
        where ${inScope} and tenants.workspace_id <> all (${except}::text[]) and workspaces.archived_at is null and tenants.lifecycle <> 'archived'`,
    (row) => ({ workspaces: integer(row, 'workspaces'), tenants: integer(row, 'tenants') }),
  );
  return counted ?? { workspaces: 0, tenants: 0 };
}
