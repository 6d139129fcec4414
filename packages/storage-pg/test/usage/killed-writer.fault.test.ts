import { setTimeout as sleep } from 'node:timers/promises';
import { toInstant } from '@tenantatlas/core/ports';
import { inject, expect, it, onTestFinished } from 'vitest';
import { startProcess } from '../atlas/race-process.ts';
import type { FromUsageWriter, UsageWriterConfig } from '../atlas/race-protocol.ts';
import { openRaceStorage } from '../atlas/race-storage.ts';
import { createTestDatabase } from '../support/database.ts';
import { scaled } from '../support/scale.ts';
import { figures, foldAll, makeWorkspace, today, unequalCounts } from './usage-world.ts';

const kills = scaled(30, 4);

it(`the counts equal the ledger after each of ${String(kills)} times that a process of writers and folds is killed`, async () => {
  const database = await createTestDatabase(inject('postgresUrl'));
  onTestFinished(() => database.drop());
  const { storage, close } = await openRaceStorage('pg', database.appUrl, 4);
  onTestFinished(close);
  const workspaceIds = ['w-1', 'w-2', 'w-3'];
  for (const workspaceId of workspaceIds) await makeWorkspace(storage, workspaceId);
  const begin = today();
  const config: UsageWriterConfig = { url: database.appUrl, workspaceIds, begin };
  let before = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const writer = startProcess<object, FromUsageWriter>('usage-writer.ts', config);
    await writer.hear('adding');
    await sleep(Math.random() * 300);
    writer.signal('SIGKILL');
    await writer.end();
    // What the server had got before is committed or rolled back once its connections have ended.
    await expect.poll(() => openTransactions(database), { timeout: 60_000 }).toBe(0);
    expect(await unequalCounts(database)).toEqual([]);
    const [events = 0] = await figures(storage, toInstant(begin), toInstant(begin + 86_400_000));
    const [ledger] = await database.admin<{ events: number }>(
      'select count(*)::int as events from tenantatlas.usage_events',
    );
    expect(events).toBe(ledger?.events);
    expect(events).toBeGreaterThan(before);
    before = events;
  }
  await foldAll(storage);
  expect(await unequalCounts(database)).toEqual([]);
}, 600_000);

async function openTransactions({ admin }: Awaited<ReturnType<typeof createTestDatabase>>): Promise<number> {
  const [row] = await admin<{ open: number }>(
    `select count(*)::int as open from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and state is distinct from 'idle'`,
  );
  return row?.open ?? 0;
}
