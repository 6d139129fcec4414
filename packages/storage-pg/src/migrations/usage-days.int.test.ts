import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, withRoles, type TestDatabase } from '../../test/support/database.ts';
import { createMigrator } from '../migrator/index.ts';
import { pgPool } from '../pg/index.ts';
import { installationRoles } from '../roles/index.ts';
import { migrations } from '../schema.ts';
import { usageDays } from './0014-usage-days.ts';

const before = migrations.filter(({ number }) => number < usageDays.number);
const upTo = migrations.filter(({ number }) => number <= usageDays.number);

interface Day {
  readonly day: string;
  readonly event_name: string;
  readonly count: number;
  readonly hours: readonly number[];
}

describe('the migration usage-days', () => {
  let database: TestDatabase;
  const migrateTo = async (steps: typeof migrations): Promise<void> => {
    const db = await pgPool({ connectionString: database.adminUrl, max: 1 }).open();
    try {
      await createMigrator(db, 'tenantatlas', steps).migrate();
    } finally {
      await db.close();
    }
  };
  const days = () =>
    database.admin<Day>(
      `select to_char(day at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as day, event_name, count::int as count, hours::int[] as hours
       from tenantatlas.usage_hours order by 1, 2`,
    );
  const hoursWith = (counts: Readonly<Record<number, number>>): readonly number[] =>
    Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0);

  beforeEach(async () => {
    database = await createTestDatabase(inject('postgresUrl'), 'empty');
    await migrateTo(before);
  });
  afterEach(() => database.drop());

  it('gathers the hours of each day and event, whatever the time zone of the session is', async () => {
    await database.admin(`insert into tenantatlas.usage_hours (hour, event_name, count) values
      ('2026-10-24 23:00Z', 'a.b', 5), ('2026-10-25 00:00Z', 'a.b', 1), ('2026-10-25 01:00Z', 'a.b', 2), ('2026-10-25 23:00Z', 'a.b', 4000000000),
      ('2026-10-25 01:00Z', 'a.c', 7), ('1969-12-31 23:00Z', 'a.b', 3)`);
    await database.admin(`alter database ${database.name} set timezone to 'Europe/Berlin'`);
    await migrateTo(upTo);
    const [early, ...later] = await database.admin<Day>(
      `select to_char(day at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as day, event_name, count::float8 as count, hours::float8[] as hours
       from tenantatlas.usage_hours order by 1, 2`,
    );
    expect(early).toEqual({ day: '1969-12-31 00:00', event_name: 'a.b', count: 3, hours: hoursWith({ 23: 3 }) });
    expect(later).toEqual([
      { day: '2026-10-24 00:00', event_name: 'a.b', count: 5, hours: hoursWith({ 23: 5 }) },
      {
        day: '2026-10-25 00:00',
        event_name: 'a.b',
        count: 4_000_000_003,
        hours: hoursWith({ 0: 1, 1: 2, 23: 4_000_000_000 }),
      },
      { day: '2026-10-25 00:00', event_name: 'a.c', count: 7, hours: hoursWith({ 1: 7 }) },
    ]);
  });

  it('gathers the counts of a full retention, and neither loses nor adds one', async () => {
    await database.admin(`insert into tenantatlas.usage_hours (hour, event_name, count)
      select timestamptz '2026-08-01 05:00Z' + n * interval '1 hour', 'event.' || kind, 1 + (n * 7 + kind) % 50
      from generate_series(0, 90 * 24 - 1) as n, generate_series(1, 5) as kind where (n + kind) % 3 > 0`);
    const [stored] = await database.admin<{ sum: number }>(
      `select sum(count)::int as sum from tenantatlas.usage_hours`,
    );
    await migrateTo(upTo);
    const kept = await days();
    const sumOf = (counts: readonly number[]): number => counts.reduce((sum, each) => sum + each, 0);
    expect(kept).toHaveLength(91 * 5);
    expect(sumOf(kept.map(({ count }) => count))).toBe(stored?.sum);
    expect(kept.filter(({ count, hours }) => count !== sumOf(hours) || hours.length !== 24)).toEqual([]);
  });

  it('does not change an empty table, deltas and events, and refuses a row without all hours', async () => {
    await database.admin(
      `insert into tenantatlas.usage_deltas (workspace_id, hour, kind, count) values ('w-1', '2026-10-25 01:00Z', '["a.b","a","b"]', 2)`,
    );
    const deltas = await database.admin('select * from tenantatlas.usage_deltas');
    await migrateTo(upTo);
    expect(await days()).toEqual([]);
    expect(await database.admin('select * from tenantatlas.usage_deltas')).toEqual(deltas);
    await expect(
      database.admin(
        `insert into tenantatlas.usage_hours (day, event_name, count, hours) values ('2026-10-25', 'a.b', 1, '{1}')`,
      ),
    ).rejects.toThrow('usage_hours_of_day');
  });

  it('lets the roles that count change counts, and no other column', async () => {
    await migrateTo(upTo);
    const roles = installationRoles({ database: database.name, schema: 'tenantatlas' });
    const may = async (role: string, column: string) => {
      const [row] = await database.admin<{ may: boolean }>(
        `select has_column_privilege('${withRoles(role, roles)}', 'tenantatlas.usage_hours', '${column}', 'update') as may`,
      );
      return row?.may;
    };
    for (const role of ['ta_platform', 'ta_maintenance']) {
      expect([await may(role, 'count'), await may(role, 'hours')]).toEqual([true, true]);
      expect([await may(role, 'day'), await may(role, 'event_name')]).toEqual([false, false]);
    }
    expect(await may('ta_workspace', 'hours')).toBe(false);
  });
});
