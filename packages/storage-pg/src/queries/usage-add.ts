import { sql, type RawBuilder } from 'kysely';
import type {
  UsageAddition,
  UsageAdditionOptions,
  UsageEvent,
  UsageEventId,
  WorkspaceId,
} from '@tenantatlas/core/ports';
import { integer, text } from '../rows/column.ts';
import { run, table, type QueryContext } from './context.ts';
import { sharedLocks } from './scope-lock.ts';
import { addOneUsage } from './usage-add-one.ts';
import { compactId } from './usage-ids.ts';
import { hourOf } from './usage-hours.ts';
import { answeredUsage, askUsage, ofUnit } from './usage-outcome.ts';
import { kindNames, metadataOf, storable } from './usage-texts.ts';

/**
 * Adds events and counts them in one statement, which a single event has in a shorter form: it locks the tenants and the persons, refuses all or adds all, and writes one delta for each workspace, kind and hour of
 * the events that are new.
 *
 * No row is updated, so no writer waits for another one. Tenants are locked `for key share`, which only an erasure conflicts with. Events are inserted in the order of
 * their key: two calls with the same events wait for each other in one direction only.
 */
export async function addUsage(
  context: QueryContext,
  events: readonly UsageEvent[],
  { wait = true }: UsageAdditionOptions = {},
): Promise<UsageAddition> {
  if (events.length === 0) return { kind: 'added', count: 0 };
  if (!context.profile.locksAcrossWorkspaces) return addByWorkspace(context, events, wait);
  const [only] = events;
  if (only && events.length === 1) return addOneUsage(context, only, wait);
  const answer = await askUsage(
    context,
    sql`with ${heldInput(context, events, null, wait)}, ${insertion(context, sql`where not exists (select from refused) and not exists (select from busy)`)},
        counted as (
          insert into ${table(context, 'usage_deltas')} (workspace_id, hour, kind, count)
          select workspace_id, ${hourOf('occurred_at')}, kind, count(*) from added group by 1, 2, 3
        )
        select (select count(*) from added) as added, ${outcome(context)}`,
  );
  return answeredUsage(events, answer);
}

/** As {@link addUsage}, in statements of one workspace and one table each. All tenants are held before the first event is written. */
async function addByWorkspace(
  context: QueryContext,
  events: readonly UsageEvent[],
  wait: boolean,
): Promise<UsageAddition> {
  const groups = [...Map.groupBy(events, ({ workspaceId }) => workspaceId)];
  const busy: UsageEventId[] = [];
  const refusals: { readonly event: UsageEvent; readonly answer: UsageAddition }[] = [];
  for (const [workspaceId, its] of groups) {
    const answer = await askUsage(
      context,
      sql`with ${heldInput(context, its, workspaceId, wait)} select 0 as added, ${outcome(context)}`,
    );
    const refused = answeredUsage(its, answer);
    if (refused.kind === 'busy') busy.push(...refused.ids);
    const event = its[(answer.place ?? 0) - 1];
    if (refused.kind !== 'added' && refused.kind !== 'busy' && event) refusals.push({ event, answer: refused });
  }
  if (busy.length > 0) return { kind: 'busy', ids: busy };
  const [firstRefused] = refusals.toSorted((left, right) => events.indexOf(left.event) - events.indexOf(right.event));
  if (firstRefused) return firstRefused.answer;
  let count = 0;
  for (const [workspaceId, its] of groups) count += await insertOfWorkspace(context, workspaceId, its);
  return { kind: 'added', count };
}

async function insertOfWorkspace(
  context: QueryContext,
  workspaceId: WorkspaceId,
  events: readonly UsageEvent[],
): Promise<number> {
  const { rows } = await run(
    context,
    sql`with ${heldInput(context, events, workspaceId, true)}, ${insertion(context, sql``)}
        select ${hourOf('occurred_at')} as hour, kind, count(*) as count from added group by 1, 2`,
  );
  if (rows.length === 0) return 0;
  const counts = rows.map((row) => integer(row, 'count'));
  const column = (name: string): readonly string[] => rows.map((row) => text(row, name));
  await run(
    context,
    sql`insert into ${table(context, 'usage_deltas')} (workspace_id, hour, kind, count)
        select ${workspaceId}, hour, kind, count
        from unnest(${column('hour')}::timestamptz[], ${column('kind')}::text[], ${counts}::int4[]) as delta (hour, kind, count)`,
  );
  return counts.reduce((sum, each) => sum + each, 0);
}

