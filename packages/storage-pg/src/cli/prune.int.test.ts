import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createTenantAtlas,
  manualClock,
  orThrow,
  systemActor,
  toInstant,
  type Instant,
  type PrunedUsage,
  type WorkspaceId,
} from '@tenantatlas/core';
import type { TenantId, UsageEvent, UsageEventId } from '@tenantatlas/core/ports';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { copyPglite } from '../../test/support/pglite.ts';
import { createPgStorage, type PgStorage } from '../create-pg-storage.ts';
import { pgPool } from '../pg/index.ts';
import { runCli } from './run.ts';

const day = 86_400_000;
const where = { workspaceId: 'w-1' as WorkspaceId, tenantId: 't-1' as TenantId };
/** In the middle of the days that are asked for below, however long the test takes. */
const daysAgo = (days: number) => toInstant(Date.now() - (days + 0.5) * day);

function event(days: number): UsageEvent {
  return {
    ...where,
    id: `e-${days}` as UsageEventId,
    user: null,
    eventName: 'product.operations.started',
    featureArea: 'operations',
    subjectType: 'operation_run',
    subjectId: 'r-1',
    metadata: {},
    occurredAt: daysAgo(days),
    recordedAt: daysAgo(days),
  };
}

let folder: string;
let database: TestDatabase;
let storage: PgStorage;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantatlas-prune-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  database = await createTestDatabase(inject('postgresUrl'));
  storage = orThrow(await createPgStorage({ database: pgPool({ connectionString: database.appUrl, max: 2 }) }));
});
afterEach(async () => {
  await storage.close();
  await database.drop();
});

/** A workspace with a tenant, and events that are so many days old. */
async function seed(...days: readonly number[]): Promise<void> {
  const system = createTenantAtlas({ storage }).as(systemActor('seed'));
  orThrow(await system.workspaces.create({ workspaceId: 'w-1', name: 'Acme' }));
  orThrow(await system.tenants.create({ ...where, name: 'Contoso', lifecycle: 'active' }));
  const added = await storage.unit({ plane: 'platform', actor: null }, ({ usage }) => usage.add(days.map(event)));
  expect(added).toEqual({ kind: 'added', count: days.length });
}

async function left(): Promise<number> {
  const system = createTenantAtlas({ storage }).as(systemActor('reader'));
  return orThrow(await system.telemetry.summary({ from: daysAgo(400), to: daysAgo(-1) })).totalEvents;
}

/** How many whole days old the oldest event is that is left. */
const ageOf = ({ oldestKept }: PrunedUsage) => Math.floor((Date.now() - Date.parse(oldestKept ?? '')) / day);

const prune = (...argv: readonly string[]) => runCli(['prune', ...argv], folder, {});

it('removes what is older than 90 days, on the login that erases, and says what is left', async () => {
  await seed(100, 91, 89, 1);
  const on = ['--database', database.maintenanceUrl];
  const ended = await prune(...on);
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(ended.out).toMatch(
    /^Removed 2 events of product usage from before \d{4}-\S+Z\. The oldest that is left is of \d{4}-\S+Z\.\n$/,
  );
  expect(ended.out).toContain(event(89).occurredAt.slice(0, 13));
  expect(await left()).toBe(2);
  const json = await prune(...on, '--days', '30', '--json');
  expect(json).toMatchObject({ code: 0, err: '' });
  const answer = JSON.parse(json.out) as { prunedAt: Instant; cutoff: Instant; oldestKept: Instant };
  // By the earlier one of two clocks, which are those of one machine.
  expect(answer).toMatchObject({ days: 30, dryRun: false, removed: 1 });
  const cutoffAge = Date.parse(answer.prunedAt) - 30 * day - Date.parse(answer.cutoff);
  expect([cutoffAge >= 0, cutoffAge < 60_000]).toEqual([true, true]);
  expect((await prune(...on, '--days', '1')).out).toContain('Removed 1 event of product usage');
  expect((await prune(...on)).out).toContain('Removed 0 events of product usage');
  expect((await prune(...on)).out).toContain('No event is left.');
});

