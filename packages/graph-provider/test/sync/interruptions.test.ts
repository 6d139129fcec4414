import { describe, expect, it } from 'vitest';
import { createTenantSync, memoryCheckpoints, type SyncCheckpointStore } from '../../src/sync/index.ts';
import { fakeTenants, pageOf, tenantsNamed, things } from './fake-tenants.ts';
import { idsOf, never, syncOf, type Options } from './sync-of.ts';

const pages = 5;

describe('a signal that fires', () => {
  /** What is in progress when it fires, 50 milliseconds after the start. */
  const situations: readonly (readonly [string, (options: Options) => Partial<Options>])[] = [
    ['during requests', () => ({})],
    ['during a page', () => ({ onPage: never })],
    ['during a reconciliation', () => ({ collections: [{ ...things, path: 'short/delta' }], onReconcile: never })],
    ['while the store loads', ({ checkpoints }) => ({ checkpoints: { ...checkpoints, load: never } })],
    ['while the store replaces', ({ checkpoints }) => ({ checkpoints: { ...checkpoints, replace: never } })],
  ];
  it.each(situations)('%s ends the run at once, and nothing happens afterwards', async (_, change) => {
    const fake = fakeTenants((asked) => pageOf(asked.url.includes('short') ? 1 : 1_000, asked));
    const stop = new AbortController();
    let calls = 0;
    const { options } = syncOf(fake, memoryCheckpoints());
    const changed = { ...options, ...change(options) };
    const { sync } = syncOf(fake, changed.checkpoints, {
      ...changed,
      onPage(page, context) {
        calls += 1;
        return changed.onPage(page, context);
      },
    });
    fake.time.after(50, () => stop.abort(new Error('stopped by the host')));
    const begun = fake.time.epochMillis();
    const run = sync.run({ tenants: tenantsNamed('a', 'b', 'c'), signal: stop.signal });
    await expect(fake.time.run(run)).rejects.toThrow('stopped by the host');
    expect(fake.time.epochMillis() - begun).toBe(50);
    const before = [calls, fake.asked.length];
    await fake.time.run(fake.time.sleep(60_000));
    expect([calls, fake.asked.length]).toEqual(before);
    expect(fake.time.pending).toBe(0);
  });

  it('before the start sends nothing, and takes no tenant', async () => {
    const fake = fakeTenants((asked) => pageOf(pages, asked));
    const { sync } = syncOf(fake, memoryCheckpoints());
    let taken = 0;
    function* tenants() {
      taken += 1;
      yield* tenantsNamed('a');
    }
    const run = sync.run({ tenants: tenants(), signal: AbortSignal.abort(new Error('never')) });
    await expect(run).rejects.toThrow('never');
    expect([taken, fake.asked.length]).toEqual([0, 0]);
  });

  it('while the list of tenants does not answer ends the run, and closes the list', async () => {
    const fake = fakeTenants((asked) => pageOf(pages, asked));
    const { sync } = syncOf(fake, memoryCheckpoints());
    const stop = new AbortController();
    let isClosed = false;
    const tenants = {
      [Symbol.asyncIterator]: () => ({
        next: never,
        async return() {
          isClosed = true;
          return { done: true as const, value: undefined };
        },
      }),
    };
    fake.time.after(50, () => stop.abort(new Error('stopped by the host')));
    await expect(fake.time.run(sync.run({ tenants, signal: stop.signal }))).rejects.toThrow('stopped by the host');
    expect(isClosed).toBe(true);
  });

  it('reports the page in progress', async () => {
    const fake = fakeTenants((asked) => pageOf(pages, asked));
    const stop = new AbortController();
    const told: unknown[] = [];
    const { sync } = syncOf(fake, memoryCheckpoints(), {
      onPage: (_, { signal }) =>
        new Promise<void>(() => signal.addEventListener('abort', () => told.push(signal.reason))),
    });
    fake.time.after(50, () => stop.abort('the reason'));
    await expect(fake.time.run(sync.run({ tenants: tenantsNamed('a'), signal: stop.signal }))).rejects.toBe(
      'the reason',
    );
    expect(told).toEqual(['the reason']);
  });
});

