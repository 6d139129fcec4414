import { describe, expect, it } from 'vitest';
import { memoryCheckpoints, type SyncCheckpoint, type SyncCheckpointStore } from '../../src/sync/index.ts';
import { fakeTenants, pageOf, tenantsNamed } from './fake-tenants.ts';
import { syncOf } from './sync-of.ts';

/** What one run says of a store that answers something else than its types say. */
async function runOver(change: (inner: SyncCheckpointStore) => { readonly [method: string]: unknown }) {
  const fake = fakeTenants((asked) => pageOf(3, asked));
  const inner = memoryCheckpoints();
  const { sync, handed } = syncOf(fake, { ...inner, ...change(inner) });
  const { tenants } = await fake.time.run(sync.run({ tenants: tenantsNamed('a') }));
  return { collection: tenants[0]?.collections[0], handed: handed.length, asked: fake.asked.length };
}

const checkpoint = (version: unknown): unknown => ({ version, state: '' });

describe('a store that answers load with', () => {
  it.each<[string, unknown]>([
    ['a version as text, as drivers answer a bigint', checkpoint('7')],
    ['a version that is a bigint', checkpoint(7n)],
    ['a version that is not a number', checkpoint(Number.NaN)],
    ['version 0', checkpoint(0)],
    ['a version below 0', checkpoint(-1)],
    ['a part of a version', checkpoint(1.5)],
    ['a version without a next one', checkpoint(Number.MAX_SAFE_INTEGER)],
    ['no version', { state: '' }],
    ['a state that was parsed', { version: 1, state: {} }],
    ['no state', { version: 1 }],
    ['a text', 'x'],
    ['rows', []],
  ])('%s is rejected with what to mend, and nothing is read or stored', async (_, answer) => {
    let replaced = 0;
    const { collection, handed, asked } = await runOver(() => ({
      load: async () => answer,
      replace: async () => (replaced += 1) > 0,
    }));
    expect(collection).toMatchObject({ state: 'rejected', mode: null });
    expect(String(collection?.state === 'rejected' && collection.cause)).toMatch(
      /"checkpoints\.load" .*"(?:version|state)"/,
    );
    expect([replaced, handed, asked]).toEqual([0, 0, 0]);
  });

  it.each([null, undefined])('%s has no checkpoint', async (answer) => {
    const { collection } = await runOver(() => ({ load: async () => answer }));
    expect(collection).toMatchObject({ state: 'collected', restart: null });
  });
});

describe('a store that answers replace with', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['the number of rows', 1],
    ['a text', 'false'],
    ['the answer of a driver', { rowCount: 0 }],
  ])('%s is rejected with what to mend, and nothing is read', async (_, answer) => {
    const { collection, handed, asked } = await runOver(() => ({ replace: async () => answer }));
    expect(collection).toMatchObject({ state: 'rejected' });
    expect(String(collection?.state === 'rejected' && collection.cause)).toMatch(/"checkpoints\.replace" .* true/);
    expect([handed, asked]).toEqual([0, 0]);
  });
});

it('a store that answers an earlier checkpoint each time ends the collection as superseded', async () => {
  const stale: SyncCheckpoint = { version: 1, state: '' };
  const { collection, handed } = await runOver(({ replace }) => ({ load: async () => stale, replace }));
  expect([collection?.state, handed]).toEqual(['superseded', 0]);
});
