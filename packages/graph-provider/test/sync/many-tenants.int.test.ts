import { expect, it } from 'vitest';
import { createTenantSync, graphCollections, memoryCheckpoints, type SyncProgress } from '../../src/sync/index.ts';
import { numbers, scaled } from '../support/seeds.ts';
import { ObjectStore } from './object-store.ts';
import { syncWorld } from './sync-world.ts';

const { users, groups, roleAssignments } = graphCollections;
const collections = [users, groups, roleAssignments];
const total = 12;
const perTenant = 2;

it('100 tenants of mixed size, a fifth of whose requests are limited or fail, are read as they are', async () => {
  const random = numbers(Number(process.env['TA_SEED'] ?? 1));
  const most = scaled(2_000, 100);
  const tenants = Array.from({ length: 100 }, (_, at) => ({
    name: `customer-${String(at)}`,
    users: Math.floor(random() ** 4 * most),
    groups: Math.floor(random() * 12),
    policies: 1,
  }));
  const world = await syncWorld({ tenants, pageSize: 20 });
  const fault = { service: 'graph' } as const;
  world.simulator.control.setFaults([
    // Without it, a request would be answered before the next one is read.
    { ...fault, effect: { kind: 'latency', millis: 20 } },
    { ...fault, rate: 0.2, effect: { kind: 'status', status: 429, retryAfter: '0.2' } },
    { ...fault, rate: 0.02, effect: { kind: 'status', status: 503, retryAfter: '0.1' } },
    { ...fault, rate: 0.02, effect: { kind: 'duplicate' } },
    { ...fault, rate: 0.02, effect: { kind: 'emptyPage' } },
    { ...fault, rate: 0.02, times: 5, effect: { kind: 'malformed' } },
  ]);
  const store = new ObjectStore();
  const told: SyncProgress[] = [];
  const sync = createTenantSync({
    provider: world.provider({ concurrencyPerTenant: 50 }),
    collections,
    checkpoints: memoryCheckpoints(),
    concurrency: { total, perTenant },
    progressMillis: 50,
    onPage: (page, { tenantId }) => store.write(tenantId, page),
    onReconcile: (ended, { tenantId }) => store.removeOthers(tenantId, ended),
  });
  const run = () => sync.run({ tenants: world.tenants, onProgress: (progress) => void told.push(progress) });
  let report = await run();
  // An answer that is half of a JSON ends a reading, and the next run goes on at its page.
  expect(report.isComplete).toBe(false);
  for (let runs = 1; !report.isComplete && runs < 20; runs += 1) report = await run();
  expect(report.isComplete).toBe(true);
  expect(world.simulator.control.counters().faults).toBeGreaterThan(50);

  expect(world.inFlight.all.most).toBeLessThanOrEqual(total);
  expect(world.inFlight.all.most).toBeGreaterThan(total / 2);
  for (const { most: own } of world.inFlight.byToken.values()) expect(own).toBeLessThanOrEqual(perTenant);
  expect(told.at(-1)).toMatchObject({ tenants: { total: 100, started: 100, done: 100, waiting: 0 }, inProgress: [] });
  expect(Math.max(...told.map(({ inProgress }) => inProgress.length))).toBeGreaterThan(2);

  for (const { tenantId } of world.tenants)
    for (const collection of collections)
      expect(store.objects(tenantId, collection.name), tenantId).toEqual(await world.truth(tenantId, collection));
});
