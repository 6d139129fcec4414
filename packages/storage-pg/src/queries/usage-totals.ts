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
import { hourOf } from './usage-add.ts';
import { eventNameOf } from './usage-sound.ts';
import { usageSpans, type Span, type UsageSpans } from './usage-spans.ts';

/** How many workspaces share a row of `usage_activity`. */
export const workspacesInBlock = 4096;

/** The totals of a range. See `UsageStore.totals`. */
export async function usageTotals(context: QueryContext, range: UsageRange): Promise<UsageTotals> {
  return fromOldestKept(context, range, async (spans) => {
    const rows = await all(
      context,
      sql`with ${sources(context, spans)}, ${activity(context, spans)},
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
      sql`with ${sources(context, spans)},
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
 * oldest kept instant, which is read before and again with the counts: when a removal came between, all is read anew.
 */
async function fromOldestKept<T>(
  context: QueryContext,
  { from, to }: UsageRange,
  read: (spans: UsageSpans) => Promise<Reading<T>>,
): Promise<Reading<T | null>> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const keptSince = await readKeptSince(context);
    const spans = usageSpans(laterOf(from, keptSince), to);
    if (spans === null) return { keptSince, answer: null };
    const reading = await read(spans);
    if (reading.keptSince === keptSince) return reading;
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

const day = 86_400_000;

/**
 * An instant of milliseconds since 1970. Unlike a cast from text, it depends on no setting. Days and the rest of one are added apart: the microseconds of both together have more
 * digits than a double holds from the year 2255 on.
 */
export function millisValue(millis: number): RawBuilder<unknown> {
  const days = Math.floor(millis / day);
  return sql`((timestamp '1970-01-01' + interval '1 day' * ${days}::float8 + interval '1 millisecond' * ${millis - days * day}::float8) at time zone 'UTC')`;
}

/**
 * `kept`, the oldest kept instant. `rest`, whether something happened in the rest of the last hour. `edge`, the events of the edges. `pending`, the deltas of the whole hours. `events`,
 * all counts by hour and name.
 */
function sources(context: QueryContext, { lead, hours, tail, rest }: UsageSpans): RawBuilder<unknown> {
  const ledger = table(context, 'usage_events');
  const nameOf = eventNameOf(sql`known.names`, sql`counted.kind`);
  const lastHour: Span = { begin: tail.begin, end: rest.end };
  const whole = sql`(${within('hour', hours)} or (${within('hour', lastHour)} and not (select is_cut from rest)))`;
  return sql`kept as materialized (select kept_since from ${table(context, 'usage_retention')}),
    rest as materialized (select exists (select from ${ledger} where ${within('occurred_at', rest)}) as is_cut),
    edge as materialized (
      select workspace_id, kind, occurred_at from ${ledger} where ${within('occurred_at', lead)}
      union all
      select workspace_id, kind, occurred_at from ${ledger} where ${within('occurred_at', tail)} and (select is_cut from rest)
    ),
    pending as materialized (select workspace_id, kind, hour, count from ${table(context, 'usage_deltas')} where ${whole}),
    counted as (
      select kind, ${hourOf('occurred_at')} as hour, count(*) as count from edge group by 1, 2
      union all
      select kind, hour, sum(count) from pending group by 1, 2
    ),
    events as (
      select counted.hour, ${nameOf} as event_name, counted.count from counted
      left join ${table(context, 'usage_kinds')} as known on known.code = counted.kind
      union all
      select hour, event_name, count from ${table(context, 'usage_hours')} where ${whole}
    )`;
}

/** `active`, the number of workspaces with an event: those with a bit, and those of the edges and deltas that have none. */
function activity(context: QueryContext, { hours, tail, rest, days }: UsageSpans): RawBuilder<unknown> {
  const lastHour: Span = { begin: tail.begin, end: rest.end };
  const before = { begin: hours.begin, end: days.begin };
  const behind = { begin: days.end, end: hours.end };
  const ofHours =
    days.begin === days.end
      ? within('starts_at', hours)
      : sql`(${within('starts_at', before)} or ${within('starts_at', behind)})`;
  return sql`blocks as materialized (
      select block, bit_or(bits) as bits from ${table(context, 'usage_activity')}
      where (span = 'day' and ${within('starts_at', days)})
         or (span = 'hour' and (${ofHours} or (${within('starts_at', lastHour)} and not (select is_cut from rest))))
      group by block
    ),
    active as (
      select (select coalesce(sum(bit_count(bits)), 0) from blocks)::bigint + (
        select count(*) from (select workspace_id from edge union select workspace_id from pending) as seen
        left join ${table(context, 'usage_positions')} as place on place.workspace_id = seen.workspace_id
        left join blocks on blocks.block = place.position / ${sql.lit(workspacesInBlock)}
        where coalesce(get_bit(blocks.bits, place.position % ${sql.lit(workspacesInBlock)}), 0) = 0
      ) as count
    )`;
}
