import type { DirectoryProvider } from '@tenantatlas/core';
import type { Endpoints } from '../../src/clouds.ts';
import type { GraphProviderLimits } from '../../src/limits.ts';
import { createGraphProvider } from '../../src/provider.ts';
import { createGraphSimulator, type GraphSimulator, type GraphSimulatorOptions } from '../../src/simulator/index.ts';
import type { SyncCollection, SyncTenant } from '../../src/sync/index.ts';
import { serving } from '../support/fake-microsoft.ts';
import { clientId, clientSecret, tenantOf } from './tenant-of.ts';

const permissions = ['Directory.Read.All', 'RoleManagement.Read.Directory', 'Policy.Read.All'];

/** Requests to Graph that are being answered: now, and the most at once. */
export interface InFlight {
  now: number;
  most: number;
}

/** A simulated Graph over HTTP, and what a sync needs of it. */
export interface SyncWorld {
  readonly simulator: GraphSimulator;
  readonly endpoints: Endpoints;
  /** All requests to Graph, and those of each token, which is those of each tenant. */
  readonly inFlight: { readonly all: InFlight; readonly byToken: ReadonlyMap<string, InFlight> };
  provider(limits?: GraphProviderLimits): DirectoryProvider;
  readonly tenants: readonly SyncTenant[];
  /** The objects of a collection that a tenant has now, by id, in the form in which a sync hands them over. Faults and limits are ended for it. */
  truth(tenantId: string, collection: SyncCollection): Promise<{ readonly [id: string]: object }>;
}

/** Makes a {@link SyncWorld}. The server ends with the test. */
export async function syncWorld(options: Partial<GraphSimulatorOptions>): Promise<SyncWorld> {
  const all: InFlight = { now: 0, most: 0 };
  const byToken = new Map<string, InFlight>();
  const login = await serving({ handle: (request) => simulator.handle(request) });
  const graph = await serving({
    async handle(request) {
      const token = request.headers.get('authorization') ?? '';
      const own = byToken.get(token) ?? { now: 0, most: 0 };
      byToken.set(token, own);
      for (const count of [all, own]) {
        count.now += 1;
        count.most = Math.max(count.most, count.now);
      }
      try {
        return await simulator.handle(request);
      } finally {
        for (const count of [all, own]) count.now -= 1;
      }
    },
  });
  const { tenants = [{ name: 'contoso', users: 230, groups: 20 }] } = options;
  const simulator = createGraphSimulator({
    seed: 'sync',
    pageSize: 25,
    origins: { graph, login },
    ...options,
    tenants,
    apps: [
      {
        clientId,
        displayName: 'Atlas',
        secrets: [{ value: clientSecret }],
        permissions: [...permissions, 'DeviceManagementConfiguration.Read.All'],
        delegatedPermissions: ['User.Read'],
        consentedBy: tenants.map(({ name }) => name),
      },
    ],
  });
  return {
    simulator,
    endpoints: { graph, login },
    inFlight: { all, byToken },
    provider: (limits = {}) => createGraphProvider({ endpoints: { graph, login }, limits }),
    tenants: tenants.map(({ name }) => tenantOf(name)),
    async truth(tenantId, { path, item }) {
      simulator.control.setFaults([]);
      simulator.control.setThrottle({});
      const token = await tokenOf({ graph, login }, tenantId);
      const found: [string, object][] = [];
      const list = path.replace('/delta', '');
      for (let next: string | undefined = `${graph}/v1.0/${list}`; next !== undefined;) {
        const answer: Answer = await get(next, token);
        for (const member of answer.value) {
          const read = item.parse(member);
          found.push([read.id, read]);
        }
        next = answer['@odata.nextLink'];
      }
      return Object.fromEntries(found.toSorted(([one], [other]) => (one < other ? -1 : 1)));
    },
  };
}

interface Answer {
  readonly value: readonly unknown[];
  readonly '@odata.nextLink'?: string;
}

async function get(url: string, token: string): Promise<Answer> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`Graph answered ${String(response.status)}.`);
  return (await response.json()) as Answer;
}

async function tokenOf({ graph, login }: Endpoints, name: string): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const body = new URLSearchParams({ ...form, scope: `${graph}/.default` });
  const response = await fetch(`${login}/${name}.onmicrosoft.com/oauth2/v2.0/token`, { method: 'POST', body });
  return ((await response.json()) as { readonly access_token: string }).access_token;
}