it('counts what would go in a dry run, and removes nothing', async () => {
  await seed(100, 91, 89, 1);
  const on = ['--database', database.maintenanceUrl, '--dry-run'];
  const ended = await prune(...on);
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(ended.out).toMatch(
    /^Nothing was removed\. A removal would take 2 events of product usage from before \d{4}-\S+Z\. The oldest that would be left is of \d{4}-\S+Z\.\n$/,
  );
  const json = await prune(...on, '--days', '30', '--json');
  const counted = JSON.parse(json.out) as PrunedUsage;
  expect(counted).toMatchObject({ dryRun: true, days: 30, removed: 3 });
  expect(ageOf(counted)).toBe(1);
  expect(await left()).toBe(4);
  const system = createTenantAtlas({ storage }).as(systemActor('reader'));
  expect(orThrow(await system.audit.list({ actions: ['product_usage.pruned'] })).items).toEqual([]);
});

it('removes nothing that is not old by the clock of the database, however far the clock of the host is ahead', async () => {
  await seed(100, 89, 1);
  const eraser = orThrow(
    await createPgStorage({ database: pgPool({ connectionString: database.maintenanceUrl, max: 1 }) }),
  );
  const { maintenance } = createTenantAtlas({ storage: eraser, clock: manualClock(daysAgo(-400)) });
  const pruned = orThrow(await maintenance.pruneUsage({ days: 90 }));
  expect([pruned.removed, ageOf(pruned)]).toEqual([1, 89]);
  expect(await left()).toBe(2);
  await eraser.close();
});

it('leaves its proof in the ledger of the platform', async () => {
  await seed(40);
  await prune('--database', database.maintenanceUrl, '--days', '30');
  const system = createTenantAtlas({ storage }).as(systemActor('reader'));
  const { items } = orThrow(await system.audit.list({ actions: ['product_usage.pruned'] }));
  expect(items).toMatchObject([
    { actor: { label: { text: 'System (retention)' } }, metadata: { retention_days: 30, removed: 1 } },
  ]);
});

it('changes nothing on the login of the application, and says why', async () => {
  await seed(100);
  const ended = await prune('--database', database.appUrl, '--json');
  expect(ended).toMatchObject({ code: 1, err: '' });
  expect(JSON.parse(ended.out)).toMatchObject({ error: { code: 'storage_failure', kind: 'roles_not_granted' } });
  expect(await left()).toBe(1);
});

it('works on the storage that a configuration file exports', async () => {
  await seed(100, 1);
  const sources = new URL('../', import.meta.url);
  await writeFile(
    join(folder, 'tenantatlas.config.mjs'),
    `import { createPgStorage } from '${new URL('create-pg-storage.ts', sources).href}';
    import { pgPool } from '${new URL('pg/index.ts', sources).href}';
    const database = pgPool({ connectionString: '${database.maintenanceUrl}' });
    export const storage = (await createPgStorage({ database }))._unsafeUnwrap();`,
  );
  expect(await prune('--json')).toMatchObject({ code: 0, err: '' });
  expect(await left()).toBe(1);
  await rm(join(folder, 'tenantatlas.config.mjs'));
});

it('works on a directory of the embedded database, whose one login erases as well, and makes none', async () => {
  const data = join(folder, 'data');
  await copyPglite(inject('pgliteFiles'), data);
  expect(await prune('--data', data)).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('Removed 0 events of product usage') as string,
  });
  expect(await prune('--data', join(folder, 'missing'))).toMatchObject({ code: 2, out: '' });
});

it('explains days that it cannot keep', async () => {
  const ended = await prune('--database', database.maintenanceUrl, '--days', '0');
  expect(ended).toMatchObject({ code: 2, out: '' });
  expect(ended.err).toContain('--days is a whole number from 1 to 36500');
});
