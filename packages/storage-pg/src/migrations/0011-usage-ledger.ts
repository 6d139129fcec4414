import type { UnitRoleNames } from '../roles/index.ts';
import { schemaIdentifier } from '../schema/identifier.ts';
import type { Migration } from './migration.ts';
import { usageDayFunctions } from './0011-usage-ledger/day-functions.ts';

const own = `workspace_id = current_setting('tenantatlas.workspace_id', true)`;

/**
 * The ledger of product usage, its counts and its retention. No foreign key: each would cost a look-up per event, and an addition locks its tenants itself. Older code
 * would erase a tenant or a person and leave their events, so it does not work with this schema.
 *
 * The key of an event begins with its instant. Events come in order of time, so its pages fill to nine tenths; behind a workspace they would fill to half, and the index
 * would take half as much as the rows. It is the index on time as well.
 */
export const usageLedger: Migration = {
  number: 11,
  name: 'usage-ledger',
  worksWith: 11,
  up: (schema, roles) => {
    const s = schemaIdentifier(schema);
    return [tables(s), usageDayFunctions(s, roles), firstPartitions(s), access(s, roles), ''].join('\n');
  },
};

function tables(s: string): string {
  return `create table ${s}.usage_events (
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  workspace_id text collate "C" not null,
  tenant_id text collate "C" not null,
  id bytea not null,
  kind text collate "C" not null,
  user_ref text collate "C",
  subject_id bytea not null,
  metadata json not null,
  constraint usage_events_pkey primary key (occurred_at, workspace_id, id)
) partition by range (occurred_at);
create table ${s}.usage_kinds (
  names text collate "C" not null,
  code text collate "C" not null,
  constraint usage_kinds_pkey primary key (names),
  constraint usage_kinds_code unique (code)
);
create table ${s}.usage_deltas (
  workspace_id text collate "C" not null,
  id uuid not null default gen_random_uuid(),
  hour timestamptz(3) not null,
  kind text collate "C" not null,
  count integer not null,
  constraint usage_deltas_pkey primary key (workspace_id, id),
  constraint usage_deltas_count check (count > 0)
);
create table ${s}.usage_hours (
  hour timestamptz(3) not null,
  event_name text collate "C" not null,
  count bigint not null,
  constraint usage_hours_pkey primary key (hour, event_name)
);
create table ${s}.usage_positions (
  position integer not null,
  workspace_id text collate "C" not null,
  last_hour timestamptz(3),
  constraint usage_positions_pkey primary key (position),
  constraint usage_positions_workspace unique (workspace_id)
);
create table ${s}.usage_activity (
  span text collate "C" not null,
  starts_at timestamptz(3) not null,
  block integer not null,
  bits bit(4096) not null,
  constraint usage_activity_pkey primary key (span, starts_at, block),
  constraint usage_activity_span check (span in ('hour', 'day'))
);
create table ${s}.usage_retention (
  only_row boolean not null,
  kept_since timestamptz(3),
  constraint usage_retention_pkey primary key (only_row),
  constraint usage_retention_one check (only_row)
);
insert into ${s}.usage_retention (only_row) values (true);`;
}

/** What happened before this day, what happens after the last day that has a partition, and the next days. */
function firstPartitions(s: string): string {
  return `do $first$
begin
  execute format('create table ${s}.usage_events_before partition of ${s}.usage_events for values from (minvalue) to (%L)',
    to_char(now() at time zone 'UTC', 'YYYY-MM-DD') || ' 00:00:00+00');
end
$first$;
create table ${s}.usage_events_other partition of ${s}.usage_events default;
alter table ${s}.usage_events_before enable row level security;
alter table ${s}.usage_events_other enable row level security;
select ${s}.usage_make_days();`;
}

function access(s: string, { ta_workspace, ta_platform, ta_maintenance }: UnitRoleNames): string {
  const all = ['usage_events', 'usage_deltas', 'usage_positions'];
  const global = ['usage_kinds', 'usage_hours', 'usage_activity', 'usage_retention'];
  const policy = (table: string, role: string, name: string, rows: string, written = rows): string =>
    `create policy ${name} on ${s}.${table} for all to ${role} using (${rows}) with check (${written});`;
  // The platform may lock the one row of the retention, which takes a right to update it, and may not change it.
  const written = (table: string): string => (table === 'usage_retention' ? 'false' : 'true');
  return [
    ...[...all, ...global].map(
      (table) => `alter table ${s}.${table} enable row level security, force row level security;`,
    ),
    ...all.flatMap((table) => [
      policy(table, ta_workspace, 'ta_workspace', own),
      policy(table, ta_platform, 'ta_platform', 'true'),
      policy(table, ta_maintenance, 'ta_maintenance', 'true', table === 'usage_events' ? 'user_ref is null' : 'true'),
    ]),
    ...global.flatMap((table) => [
      policy(table, ta_platform, 'ta_platform', 'true', written(table)),
      policy(table, ta_maintenance, 'ta_maintenance', 'true'),
    ]),
    policy('usage_kinds', ta_workspace, 'ta_workspace', 'true', 'false'),
    policy('usage_retention', ta_workspace, 'ta_workspace', 'true', 'false'),
    // Columns: a login of the application adds events and counts them, and reads neither persons nor metadata.
    `grant insert, select (workspace_id, kind, occurred_at) on ${s}.usage_events to ${ta_workspace}, ${ta_platform};`,
    `grant select, delete, update (user_ref) on ${s}.usage_events to ${ta_maintenance};`,
    `grant insert on ${s}.usage_deltas to ${ta_workspace};`,
    `grant select, insert, delete on ${s}.usage_deltas to ${ta_platform};`,
    `grant select, delete on ${s}.usage_deltas to ${ta_maintenance};`,
    `grant select on ${s}.usage_kinds, ${s}.usage_retention to ${ta_workspace};`,
    `grant select, insert on ${s}.usage_kinds, ${s}.usage_positions to ${ta_platform}, ${ta_maintenance};`,
    `grant update (last_hour) on ${s}.usage_positions to ${ta_platform}, ${ta_maintenance};`,
    `grant delete on ${s}.usage_positions to ${ta_maintenance};`,
    `grant select, insert, update (count) on ${s}.usage_hours to ${ta_platform}, ${ta_maintenance};`,
    `grant select, insert, update (bits) on ${s}.usage_activity to ${ta_platform}, ${ta_maintenance};`,
    `grant delete on ${s}.usage_hours, ${s}.usage_activity to ${ta_maintenance};`,
    `grant select, update (kept_since) on ${s}.usage_retention to ${ta_platform}, ${ta_maintenance};`,
  ].join('\n');
}
