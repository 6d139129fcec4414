import { sql, type RawBuilder } from 'kysely';
import {
  epochMillis,
  invariant,
  workspaceOf,
  type AuditEntry,
  type AuditFilter,
  type AuditPosition,
  type AuditStore,
  type CountedTarget,
  type PageRequest,
  type PlatformScope,
  type WorkspaceScope,
} from '@tenantatlas/core/ports';
import { toAuditEntry } from '../rows/audit-entry.ts';
import { integer, text } from '../rows/column.ts';
import { platformColumns, sharedColumns, workspaceColumns } from './audit-columns.ts';
import { all, instantValue, jsonValue, run, table, type QueryContext } from './context.ts';
import { controlEntries } from './control-entries.ts';
import { conditionOf, type ListChoice } from './list-choice.ts';
import { listPage, type ListBound, type ListPage } from './list-page.ts';
import { onlyOnPlatform } from './reach.ts';
import { tenantChoice } from './tenant-choice.ts';

/** The audit trail in PostgreSQL: a table for the workspaces' ledgers and one for the platform's. */
export function createAuditStore(context: QueryContext): AuditStore {
  return {
    append: (scope, entry) => append(context, scope, entry),
    list: (scope, filter, page) => list(context, scope, filter, page),
    controlHistory: (controlKeys, actions, limit) => controlHistory(context, controlKeys, actions, limit),
    controlEntries: (filter, page) => controlEntries(context, filter, page),
    countByTarget: (action, type, targets) => countByTarget(context, action, type, targets),
  };
}

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
  const isPlatform = workspaceId === null;
  const columns = isPlatform ? platformColumns : workspaceColumns;
  const { choices, conditions } = narrowed(filter, isPlatform ? [] : tenantChoice(filter));
  return all(
    context,
    listPage({
      select: sql`select ${columns} from ${table(context, isPlatform ? 'platform_audit_entries' : 'audit_entries')}`,
      conditions: [
        ...(isPlatform ? [] : [sql`workspace_id = ${workspaceId}`]),
        ...(isPlatform && filter.tenantId !== null ? [sql`false`] : []), // the platform's entries have no tenant
        ...conditions,
      ],
      choices,
      order: { columns: ['recorded_at', 'id'], direction: 'desc' },
      start: startOf(filter, after),
      end: filter.from === null ? null : { values: [instantValue(filter.from)], isInside: true },
      limit,
    }),
    toAuditEntry,
  );
}

/**
 * The first filter picks the index, beside the tenant. The others are conditions: where few rows satisfy one, PostgreSQL still reads and
 * sorts those instead. One target has few entries, nearly always of one tenant: there the tenant is a condition.
 */
function narrowed(
  { actions, actorId, target }: AuditFilter,
  tenant: readonly ListChoice[],
): Pick<ListPage, 'choices' | 'conditions'> {
  const only = (column: string, value: string): ListChoice => ({ column, values: [value] });
  const type = target ? [only('target_type', target.type)] : [];
  if (target && target.id !== null && !actions && actorId === null)
    return { choices: [...type, only('target_id', target.id)], conditions: tenant.map(conditionOf) };
  const id = target && target.id !== null ? [only('target_id', target.id)] : [];
  const [first, ...others] = [
    ...(actions ? [{ column: 'action', values: actions }] : []),
    ...(actorId === null ? [] : [only('actor_id', actorId)]),
    ...type,
    ...id,
  ];
  return { choices: [...tenant, ...(first ? [first] : [])], conditions: others.map(conditionOf) };
}

/** The earlier of the two: each implies the other one, or is implied by it. */
function startOf({ to }: AuditFilter, after: AuditPosition | null): ListBound | null {
  if (to !== null && (!after || epochMillis(to) < epochMillis(after.recordedAt)))
    return { values: [instantValue(to)], isInside: true };
  return after && { values: [instantValue(after.recordedAt), sql`${after.id}::text`], isInside: false };
}

/** Each ledger gives its own latest entries of each control by its index; only those few are put in order together. */
async function controlHistory(
  context: QueryContext,
  controlKeys: readonly string[],
  actions: readonly string[],
  limit: number,
): Promise<readonly AuditEntry[]> {
  await onlyOnPlatform(context, 'audit.controlHistory');
  const latest = (
    controlKey: string,
    columns: RawBuilder<unknown>,
    ledger: 'audit_entries' | 'platform_audit_entries',
  ) =>
    sql`(select ${columns} from ${table(context, ledger)} where control_key = ${controlKey} and action = any (${actions}::text[])
         order by recorded_at desc, id desc limit ${limit})`;
  const ofEach = [...new Set(controlKeys)].map(
    (
      key,
    ) => sql`(${latest(key, workspaceColumns, 'audit_entries')} union all ${latest(key, platformColumns, 'platform_audit_entries')}
                  order by recorded_at desc, id desc limit ${limit})`,
  );
  if (ofEach.length === 0) return [];
  const latestOfEach = sql`select * from (${sql.join(ofEach, sql` union all `)}) as latest order by recorded_at desc, id desc`;
  return all(context, latestOfEach, toAuditEntry);
}

/** Entries of one ledger are found by the index of its targets, those of any ledger by the index of the control. */
async function countByTarget(
  context: QueryContext,
  action: string,
  targetType: string,
  targets: readonly CountedTarget[],
): Promise<ReadonlyMap<string, number>> {
  await onlyOnPlatform(context, 'audit.countByTarget');
  const isAsked = sql`entries.action = ${action} and entries.target_type = ${targetType}`;
  const listed = (isInOne: boolean): RawBuilder<unknown> => {
    const some = targets.filter(({ workspaceId }) => (workspaceId !== null) === isInOne);
    const column = (name: keyof CountedTarget) => sql`${some.map((target) => target[name])}::text[]`;
    return sql`unnest(${column('workspaceId')}, ${column('controlKey')}, ${column('id')}) as asked (workspace_id, control_key, id)`;
  };
  const from = (ledger: 'audit_entries' | 'platform_audit_entries') => sql`${table(context, ledger)} as entries`;
  const ofControl = sql`entries.control_key = asked.control_key and entries.target_id = asked.id and ${isAsked}`;
  const counts = await all(
    context,
    sql`select found.id, count(*)::bigint as entries from (
          select asked.id from ${listed(true)}
          join ${from('audit_entries')} on entries.workspace_id = asked.workspace_id and ${ofControl}
          union all
          select asked.id from ${listed(false)} join ${from('audit_entries')} on ${ofControl}
          union all
          select asked.id from ${listed(false)} join ${from('platform_audit_entries')} on ${ofControl}
        ) as found group by found.id`,
    (row) => [text(row, 'id'), integer(row, 'entries')] as const,
  );
  return new Map(counts);
}
