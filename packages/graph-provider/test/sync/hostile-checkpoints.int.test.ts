import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createGraphProvider } from '../../src/provider.ts';
import {
  createTenantSync,
  graphCollections,
  memoryCheckpoints,
  type SyncCheckpointStore,
} from '../../src/sync/index.ts';
import { hostileAddresses } from '../support/hostile-addresses.ts';
import { syncWorld } from './sync-world.ts';
import { tenantOf } from './tenant-of.ts';

const { users } = graphCollections;

/** A listener on loopback that counts who asks it. */
async function listener(): Promise<{ readonly host: string; readonly asked: () => number }> {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end('{"value":[]}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { host: `127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked: () => asked };
}

it('300 hostile links from a store send nothing elsewhere, and lead to a full reading each', async () => {
  const world = await syncWorld({ tenants: [{ name: 'contoso', users: 3 }] });
  const elsewhere = await listener();
  const { graph, login } = world.endpoints;
  const allowed = `${graph}/v1.0/users/delta`;
  const asked: string[] = [];
  const provider = createGraphProvider({
    endpoints: world.endpoints,
    async fetch(input, init) {
      const request = new Request(input, init);
      asked.push(request.url);
      return fetch(request);
    },
  });
  const checkpoints = memoryCheckpoints();
  const options = { provider, collections: [users], onPage: () => {}, onReconcile: () => {} };
  await createTenantSync({ ...options, checkpoints }).run({ tenants: world.tenants });
  const honest = JSON.parse(
    (await checkpoints.load({ tenantId: 'contoso', collection: 'users' }))?.state ?? '',
  ) as object;
  expect(honest).toMatchObject({ link: expect.stringContaining(allowed) });

  const addresses = hostileAddresses(graph, elsewhere.host);
  expect(addresses.length).toBeGreaterThanOrEqual(300);
  const states = new Map(addresses.map((link, at) => [`t${String(at)}`, JSON.stringify({ ...honest, link })]));
  const replaced = memoryCheckpoints();
  const hostile: SyncCheckpointStore = {
    async load(key) {
      return (await replaced.load(key)) ?? { version: 1, state: states.get(key.tenantId) ?? '' };
    },
    replace: (key, next, expected) => replaced.replace(key, next, expected === 1 ? null : expected),
  };
  asked.splice(0);
  const { access } = tenantOf('contoso');
  const tenants = [...states.keys()].map((tenantId) => ({ tenantId, access }));
  const report = await createTenantSync({ ...options, checkpoints: hostile }).run({ tenants });
  expect(report.isComplete).toBe(true);
  for (const { tenantId, collections } of report.tenants)
    expect(collections[0], states.get(tenantId)).toMatchObject({
      mode: 'full',
      restart: 'checkpoint_refused',
      changed: 3,
    });
  expect(asked.filter((url) => !url.startsWith(`${allowed}?$select=`) && !url.startsWith(login))).toEqual([]);
  expect(elsewhere.asked()).toBe(0);
});
