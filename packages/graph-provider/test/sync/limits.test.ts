import { describe, expect, it } from 'vitest';
import { createTenantSync, memoryCheckpoints, type SyncProgress } from '../../src/sync/index.ts';
import { fakeTenants, limited, pageOf, tenantsNamed, things, type FakeTenants } from './fake-tenants.ts';

const quiet = Array.from({ length: 10 }, (_, at) => `quiet${String(at)}`);
const noisy = ['noisy0', 'noisy1', 'noisy2', 'noisy3'];

function syncOf({ provider }: FakeTenants, more = {}) {
  const handed: string[] = [];
  const sync = createTenantSync({
    provider,
    collections: [things],
    checkpoints: memoryCheckpoints(),
    onPage: ({ changed }, { tenantId }) => void handed.push(...changed.map(({ id }) => `${tenantId} ${id}`)),
    onReconcile: () => {},
    ...more,
  });
  return { sync, handed };
}

describe('limits of Graph', () => {
  it('of some tenants keep no place from the others', async () => {
    const fake = fakeTenants((asked) =>
      asked.tenant.startsWith('noisy') && asked.at < begun + 60_000 ? limited(60) : pageOf(5, asked),
    );
    const begun = fake.time.epochMillis();
    const ends = new Map<string, number>();
    const { sync, handed } = syncOf(fake, {
      concurrency: { total: 2, perTenant: 1 },
      onReconcile: (_: unknown, { tenantId }: { tenantId: string }) =>
        void ends.set(tenantId, fake.time.epochMillis() - begun),
    });
    const report = await fake.time.run(sync.run({ tenants: tenantsNamed(...noisy, ...quiet) }));
    expect(report.isComplete).toBe(true);
    expect(new Set(handed).size).toBe(14 * 10);
    // Four limited requests and 50 pages of 20 milliseconds, two at a time.
    for (const name of quiet) expect(ends.get(name), name).toBeLessThanOrEqual(600);
    for (const name of noisy) expect(ends.get(name), name).toBeGreaterThanOrEqual(60_000);
    // No request of a tenant that waits.
    expect(fake.asked.filter(({ tenant, at }) => tenant === 'noisy0' && at < begun + 60_000)).toHaveLength(1);
  });

  it('in the middle of a reading are waited for, and no page comes twice', async () => {
    let isLimited = false;
    const fake = fakeTenants((asked) => {
      isLimited = !isLimited && asked.page === 3;
      return isLimited ? limited(30) : pageOf(5, asked);
    });
    const { sync, handed } = syncOf(fake);
    const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(report.tenants[0]?.collections[0]).toMatchObject({ state: 'collected', pages: 5 });
    expect(handed).toEqual(Array.from({ length: 10 }, (_, at) => `a o${String(at)}`));
  });

  it('that do not end are stopped after the time without a page, and name when to ask again', async () => {
    const fake = fakeTenants((asked) => (asked.page >= 2 ? limited(100) : pageOf(5, asked)));
    const begun = fake.time.epochMillis();
    const { sync } = syncOf(fake, { throttleMillis: 450_000 });
    const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(report).toMatchObject({
      isComplete: false,
      tenants: [{ collections: [{ state: 'partial', pages: 2, reason: { code: 'rate_limited' } }] }],
    });
    const after = fake.time.epochMillis() - begun;
    expect(after).toBeGreaterThan(300_000);
    expect(after).toBeLessThanOrEqual(451_000);
  });

  it('among pages without objects are waited for, and what was read is not read again', async () => {
    let sent = 0;
    const fake = fakeTenants((asked) => {
      sent += 1;
      if (sent % 5 === 0) return limited(30);
      const { body } = pageOf(40, asked);
      return { body: asked.page > 0 && asked.page < 39 ? { ...(body as object), value: [] } : body };
    });
    const { sync, handed } = syncOf(fake, { throttleMillis: 100_000 });
    const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(report.tenants[0]?.collections[0]).toMatchObject({ state: 'collected', pages: 2 });
    expect(handed).toEqual(['a o0', 'a o1', 'a o78', 'a o79']);
    // Each page once, and each limited request again.
    expect(sent).toBe(49);
  });

  it('from the first request on are throttled and not partial', async () => {
    const fake = fakeTenants(() => limited(100));
    const { sync } = syncOf(fake, { throttleMillis: 50_000 });
    const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(report.tenants[0]?.collections[0]).toMatchObject({ state: 'throttled', mode: 'full', pages: 0 });
    expect(fake.asked).toHaveLength(1);
  });

  it('an outage without a hint is asked again later, as a limit is', async () => {
    const fake = fakeTenants((asked) => (asked.at < begun + 60_000 ? { status: 503 } : pageOf(2, asked)));
    const begun = fake.time.epochMillis();
    const { sync } = syncOf(fake);
    const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(report.isComplete).toBe(true);
    expect(fake.asked.length).toBeLessThan(60);
  });
});

