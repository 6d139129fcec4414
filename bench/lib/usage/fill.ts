import { kinds, tenantOf, workspaceOf } from './events.ts';

/** Runs statements as the owner of the tables, and answers the rows of the last one. */
export type Admin = <Row extends object = Record<string, unknown>>(sql: string) => Promise<readonly Row[]>;

/** What a ledger is filled with. */
export interface Filling {
  readonly events: number;
  readonly workspaces: number;
  /** Days before `end`, over which the events are spread evenly. */
  readonly days: number;
  /** The end of the last event, as an ISO 8601 instant. */
  readonly end: string;
}

/** The day before so many days, as SQL. */
const dayBefore = (end: string, days: number): string =>
  `((timestamptz '${end}' at time zone 'UTC')::date - ${String(days)})`;

/**
 * Gives the ledger the partitions that it has after so many days: one for each, as the fold of the SDK makes them ahead. A ledger that was just made has those of today and of the
 * next days only.
 */
export async function makePastDays(admin: Admin, { days, end }: Filling): Promise<void> {
  await admin(`do $days$
    declare
      day date;
      name text;
    begin
      drop table tenantatlas.usage_events_before;
      for day in select generate_series(${dayBefore(end, days)}, (now() at time zone 'UTC')::date - 1, interval '1 day')::date loop
        name := 'tenantatlas.usage_events_' || to_char(day, 'YYYYMMDD');
        execute format('create table %s partition of tenantatlas.usage_events for values from (%L) to (%L)', name, day || ' 00:00:00+00', day + 1 || ' 00:00:00+00');
        execute format('alter table %s enable row level security', name);
      end loop;
      execute format('create table tenantatlas.usage_events_before partition of tenantatlas.usage_events for values from (minvalue) to (%L)', ${dayBefore(end, days)} || ' 00:00:00+00');
      alter table tenantatlas.usage_events_before enable row level security;
    end
    $days$`);
}

