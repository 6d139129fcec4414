import { sql, type RawBuilder } from 'kysely';
import { invariant, type Instant, type WorkspaceId } from '@tenantatlas/core/ports';
import { integer } from '../rows/column.ts';
import { first, instantValue, run, table, type QueryContext } from './context.ts';
import { daysOf, hoursWith } from './usage-days.ts';
import { hourOf } from './usage-hours.ts';
import { eventNameOf, isInstant, isNames } from './usage-sound.ts';
import { workspacesInBlock } from './usage-totals.ts';

/** Codes beyond this number are not given: more kinds than a catalog has would make a large table of them. */
const mostCodes = 10_000;

/**
 * Locks the one row for which folds, removals and erasures queue. It is what makes them simple: counts that are moved, dropped or corrected change nowhere else meanwhile.
 * No writer touches it.
 */
export async function lockUsage(context: QueryContext): Promise<void> {
  await run(context, sql`select from ${table(context, 'usage_retention')} for update`);
}

/** Moves `limit` deltas, unless another unit has the lock. See `UsageStore.fold`. */
export async function foldUsage(context: QueryContext, limit: number): Promise<number> {
  const locked = await run(context, sql`select from ${table(context, 'usage_retention')} for update skip locked`);
  if (locked.rowCount === 0) return 0;
  if (context.profile.keepsDays) await run(context, sql`select ${dayFunction(context, 'usage_make_days')}()`);
  return moveDeltas(
    context,
    sql`using (select workspace_id, id from ${table(context, 'usage_deltas')} limit ${limit}) as chosen
        where delta.workspace_id = chosen.workspace_id and delta.id = chosen.id`,
  );
}

/** Moves all deltas of a workspace that are committed. The caller has the lock. */
export async function foldWorkspace(context: QueryContext, workspaceId: WorkspaceId): Promise<void> {
  await moveDeltas(context, sql`where delta.workspace_id = ${workspaceId}`);
}

/** Moves the deltas of hours that begin before an instant, so that a removal of their counts loses no last hour. The caller has the lock. */
export async function foldBefore(context: QueryContext, cutoff: Instant): Promise<void> {
  await moveDeltas(context, sql`where delta.hour < ${instantValue(cutoff)}`);
}

/** The qualified name of a function of the schema. */
export function dayFunction(
  context: QueryContext,
  name: 'usage_make_days' | 'usage_empty_days' | 'usage_remove_days',
): RawBuilder<unknown> {
  return sql.raw(`${context.schema}.${name}`);
}

/** In one statement: at any moment a count is either in a delta or in its day. Workspaces and kinds that are new get their position and code, and workspaces their last hour. What the SDK never writes goes and counts nowhere. */
async function moveDeltas(context: QueryContext, which: RawBuilder<unknown>): Promise<number> {
  const deltas = table(context, 'usage_deltas');
  const [kinds, positions] = [table(context, 'usage_kinds'), table(context, 'usage_positions')];
  const block = sql.lit(workspacesInBlock);
  const bit = sql`set_bit(b'0'::bit(4096), place.position % ${block}, 1)`;
  const moved = await first(
    context,
    sql`with moved as materialized (
          delete from ${deltas} as delta ${which}
          returning delta.workspace_id, delta.hour, delta.kind, delta.count
        ),
        dated as materialized (select workspace_id, hour, kind, count from moved where ${isInstant('hour')}),
        new_kinds as (
          insert into ${kinds} (names, code)
          select kind, ((select coalesce(max(code::int4), 0) from ${kinds}) + row_number() over (order by kind))::text
          from (select distinct kind from dated where ${isNames(sql`kind`)}) as named
          where not exists (select from ${kinds} as known where known.names = named.kind)
            and (select count(*) from ${kinds}) < ${sql.lit(mostCodes)}
        ),
        seen as materialized (select workspace_id, max(hour) as last_hour from dated group by workspace_id),
        later_hours as (
          update ${positions} as place set last_hour = greatest(place.last_hour, seen.last_hour)
          from seen where place.workspace_id = seen.workspace_id
        ),
        new_positions as (
          insert into ${positions} (position, workspace_id, last_hour)
          select (select coalesce(max(position), -1) from ${positions}) + row_number() over (order by workspace_id), workspace_id, last_hour
          from seen
          where not exists (select from ${positions} as place where place.workspace_id = seen.workspace_id)
          returning position, workspace_id
        ),
        place as materialized (
          select position, workspace_id from ${positions} union all select position, workspace_id from new_positions
        ),
        hours as (
          insert into ${table(context, 'usage_hours')} as kept (day, event_name, count, hours)
          ${daysOf(sql`select dated.hour, ${eventNameOf(sql`known.names`, sql`dated.kind`)} as event_name, dated.count
            from dated left join ${kinds} as known on known.code = dated.kind`)}
          on conflict (day, event_name) do update set count = kept.count + excluded.count, hours = ${hoursWith('+', 'kept', 'excluded')}
        ),
        activity as (
          insert into ${table(context, 'usage_activity')} as activity (span, starts_at, block, bits)
          select spans.span, spans.starts_at, place.position / ${block}, bit_or(${bit})
          from (
            select distinct 'hour' as span, hour as starts_at, workspace_id from dated
            union select 'day', ${hourOf('hour', 'day')}, workspace_id from dated
          ) as spans join place on place.workspace_id = spans.workspace_id
          group by 1, 2, 3 order by 1, 2, 3
          on conflict (span, starts_at, block) do update set bits = activity.bits | excluded.bits
        )
        select count(*) as moved from moved`,
    (row) => integer(row, 'moved'),
  );
  invariant(moved !== null, 'A count has exactly one answer.');
  return moved;
}
