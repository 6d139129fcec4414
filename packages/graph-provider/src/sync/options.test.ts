import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createGraphProvider } from '../provider.ts';
import { createTenantSync, graphCollections, memoryCheckpoints } from './index.ts';

const given = {
  provider: createGraphProvider(),
  collections: [graphCollections.users],
  checkpoints: memoryCheckpoints(),
  onPage: () => {},
  onReconcile: () => {},
};
const item = z.object({ id: z.string() });
const own = { name: 'devices', reads: 'list', path: 'devices', item };
const make = (change: object) => createTenantSync({ ...given, ...change });

describe('createTenantSync', () => {
  it('takes what works', () => {
    expect(() => make({})).not.toThrow();
    expect(() =>
      make({ collections: [own, { ...own, name: 'd2', reads: 'changes', path: 'devices/delta' }] }),
    ).not.toThrow();
    const throttleMillis = 60_000;
    expect(() => make({ concurrency: { total: 1, perTenant: 1 }, throttleMillis, progressMillis: 1 })).not.toThrow();
  });

  it.each<[string, object, RegExp]>([
    ['an option with another name', { onPages: () => {} }, /"onPages" is not an option/],
    ['its own provider', { provider: { ...given.provider } }, /"provider" is what createGraphProvider/],
    ['no provider', { provider: undefined }, /"provider" is what createGraphProvider/],
    ['no collections', { collections: [] }, /"collections" is a list with at least one/],
    ['a collection twice', { collections: [own, own] }, /has "devices" twice/],
    ['a name with a space', { collections: [{ ...own, name: 'my devices' }] }, /collections\[0\]: "name" has small/],
    ['an absolute path', { collections: [{ ...own, path: 'https://evil.example' }] }, /"path" is a path below/],
    ['a path from the root', { collections: [{ ...own, path: '/devices' }] }, /"path" is a path below/],
    ['a delta that is a list', { collections: [{ ...own, path: 'devices/delta' }] }, /"reads" is "changes" for a path/],
    ['changes of a list', { collections: [{ ...own, reads: 'changes' }] }, /"reads" is "changes" for a path/],
    ['an unknown way', { collections: [{ ...own, reads: 'all' }] }, /"reads" is "changes" or "list"/],
    ['an unknown version', { collections: [{ ...own, version: 'v2.0' }] }, /"version" is one of v1.0, beta/],
    ['no shape', { collections: [{ ...own, item: {} }] }, /"item" is a schema of zod/],
    ['another member', { collections: [{ ...own, select: 'id' }] }, /"select" is not a member of a collection/],
    ['no store', { checkpoints: undefined }, /"checkpoints" is missing/],
    ['half of a store', { checkpoints: { load: async () => null } }, /"checkpoints" is an object with load, replace/],
    ['no onPage', { onPage: undefined }, /"onPage" is missing/],
    ['no onReconcile', { onReconcile: null }, /"onReconcile" is missing/],
    ['an onReconcile that is not a function', { onReconcile: true }, /"onReconcile" is a function/],
    ['no places', { concurrency: { total: 0 } }, /"concurrency.total" is a whole number/],
    ['half a place', { concurrency: { perTenant: 0.5 } }, /"concurrency.perTenant" is a whole number/],
    ['another limit', { concurrency: { perApp: 1 } }, /"perApp" is not a member of "concurrency"/],
    ['no time', { throttleMillis: 0 }, /"throttleMillis" is a whole number/],
    ['no interval', { progressMillis: -1 }, /"progressMillis" is a whole number/],
  ])('refuses %s', (_, change, text) => {
    expect(() => make(change)).toThrow(text);
  });
});

describe('a run', () => {
  const access = { externalTenantId: 'contoso.example', connectionType: 'platform', credential: null };
  it.each<[string, object, RegExp]>([
    ['no tenants', {}, /"tenants" is a list or a generator/],
    ['a text for tenants', { tenants: 'contoso' }, /"tenants" is a list or a generator/],
    ['another member', { tenants: [], abort: 1 }, /"abort" is not an option/],
    ['a signal that is none', { tenants: [], signal: {} }, /"signal" is an object with addEventListener/],
    ['an onProgress that is none', { tenants: [], onProgress: 1 }, /"onProgress" is a function/],
    ['a tenant without an id', { tenants: [{ access }] }, /a tenant has a "tenantId"/],
    ['a blank id', { tenants: [{ tenantId: ' ', access }] }, /a tenant has a "tenantId"/],
    ['an id that no store takes', { tenants: [{ tenantId: 'a\u0000', access }] }, /a tenant has a "tenantId"/],
    ['a long id', { tenants: [{ tenantId: 'a'.repeat(201), access }] }, /a tenant has a "tenantId"/],
    ['a tenant without access', { tenants: [{ tenantId: 'a' }] }, /the tenant "a" has an "access"/],
    ['null', { tenants: [null] }, /a tenant has a "tenantId"/],
  ])('with %s is refused', async (_, run, text) => {
    await expect(make({}).run(run as never)).rejects.toThrow(text);
  });

  it('of no tenants is complete', async () => {
    const progress: unknown[] = [];
    const report = await make({}).run({ tenants: [], onProgress: (told) => void progress.push(told) });
    expect(report).toMatchObject({ isComplete: true, tenants: [] });
    expect(progress.at(-1)).toMatchObject({ tenants: { total: 0, started: 0, done: 0, waiting: 0 } });
  });

  it('with an access that does not work asks nothing, and says why', async () => {
    const tenants = [{ tenantId: 'a', access: { ...access, externalTenantId: 'not a tenant' } as never }];
    const report = await make({}).run({ tenants });
    expect(report.tenants[0]?.collections[0]).toMatchObject({
      state: 'forbidden',
      reason: { code: 'provider_connection_invalid', providerCode: 'invalid_tenant' },
    });
  });
});
