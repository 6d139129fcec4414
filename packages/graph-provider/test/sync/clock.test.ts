import { describe, expect, it } from 'vitest';
import { memoryCheckpoints, type SyncProgress } from '../../src/sync/index.ts';
import { fakeTenants, limited, pageOf, tenantsNamed, things } from './fake-tenants.ts';
import { idsOf, syncOf } from './sync-of.ts';

const hour = 3_600_000;

describe('a clock that is set back', () => {
  it.each([
    ['', {}],
    [' with a pace', { perTenant: { requests: 20, perMillis: 10_000 } }],
  ])('keeps no tenant waiting for longer than required%s', async (_, limits) => {
    let isLimited = false;
    const fake = fakeTenants(
      (asked) => {
        isLimited = !isLimited && asked.page === 3;
        return isLimited ? limited(30) : pageOf(5, asked);
      },
      { limits },
    );
    const { sync, kept } = syncOf(fake, memoryCheckpoints());
    let passed = 0;
    const count = (): void => {
      passed += 1;
      fake.time.after(1_000, count);
    };
    count();
    fake.time.after(10_000, () => fake.time.setBack(hour));
    const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(report.isComplete).toBe(true);
    expect(kept('a')).toEqual(idsOf(10));
    // Half a minute as told, what had passed of it before, and the pace.
    expect(passed).toBeLessThan(80);
  });

  it('does not silence the progress', async () => {
    const fake = fakeTenants((asked) => pageOf(500, asked));
    const { sync } = syncOf(fake, memoryCheckpoints(), { progressMillis: 1_000 });
    const told: SyncProgress[] = [];
    const onProgress = (progress: SyncProgress): void => {
      if (told.push(progress) === 3) fake.time.setBack(hour);
    };
    await fake.time.run(sync.run({ tenants: tenantsNamed('a'), onProgress }));
    expect(told.length).toBeGreaterThanOrEqual(9);
  });

  it('by days does not make a list fresh that was begun before', async () => {
    const list = { ...things, reads: 'list' as const, path: 'things?$select=id' };
    const fake = fakeTenants((asked) => ({
      body: JSON.parse(JSON.stringify(pageOf(6, asked).body).replaceAll('/delta', '')) as object,
    }));
    const stop = new AbortController();
    const { sync } = syncOf(fake, memoryCheckpoints(), { collections: [list] });
    fake.time.after(50, () => stop.abort(new Error('stopped')));
    await expect(fake.time.run(sync.run({ tenants: tenantsNamed('a'), signal: stop.signal }))).rejects.toThrow();
    fake.time.setBack(25 * hour);
    const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(report.tenants[0]?.collections[0]).toMatchObject({ state: 'collected', restart: 'too_old', pages: 6 });
  });
});
