import { ok, type DirectoryProvider, type Logger } from '@tenantatlas/core';
import * as z from 'zod';
import type { GraphProviderLimits } from '../../src/limits.ts';
import { createGraphProvider } from '../../src/provider.ts';
import type { SyncCollection, SyncTenant } from '../../src/sync/index.ts';
import { graph, type Told } from '../support/graph-of.ts';
import { VirtualTime } from '../support/virtual-time.ts';

/** A request for a page of a tenant. */
export interface PageAsked {
  readonly tenant: string;
  /** From 0; the number in the token of the link. */
  readonly page: number;
  readonly url: string;
  readonly at: number;
}

/** A provider over a Graph of one collection for each tenant, in virtual time. */
export interface FakeTenants {
  readonly time: VirtualTime;
  readonly provider: DirectoryProvider;
  readonly asked: readonly PageAsked[];
}

/** The shape of the objects of {@link pageOf}. */
export const things: SyncCollection<'things', { readonly id: string }> = {
  name: 'things',
  reads: 'changes',
  path: 'things/delta?$select=id',
  item: z.object({ id: z.string() }),
};

/** The answer to a request for one page of `pages`, each with two objects. A round of changes, whose link has the number -1, is empty. */
export function pageOf(pages: number, { page }: PageAsked): Told {
  if (page < 0) return { body: { value: [], '@odata.deltaLink': linkTo(-1) } };
  const value = [0, 1].map((at) => ({ id: `o${String(page * 2 + at)}` }));
  const link = page + 1 < pages ? { '@odata.nextLink': linkTo(page + 1) } : { '@odata.deltaLink': linkTo(-1) };
  return { body: { value, ...link } };
}

/** A limit. */
export const limited = (seconds: number): Told => ({ status: 429, headers: { 'retry-after': String(seconds) } });

/** Makes {@link FakeTenants}. An answer takes 20 milliseconds. */
export function fakeTenants(
  answer: (asked: PageAsked) => Told,
  { limits = {}, logger }: { readonly limits?: GraphProviderLimits; readonly logger?: Logger } = {},
): FakeTenants {
  const time = new VirtualTime();
  const asked: PageAsked[] = [];
  const provider = createGraphProvider({
    clock: time,
    scheduler: time,
    logger,
    limits,
    // The token says whose it is.
    dedicated: (credential) => ({
      key: Object(credential) as object,
      clientId: null,
      get: async ({ tenant }, { now }) => ok({ token: tenant, expiresAt: now() + 86_400_000 }),
    }),
    async fetch(input, init) {
      const request = new Request(input, init);
      const tenant = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
      const page = Number(new URL(request.url).searchParams.get('$skiptoken') ?? 0);
      const one = { tenant: tenant.replace('.example', ''), page, url: request.url, at: time.epochMillis() };
      asked.push(one);
      const aborted = new Promise<never>((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
      });
      await Promise.race([time.sleep(20), aborted]);
      const { status = 200, body = {}, headers = {} } = answer(one);
      return new Response(JSON.stringify(body), { status, headers });
    },
  });
  return { time, provider, asked };
}

/** The tenants with these names. */
export function tenantsNamed(...names: readonly string[]): readonly SyncTenant[] {
  return names.map((name) => ({
    tenantId: name,
    access: { externalTenantId: `${name}.example`, connectionType: 'dedicated', credential: { name } },
  }));
}

function linkTo(page: number): string {
  return `${graph}things/delta?$skiptoken=${String(page)}`;
}
