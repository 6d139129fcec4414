import { sql, type RawBuilder } from 'kysely';
import {
  invariant,
  isStorableText,
  type Instant,
  type UsageAddition,
  type UsageAdditionOptions,
  type UsageEvent,
  type UsageEventId,
  type WorkspaceId,
} from '@tenantatlas/core/ports';
import { unitRoleOf } from '../roles/index.ts';
import { instantOrNull, integer, integerOrNull, integers, text, textOrNull, type SqlRow } from '../rows/column.ts';
import { first, run, table, type QueryContext } from './context.ts';
import { sharedLocks } from './scope-lock.ts';
import { compactId } from './usage-ids.ts';

/**
 * Adds events and counts them in one statement: it locks the tenants and the persons, refuses all or adds all, and writes one delta for each workspace, kind and hour of
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
  const answer = await ask(
    context,
    sql`with ${heldInput(context, events, null, wait)}, ${insertion(context, sql`where not exists (select from refused) and not exists (select from busy)`)},
        counted as (
          insert into ${table(context, 'usage_deltas')} (workspace_id, hour, kind, count)
          select workspace_id, ${hourOf('occurred_at')}, kind, count(*) from added group by 1, 2, 3
        )
        select (select count(*) from added) as added, ${outcome(context)}`,
  );
  return answered(events, answer);
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
    const answer = await ask(
      context,
      sql`with ${heldInput(context, its, workspaceId, wait)} select 0 as added, ${outcome(context)}`,
    );
    const refused = answered(its, answer);
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

/** Begins of hours, whatever the time zone of the session is. */
export function hourOf(column: 'occurred_at' | 'hour', bucket: 'hour' | 'day' = 'hour'): RawBuilder<unknown> {
  return sql.raw(`date_bin('1 ${bucket}', ${column}, timestamptz '1970-01-01 00:00:00+00')`);
}

function outcome(context: QueryContext): RawBuilder<unknown> {
  return sql`(select array_agg(n) from busy)::int4[] as busy, (select n from refused) as place, (select is_unknown from refused) as is_unknown, (select kept_since from ${table(context, 'usage_retention')}) as kept_since,
    current_user::text as role, pg_catalog.current_setting('tenantatlas.workspace_id', true) as workspace_id`;
}

interface Outcome {
  readonly added: number;
  /** The places of events for which the addition would have to wait, from 1. */
  readonly busy: readonly number[];
  readonly place: number | null;
  readonly isUnknown: boolean;
  readonly keptSince: Instant | null;
  /** The workspace of the unit; null when it is one of the platform. */
  readonly unitOf: string | null;
}

async function ask(context: QueryContext, statement: RawBuilder<unknown>): Promise<Outcome> {
  const answer = await first(context, statement, (row: SqlRow): Outcome => ({
    added: integer(row, 'added'),
    busy: integers(row, 'busy'),
    place: integerOrNull(row, 'place'),
    isUnknown: row['is_unknown'] === true,
    keptSince: instantOrNull(row, 'kept_since'),
    unitOf: unitRoleOf(text(row, 'role')) === 'ta_workspace' ? textOrNull(row, 'workspace_id') : null,
  }));
  invariant(answer !== null, 'An addition has exactly one answer.');
  return answer;
}

function answered(
  events: readonly UsageEvent[],
  { added, busy, place, isUnknown, keptSince, unitOf }: Outcome,
): UsageAddition {
  // Row-level security hides the tenants of other workspaces, so nothing was written.
  const isOwn = unitOf === null || events.every(({ workspaceId }) => workspaceId === unitOf);
  invariant(isOwn, 'usage.add got an event of another workspace than that of its unit. Use a unit of the event.');
  if (busy.length > 0)
    return { kind: 'busy', ids: events.filter((_, at) => busy.includes(at + 1)).map(({ id }) => id) };
  const event = events[(place ?? 0) - 1];
  if (!event) return { kind: 'added', count: added };
  if (isUnknown || keptSince === null) return { kind: 'unknown_tenant', id: event.id };
  return { kind: 'expired', id: event.id, keptSince };
}

/** What is counted and coded together, as one text. It begins with a bracket, and a code is a number. Events of one kind share it, so each kind is written once. */
function kindNames(): (event: UsageEvent) => string {
  const written = new Map<string, string>();
  return ({ eventName, featureArea, subjectType }) => {
    const parts = [eventName, featureArea, subjectType];
    // No text that is stored has a NUL, so two kinds never have one key.
    const key = parts.join('\0');
    const names = written.get(key) ?? JSON.stringify(parts.map(storable));
    written.set(key, names);
    return names;
  };
}

/** JSON writes NUL and half a surrogate pair as an escape, so that a text without one needs no further look. */
function metadataOf({ metadata }: UsageEvent): string {
  const json = JSON.stringify(metadata);
  if (json.includes('\\u')) for (const member of Object.entries(metadata).flat()) storable(String(member));
  return json;
}

function storable(given: string): string {
  const message = 'Text with NUL or half a surrogate pair cannot be stored; clean or refuse it before.';
  invariant(isStorableText(given), message);
  return given;
}
