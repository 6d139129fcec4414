import type { UnitRoleNames } from '../../roles/index.ts';

/**
 * The functions that make, empty and remove the partitions of days. They run with the rights of the owner of the tables, because the roles of units have none to make
 * or drop a table. Each has its own search path, takes no text, and only the roles that need it may call it.
 *
 * Their last parameter is the table, whose default the server keeps by its number and not by its name: a schema may be renamed. A caller passes none, and cannot reach another
 * table than one that it may write and that has the owner of the function.
 *
 * A day is made ahead and attached, which locks neither writers nor readers of the ledger. `usage_events_other` takes what has no day: a day that has rows there gets no
 * partition any more, and its rows are removed one by one.
 */
export function usageDayFunctions(s: string, { ta_platform, ta_maintenance }: UnitRoleNames): string {
  const ledger = `ledger regclass default '${s}.usage_events'::regclass`;
  const make = `${s}.usage_make_days`;
  const [empty, remove] = [`${s}.usage_empty_days`, `${s}.usage_remove_days`];
  return `create function ${make}(${ledger}) ${opening('void', '100ms')} as $body$
declare
  today date := (now() at time zone 'UTC')::date;
  day date;
  name text;
  is_used boolean;
  ${placeFor('insert')}
begin
  ${checkedPlace}
  for ahead in 0..7 loop
    day := today + ahead;
    name := place || '.usage_events_' || to_char(day, 'YYYYMMDD');
    continue when to_regclass(name) is not null;
    execute format('select exists (select from %s.usage_events_other where occurred_at >= %L and occurred_at < %L)',
      place, day || ' 00:00:00+00', day + 1 || ' 00:00:00+00') into is_used;
    continue when is_used;
    begin
      execute format('create table %s (like %s including defaults including constraints including storage)', name, ledger);
      execute format('alter table %s enable row level security', name);
      execute format('alter table %s attach partition %s for values from (%L) to (%L)',
        ledger, name, day || ' 00:00:00+00', day + 1 || ' 00:00:00+00');
    exception
      -- Another call makes it, a writer is at it, the clock went back behind the first day, or the owner may make no table any more: the next call tries again.
      when lock_not_available or check_violation or duplicate_table or unique_violation or invalid_object_definition or insufficient_privilege
        then null;
    end;
  end loop;
end
$body$;
create function ${empty}(cutoff timestamptz, ${ledger}) ${opening('bigint', '200ms')} as $body$
declare
  day text;
  found bigint;
  removed bigint := 0;
  ${placeFor('delete')}
begin
  ${checkedPlace}
  for day in ${daysBefore} loop
    begin
      execute format('lock table %s in access exclusive mode', day);
      execute format('select count(*) from %s', day) into found;
      if found > 0 then
        execute format('truncate table %s', day);
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
create function ${remove}(cutoff timestamptz, ${ledger}) ${opening('void', '100ms')} as $body$
declare
  day text;
  is_used boolean;
  ${placeFor('delete')}
begin
  ${checkedPlace}
  for day in ${daysBefore} loop
    execute format('select exists (select from %s)', day) into is_used;
    continue when is_used;
    begin
      execute format('lock table only %s in access exclusive mode', ledger);
      execute format('lock table %s in access exclusive mode', day);
      execute format('select exists (select from %s)', day) into is_used;
      if not is_used then
        execute format('drop table %s', day);
      end if;
    exception
      -- Writers go first: an empty day costs nothing and goes with the next call.
      when lock_not_available then return;
    end;
  end loop;
end
$body$;
revoke all on function ${make}(regclass), ${empty}(timestamptz, regclass), ${remove}(timestamptz, regclass) from public;
grant execute on function ${make}(regclass) to ${ta_platform};
grant execute on function ${empty}(timestamptz, regclass), ${remove}(timestamptz, regclass) to ${ta_maintenance};`;
}

function opening(returns: string, lockTimeout: string): string {
  return `returns ${returns} language plpgsql security definer set search_path to pg_catalog, pg_temp set lock_timeout to '${lockTimeout}'`;
}

/**
 * The schema of the ledger, quoted; null when the caller has not this right on it. The caller is the role that the unit has taken on.
 *
 * The owner of the function, who is `current_user` in it, owns the table as well: every login may make a temporary table of this name, and a view beside it whose code would
 * run with the rights of that owner.
 */
function placeFor(right: 'insert' | 'delete'): string {
  return `caller name := case current_setting('role') when 'none' then session_user else current_setting('role') end;
  place text := (select quote_ident(n.nspname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.oid = ledger and c.relname = 'usage_events' and pg_get_userbyid(c.relowner) = current_user and has_table_privilege(caller, c.oid, '${right}'));`;
}

const checkedPlace = `if place is null then
    raise insufficient_privilege using message = 'permission denied for the ledger of product usage';
  end if;`;

/** The partitions of days that end at the cutoff or before, by their qualified names. */
const daysBefore = `select format('%s.%I', place, c.relname) from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = ledger and case when c.relname ~ '^usage_events_[0-9]{8}$'
        then (to_date(right(c.relname, 8), 'YYYYMMDD') + 1)::timestamp at time zone 'UTC' <= cutoff else false end
      order by c.relname`;
