import { sql, type RawBuilder } from 'kysely';
import type { UsageAddition, UsageEvent } from '@tenantatlas/core/ports';
import { table, type QueryContext } from './context.ts';
import { sharedLocks } from './scope-lock.ts';
import { compactId } from './usage-ids.ts';
import { hourOf } from './usage-hours.ts';
import { answeredUsage, askUsage, ofUnit } from './usage-outcome.ts';
import { kindNames, metadataOf, storable } from './usage-texts.ts';

/**
 * `addUsage` for one event, with the same locks in the same order and the same answers. Most additions have one event: each start records one. Without a list to join and to
 * sort, the server parses, plans and runs the statement in half the time. Its text is the same for every event, so that a plan of it can be kept.
 */
export async function addOneUsage(context: QueryContext, event: UsageEvent, wait: boolean): Promise<UsageAddition> {
  return answeredUsage([event], await askUsage(context, addition(context, event, wait)));
}

function addition(context: QueryContext, event: UsageEvent, wait: boolean): RawBuilder<unknown> {
  const { user } = event;
  const [tenants, people] = [table(context, 'tenants'), table(context, 'people')];
  const names = kindNames()(event);
  const skip = wait ? sql`` : sql` skip locked`;
  const isTenant = sql`tenant.workspace_id = ${event.workspaceId} and tenant.tenant_id = ${event.tenantId}`;
  const isPerson = sql`person.person_kind = ${user?.kind ?? ''} and person.person_id = ${user?.personId ?? ''}`;
  const reference = user && `${user.kind.slice(0, 1)}:${user.personId}`;
  const busy = wait
    ? sql`false`
    : sql`exists (select from not_free)
          or (not exists (select from held) and exists (select from ${tenants} as tenant where ${isTenant}))
          or (not exists (select from known) and exists (select from ${people} as person where ${isPerson}))`;
  return sql`with ${sharedLocks(context, [event], wait)},
    held as materialized (
      select tenant.tenant_id from scope_lock cross join ${tenants} as tenant where ${isTenant} for key share of tenant${skip}
    ),
    known as materialized (select person.erased from ${people} as person where ${isPerson} for key share of person${skip}),
    given as materialized (
      select not exists (select from held) as is_unknown, kept.since as kept_since, ${busy} as is_busy, occurred.at as occurred_at,
             coalesce(occurred.at < kept.since, false) as is_expired
      from (select (select kept_since from ${table(context, 'usage_retention')}) as since) as kept cross join (select ${event.occurredAt}::timestamptz as at) as occurred
    ),
    added as (
      insert into ${table(context, 'usage_events')}
        (occurred_at, recorded_at, workspace_id, tenant_id, id, kind, user_ref, subject_id, metadata)
      select occurred_at, ${event.recordedAt}::timestamptz, ${event.workspaceId}, ${event.tenantId}, decode(${compactId(storable(event.id))}, 'hex'),
             coalesce((select code from ${table(context, 'usage_kinds')} where names = ${names}), ${names}),
             case when not coalesce((select erased from known), false) then ${reference}::text end,
             decode(${compactId(storable(event.subjectId))}, 'hex'), (${metadataOf(event)}::text)::json
      from given where not (is_unknown or is_busy or is_expired)
      on conflict do nothing
      returning workspace_id, kind, occurred_at
    ),
    counted as (
      insert into ${table(context, 'usage_deltas')} (workspace_id, hour, kind, count)
      select workspace_id, ${hourOf('occurred_at')}, kind, 1 from added
    )
    select (select count(*) from added) as added, case when is_busy then array[1] end as busy,
           case when is_unknown or is_expired then 1 end as place, is_unknown, kept_since, ${ofUnit} from given`;
}
