import { expect, it } from 'vitest';
import { memoryCheckpoints, type SyncTenant } from '../../src/sync/index.ts';
import { fakeTenants, pageOf, tenantsNamed } from './fake-tenants.ts';
import { syncOf } from './sync-of.ts';

it('a tenant whose access throws when it is read is rejected with the cause, and the others are read', async () => {
  const fake = fakeTenants((asked) => pageOf(2, asked));
  const { sync } = syncOf(fake, memoryCheckpoints());
  const cause = new Error('the vault is sealed');
  const sealed: SyncTenant = {
    tenantId: 'sealed',
    access: {
      externalTenantId: 'sealed.example',
      connectionType: 'dedicated',
      get credential(): never {
        throw cause;
      },
    },
  };
  const tenants = [...tenantsNamed('a'), sealed, ...tenantsNamed('b')];
  const report = await fake.time.run(sync.run({ tenants }));
  const states = report.tenants.map(({ tenantId, collections }) => [tenantId, collections[0]?.state]);
  expect(Object.fromEntries(states)).toEqual({ a: 'collected', sealed: 'rejected', b: 'collected' });
  expect(report.tenants.flatMap(({ collections }) => collections)).toContainEqual(expect.objectContaining({ cause }));
});

it.each<[string, unknown, RegExp]>([
  ['null', null, /a tenant has a "tenantId"/],
  ['an entry of a map', ['a', {}], /a tenant has a "tenantId"/],
  ['one without an access', { tenantId: 'a' }, /"a" has an "access"/],
  ['a long id', { tenantId: 'x'.repeat(201), access: {} }, /at most 200 characters/],
  ['an id that no store keeps', { tenantId: 'a\u0000', access: {} }, /that a store can keep/],
])('%s in the place of a tenant ends the run with what to mend, and sends nothing more', async (_, tenant, text) => {
  const fake = fakeTenants((asked) => pageOf(100, asked));
  const { sync } = syncOf(fake, memoryCheckpoints());
  await expect(fake.time.run(sync.run({ tenants: [tenant as SyncTenant] }))).rejects.toThrow(text);
  const before = fake.asked.length;
  await fake.time.run(fake.time.sleep(60_000));
  expect(fake.asked.length).toBe(before);
});
