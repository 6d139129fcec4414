import { sql, type RawBuilder } from 'kysely';
import { hourOf } from './usage-hours.ts';

const ofHour = Array.from(
  { length: 24 },
  (_, hour) =>
    `coalesce(sum(count) filter (where extract(hour from hour at time zone 'UTC') = ${String(hour)}), 0)::bigint`,
);

/** The rows of `usage_hours` that counts by `hour` and `event_name` make, in the order of their key. Rows without a name count nowhere. */
export function daysOf(counts: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select ${hourOf('hour', 'day')} as day, event_name, sum(count)::bigint as count, array[${sql.raw(ofHour.join(', '))}] as hours
    from (select hour, event_name, sum(count) as count from (${counts}) as named where event_name is not null group by 1, 2) as hourly
    group by 1, 2 order by 1, 2`;
}

/** Adds up the hours of two rows of `usage_hours`, or takes those of the second one away. It needs no query within the statement that changes a row. */
export function hoursWith(sign: '+' | '-', first: string, second: string): RawBuilder<unknown> {
  const sums = ofHour.map(
    (_, hour) => `${first}.hours[${String(hour + 1)}] ${sign} ${second}.hours[${String(hour + 1)}]`,
  );
  return sql.raw(`array[${sums.join(', ')}]`);
}