describe('code of the host that fails', () => {
  it('ends its collection with the cause, keeps the checkpoint before the page, and stops no other one', async () => {
    const fake = fakeTenants((asked) => pageOf(pages, asked));
    const checkpoints = memoryCheckpoints();
    const cause = new Error('disk full');
    const { sync, handed, kept, options } = syncOf(fake, checkpoints);
    const failing = createTenantSync({
      ...options,
      async onPage(page, context) {
        if (context.tenantId === 'a' && page.changed[0]?.id === 'o4') throw cause;
        await options.onPage(page, context);
      },
    });
    const first = await fake.time.run(failing.run({ tenants: tenantsNamed('a', 'b') }));
    const a = first.tenants.find(({ tenantId }) => tenantId === 'a');
    expect(a?.collections).toEqual([
      { collection: 'things', state: 'rejected', cause, mode: 'full', pages: 2, changed: 4, removed: 0, restart: null },
    ]);
    expect(kept('b')).toEqual(idsOf(10));
    handed.splice(0);
    const second = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(second.isComplete).toBe(true);
    expect(handed[0]?.changed.map(({ id }) => id)).toEqual(['o4', 'o5']);
    expect(kept('a')).toEqual(idsOf(10));
  });

  it('in a reconciliation leads to the same reconciliation again, and to a round of changes in the place of a full one', async () => {
    const fake = fakeTenants((asked) => pageOf(pages, asked));
    const checkpoints = memoryCheckpoints();
    const generations: string[] = [];
    const onReconcile: Options['onReconcile'] = ({ generation }) => {
      if (generations.push(generation) === 1) throw new Error('disk full');
    };
    const { sync } = syncOf(fake, checkpoints, { onReconcile });
    const first = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(first.tenants[0]?.collections[0]).toMatchObject({ state: 'rejected', pages: 5 });
    const before = fake.asked.length;
    const second = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(second.tenants[0]?.collections[0]).toMatchObject({ state: 'collected', mode: 'full', pages: 0 });
    expect([generations.length, new Set(generations).size]).toEqual([2, 1]);
    expect(fake.asked.slice(before).map(({ page }) => page)).toEqual([-1]);
  });

  it.each(['load', 'replace'] as const)('as %s of the store ends the collection with the cause', async (method) => {
    const fake = fakeTenants((asked) => pageOf(pages, asked));
    const cause = new Error('connection lost');
    const checkpoints = { ...memoryCheckpoints(), [method]: async () => Promise.reject(cause) };
    const { sync, handed } = syncOf(fake, checkpoints);
    const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(report.tenants[0]?.collections[0]).toMatchObject({ state: 'rejected', cause });
    expect(handed).toEqual([]);
  });

  it('as the list of tenants ends the run with what it threw', async () => {
    const fake = fakeTenants((asked) => pageOf(1_000, asked));
    const { sync } = syncOf(fake, memoryCheckpoints());
    function* tenants() {
      yield* tenantsNamed('a', 'b');
      throw new Error('the directory of customers is down');
    }
    await expect(fake.time.run(sync.run({ tenants: tenants() }))).rejects.toThrow('the directory of customers is down');
    const before = fake.asked.length;
    await fake.time.run(fake.time.sleep(60_000));
    expect(fake.asked.length).toBe(before);
  });
});

