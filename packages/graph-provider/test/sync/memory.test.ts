import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { ok } from '@tenantatlas/core';
import { createGraphProvider } from '../../src/provider.ts';
import { createTenantSync, graphCollections, memoryCheckpoints } from '../../src/sync/index.ts';
import { graph } from '../support/graph-of.ts';
import { scale } from '../support/seeds.ts';
import { tenantsNamed } from './fake-tenants.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const onPage = 1_000;
const { users } = graphCollections;

/** A Graph whose pages are made when they are asked for, and not kept. */
const fetchPage: typeof fetch = async (input, init) => {
  const page = Number(new URL(new Request(input, init).url).searchParams.get('$skiptoken') ?? 0);
  const value = Array.from({ length: onPage }, (_, at) => ({
    id: `00000000-0000-4000-8000-${String(page * onPage + at).padStart(12, '0')}`,
    displayName: `Person ${String(page * onPage + at)}`,
    userPrincipalName: `person.${String(page * onPage + at)}@contoso.example`,
  }));
  const link = (page + 1) * onPage < count ? `$skiptoken=${String(page + 1)}` : '$deltatoken=1';
  const name = link.startsWith('$skip') ? '@odata.nextLink' : '@odata.deltaLink';
  return Response.json({ value, [name]: `${graph}users/delta?${link}` });
};
let count = 0;

/** The heap after the last page, with everything that the sync still holds. */
async function heapAfter(objects: number): Promise<number> {
  count = objects;
  let [read, heap] = [0, 0];
  const provider = createGraphProvider({
    dedicated: () => ({
      key: 'test',
      clientId: null,
      get: async () => ok({ token: 'token', expiresAt: Date.now() + 3_600_000 }),
    }),
    fetch: fetchPage,
  });
  const sync = createTenantSync({
    provider,
    collections: [users],
    checkpoints: memoryCheckpoints(),
    onPage({ changed }) {
      read += changed.length;
      if (read < objects) return;
      collectGarbage();
      heap = process.memoryUsage().heapUsed;
    },
    onReconcile: () => {},
  });
  const report = await sync.run({ tenants: tenantsNamed('contoso') });
  expect([report.isComplete, read]).toEqual([true, objects]);
  return heap;
}

it('the memory of a sync does not grow with the tenant', async () => {
  const large = scale >= 1 ? 1_000_000 : 200_000;
  await heapAfter(5_000); // what is compiled and cached once
  const [small, whole] = [await heapAfter(large / 20), await heapAfter(large)];
  // A user takes 200 bytes at least: those that were kept would be 38 megabytes and more. Addresses that were followed take 100 bytes for each page.
  expect(whole - small).toBeLessThan(4 * 1_024 * 1_024);
});
