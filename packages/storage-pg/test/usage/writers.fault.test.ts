import { randomUUID } from 'node:crypto';
import { toInstant } from '@tenantatlas/core/ports';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openRaceStorage, type RaceStorage } from '../atlas/race-storage.ts';
import { within } from '../store-fixtures.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { scaled } from '../support/scale.ts';
import { waitingForLock } from '../support/waiting-for-lock.ts';
import {
  day,
  figures,
  foldAll,
  forMaintenance,
  makeWorkspace,
  onPlatform,
  today,
  unequalCounts,
  usageEvent,
} from './usage-world.ts';

const writers = 32;
const begin = today();
let database: TestDatabase;
let app: RaceStorage;
let eraser: RaceStorage;

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'));
  app = await openRaceStorage('pg', database.appUrl, writers + 4);
  eraser = await openRaceStorage('pg', database.maintenanceUrl, 2);
  await makeWorkspace(app.storage, 'w-1');
  await foldAll(app.storage);
});
afterAll(async () => {
  await app.close();
  await eraser.close();
  await database.drop();
});

const event = (millis = begin + Math.floor(Math.random() * 3_600_000)) => usageEvent('w-1', randomUUID(), millis);

it('32 units of one workspace and hour have all added before any of them commits, so none waits for another', async () => {
  for (let round = 0; round < 5; round += 1) {
    let added = 0;
    const all = Promise.withResolvers<void>();
    const one = async () =>
      app.storage.unit(within('w-1'), async ({ usage }) => {
        await usage.add([event(), event()]);
        added += 1;
        if (added === writers) all.resolve();
        // A writer that waited for another one would never get here, and the units would wait for their lock limit.
        await all.promise;
      });
    await Promise.all(Array.from({ length: writers }, one));
  }
  expect(await figures(app.storage, toInstant(begin), toInstant(begin + day))).toEqual([5 * 2 * writers, 1]);
  expect(await unequalCounts(database)).toEqual([]);
});

it('32 writers, folds, readers and removals beside each other end without a deadlock or a wait for another writer, and lose no event', async () => {
  const seconds = scaled(30, 2);
  const [before = 0] = await figures(app.storage, toInstant(begin), toInstant(begin + day));
  let isOver = false;
  let written = 0;
  const until = async (work: () => Promise<unknown>): Promise<void> => {
    while (!isOver) await work();
  };
  const waits = new Map<string, number>();
  // Waits for a heavy lock that is held by another writer: of a transaction, a row or a table.
  const watch = async (): Promise<void> => {
    const rows = await database.admin<{ lock: string; of: string }>(
      `select waiting.wait_event as lock, left(holder.query, 40) as of from pg_stat_activity as waiting
         join pg_stat_activity as holder on holder.pid = any (pg_blocking_pids(waiting.pid))
         where waiting.datname = current_database() and waiting.wait_event_type = 'Lock'
           and waiting.query like '%usage_events%insert into%' and holder.query like '%usage_events%insert into%' and holder.state = 'idle in transaction'`,
    );
    for (const { lock } of rows) waits.set(lock, (waits.get(lock) ?? 0) + 1);
  };
  const loops = [
    ...Array.from({ length: writers }, (_, n) =>
      until(async () => {
        const events = Array.from({ length: 1 + (n % 5) }, () => event());
        await app.storage.unit(within('w-1'), ({ usage }) => usage.add(events));
        written += events.length;
      }),
    ),
    until(() => onPlatform(app.storage, ({ usage }) => usage.fold(50))),
    until(() => figures(app.storage, toInstant(begin), toInstant(begin + day))),
    until(() => forMaintenance(eraser.storage, ({ usage }) => usage.prune(toInstant(begin - 2 * day)))),
    until(watch),
  ];
  setTimeout(() => (isOver = true), seconds * 1000);
  await Promise.all(loops);
  expect(written).toBeGreaterThan(writers);
  expect(Object.fromEntries(waits)).toEqual({});
  const [stats] = await database.admin<{ deadlocks: number }>(
    'select deadlocks::int from pg_stat_database where datname = current_database()',
  );
  expect(stats).toEqual({ deadlocks: 0 });
  expect(await unequalCounts(database)).toEqual([]);
  expect(await figures(app.storage, toInstant(begin), toInstant(begin + day))).toEqual([before + written, 1]);
  await foldAll(app.storage);
  expect(await unequalCounts(database)).toEqual([]);
}, 300_000);

it('a writer does not overtake an erasure that waits for another writer: a stream of them would keep it waiting without end', async () => {
  await makeWorkspace(app.storage, 'w-2');
  const [isAdded, leave] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const add = async () =>
    app.storage.unit(within('w-2'), ({ usage }) => usage.add([usageEvent('w-2', randomUUID(), begin)]));
  const early = app.storage.unit(within('w-2'), async ({ usage }) => {
    await usage.add([usageEvent('w-2', randomUUID(), begin)]);
    isAdded.resolve();
    await leave.promise;
  });
  await isAdded.promise;
  const scope = usageEvent('w-2', 'any', begin);
  const erasing = forMaintenance(eraser.storage, ({ maintenance }) => maintenance.eraseTenant(scope));
  await waitingForLock(database, 1);
  let isAnswered = false;
  const late = add().finally(() => (isAnswered = true));
  await waitingForLock(database, 2, () => isAnswered);
  leave.resolve();
  await early;
  expect((await erasing)?.usageEvents).toBe(1);
  expect(await late).toMatchObject({ kind: 'unknown_tenant' });
  const left = await database.admin(`select from tenantatlas.usage_events where workspace_id = 'w-2'`);
  expect(left).toEqual([]);
  expect(await unequalCounts(database)).toEqual([]);
}, 120_000);
