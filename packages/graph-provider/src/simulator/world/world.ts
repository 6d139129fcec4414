import type { GraphSimulatorOptions, SimulatedAppOptions, SimulatorOrigins } from '../options.ts';
import { permissionsOf, type PermissionCatalog } from './permissions.ts';
import { guidOf, partOf, seedOf } from './random.ts';
import { consent, createTenant, type Tenant } from './tenant.ts';

/** Everything that the simulated servers know. */
export interface World {
  readonly seed: number;
  readonly tenants: readonly Tenant[];
  readonly apps: readonly SimulatedAppOptions[];
  readonly permissions: PermissionCatalog;
  /** Origins that Graph and sign-in are reached at: those of the options and those that are listened on. */
  readonly origins: { readonly graph: Set<string>; readonly login: Set<string> };
  readonly pageSize: number;
  readonly tokenSeconds: number;
  readonly consentDelayMillis: number;
  /** Milliseconds since 1970. */
  now(): number;
  /** A GUID that no other call of this world gets, the same for the same call of the same seed. */
  nextGuid(): string;
}

/** Where the global cloud is reached. */
const globalOrigins: SimulatorOrigins = {
  graph: 'https://graph.microsoft.com',
  login: 'https://login.microsoftonline.com',
};

/** The world as the options describe it. */
export function createWorld(options: GraphSimulatorOptions): World {
  const seed = seedOf(options.seed);
  const origins = options.origins ?? globalOrigins;
  const permissions = permissionsOf(seed, origins.graph);
  const apps = options.apps.map((app) => ({ ...app, clientId: app.clientId.toLowerCase() }));
  const tenants = options.tenants.map((tenant) => createTenant(seed, tenant, permissions));
  for (const app of apps)
    for (const tenant of tenants)
      if (app.consentedBy?.some((name) => tenantMatches(tenant, name)) === true) consent(tenant, app, permissions, 0);
  const requests = partOf(seed, 'requests');
  let count = 0;
  return {
    seed,
    tenants,
    apps,
    permissions,
    origins: { graph: new Set([origins.graph]), login: new Set([origins.login]) },
    pageSize: options.pageSize ?? 100,
    tokenSeconds: options.tokenSeconds ?? 3599,
    consentDelayMillis: options.consentDelayMillis ?? 0,
    now: options.clock ?? Date.now,
    nextGuid: () => guidOf(requests, (count += 1)),
  };
}

/** The tenant with an id, a name or a domain, in any case; null when there is none. */
export function findTenant(world: World, name: string): Tenant | null {
  return world.tenants.find((tenant) => tenantMatches(tenant, name)) ?? null;
}

/** The app registration with a client id, or null. */
export function findApp(world: World, clientId: string): SimulatedAppOptions | null {
  return world.apps.find((app) => app.clientId === clientId.toLowerCase()) ?? null;
}

function tenantMatches(tenant: Tenant, name: string): boolean {
  const domain = tenant.domain.replace('.onmicrosoft.com', '.example');
  return [tenant.id, tenant.name, tenant.domain, domain].includes(name.toLowerCase());
}
