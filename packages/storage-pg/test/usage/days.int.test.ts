import { toInstant } from '@tenantatlas/core/ports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { within } from '../store-fixtures.ts';
import { openBackend, type OpenBackend } from '../support/backends.ts';
import {
  day,
  figures,
  foldAll,
  forMaintenance,
  hour,
  makeWorkspace,
  onPlatform,
  today,
  unequalCounts,
  usageEvent,
} from './usage-world.ts';

const begin = today();
let open: OpenBackend;

beforeEach(async () => {
  open = await openBackend('pg');
  await makeWorkspace(open.storage, 'w-1');
  // The template may be of another day.
  await foldAll(open.storage);
});
afterEach(() => open.close());

const nameOf = (millis: number): string => `usage_events_${toInstant(millis).slice(0, 10).replaceAll('-', '')}`;

/** The partitions of days, with the number of their rows. */
async function days(): Promise<{ readonly [name: string]: number }> {
  const found = await open.admin<{ name: string }>(
    `select c.relname::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'tenantatlas.usage_events'::regclass order by 1`,
  );
  const counts: { [name: string]: number } = {};
  for (const { name } of found) {
    const [row] = await open.admin<{ rows: number }>(`select count(*)::int as rows from tenantatlas.${name}`);
    counts[name] = row?.rows ?? 0;
  }
  return counts;
}

