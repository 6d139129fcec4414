import { systemClock } from '@tenantatlas/core';
import { createGraphProvider } from '../../../packages/graph-provider/src/provider.ts';
import { createTenantSync, memoryCheckpoints } from '../../../packages/graph-provider/src/sync/index.ts';
import * as z from 'zod';
import { checkLimits } from '../../../packages/graph-provider/src/limits.ts';
import { timers } from '../../../packages/graph-provider/src/timers.ts';
import { clientSecret } from '../../../packages/graph-provider/src/tokens/client-secret.ts';
import { createGraphClient } from '../../../packages/graph-provider/src/transport/client.ts';
import { collectionsAtOnce, type AllowedRate, type Contestant, type GraphSite } from './contract.ts';

const user = z.object({ id: z.string(), displayName: z.string().nullish() });

/** The transport that `createGraphProvider` reads with, and the sync for many tenants. It validates every object. */
export function providerTransport(
  { graph, login, ...app }: GraphSite,
  rates: { readonly overall: AllowedRate | null; readonly perTenant: AllowedRate | null },
): Contestant {
  const client = createGraphClient({
    endpoints: { graph, login },
    clock: systemClock,
    scheduler: timers,
    limits: checkLimits(rates),
  });
  const source = clientSecret(app);
  const sessionOf = (tenant: string) => ({
    tenant,
    source,
    isFresh: false,
    signal: new AbortController().signal,
  });
  return {
    async collection(tenant, path, onPage) {
      const { items, failure } = await client.pages(sessionOf(tenant), path, user, (page) => onPage(page.length));
      if (failure !== null) throw new Error(`The reading ended with ${failure.reason.code}.`);
      return items;
    },
    async collections(tenants, path) {
      let objects = 0;
      const sync = createTenantSync({
        provider: createGraphProvider({ credentials: source, endpoints: { graph, login }, limits: rates }),
        collections: [{ name: 'users', reads: 'list', path, item: user }],
        checkpoints: memoryCheckpoints(),
        concurrency: { total: collectionsAtOnce, perTenant: 1 },
        onPage: ({ changed }) => void (objects += changed.length),
        onReconcile: () => {},
      });
      const access = (tenant: string) =>
        ({ externalTenantId: tenant, connectionType: 'platform', credential: null }) as const;
      const report = await sync.run({
        tenants: tenants.map((tenant) => ({ tenantId: tenant, access: access(tenant) })),
      });
      const finished = report.tenants.filter(({ collections: [read] }) => read?.state === 'collected').length;
      return { objects, finished };
    },
    async objects(tenant, paths) {
      const requests = paths.map((path) => ({ path }));
      const answers = await client.batch(sessionOf(tenant), requests, user);
      return answers.filter((answer) => answer.isOk()).length;
    },
  };
}