describe('a checkpoint', () => {
  it('is stored after its page is kept, and the end after the reconciliation', async () => {
    const fake = fakeTenants((asked) => pageOf(3, asked));
    const steps: string[] = [];
    const inner = memoryCheckpoints();
    const checkpoints: SyncCheckpointStore = {
      load: inner.load,
      async replace(key, next, expected) {
        const { phase, link } = JSON.parse(next.state) as { phase: string; link: string | null };
        steps.push(`${phase} ${link?.split('=')[1] ?? 'start'}`);
        return inner.replace(key, next, expected);
      },
    };
    const { sync } = syncOf(fake, checkpoints, {
      async onPage({ changed }) {
        await fake.time.sleep(5);
        steps.push(`kept ${String(changed[0]?.id)}`);
      },
      async onReconcile() {
        await fake.time.sleep(5);
        steps.push('reconciled');
      },
    });
    await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(steps).toEqual([
      ...['reading start', 'kept o0', 'reading 1', 'kept o2', 'reading 2', 'kept o4'],
      ...['reconciling -1', 'reconciled', 'complete -1'],
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])(
    'that is lost together with the process, at its change %i, loses no object',
    async (at) => {
      const fake = fakeTenants((asked) => pageOf(pages, asked));
      const inner = memoryCheckpoints();
      let changes = 0;
      const stop = new AbortController();
      // The process ends before the change is stored.
      const checkpoints: SyncCheckpointStore = {
        load: inner.load,
        replace: async (...args) => {
          changes += 1;
          if (changes !== at) return inner.replace(...args);
          stop.abort(new Error('killed'));
          return never();
        },
      };
      const { sync, store, handed, kept } = syncOf(fake, checkpoints);
      store.write('a', {
        collection: 'things',
        mode: 'full',
        generation: 'old',
        changed: [{ id: 'gone' }],
        removed: [],
      });
      await expect(fake.time.run(sync.run({ tenants: tenantsNamed('a'), signal: stop.signal }))).rejects.toThrow(
        'killed',
      );
      const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
      expect(report.isComplete).toBe(true);
      expect(kept('a')).toEqual(idsOf(10));
      // One page twice at most.
      expect(handed.length).toBeLessThanOrEqual(pages + 1);
    },
  );
});

describe('a list that was interrupted', () => {
  const list = { ...things, reads: 'list' as const, path: 'things?$select=id' };
  it.each([
    [23, null, 4],
    [25, 'too_old', 6],
  ])('is continued %i hours later, or begun anew (%s)', async (hours, restart, asked) => {
    const fake = fakeTenants(({ page, ...rest }) => {
      const { body } = pageOf(6, { page, ...rest });
      return { body: JSON.parse(JSON.stringify(body).replaceAll('/delta', '')) as object };
    });
    const stop = new AbortController();
    const { sync, kept } = syncOf(fake, memoryCheckpoints(), { collections: [list] });
    fake.time.after(50, () => stop.abort(new Error('stopped')));
    await expect(fake.time.run(sync.run({ tenants: tenantsNamed('a'), signal: stop.signal }))).rejects.toThrow();
    await fake.time.run(fake.time.sleep(hours * 3_600_000));
    const before = fake.asked.length;
    const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(report.tenants[0]?.collections[0]).toMatchObject({ state: 'collected', mode: 'full', restart });
    expect(fake.asked.length - before).toBe(asked);
    expect(kept('a')).toEqual(idsOf(12));
  });
});

describe('two syncs over one store', () => {
  it('at the same time: the later one has the collection, and no object of either is lost', async () => {
    const fake = fakeTenants((asked) => pageOf(20, asked));
    const checkpoints = memoryCheckpoints();
    const { options, kept, handed } = syncOf(fake, checkpoints);
    let highest = 0;
    const syncs = [1, 2].map(() =>
      createTenantSync({
        ...options,
        onPage(page, context) {
          if (context.claim < highest) throw new Error('A later sync has taken this collection over.');
          highest = context.claim;
          return options.onPage(page, context);
        },
      }),
    );
    const reports = await fake.time.run(Promise.all(syncs.map((sync) => sync.run({ tenants: tenantsNamed('a') }))));
    const states = reports.map(({ tenants }) => tenants[0]?.collections[0]?.state);
    expect(states.toSorted()).toEqual(['collected', 'superseded']);
    expect(new Set(handed.map(({ generation }) => generation)).size).toBeLessThanOrEqual(2);
    expect(kept('a')).toEqual(Array.from({ length: 40 }, (_, at) => `o${String(at)}`).toSorted());
  });

  it('a sync that is superseded hands over the page in progress and no other one, and reconciles nothing', async () => {
    const fake = fakeTenants((asked) => pageOf(20, asked));
    const checkpoints = memoryCheckpoints();
    const held = Promise.withResolvers<void>();
    let [reconciled, first] = [0, 0];
    const slow = syncOf(fake, checkpoints, {
      async onPage() {
        first += 1;
        if (first === 3) await held.promise;
      },
      onReconcile: () => void (reconciled += 1),
    });
    const claims: number[] = [];
    const fast = syncOf(fake, checkpoints, { onPage: (_, { claim }) => void claims.push(claim) });
    const slowRun = slow.sync.run({ tenants: tenantsNamed('a') });
    await fake.time.run(fake.time.sleep(200));
    const report = await fake.time.run(fast.sync.run({ tenants: tenantsNamed('a') }));
    held.resolve();
    const late = await fake.time.run(slowRun);
    expect(report.tenants[0]?.collections[0]).toMatchObject({ state: 'collected' });
    expect(late.tenants[0]?.collections[0]).toMatchObject({ state: 'superseded' });
    expect([first, reconciled]).toEqual([3, 0]);
    // That of the first one is 1.
    expect(claims[0]).toBeGreaterThan(1);
  });
});
