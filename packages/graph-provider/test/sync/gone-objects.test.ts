import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { memoryCheckpoints, type SyncCheckpointStore, type SyncCollection } from '../../src/sync/index.ts';
import { fakeTenants, pageOf, tenantsNamed, things } from './fake-tenants.ts';
import { idsOf, never, syncOf } from './sync-of.ts';

describe('a full reading whose first page was kept, and whose checkpoint was not', () => {
  it.each([
    [1, 'changes'],
    [3, 'changes'],
    [3, 'list'],
  ] as const)('removes what was deleted when it begins again (%i pages, %s)', async (count, reads) => {
    let isGone = false;
    const fake = fakeTenants((asked) => {
      const text = JSON.stringify(pageOf(count, asked).body);
      const told = reads === 'list' ? text.replaceAll('/delta', '') : text;
      return { body: JSON.parse(isGone ? told.replace('{"id":"o1"}', '{"id":"o0"}') : told) as object };
    });
    const inner = memoryCheckpoints();
    let changes = 0;
    const stop = new AbortController();
    const checkpoints: SyncCheckpointStore = {
      load: inner.load,
      replace: async (...args) => {
        changes += 1;
        if (changes !== 2) return inner.replace(...args);
        stop.abort(new Error('killed'));
        return never();
      },
    };
    const path = reads === 'list' ? 'things?$select=id' : things.path;
    const { sync, kept } = syncOf(fake, checkpoints, { collections: [{ ...things, reads, path }] });
    const killed = fake.time.run(sync.run({ tenants: tenantsNamed('a'), signal: stop.signal }));
    await expect(killed).rejects.toThrow('killed');
    expect(kept('a')).toEqual(['o0', 'o1']);
    // Nothing tells of it: a full reading that begins now does not know it.
    isGone = true;
    const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
    expect(report.isComplete).toBe(true);
    expect(kept('a')).toEqual(idsOf(count * 2).filter((id) => id !== 'o1'));
  });
});

it('an object that is removed and added again in one page keeps no earlier member', async () => {
  const members = z.object({ id: z.string(), mail: z.string().nullish(), name: z.string().nullish() });
  const people: SyncCollection<'things', z.output<typeof members>> = { ...things, item: members };
  const fake = fakeTenants((asked) => {
    const first = [{ id: 'o0', mail: 'o0@example.com', name: 'Zero' }];
    const back = [
      { id: 'o0', '@removed': { reason: 'changed' } },
      { id: 'o0', name: 'Back' },
    ];
    const { value } = asked.page < 0 ? { value: back } : { value: first };
    return { body: { ...(pageOf(1, asked).body as object), value } };
  });
  const { sync, store, handed } = syncOf(fake, memoryCheckpoints(), { collections: [people] });
  await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
  const report = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
  expect(store.objects('a', 'things')).toEqual({ o0: { id: 'o0', name: 'Back' } });
  expect(handed.slice(1).map(({ changed, removed }) => [changed.length, removed.length])).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(report.tenants[0]?.collections[0]).toMatchObject({ state: 'collected', pages: 2, changed: 1, removed: 1 });
});