/** The n-th event of all, as columns `n`, `at`, `kind` from 0 to 4, `workspace` from 0. */
function events({ events: count, workspaces, days, end }: Filling): string {
  const step = `(n::float8 / ${String(count)} * ${String(days * 86_400_000)})`;
  return `select n, date_trunc('milliseconds', timestamptz '${end}' - interval '${String(days)} days' + interval '1 millisecond' * floor(${step})) as at,
      abs(hashint8(n) % ${String(kinds.length)}) as kind, abs(hashint8(n * 7 + 1) % ${String(workspaces)}) as workspace
    from generate_series(0::bigint, ${String(count - 1)}) as n`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const choose = (of: (kind: (typeof kinds)[number]) => string): string =>
  `(array[${kinds.map((kind) => quoted(of(kind))).join(', ')}])[kind + 1]`;
const uuidOf = (text: string): string => `md5(${text})`;
const workspaceId = `(workspace + ${workspaceOf(0)})::text`;
const tenantId = `(workspace + ${tenantOf(0)})::text`;
const user = `(500000 + n % 3000)::text`;

/**
 * Fills the ledger inside the server: the events are the rows that `record` writes, and the counts are a recount of them, so that they are what folds leave. Workspaces and
 * tenants are left out: nothing that reads or removes events looks at them.
 */
export async function fillLedger(admin: Admin, filling: Filling): Promise<void> {
  const names = kinds.map(({ eventName, featureArea, subjectType }) =>
    JSON.stringify([eventName, featureArea, subjectType]),
  );
  const codes = names.map((name, index) => `(${quoted(name)}, '${String(index + 1)}')`).join(', ');
  await admin(`insert into tenantatlas.usage_kinds (names, code) values ${codes}`);
  await admin(`insert into tenantatlas.usage_positions (position, workspace_id)
    select workspace, ${workspaceId} from generate_series(0, ${String(filling.workspaces - 1)}) as workspace`);
  await admin(`insert into tenantatlas.usage_events (occurred_at, recorded_at, workspace_id, tenant_id, id, kind, user_ref, subject_id, metadata)
    select at, at, ${workspaceId}, ${tenantId}, decode(${uuidOf('n::text')}, 'hex'), (kind + 1)::text, 'u:' || ${user},
      decode(${uuidOf("'s' || n")}, 'hex'), ${choose(({ metadata }) => JSON.stringify(metadata))}::json
    from (${events(filling)}) as event`);
  const hour = `date_bin('1 hour', occurred_at, timestamptz '1970-01-01 00:00:00+00')`;
  await admin(`create temporary table cells as
    select ${hour} as hour, workspace_id, kind, count(*) as count from tenantatlas.usage_events group by 1, 2, 3`);
  const ofDay = Array.from(
    { length: 24 },
    (_, place) => `coalesce(sum(count) filter (where place = ${String(place)}), 0)::bigint`,
  );
  await admin(`insert into tenantatlas.usage_hours (day, event_name, count, hours)
    select date_bin('1 day', hour, timestamptz '1970-01-01 00:00:00+00'), known.names::jsonb ->> 0, sum(count), array[${ofDay.join(', ')}]
    from (select hour, kind, count, extract(hour from hour at time zone 'UTC') as place from cells) as cells
    join tenantatlas.usage_kinds as known on known.code = cells.kind group by 1, 2 order by 1, 2`);
  const seen = (span: string, starts: string): string => `select '${span}', seen.starts_at, place.position / 4096,
      bit_or(set_bit(b'0'::bit(4096), place.position % 4096, 1))
    from (select distinct ${starts} as starts_at, workspace_id from cells) as seen
    join tenantatlas.usage_positions as place on place.workspace_id = seen.workspace_id group by 1, 2, 3 order by 1, 2, 3`;
  const day = `date_bin('1 day', hour, timestamptz '1970-01-01 00:00:00+00')`;
  await admin(`insert into tenantatlas.usage_activity (span, starts_at, block, bits) ${seen('hour', 'hour')}`);
  await admin(`insert into tenantatlas.usage_activity (span, starts_at, block, bits) ${seen('day', day)}`);
  await admin('drop table cells');
}

/** Fills the table that a host writes by hand with the same events. Its indexes are there, as they are in a table that grows. */
export async function fillPlainTable(admin: Admin, filling: Filling): Promise<void> {
  await admin(`insert into plain_events (workspace_id, tenant_id, user_id, event_name, feature_area, subject_type, subject_id, metadata, occurred_at, recorded_at)
    select ${workspaceId}::bigint, ${tenantId}::bigint, ${user}::bigint, ${choose(({ eventName }) => eventName)}, ${choose(({ featureArea }) => featureArea)},
      ${choose(({ subjectType }) => subjectType)}, ${uuidOf("'s' || n")}::uuid::text, ${choose(({ metadata }) => JSON.stringify(metadata))}::jsonb, at, at
    from (${events(filling)}) as event`);
}

/** Makes of the newest events so many counts that are not folded: one for each event, as `record` leaves them with one caller. No answer changes. */
export async function unfold(admin: Admin, count: number): Promise<void> {
  await admin(`with newest as (
      select workspace_id, kind, date_bin('1 hour', occurred_at, timestamptz '1970-01-01 00:00:00+00') as hour
      from tenantatlas.usage_events order by occurred_at desc limit ${String(count)}
    ),
    lost as (
      select date_bin('1 day', hour, timestamptz '1970-01-01 00:00:00+00') as day, extract(hour from hour at time zone 'UTC') + 1 as place,
        known.names::jsonb ->> 0 as event_name, count(*) as count
      from newest join tenantatlas.usage_kinds as known on known.code = newest.kind group by 1, 2, 3
    ),
    taken as (
      update tenantatlas.usage_hours as kept
      set count = kept.count - (select sum(count) from lost where lost.day = kept.day and lost.event_name = kept.event_name),
        hours = (select array_agg(hour.count - coalesce(lost.count, 0) order by hour.place)
          from unnest(kept.hours) with ordinality as hour (count, place)
          left join lost on lost.day = kept.day and lost.event_name = kept.event_name and lost.place = hour.place)
      where exists (select from lost where lost.day = kept.day and lost.event_name = kept.event_name)
    )
    insert into tenantatlas.usage_deltas (workspace_id, hour, kind, count) select workspace_id, hour, kind, 1 from newest`);
}

/** Bytes of the ledger with its indexes, of its counts, and of the table that a host writes by hand. */
export async function sizes(admin: Admin): Promise<{ ledger: number; counts: number; plain: number }> {
  const [row] = await admin<{ ledger: string; counts: string; plain: string }>(`select
      (select sum(pg_total_relation_size(relid)) from pg_partition_tree('tenantatlas.usage_events'))::text as ledger,
      (select sum(pg_total_relation_size(('tenantatlas.' || name)::regclass))
       from unnest(array['usage_hours', 'usage_activity', 'usage_positions', 'usage_kinds', 'usage_deltas']) as name)::text as counts,
      pg_total_relation_size('plain_events')::text as plain`);
  return { ledger: Number(row?.ledger), counts: Number(row?.counts), plain: Number(row?.plain) };
}
