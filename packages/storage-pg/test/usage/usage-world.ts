import {
  toInstant,
  type Instant,
  type PersonRef,
  type Storage,
  type StorageUnit,
  type TenantId,
  type UsageEvent,
  type UsageEventId,
  type WorkspaceId,
} from '@tenantatlas/core/ports';
import type { OpenBackend } from '../support/backends.ts';
import { makeWorkspace as createWorkspace, tenantRecord, within } from '../store-fixtures.ts';

/** One hour in milliseconds. */
export const hour = 3_600_000;
/** One day in milliseconds. */
export const day = 24 * hour;

/** The UTC midnight of this day, for which a migration has made a partition. */
export function today(): number {
  return Math.floor(Date.now() / day) * day;
}

/** An event of tenant `t-1` by `u-1`. */
export function usageEvent(
  workspaceId: string,
  id: string,
  millis: number,
  change: Partial<Omit<UsageEvent, 'workspaceId' | 'id' | 'occurredAt'>> = {},
): UsageEvent {
  return {
    workspaceId: workspaceId as WorkspaceId,
    id: id as UsageEventId,
    tenantId: 't-1' as TenantId,
    user: { kind: 'user', personId: 'u-1' as PersonRef['personId'] },
    eventName: 'product.operations.started',
    featureArea: 'operations',
    subjectType: 'operation_run',
    subjectId: 'run-1',
    metadata: { operation_type: 'restore.execute' },
    occurredAt: toInstant(millis),
    recordedAt: toInstant(millis + 3),
    ...change,
  };
}

/** Makes a workspace with these tenants. */
export async function makeWorkspace(storage: Storage, workspaceId: string, tenants = ['t-1', 't-2']): Promise<void> {
  await onPlatform(storage, (unit) => createWorkspace(unit, workspaceId));
  await storage.unit(within(workspaceId), async (unit) => {
    for (const tenant of tenants) {
      const record = tenantRecord(workspaceId, tenant);
      await unit.tenants.create(record, record);
    }
  });
}

/** Runs `work` on a platform unit. */
export function onPlatform<T>(storage: Pick<Storage, 'unit'>, work: (unit: StorageUnit) => Promise<T>): Promise<T> {
  return storage.unit({ plane: 'platform', actor: null }, work);
}

/** Runs `work` on a maintenance unit. */
export function forMaintenance<T>(storage: Pick<Storage, 'unit'>, work: (unit: StorageUnit) => Promise<T>): Promise<T> {
  return storage.unit({ plane: 'maintenance', actor: null }, work);
}

/** Moves all deltas. */
export async function foldAll(storage: Pick<Storage, 'unit'>): Promise<void> {
  while ((await onPlatform(storage, ({ usage }) => usage.fold(1000))) === 1000);
}

/** The number of events, and that of active workspaces. */
export async function figures(storage: Pick<Storage, 'unit'>, from: Instant, to: Instant) {
  const { counts, activeWorkspaces } = await onPlatform(storage, ({ usage }) => usage.totals({ from, to }));
  return [counts.reduce((sum, { count }) => sum + count, 0), activeWorkspaces];
}

/**
 * Where the counts differ from the ledger: hours and names whose number is another, hours and days whose workspaces are others. Only what begins at the oldest kept instant or later, as no answer reads
 * anything else of the counts.
 */
export async function unequalCounts({ admin }: Pick<OpenBackend, 'admin'>): Promise<readonly object[]> {
  const since = `coalesce((select kept_since from tenantatlas.usage_retention), '-infinity')`;
  const begin = (column: string, bucket: string): string =>
    `date_bin('1 ${bucket}', ${column}, timestamptz '1970-01-01 00:00:00+00')`;
  const name = (row: string): string => `coalesce(known.names, ${row}.kind)::jsonb ->> 0`;
  const kinds = (row: string): string => `left join tenantatlas.usage_kinds as known on known.code = ${row}.kind`;
  return admin(`with ledger as (
      select ${begin('event.occurred_at', 'hour')} as hour, ${begin('event.occurred_at', 'day')} as day, event.workspace_id, ${name('event')} as name
      from tenantatlas.usage_events as event ${kinds('event')}
    ),
    deltas as (select delta.*, ${name('delta')} as name from tenantatlas.usage_deltas as delta ${kinds('delta')}),
    found as (
      select hour, name, count(*) as count from ledger group by 1, 2
    ),
    kept as (
      select hour, name, sum(count) as count from (
        select day + place * interval '1 hour' as hour, event_name as name, hours[place + 1] as count from tenantatlas.usage_hours, generate_series(0, 23) as place union all select hour, name, count from deltas
      ) as both_tables group by 1, 2 having sum(count) <> 0
    ),
    bits as (
      select activity.span, activity.starts_at, place.workspace_id from tenantatlas.usage_activity as activity
      join tenantatlas.usage_positions as place on place.position / 4096 = activity.block and get_bit(activity.bits, place.position % 4096) = 1
      union select 'hour', hour, workspace_id from deltas
      union select 'day', ${begin('hour', 'day')}, workspace_id from deltas
    ),
    active as (
      select 'hour' as span, hour as starts_at, workspace_id from ledger union select 'day', day, workspace_id from ledger
    ),
    stray as (
      select count(*) as bits from tenantatlas.usage_activity as activity, generate_series(0, 4095) as bit
      where get_bit(activity.bits, bit) = 1
        and not exists (select from tenantatlas.usage_positions as place where place.position = activity.block * 4096 + bit)
    )
    select 'count' as what, hour::text as at, name as subject, found.count as ledger, kept.count as counted
      from found full join kept using (hour, name) where hour >= ${since} and found.count is distinct from kept.count
    union all
    select concat('missing ', span), starts_at::text, workspace_id, 1, 0 from (select * from active except select * from bits) as missing where starts_at >= ${since}
    union all
    select concat('false ', span), starts_at::text, workspace_id, 0, 1 from (select * from bits except select * from active) as extra where starts_at >= ${since}
    union all
    select 'day', day::text, event_name, count, (select sum(each) from unnest(hours) as each) from tenantatlas.usage_hours
      where count <> (select sum(each) from unnest(hours) as each) or 0 > any (hours)
    union all
    select 'bits without a workspace', '', '', 0, bits from stray where bits > 0`);
}
