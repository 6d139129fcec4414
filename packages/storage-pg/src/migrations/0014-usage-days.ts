import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';

const epoch = `timestamptz '1970-01-01 00:00:00+00'`;
const hours = Array.from(
  { length: 24 },
  (_, hour) => `coalesce(sum(count) filter (where of_day = ${String(hour)}), 0)::bigint`,
);

/**
 * Counts of a day and an event share a row: the count of the day, and those of its hours from 0 to 23, in UTC. A tenth of the bytes, and a range of weeks reads days
 * instead of hours. Older code reads and adds rows of hours, so it does not work with this schema.
 *
 * The ledger is not touched: the step takes as long for any number of events. Rows of counts are few, one for each event and hour that is kept.
 */
export const usageDays: Migration = {
  number: 14,
  name: 'usage-days',
  worksWith: 14,
  up: (schema, { ta_platform, ta_maintenance }) => {
    const s = schemaIdentifier(schema);
    return [
      `alter table ${s}.usage_hours drop constraint usage_hours_pkey;`,
      `alter table ${s}.usage_hours rename column hour to day;`,
      `alter table ${s}.usage_hours add column hours bigint[];`,
      `insert into ${s}.usage_hours (day, event_name, count, hours)`,
      `  select date_bin('1 day', day, ${epoch}), event_name, sum(count), array[${hours.join(',\n    ')}]`,
      `  from (select day, event_name, count, extract(hour from day at time zone 'UTC') as of_day from ${s}.usage_hours) as hour`,
      `  group by 1, 2 order by 1, 2;`,
      `delete from ${s}.usage_hours where hours is null;`,
      `alter table ${s}.usage_hours alter column hours set not null,`,
      `  add constraint usage_hours_pkey primary key (day, event_name),`,
      `  add constraint usage_hours_of_day check (cardinality(hours) = 24);`,
      `grant update (hours) on ${s}.usage_hours to ${ta_platform}, ${ta_maintenance};`,
      '',
    ].join('\n');
  },
};
