import type { UnitRoleNames } from '../../roles/index.ts';

/**
 * The functions that make, empty and remove the partitions of days. They run with the rights of the owner of the tables, because the roles of units have none to make
 * or drop a table. Each has its own search path, names every table with its schema and takes no text, and only the roles that need it may call it.
 *
 * A day is made ahead and attached, which locks neither writers nor readers of the ledger. `usage_events_other` takes what has no day: a day that has rows there gets no
 * partition any more, and its rows are removed one by one.
 */
export function usageDayFunctions(s: string, { ta_platform, ta_maintenance }: UnitRoleNames): string {
  const isDay = `c.relname ~ '^usage_events_[0-9]{8}$'`;
  const days = `select format('${s}.%I', c.relname) as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = '${s}.usage_events'::regclass
        and case when ${isDay} then (to_date(right(c.relname, 8), 'YYYYMMDD') + 1)::timestamp at time zone 'UTC' <= cutoff else false end
      order by c.relname`;
  const begin = (returns: string, lockTimeout: string): string =>
    `returns ${returns} language plpgsql security definer set search_path to pg_catalog, pg_temp set lock_timeout to '${lockTimeout}'`;
  return `create function ${s}.usage_make_days() ${begin('void', '100ms')} as $body$
declare
  today date := (now() at time zone 'UTC')::date;
  day date;
  name text;
begin
  for ahead in 0..7 loop
    day := today + ahead;
    name := 'usage_events_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass(format('${s}.%I', name)) is not null
      or exists (select from ${s}.usage_events_other where occurred_at >= day::timestamp at time zone 'UTC'
        and occurred_at < (day + 1)::timestamp at time zone 'UTC');
    begin
      execute format('create table ${s}.%I (like ${s}.usage_events including defaults including constraints including storage)', name);
      execute format('alter table ${s}.%I enable row level security', name);
      execute format('alter table ${s}.usage_events attach partition ${s}.%I for values from (%L) to (%L)',
        name, day || ' 00:00:00+00', day + 1 || ' 00:00:00+00');
    exception
      -- Another call makes it, a writer is at it, or the clock went back behind the first day: the next call tries again.
      when lock_not_available or check_violation or duplicate_table or unique_violation or invalid_object_definition then null;
    end;
  end loop;
end
$body$;
create function ${s}.usage_empty_days(cutoff timestamptz) ${begin('bigint', '200ms')} as $body$
declare
  day record;
  found bigint;
  removed bigint := 0;
begin
  for day in ${days} loop
    begin
      execute format('lock table %s in access exclusive mode', day.name);
      execute format('select count(*) from %s', day.name) into found;
      if found > 0 then
        execute format('truncate table %s', day.name);
        removed := removed + found;
      end if;
    exception
      -- A transaction is at it: the caller removes its rows one by one.
      when lock_not_available then null;
    end;
  end loop;
  return removed;
end
$body$;
create function ${s}.usage_remove_days(cutoff timestamptz) ${begin('void', '100ms')} as $body$
declare
  day record;
  is_used boolean;
begin
  for day in ${days} loop
    execute format('select exists (select from %s)', day.name) into is_used;
    continue when is_used;
    begin
      execute 'lock table only ${s}.usage_events in access exclusive mode';
      execute format('lock table %s in access exclusive mode', day.name);
      execute format('select exists (select from %s)', day.name) into is_used;
      if not is_used then
        execute format('drop table %s', day.name);
      end if;
    exception
      -- Writers go first: an empty day costs nothing and goes with the next call.
      when lock_not_available then return;
    end;
  end loop;
end
$body$;
revoke all on function ${s}.usage_make_days(), ${s}.usage_empty_days(timestamptz), ${s}.usage_remove_days(timestamptz) from public;
grant execute on function ${s}.usage_make_days() to ${ta_platform};
grant execute on function ${s}.usage_empty_days(timestamptz), ${s}.usage_remove_days(timestamptz) to ${ta_maintenance};`;
}
