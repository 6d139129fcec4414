import { sql, type RawBuilder } from 'kysely';
import {
  epochMillis,
  StorageFault,
  type Instant,
  type UsageBucketCount,
  type UsageRange,
  type UsageSeries,
  type UsageTotals,
} from '@tenantatlas/core/ports';
import { instant, instantOrNull, integer, text, type SqlRow } from '../rows/column.ts';
import { all, first, table, type QueryContext } from './context.ts';
import { hourOf } from './usage-hours.ts';
import { eventNameOf } from './usage-sound.ts';
import { day, hour, usageSpans, type Span, type UsageSpans } from './usage-spans.ts';

/** How many workspaces share a row of `usage_activity`. */
export const workspacesInBlock = 4096;

/** The totals of a range. See `UsageStore.totals`. */
export async function usageTotals(context: QueryContext, range: UsageRange): Promise<UsageTotals> {
  return fromOldestKept(context, range, async (spans) => {
    const rows = await all(
      context,
      sql`with ${sources(context, spans, 'day')}, ${activity(context, spans)},
            counts as (select event_name, sum(count) as count from events group by event_name having sum(count) > 0)
          select counts.event_name, coalesce(counts.count, 0)::bigint as count, active.count as active, kept.kept_since
          from kept cross join active left join counts on true`,
      (row) => row,
    );
    return {
      keptSince: keptSinceOf(rows),
      answer: {
        activeWorkspaces: rows[0] ? integer(rows[0], 'active') : 0,
        counts: rows.flatMap((row) => namedCount(row)),
      },
    };
  }).then(({ keptSince, answer }) => ({ ...(answer ?? { activeWorkspaces: 0, counts: [] }), keptSince }));
}

/** The counts of a range by hour or day. See `UsageStore.series`. */
export async function usageSeries(
  context: QueryContext,
  range: UsageRange,
  bucket: 'hour' | 'day',
): Promise<UsageSeries> {
  const { keptSince, answer } = await fromOldestKept(context, range, async (spans) => {
    const rows = await all(
      context,
      sql`with ${sources(context, spans, bucket)},
            counts as (select ${hourOf('hour', bucket)} as bucket, event_name, sum(count) as count from events group by 1, 2 having sum(count) > 0)
          select counts.bucket, counts.event_name, coalesce(counts.count, 0)::bigint as count, kept.kept_since
          from kept left join counts on true order by counts.bucket, counts.event_name`,
      (row) => row,
    );
    const buckets = rows.flatMap((row) =>
      namedCount(row).map((count): UsageBucketCount => ({ bucket: instant(row, 'bucket'), ...count })),
    );
    return { keptSince: keptSinceOf(rows), answer: buckets };
  });
  return { buckets: answer ?? [], keptSince };
}

function namedCount(row: SqlRow) {
  if (row['event_name'] === null) return [];
  return [{ eventName: text(row, 'event_name'), count: integer(row, 'count') }];
}

function keptSinceOf([row]: readonly SqlRow[]): Instant | null {
  return row ? instantOrNull(row, 'kept_since') : null;
}

interface Reading<T> {
  readonly keptSince: Instant | null;
  readonly answer: T;
}

/**
 * Reads the part of a range that is kept. The limits are constants of the statement, so that the server plans with the partitions of the edges only. They depend on the
 * oldest kept instant, which the statement answers with the counts: the whole range is read first, and what is kept of it when that begins later, as after a removal meanwhile.
 */
async function fromOldestKept<T>(
  context: QueryContext,
  { from, to }: UsageRange,
  read: (spans: UsageSpans) => Promise<Reading<T>>,
): Promise<Reading<T | null>> {
  let begin = from;
  let keptSince: Instant | null = null;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const spans = usageSpans(begin, to);
    if (spans === null) return { keptSince: keptSince ?? (await readKeptSince(context)), answer: null };
    const reading = await read(spans);
    ({ keptSince } = reading);
    if (laterOf(from, keptSince) === begin) return reading;
    begin = laterOf(from, keptSince);
  }
  throw new StorageFault('unavailable', 'Old events kept being removed while they were counted. Try again.');
}

function readKeptSince(context: QueryContext): Promise<Instant | null> {
  return first(context, sql`select kept_since from ${table(context, 'usage_retention')}`, (row) =>
    instantOrNull(row, 'kept_since'),
  );
}

function laterOf(from: Instant, keptSince: Instant | null): Instant {
  return keptSince !== null && epochMillis(keptSince) > epochMillis(from) ? keptSince : from;
}

/** Whether an instant is in a span. Its limits are immutable expressions of parameters, so that the planner knows the partitions. */
function within(column: string, { begin, end }: Span): RawBuilder<unknown> {
  return sql`${sql.raw(column)} >= ${millisValue(begin)} and ${sql.raw(column)} < ${millisValue(end)}`;
}

/**
 * An instant of milliseconds since 1970. Unlike a cast from text, it depends on no setting. Days and the rest of one are added apart: the microseconds of both together have more
 * digits than a double holds from the year 2255 on.
 */
export function millisValue(millis: number): RawBuilder<unknown> {
  const days = Math.floor(millis / day);
  return sql`((timestamp '1970-01-01' + interval '1 day' * ${days}::float8 + interval '1 millisecond' * ${millis - days * day}::float8) at time zone 'UTC')`;
}