/** `input`, the given events; `held`, their tenants; `erased`, persons that were erased; `kept`, the oldest kept instant; `refused`, the first event that cannot be added; `busy`, events for which
 * the addition would have to wait, which it does not. */
function heldInput(
  context: QueryContext,
  events: readonly UsageEvent[],
  workspaceId: WorkspaceId | null,
  wait: boolean,
): RawBuilder<unknown> {
  const column = (of: (event: UsageEvent) => string): RawBuilder<unknown> => sql`${events.map(of)}::text[]`;
  const own = workspaceId === null ? sql`true` : sql`tenant.workspace_id = ${workspaceId}`;
  const [tenants, people] = [table(context, 'tenants'), table(context, 'people')];
  const skip = wait ? sql`` : sql` skip locked`;
  return sql`input as materialized (
      select n, workspace_id, tenant_id, decode(id, 'hex') as id, names, person_kind, person_id, decode(subject_id, 'hex') as subject_id,
             metadata::json as metadata, occurred_at::timestamptz as occurred_at, recorded_at::timestamptz as recorded_at
      from unnest(${column((event) => event.workspaceId)}, ${column((event) => event.tenantId)}, ${column((event) => compactId(storable(event.id)))},
                  ${column(kindNames())}, ${column(({ user }) => user?.kind ?? '')}, ${column(({ user }) => user?.personId ?? '')},
                  ${column((event) => compactId(storable(event.subjectId)))}, ${column(metadataOf)}, ${column((event) => event.occurredAt)}, ${column((event) => event.recordedAt)})
        with ordinality as given (workspace_id, tenant_id, id, names, person_kind, person_id, subject_id, metadata, occurred_at, recorded_at, n)
    ),
    ${sharedLocks(context, events, wait)},
    held as materialized (
      select tenant.workspace_id, tenant.tenant_id from scope_lock cross join ${tenants} as tenant
      where ${own} and (tenant.workspace_id, tenant.tenant_id) in (select workspace_id, tenant_id from input)
      order by tenant.workspace_id, tenant.tenant_id for key share of tenant${skip}
    ),
    erased as materialized (
      select person_kind, person_id, erased from ${people} as person
      where (person_kind, person_id) in (select person_kind, person_id from input) order by person_kind, person_id for key share of person${skip}
    ),
    kept as materialized (select kept_since from ${table(context, 'usage_retention')}),
    refused as materialized (
      select input.n, held.tenant_id is null as is_unknown from input
      left join held on held.workspace_id = input.workspace_id and held.tenant_id = input.tenant_id
      where held.tenant_id is null or input.occurred_at < (select kept_since from kept)
      order by input.n limit 1
    ),
    busy as materialized (${
      wait
        ? sql`select 0 as n where false`
        : sql`select n from input where workspace_id in (select name from not_free) or concat(workspace_id, ' ', tenant_id) in (select name from not_free)
            or ((workspace_id, tenant_id) not in (select workspace_id, tenant_id from held)
              and (workspace_id, tenant_id) in (select workspace_id, tenant_id from ${tenants} as tenant where ${own} and (workspace_id, tenant_id) in (select workspace_id, tenant_id from input)))
            or ((person_kind, person_id) not in (select person_kind, person_id from erased)
              and (person_kind, person_id) in (select person_kind, person_id from ${people} where (person_kind, person_id) in (select person_kind, person_id from input)))`
    })`;
}

/** `added`: the events that are new. */
function insertion(context: QueryContext, where: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`added as (
      insert into ${table(context, 'usage_events')}
        (occurred_at, recorded_at, workspace_id, tenant_id, id, kind, user_ref, subject_id, metadata)
      select input.occurred_at, input.recorded_at, input.workspace_id, input.tenant_id, input.id, coalesce(known.code, input.names),
             case when input.person_kind <> '' and not coalesce(person.erased, false) then concat(left(input.person_kind, 1), ':', input.person_id) end,
             input.subject_id, input.metadata
      from input left join ${table(context, 'usage_kinds')} as known on known.names = input.names
      left join erased as person on person.person_kind = input.person_kind and person.person_id = input.person_id
      ${where}
      order by input.occurred_at, input.workspace_id, input.id, input.n
      on conflict do nothing
      returning workspace_id, kind, occurred_at
    )`;
}

function outcome(context: QueryContext): RawBuilder<unknown> {
  return sql`(select array_agg(n) from busy)::int4[] as busy, (select n from refused) as place, (select is_unknown from refused) as is_unknown, (select kept_since from ${table(context, 'usage_retention')}) as kept_since, ${ofUnit}`;
}
