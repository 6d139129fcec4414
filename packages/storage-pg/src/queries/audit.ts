import { sql, type RawBuilder } from 'kysely';
import {
  invariant,
  type AuditEntry,
  type AuditFilter,
  type AuditPosition,
  type AuditStore,
  type PageRequest,
  type PlatformScope,
  type WorkspaceScope,
} from '@tenantatlas/core';
import { toAuditEntry } from '../rows/audit-entry.ts';
import { all, instantValue, jsonValue, run, table, type QueryContext } from './context.ts';
import { onlyOnPlatform } from './reach.ts';

/** The audit trail in PostgreSQL: a table for the workspaces' ledgers and one for the platform's. */
export function createAuditStore(context: QueryContext): AuditStore {
  return {
    append: (scope, entry) => append(context, scope, entry),
    list: (scope, filter, page) => list(context, scope, filter, page),
    controlHistory: (controlKey, actions, limit) => controlHistory(context, controlKey, actions, limit),
  };
}

const sharedColumns =
  'id, recorded_at, action, outcome, actor_kind, actor_id, target_type, target_id, target_label, operation_run_id, summary, metadata';
const workspaceColumns = sql.raw(`workspace_id, tenant_id, ${sharedColumns}`);
const platformColumns = sql.raw(`null::text as workspace_id, null::text as tenant_id, ${sharedColumns}`);

async function append(context: QueryContext, scope: WorkspaceScope | PlatformScope, entry: AuditEntry): Promise<void> {
  const workspaceId = workspaceOf(scope);
  invariant(
    entry.workspaceId === workspaceId,
    'An audit entry belongs to the ledger of its own workspace; a platform entry has none.',
  );
  invariant(workspaceId !== null || entry.tenantId === null, 'A platform entry has no tenant.');
  const ledger = workspaceId === null ? 'platform_audit_entries' : 'audit_entries';
  const [columns, values] =
    workspaceId === null ? [sql``, sql``] : [sql`workspace_id, tenant_id, `, sql`${workspaceId}, ${entry.tenantId}, `];
  await run(
    context,
    sql`insert into ${table(context, ledger)} (${columns}${sql.raw(sharedColumns)}, control_key)
        values (${values}${entry.id}, ${instantValue(entry.recordedAt)}, ${entry.action}, ${entry.outcome}, ${entry.actor.kind}, ${entry.actor.id},
                ${entry.target.type}, ${entry.target.id}, ${entry.target.label}, ${entry.operationRunId},
                ${jsonValue(entry.summary)}, ${jsonValue(entry.metadata)}, ${jsonValue(entry.metadata)} ->> 'control_key')`,
  );
}

function list(
  context: QueryContext,
  scope: WorkspaceScope | PlatformScope,
  filter: AuditFilter,
  { after, limit }: PageRequest<AuditPosition>,
): Promise<readonly AuditEntry[]> {
  const workspaceId = workspaceOf(scope);
  const conditions = [...conditionsOf(filter, workspaceId === null), ...(after ? [isAfter(after)] : [])];
  if (workspaceId !== null) conditions.unshift(sql`workspace_id = ${workspaceId}`);
  const source = table(context, workspaceId === null ? 'platform_audit_entries' : 'audit_entries');
  return all(
    context,
    sql`select ${workspaceId === null ? platformColumns : workspaceColumns} from ${source}
        where ${conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`}
        order by recorded_at desc, id desc limit ${limit}`,
    toAuditEntry,
  );
}

function conditionsOf(filter: AuditFilter, isPlatform: boolean): RawBuilder<unknown>[] {
  const { actions, actorId, target, tenantId, visibleTenantIds, from, to } = filter;
  const conditions: RawBuilder<unknown>[] = [];
  if (actions) conditions.push(sql`action = any (${actions}::text[])`);
  if (actorId !== null) conditions.push(sql`actor_id = ${actorId}`);
  if (target) conditions.push(sql`target_type = ${target.type}`);
  if (target && target.id !== null) conditions.push(sql`target_id = ${target.id}`);
  if (from !== null) conditions.push(sql`recorded_at >= ${instantValue(from)}`);
  if (to !== null) conditions.push(sql`recorded_at <= ${instantValue(to)}`);
  if (isPlatform) return tenantId === null ? conditions : [sql`false`]; // the platform's entries have no tenant
  if (tenantId !== null) conditions.push(sql`tenant_id = ${tenantId}`);
  if (visibleTenantIds) conditions.push(sql`(tenant_id is null or tenant_id = any (${visibleTenantIds}::text[]))`);
  return conditions;
}

function isAfter({ recordedAt, id }: AuditPosition): RawBuilder<unknown> {
  return sql`(recorded_at, id) < (${instantValue(recordedAt)}, ${id}::text)`;
}

/** Each ledger gives its own latest entries by its index; only those few are put in order together. */
async function controlHistory(
  context: QueryContext,
  controlKey: string,
  actions: readonly string[],
  limit: number,
): Promise<readonly AuditEntry[]> {
  await onlyOnPlatform(context, 'audit.controlHistory');
  const latest = (columns: RawBuilder<unknown>, ledger: 'audit_entries' | 'platform_audit_entries') =>
    sql`(select ${columns} from ${table(context, ledger)} where control_key = ${controlKey} and action = any (${actions}::text[])
         order by recorded_at desc, id desc limit ${limit})`;
  return all(
    context,
    sql`${latest(workspaceColumns, 'audit_entries')} union all ${latest(platformColumns, 'platform_audit_entries')}
        order by recorded_at desc, id desc limit ${limit}`,
    toAuditEntry,
  );
}

function workspaceOf(scope: WorkspaceScope | PlatformScope): WorkspaceScope['workspaceId'] | null {
  return 'workspaceId' in scope ? scope.workspaceId : null;
}