/** The parts of the whole hours that are not whole days. */
function besideDays({ hours, days }: UsageSpans): readonly Span[] {
  if (days.begin === days.end) return [hours];
  return [
    { begin: hours.begin, end: days.begin },
    { begin: days.end, end: hours.end },
  ];
}

/** The hour or hours, or the days, that a span touches. */
function touched({ begin, end }: Span, unit: number): Span {
  return { begin: Math.floor(begin / unit) * unit, end: Math.ceil(end / unit) * unit };
}

const either = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql`(${sql.join(conditions, sql` or `)})`;

/**
 * `kept`, the oldest kept instant. `rest`, whether something happened in the rest of the last hour. `edge`, the events of the edges. `pending`, the deltas of the whole hours. `events`,
 * all counts by name, and by hour or by day: a whole day is one count then, unless hours are asked for.
 */
function sources(context: QueryContext, spans: UsageSpans, bucket: 'hour' | 'day'): RawBuilder<unknown> {
  const { lead, hours, tail, rest } = spans;
  const [ledger, counts] = [table(context, 'usage_events'), table(context, 'usage_hours')];
  const nameOf = eventNameOf(sql`known.names`, sql`counted.kind`);
  const lastHour: Span = { begin: tail.begin, end: rest.end };
  const whole = sql`(${within('hour', hours)} or (${within('hour', lastHour)} and not (select is_cut from rest)))`;
  const byHour = bucket === 'hour' ? [hours] : besideDays(spans);
  const cell = `day + place * interval '1 hour'`;
  const ofDays =
    bucket === 'hour'
      ? sql``
      : sql`select day as hour, event_name, count from ${counts} where ${within('day', spans.days)} union all`;
  return sql`kept as materialized (select kept_since from ${table(context, 'usage_retention')}),
    rest as materialized (select exists (select from ${ledger} where ${within('occurred_at', rest)}) as is_cut),
    edge as materialized (
      select workspace_id, kind, ${millisValue(touched(lead, hour).begin)} as hour from ${ledger} where ${within('occurred_at', lead)}
      union all
      select workspace_id, kind, ${millisValue(tail.begin)} from ${ledger} where ${within('occurred_at', tail)} and (select is_cut from rest)
    ),
    pending as materialized (select workspace_id, kind, hour, count from ${table(context, 'usage_deltas')} where ${whole}),
    counted as (
      select kind, hour, count(*) as count from edge group by 1, 2
      union all
      select kind, hour, sum(count)::bigint from pending group by 1, 2
    ),
    events as (
      select counted.hour, ${nameOf} as event_name, counted.count from counted
      left join ${table(context, 'usage_kinds')} as known on known.code = counted.kind
      union all
      ${ofDays}
      select ${sql.raw(cell)} as hour, event_name, hours[place + 1] as count
      from (select day, event_name, hours from ${counts} where ${either([...byHour, lastHour].map((span) => within('day', touched(span, day))))}) as ragged
      cross join generate_series(0, 23) as place
      where ${either(byHour.map((span) => within(cell, span)))} or (${within(cell, lastHour)} and not (select is_cut from rest))
    )`;
}

/**
 * `active`, the number of workspaces with an event: those with a bit, and those of the edges and deltas that have none.
 *
 * `beyond` says whether an edge can have one without a bit: an hour of an edge has other bits, or deltas that are not folded, or its bits were removed by age. Where none can,
 * the events of the edges are not compared with the bits one by one.
 */
function activity(context: QueryContext, spans: UsageSpans): RawBuilder<unknown> {
  const { lead, tail, rest, days } = spans;
  const bits = table(context, 'usage_activity');
  const lastHour: Span = { begin: tail.begin, end: rest.end };
  const ofHours = either(besideDays(spans).map((span) => within('starts_at', span)));
  const firstHour = touched(lead, hour);
  const ofEdges = (column: string): RawBuilder<unknown> =>
    either([within(column, firstHour), within(column, lastHour)]);
  return sql`blocks as materialized (
      select block, bit_or(bits) as bits from ${bits}
      where (span = 'day' and ${within('starts_at', days)})
         or (span = 'hour' and (${ofHours} or (${within('starts_at', lastHour)} and not (select is_cut from rest))))
      group by block
    ),
    beyond as materialized (
      select exists (
        select from ${bits} as activity left join blocks on blocks.block = activity.block
        where activity.span = 'hour' and ${ofEdges('starts_at')} and bit_count(activity.bits & ~coalesce(blocks.bits, b'0'::bit(4096))) > 0
      ) or exists (select from ${table(context, 'usage_deltas')} where ${ofEdges('hour')})
        or coalesce((select kept_since from kept) > ${millisValue(firstHour.begin)}, false) as is_possible
    ),
    active as (
      select (select coalesce(sum(bit_count(bits)), 0) from blocks)::bigint + (
        select count(*) from (
          select workspace_id from edge where (select is_possible from beyond) union select workspace_id from pending
        ) as seen
        left join ${table(context, 'usage_positions')} as place on place.workspace_id = seen.workspace_id
        left join blocks on blocks.block = place.position / ${sql.lit(workspacesInBlock)}
        where coalesce(get_bit(blocks.bits, place.position % ${sql.lit(workspacesInBlock)}), 0) = 0
      ) as count
    )`;
}
