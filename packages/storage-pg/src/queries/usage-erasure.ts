import { sql, type RawBuilder } from 'kysely';
import { invariant, type PersonRef, type TenantId, type WorkspaceScope } from '@tenantatlas/core/ports';
import { integer } from '../rows/column.ts';
import { first, run, table, type QueryContext } from './context.ts';
import { daysOf, hoursWith } from './usage-days.ts';
import { hourOf } from './usage-hours.ts';
import { foldWorkspace, lockUsage } from './usage-fold.ts';
import { eventNameOf, isInstant } from './usage-sound.ts';
import { workspacesInBlock } from './usage-totals.ts';

/**
 * Removes the events of a tenant, and corrects all counts in the same transaction. The caller holds the tenant, so all units that added for it have committed. Answers how many
 * there were.
 *
 * The deltas of the workspace are moved first: from then on a delta that shows up counts events that stay, so that hours and bits alone need a correction.
 */
export async function eraseTenantUsage(
  context: QueryContext,
  scope: WorkspaceScope,
  tenantId: TenantId,
): Promise<number> {
  await lockUsage(context);
  await foldWorkspace(context, scope.workspaceId);
  const removed = await removeEvents(context, scope, sql`and tenant_id = ${tenantId}`);
  if (removed > 0) await clearBits(context, scope, 'without an event');
  if (removed > 0) await recountLastHour(context, scope);
  return removed;
}

/** {@link eraseTenantUsage} for all events of a workspace. Its bit is cleared and not given to another one. */
export async function eraseWorkspaceUsage(context: QueryContext, scope: WorkspaceScope): Promise<number> {
  await lockUsage(context);
  await foldWorkspace(context, scope.workspaceId);
  const removed = await removeEvents(context, scope, sql``);
  await clearBits(context, scope, 'all');
  await run(context, context.build.deleteFrom('usage_positions').where('workspace_id', '=', scope.workspaceId));
  return removed;
}

/** Takes a person off all events, in every workspace. It reads the whole ledger: an index of persons would cost every addition. */
export async function forgetUser(context: QueryContext, { kind, personId }: PersonRef): Promise<void> {
  await lockUsage(context);
  await run(
    context,
    sql`update ${table(context, 'usage_events')} set user_ref = null where user_ref = ${`${kind.slice(0, 1)}:${personId}`}`,
  );
}

/**
 * The events of a workspace lie all over the ledger, whose key is in order of time: this reads its index once. Days that end before the oldest kept instant have no counts.
 */
async function removeEvents(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  which: RawBuilder<unknown>,
): Promise<number> {
  const kinds = table(context, 'usage_kinds');
  const removed = await first(
    context,
    sql`with gone as materialized (
          delete from ${table(context, 'usage_events')} where workspace_id = ${workspaceId} ${which} returning kind, occurred_at
        ),
        lost as (
          ${daysOf(sql`select ${hourOf('occurred_at')} as hour, ${eventNameOf(sql`known.names`, sql`gone.kind`)} as event_name, 1 as count
            from gone left join ${kinds} as known on known.code = gone.kind where ${isInstant('occurred_at')}`)}
        ),
        corrected as (
          update ${table(context, 'usage_hours')} as kept set count = kept.count - lost.count, hours = ${hoursWith('-', 'kept', 'lost')}
          from lost where kept.day = lost.day and kept.event_name = lost.event_name
        )
        select count(*) as removed from gone`,
    (row) => integer(row, 'removed'),
  );
  invariant(removed !== null, 'A count has exactly one answer.');
  await run(context, context.build.deleteFrom('usage_hours').where('count', '=', 0));
  return removed;
}

/** Clears the bits of a workspace: all of them, or those of hours and days that have no event any more. */
async function clearBits(
  context: QueryContext,
  { workspaceId }: WorkspaceScope,
  which: 'all' | 'without an event',
): Promise<void> {
  const block = sql.lit(workspacesInBlock);
  // CTEs, as below: Citus changes no table that is on every node by a statement that names a distributed one elsewhere.
  const left = sql`with hours as materialized (
      select distinct ${hourOf('occurred_at')} as hour from ${table(context, 'usage_events')}
      where workspace_id = ${workspaceId} and ${isInstant('occurred_at')}
    ),
    spans as materialized (select 'hour' as span, hour as starts_at from hours union select 'day', ${hourOf('hour', 'day')} from hours)`;
  const isChosen =
    which === 'all' ? sql`true` : sql`(activity.span, activity.starts_at) not in (select span, starts_at from spans)`;
  await run(
    context,
    sql`${which === 'all' ? sql`` : left}
        update ${table(context, 'usage_activity')} as activity
        set bits = set_bit(activity.bits, place.position % ${block}, 0)
        from ${table(context, 'usage_positions')} as place
        where place.workspace_id = ${workspaceId} and activity.block = place.position / ${block}
          and get_bit(activity.bits, place.position % ${block}) = 1 and ${isChosen}`,
  );
}

/** Takes the last hour of a workspace back to the last event that is left. */
async function recountLastHour(context: QueryContext, { workspaceId }: WorkspaceScope): Promise<void> {
  await run(
    context,
    sql`with latest as materialized (
          select ${hourOf('occurred_at')} as hour from ${table(context, 'usage_events')}
          where workspace_id = ${workspaceId} and ${isInstant('occurred_at')} order by occurred_at desc limit 1
        )
        update ${table(context, 'usage_positions')} set last_hour = (select hour from latest) where workspace_id = ${workspaceId}`,
  );
}
