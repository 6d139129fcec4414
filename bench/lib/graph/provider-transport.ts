import { systemClock } from '@tenantatlas/core';
import * as z from 'zod';
import { checkLimits } from '../../../packages/graph-provider/src/limits.ts';
import { timers } from '../../../packages/graph-provider/src/timers.ts';
import { clientSecret } from '../../../packages/graph-provider/src/tokens/client-secret.ts';
import { createGraphClient } from '../../../packages/graph-provider/src/transport/client.ts';
import type { AllowedRate, Contestant, GraphSite } from './contract.ts';

const user = z.object({ id: z.string(), displayName: z.string().nullish() });

/** The transport that `createGraphProvider` reads with. It validates every object. */
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
    async objects(tenant, paths) {
      const requests = paths.map((path) => ({ path }));
      const answers = await client.batch(sessionOf(tenant), requests, user);
      return answers.filter((answer) => answer.isOk()).length;
    },
  };
}