describe('places', () => {
  it.each([
    [1, 1],
    [3, 1],
    [3, 2],
    [4, 2],
    [50, 3],
  ])('%i over all tenants and %i of one tenant are never exceeded, and are used', async (total, perTenant) => {
    const collections = ['one', 'two', 'three', 'four'].map((name) => ({ ...things, name }));
    const fake = fakeTenants((asked) => pageOf(3, asked), {
      limits: { concurrency: 1_000, concurrencyPerTenant: 100 },
    });
    const { sync } = syncOf(fake, { collections, concurrency: { total, perTenant } });
    await fake.time.run(sync.run({ tenants: tenantsNamed(...quiet) }));
    // Each reading has one request at a time, which takes 20 milliseconds.
    const mostAt = (asked: FakeTenants['asked']): number =>
      Math.max(...Array.from(Map.groupBy(asked, ({ at }) => at).values(), ({ length }) => length));
    expect(mostAt(fake.asked)).toBe(Math.min(total, perTenant * quiet.length));
    for (const [, own] of Map.groupBy(fake.asked, ({ tenant }) => tenant))
      expect(mostAt(own)).toBeLessThanOrEqual(perTenant);
  });

  it('take a tenant when they are free, and not before', async () => {
    const fake = fakeTenants((asked) => pageOf(3, asked));
    let [taken, ended, most] = [0, 0, 0];
    const { sync } = syncOf(fake, {
      concurrency: { total: 2, perTenant: 1 },
      onReconcile: () => void (ended += 1),
    });
    async function* tenants() {
      for (const tenant of tenantsNamed(...quiet)) {
        taken += 1;
        most = Math.max(most, taken - ended);
        yield tenant;
      }
    }
    await fake.time.run(sync.run({ tenants: tenants() }));
    expect([taken, ended, most]).toEqual([10, 10, 2]);
  });
});

describe('progress', () => {
  it('is reported at the start, at most once in its interval, and at the end', async () => {
    const fake = fakeTenants((asked) =>
      asked.tenant === 'noisy' && asked.at < begun + 30_000 ? limited(30) : pageOf(60, asked),
    );
    const begun = fake.time.epochMillis();
    const { sync } = syncOf(fake, { progressMillis: 1_000 });
    const told: (SyncProgress & { readonly at: number })[] = [];
    const onProgress = (progress: SyncProgress): void =>
      void told.push({ ...progress, at: fake.time.epochMillis() - begun });
    await fake.time.run(sync.run({ tenants: tenantsNamed('a', 'noisy'), onProgress }));
    expect(told[0]).toMatchObject({ at: 0, pages: 0, tenants: { total: 2, started: 0, done: 0 } });
    expect(told.at(-1)).toMatchObject({
      pages: 120,
      objects: 240,
      inProgress: [],
      tenants: { total: 2, started: 2, done: 2, waiting: 0 },
    });
    for (const [at, one] of told.slice(1, -1).entries())
      expect(one.at - (told[at]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
    expect(told).toContainEqual(
      expect.objectContaining({
        tenants: expect.objectContaining({ waiting: 1 }),
        inProgress: [
          { tenantId: 'a', collections: { things: 'reading' } },
          { tenantId: 'noisy', collections: { things: 'waiting' } },
        ],
      }),
    );
  });

  it('has no total while the end of a generator has not come', async () => {
    const fake = fakeTenants((asked) => pageOf(2, asked));
    const totals: (number | null)[] = [];
    const { sync } = syncOf(fake, { progressMillis: 1 });
    const onProgress = ({ tenants }: SyncProgress): void => void totals.push(tenants.total);
    await fake.time.run(sync.run({ tenants: tenantsNamed('a', 'b').values(), onProgress }));
    expect([totals[0], totals.at(-1)]).toEqual([null, 2]);
  });

  it('is no longer reported once the run has ended, whatever a callback of the host still does', async () => {
    const fake = fakeTenants((asked) => pageOf(2, asked));
    const stop = new AbortController();
    let told = 0;
    const { sync } = syncOf(fake, { progressMillis: 1, onPage: () => fake.time.sleep(5_000) });
    fake.time.after(50, () => stop.abort(new Error('stopped')));
    const run = sync.run({ tenants: tenantsNamed('a'), signal: stop.signal, onProgress: () => void (told += 1) });
    await expect(fake.time.run(run)).rejects.toThrow('stopped');
    const before = told;
    await fake.time.run(fake.time.sleep(20_000));
    expect(told).toBe(before);
  });

  it('that fails is logged, and changes nothing', async () => {
    const warned: string[] = [];
    const logger = { warn: (event: string) => void warned.push(event), error: () => {} };
    const fake = fakeTenants((asked) => pageOf(2, asked), { logger });
    const { sync } = syncOf(fake);
    const failing = [
      () => {
        throw new Error('shown on no screen');
      },
      async () => Promise.reject(new Error('later')),
    ];
    for (const onProgress of failing) {
      const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a'), onProgress }));
      expect(report.isComplete).toBe(true);
    }
    expect(new Set(warned)).toEqual(new Set(['sync_progress_failed']));
  });

  it('and a logger that fails change nothing', async () => {
    const broken = (): never => {
      throw new Error('the disk of the log is full');
    };
    const fake = fakeTenants((asked) => (asked.tenant === 'odd' ? { body: { value: [{}] } } : pageOf(2, asked)), {
      logger: { warn: broken, error: broken },
    });
    const { sync } = syncOf(fake);
    const { tenants } = await fake.time.run(sync.run({ tenants: tenantsNamed('a', 'odd'), onProgress: broken }));
    const states = tenants.map(({ tenantId, collections }) => `${tenantId} ${String(collections[0]?.state)}`);
    expect(states.toSorted()).toEqual(['a collected', 'odd failed']);
  });
});