/** How many sessions of this database wait for a lock. */
async function lockWaits(): Promise<number> {
  const [row] = await open.admin<{ waits: number }>(
    `select count(*)::int as waits from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return row?.waits ?? 0;
}

const add = (...events: readonly ReturnType<typeof usageEvent>[]) =>
  open.storage.unit(within('w-1'), ({ usage }) => usage.add(events));
const prune = (cutoff: number) => forMaintenance(open.maintenance, ({ usage }) => usage.prune(toInstant(cutoff)));
const all = (): Promise<readonly (number | undefined)[]> =>
  figures(open.storage, toInstant(begin - 400 * day), toInstant(begin + 400 * day));

describe('the partitions of days', () => {
  it('are there for this day and the next seven, and a fold makes the ones that are missing', async () => {
    const expected = Array.from({ length: 8 }, (_, n) => nameOf(begin + n * day));
    expect(Object.keys(await days())).toEqual(expect.arrayContaining(expected));
    await open.admin(`drop table tenantatlas.${nameOf(begin + 3 * day)}`);
    await Promise.all(Array.from({ length: 4 }, () => foldAll(open.storage)));
    expect(Object.keys(await days())).toEqual(expect.arrayContaining(expected));
    await add(usageEvent('w-1', 'event-1', begin + 3 * day));
    expect((await days())[nameOf(begin + 3 * day)]).toBe(1);
  });

  it('are made by 16 folds at the same moment, beside writers of this day, and none of them fails', async () => {
    const missing = [1, 2, 3, 4, 5, 6, 7];
    await open.admin(`drop table ${missing.map((n) => `tenantatlas.${nameOf(begin + n * day)}`).join(', ')}`);
    const now = missing.map((n) => add(usageEvent('w-1', `now-${String(n)}`, begin + n)));
    await Promise.all([...Array.from({ length: 16 }, () => foldAll(open.storage)), ...now]);
    await foldAll(open.storage);
    // At the first and at the last millisecond of each day that was missing.
    for (const at of missing.flatMap((n) => [n * day, (n + 1) * day - 1]))
      expect(await add(usageEvent('w-1', `event-${String(at)}`, begin + at))).toMatchObject({ kind: 'added' });
    const counts = await days();
    expect(missing.map((n) => counts[nameOf(begin + n * day)])).toEqual(missing.map(() => 2));
    expect(await all()).toEqual([21, 1]);
    expect(await unequalCounts(open)).toEqual([]);
  });

  it('take the event of a writer that waited while its day was made', async () => {
    const ahead = begin + 7 * day;
    await open.admin(`drop table tenantatlas.${nameOf(ahead)}`);
    const [made, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const fold = onPlatform(open.storage, async ({ usage }) => {
      await usage.fold(1);
      made.resolve();
      await end.promise;
    });
    await made.promise;
    const waiting = add(usageEvent('w-1', 'late', ahead));
    await expect.poll(lockWaits, { timeout: 30_000 }).toBeGreaterThan(0);
    end.resolve();
    await fold;
    expect(await waiting).toMatchObject({ kind: 'added' });
    expect((await days())[nameOf(ahead)]).toBe(1);
  });

  it('hold the events of the borders of a leap day, and go when their last millisecond is old', async () => {
    const leap = Date.UTC(2028, 1, 29);
    for (const n of [-1, 0, 1])
      await open.admin(`create table tenantatlas.${nameOf(leap + n * day)} partition of tenantatlas.usage_events
        for values from ('${toInstant(leap + n * day)}') to ('${toInstant(leap + (n + 1) * day)}')`);
    await add(...[-1, 0, day - 1, day].map((at, n) => usageEvent('w-1', `event-${String(n)}`, leap + at)));
    const rows = async () => {
      const counts = await days();
      return [-1, 0, 1].map((n) => counts[nameOf(leap + n * day)]);
    };
    expect(await rows()).toEqual([1, 2, 1]);
    expect((await prune(leap + day - 1)).removed).toBe(2);
    expect(await rows()).toEqual([undefined, 1, 1]);
    expect((await prune(leap + day)).removed).toBe(1);
    expect(await rows()).toEqual([undefined, undefined, 1]);
    expect(await unequalCounts(open)).toEqual([]);
  });

  it('leave what is older or much later to two others, which count as well', async () => {
    await add(
      usageEvent('w-1', 'early', begin - 300 * day),
      usageEvent('w-1', 'now', begin),
      usageEvent('w-1', 'late', begin + 300 * day),
    );
    const counts = await days();
    expect([counts['usage_events_before'], counts[nameOf(begin)], counts['usage_events_other']]).toEqual([1, 1, 1]);
    expect(await all()).toEqual([3, 1]);
  });

  it('are not made for a day whose rows are elsewhere, and a later day is', async () => {
    const [taken, free] = [nameOf(begin + 5 * day), nameOf(begin + 6 * day)];
    await open.admin(`drop table tenantatlas.${taken}, tenantatlas.${free}`);
    await add(usageEvent('w-1', 'event-1', begin + 5 * day + hour));
    await foldAll(open.storage);
    const counts = await days();
    expect([counts['usage_events_other'], counts[taken], counts[free]]).toEqual([1, undefined, 0]);
    expect(await all()).toEqual([1, 1]);
    await prune(begin + 6 * day);
    expect(await all()).toEqual([0, 0]);
    await foldAll(open.storage);
    expect((await days())[taken]).toBe(0);
  });

  it('give no role a right, whatever rights the owner gives on new tables', async () => {
    await open.admin('alter default privileges in schema tenantatlas grant all on tables to public, ta_app');
    await open.admin(`drop table tenantatlas.${nameOf(begin + 7 * day)}`);
    await foldAll(open.storage);
    const rights = await open.admin(`select x.grantee, x.privilege_type from pg_class c, aclexplode(c.relacl) x
      where c.oid = 'tenantatlas.${nameOf(begin + 7 * day)}'::regclass and x.grantee <> c.relowner`);
    expect(rights).toEqual([]);
  });

  it('do not wait for a writer whose rows are elsewhere, and are made by a later fold', async () => {
    const missing = nameOf(begin + 7 * day);
    await open.admin(`drop table tenantatlas.${missing}`);
    await open.storage.unit(within('w-1'), async ({ usage }) => {
      await usage.add([usageEvent('w-1', 'event-1', begin + 20 * day)]);
      await open.admin(`select tenantatlas.usage_make_days()`);
      expect(Object.keys(await days())).not.toContain(missing);
    });
    await foldAll(open.storage);
    expect(Object.keys(await days())).toContain(missing);
  });
});

describe('a removal', () => {
  it('empties and drops whole days, deletes the rest row by row, and keeps the counts right', async () => {
    const events = [-2 * day, 0, 5, day - 1, day, day + 10 * hour, day + 10 * hour + 1, 2 * day];
    await add(...events.map((millis, n) => usageEvent('w-1', `event-${String(n)}`, begin + millis)));
    await foldAll(open.storage);
    const cutoff = begin + day + 10 * hour + 1;
    expect(await prune(cutoff)).toEqual({ removed: 6, oldestKept: toInstant(cutoff) });
    const counts = await days();
    expect([counts[nameOf(begin)], counts[nameOf(begin + day)], counts[nameOf(begin + 2 * day)]]).toEqual([
      undefined,
      1,
      1,
    ]);
    expect(await all()).toEqual([2, 1]);
    expect(await unequalCounts(open)).toEqual([]);
    const kept = await open.admin<{ day: string }>('select day::text from tenantatlas.usage_hours order by 1');
    expect(kept.map((row) => new Date(row.day).getTime())).toEqual([begin + day, begin + 2 * day]);
  });

  it('beside a writer in one of its days deletes that day row by row and drops nothing; the next one does', async () => {
    await add(usageEvent('w-1', 'old', begin), usageEvent('w-1', 'older', begin + day));
    await open.storage.unit(within('w-1'), async ({ usage }) => {
      await usage.add([usageEvent('w-1', 'late', begin)]);
      expect((await prune(begin + 2 * day)).removed).toBe(2);
      expect(await days()).toMatchObject({ [nameOf(begin)]: 0, [nameOf(begin + day)]: 0 });
    });
    expect(await days()).toMatchObject({ [nameOf(begin)]: 1 });
    expect(await all()).toEqual([0, 0]);
    expect((await prune(begin + 2 * day)).removed).toBe(1);
    expect(Object.keys(await days())).not.toEqual(expect.arrayContaining([nameOf(begin)]));
    expect(await unequalCounts(open)).toEqual([]);
  });

  it('that is undone leaves the days as they were', async () => {
    await add(usageEvent('w-1', 'event-1', begin));
    const before = await days();
    const failing = forMaintenance(open.maintenance, async ({ usage }) => {
      await usage.prune(toInstant(begin + day));
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await days()).toEqual(before);
    expect(await all()).toEqual([1, 1]);
  });

  it('touches no later day while the day of the cutoff has an event, however many days there are', async () => {
    const cutoff = begin + day + hour;
    await add(
      usageEvent('w-1', 'old', begin),
      usageEvent('w-1', 'kept', cutoff),
      usageEvent('w-1', 'later', begin + 3 * day),
    );
    await forMaintenance(open.maintenance, async ({ usage }) => {
      expect(await usage.prune(toInstant(cutoff))).toEqual({ removed: 1, oldestKept: toInstant(cutoff) });
      const locked = await open.admin<{ name: string }>(
        `select distinct c.relname::text as name from pg_locks as held join pg_class c on c.oid = held.relation
         where held.database = (select oid from pg_database where datname = current_database()) and c.relname ~ '^usage_events_[0-9]{8}$' order by 1`,
      );
      // The template may be of the day before, and have its partition, too.
      const since = locked.map(({ name }) => name).filter((name) => name >= nameOf(begin));
      expect(since).toEqual([nameOf(begin), nameOf(begin + day)]);
    });
  });

  it('answers the oldest event that is left', async () => {
    const at = begin + day + 90 * 60_000;
    await add(usageEvent('w-1', 'near', at + 7), usageEvent('w-1', 'far', begin + 4 * day + 5));
    expect((await prune(at)).oldestKept).toBe(toInstant(at + 7));
    expect((await prune(at + 8)).oldestKept).toBe(toInstant(begin + 4 * day + 5));
    expect((await prune(begin + 5 * day)).oldestKept).toBeNull();
  });
});

describe('the functions of the days', () => {
  const as = (role: string, statement: string) =>
    open.hostTransaction(async ({ run }) => {
      await run(`SET LOCAL ROLE ${role}`);
      return run(statement);
    });

  it('are closed to the roles that do not need them', async () => {
    for (const role of ['ta_workspace', 'ta_platform'])
      for (const name of ['usage_empty_days', 'usage_remove_days'])
        await expect(as(role, `select tenantatlas.${name}(now())`)).rejects.toThrow(/permission denied/);
    await expect(as('ta_workspace', 'select tenantatlas.usage_make_days()')).rejects.toThrow(/permission denied/);
    expect(await as('ta_platform', 'select 1 as one from tenantatlas.usage_make_days()')).toEqual([{ one: 1 }]);
  });

  it('reach no other table than the ledger, and none that the caller may not write', async () => {
    await open.admin('create schema elsewhere');
    await open.admin(
      'create table elsewhere.usage_events (occurred_at timestamptz not null) partition by range (occurred_at)',
    );
    await open.admin('create table elsewhere.other (occurred_at timestamptz not null)');
    await open.admin('grant usage on schema elsewhere to public');
    for (const name of ['usage_events', 'other'])
      await expect(as('ta_platform', `select tenantatlas.usage_make_days('elsewhere.${name}')`)).rejects.toThrow(
        'permission denied for the ledger of product usage',
      );
  });

  it('run no code of a caller who owns a table of that name', async () => {
    const called = open.hostTransaction(async ({ run }) => {
      await run('SET LOCAL ROLE ta_platform');
      await run(`create function pg_temp.tell() returns boolean language plpgsql
        as 'begin raise exception $$ran as %$$, current_user; end'`);
      await run('create temp table usage_events (occurred_at timestamptz) partition by range (occurred_at)');
      await run(`create temp view usage_events_other as
        select now() as occurred_at where pg_temp.tell()`);
      await run('grant select on usage_events_other to public');
      await run(`select tenantatlas.usage_make_days('pg_temp.usage_events')`);
    });
    await expect(called).rejects.toThrow('permission denied for the ledger of product usage');
  });

  it('work on after the schema was renamed', async () => {
    await open.admin(`drop table tenantatlas.${nameOf(begin + 7 * day)}`);
    await open.admin('alter schema tenantatlas rename to renamed');
    await open.admin('select renamed.usage_make_days()');
    const made = await open.admin<{ name: string | null }>(
      `select to_regclass('renamed.${nameOf(begin + 7 * day)}')::text as name`,
    );
    expect(made).toEqual([{ name: `renamed.${nameOf(begin + 7 * day)}` }]);
    await open.admin('alter schema renamed rename to tenantatlas');
  });
});

it('a role of the application reads neither persons nor metadata of the ledger, of whatever workspace', async () => {
  await add(usageEvent('w-1', 'event-1', begin));
  const closed = ['tenant_id', 'id', 'user_ref', 'subject_id', 'metadata', 'recorded_at'];
  for (const role of ['ta_workspace', 'ta_platform', 'ta_member'])
    for (const column of closed) {
      const asked = open.hostTransaction(async ({ run }) => {
        await run(`SET LOCAL ROLE ${role}`);
        return run(`select ${column} from tenantatlas.usage_events`);
      });
      await expect(asked).rejects.toThrow(/permission denied/);
    }
  expect(await onPlatform(open.storage, ({ usage }) => usage.fold(10))).toBe(1);
});
