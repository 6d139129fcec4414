import { expect, it } from 'vitest';
import { memoryCheckpoints } from '../../src/sync/index.ts';
import { fakeTenants, pageOf, tenantsNamed } from './fake-tenants.ts';
import { ObjectStore } from './object-store.ts';
import { idsOf, syncOf, type Options } from './sync-of.ts';

/** Storage that keeps the highest claim, as the guide does. Each write is done when its promise says so. */
function claimingStore() {
  const store = new ObjectStore();
  let highest = 0;
  const refused: string[] = [];
  const claimed = (what: string, claim: number, write: () => void): void => {
    if (claim < highest) {
      refused.push(what);
      throw new Error('A later sync has taken this collection over.');
    }
    highest = claim;
    write();
  };
  const callbacks: Pick<Options, 'onPage' | 'onReconcile'> = {
    onPage: (page, { tenantId, claim }) => claimed('page', claim, () => store.write(tenantId, page)),
    onReconcile: (ended, { tenantId, claim }) =>
      claimed('reconciliation', claim, () => store.removeOthers(tenantId, ended)),
  };
  return { store, refused, callbacks };
}

it('a collection that is taken over in its reconciliation is reconciled once more, and the late one removes nothing', async () => {
  const fake = fakeTenants((asked) => pageOf(3, asked));
  const checkpoints = memoryCheckpoints();
  const { store, refused, callbacks } = claimingStore();
  const held = Promise.withResolvers<void>();
  const slow = syncOf(fake, checkpoints, {
    ...callbacks,
    async onReconcile(...given) {
      await held.promise;
      await callbacks.onReconcile(...given);
    },
  });
  const fast = syncOf(fake, checkpoints, callbacks);
  const slowRun = slow.sync.run({ tenants: tenantsNamed('a') });
  await fake.time.run(fake.time.sleep(200));
  const report = await fake.time.run(fast.sync.run({ tenants: tenantsNamed('a') }));
  expect(report.tenants[0]?.collections[0]).toMatchObject({ state: 'collected', pages: 0 });
  held.resolve();
  const late = await fake.time.run(slowRun);
  expect(late.tenants[0]?.collections[0]).toMatchObject({ state: 'rejected', pages: 3 });
  expect(refused).toEqual(['reconciliation']);
  expect(Object.keys(store.objects('a', 'things'))).toEqual(idsOf(6));
});

it.each([1, 2, 3])(
  'page %i of a run that was stopped, which is written after the next run, changes nothing',
  async (at) => {
    let isGone = false;
    const fake = fakeTenants((asked) => {
      const text = JSON.stringify(pageOf(3, asked).body);
      return {
        body: JSON.parse(isGone ? text.replaceAll(/\{"id":"o[135]"\},?/g, '').replaceAll(',]', ']') : text) as object,
      };
    });
    const checkpoints = memoryCheckpoints();
    const { store, refused, callbacks } = claimingStore();
    const held = Promise.withResolvers<void>();
    const stop = new AbortController();
    let pages = 0;
    const written: Promise<unknown>[] = [];
    const stopped = syncOf(fake, checkpoints, {
      ...callbacks,
      onPage(...given) {
        pages += 1;
        if (pages !== at) return callbacks.onPage(...given);
        const write = held.promise.then(() => callbacks.onPage(...given));
        written.push(write.catch(() => {}));
        return write;
      },
    });
    fake.time.after(500, () => stop.abort(new Error('stopped')));
    const run = stopped.sync.run({ tenants: tenantsNamed('a'), signal: stop.signal });
    await expect(fake.time.run(run)).rejects.toThrow('stopped');
    isGone = true;
    const report = await fake.time.run(syncOf(fake, checkpoints, callbacks).sync.run({ tenants: tenantsNamed('a') }));
    expect(report.isComplete).toBe(true);
    const before = store.objects('a', 'things');
    held.resolve();
    await Promise.all(written);
    expect([refused, written.length]).toEqual([['page'], 1]);
    expect(store.objects('a', 'things')).toEqual(before);
  },
);
