import { invariant, type PermissionType } from '@tenantatlas/core';
import { loginErrors } from '../login/login-errors.ts';
import type { SimulatedLicence, ThrottleOptions } from '../options.ts';
import { idOf, type GraphObject } from '../world/collection.ts';
import { grantDelegated, revokeDelegated } from '../world/delegated.ts';
import { consent, grant, revoke, rowsWhere, servicePrincipalOf, type Tenant } from '../world/tenant.ts';
import { findApp, findTenant, type World } from '../world/world.ts';
import type { Counters, SimulatorCounters } from './counters.ts';
import type { Faults, SimulatedFault } from './faults.ts';
import type { Throttle } from './throttle.ts';

/** Collections that can be changed while they are read. */
export const changeable = [
  'users',
  'groups',
  'conditionalAccessPolicies',
  'deviceConfigurations',
  'deviceCompliancePolicies',
  'configurationPolicies',
  'roleAssignments',
] as const;

/** See {@link changeable}. */
export type ChangeableCollection = (typeof changeable)[number];

/** A tenant, as the control names it. */
export interface SimulatedTenant {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly displayName: string;
}

/**
 * Changes the world while it is read. Methods take the id, name or domain of a tenant, and throw an invariant for a tenant, app, permission or object that the
 * world does not have.
 */
export interface SimulatorControl {
  tenants(): readonly SimulatedTenant[];
  /** What an administrator's consent does, without the page. */
  consent(tenant: string, clientId: string): void;
  /** Removes the app from the tenant. Tokens that were issued keep their permissions until they expire, as at Microsoft. */
  withdrawConsent(tenant: string, clientId: string): void;
  /** Grants one permission to an app that the tenant consented to. An application permission, which `type` is unless it says otherwise, shows in the next token. */
  grant(tenant: string, clientId: string, permission: string, type?: PermissionType): void;
  /** Takes one permission back. */
  revoke(tenant: string, clientId: string, permission: string, type?: PermissionType): void;
  /** Adds an object and answers its id. */
  add(tenant: string, collection: ChangeableCollection, values: GraphObject): string;
  change(tenant: string, collection: ChangeableCollection, id: string, values: GraphObject): void;
  remove(tenant: string, collection: ChangeableCollection, id: string): void;
  setLicences(tenant: string, licences: readonly SimulatedLicence[]): void;
  /** All delta links of the tenant answer 410 from now on. */
  expireDeltaTokens(tenant: string): void;
  /** All next links of the tenant answer 400 from now on. */
  expirePageTokens(tenant: string): void;
  /** Refuses tokens that were requested without this claim. Null ends it. */
  challenge(tenant: string, notBefore: string | null): void;
  /** Lets sign-in to the tenant fail with an AADSTS number. Null ends it. */
  failLogin(tenant: string, code: number | null): void;
  setFaults(faults: readonly SimulatedFault[]): void;
  setThrottle(throttle: ThrottleOptions): void;
  counters(): SimulatorCounters;
  resetCounters(): void;
}

/** How a permission of each type is granted and taken back. */
const grants = {
  application: { grant, revoke },
  delegated: { grant: grantDelegated, revoke: revokeDelegated },
} as const satisfies { readonly [type in PermissionType]: object };

/** What the control changes. */
interface Controlled {
  readonly world: World;
  readonly faults: Faults;
  readonly throttle: Throttle;
  readonly counters: Counters;
}

/** See {@link SimulatorControl}. */
export function createControl({ world, faults, throttle, counters }: Controlled): SimulatorControl {
  const tenantOf = (name: string): Tenant => {
    const tenant = findTenant(world, name);
    invariant(
      tenant !== null,
      `control: "${name}" is not a tenant of the simulated world. Use an id, a name or a domain of its tenants.`,
    );
    return tenant;
  };
  const principalOf = (tenant: Tenant, clientId: string): GraphObject => {
    const principal = servicePrincipalOf(tenant, clientId.toLowerCase());
    invariant(
      principal !== null,
      `control: the tenant "${tenant.name}" has not consented to the app "${clientId}". Call consent first.`,
    );
    return principal;
  };
  const assertFound = (isFound: boolean, id: string): void => {
    invariant(isFound, `control: the collection has no object "${id}". Use the id of one that it has.`);
  };
  return {
    tenants: () => world.tenants.map(({ id, name, domain, displayName }) => ({ id, name, domain, displayName })),
    consent(tenant, clientId) {
      const app = findApp(world, clientId);
      invariant(
        app !== null,
        `control: "${clientId}" is not an app of the simulated world. Name it in the option "apps".`,
      );
      consent(tenantOf(tenant), app, world.permissions, world.now() + world.consentDelayMillis);
    },
    withdrawConsent(name, clientId) {
      const tenant = tenantOf(name);
      const id = idOf(principalOf(tenant, clientId));
      for (const row of rowsWhere(tenant.appRoleAssignments, ({ principalId }) => principalId === id))
        tenant.appRoleAssignments.remove(idOf(row));
      for (const row of rowsWhere(tenant.oauth2PermissionGrants, (one) => one['clientId'] === id))
        tenant.oauth2PermissionGrants.remove(idOf(row));
      tenant.servicePrincipals.remove(id);
    },
    grant(name, clientId, permission, type = 'application') {
      const tenant = tenantOf(name);
      const isGranted = grants[type].grant(tenant, principalOf(tenant, clientId), permission, world.permissions);
      invariant(isGranted, `control: "${permission}" is granted already, or the simulated Graph does not offer it.`);
    },
    revoke(name, clientId, permission, type = 'application') {
      const tenant = tenantOf(name);
      const isRevoked = grants[type].revoke(tenant, principalOf(tenant, clientId), permission, world.permissions);
      invariant(isRevoked, `control: "${permission}" is not granted. Use a permission that the app holds.`);
    },
    add: (tenant, collection, values) => idOf(tenantOf(tenant)[collection].add(values)),
    change(tenant, collection, id, values) {
      assertFound(tenantOf(tenant)[collection].change(id, values), id);
    },
    remove(tenant, collection, id) {
      assertFound(tenantOf(tenant)[collection].remove(id), id);
    },
    setLicences(name, licences) {
      const { licences: held } = tenantOf(name);
      held.clear();
      for (const licence of licences) held.add(licence);
    },
    expireDeltaTokens(tenant) {
      tenantOf(tenant).deltaEpoch += 1;
    },
    expirePageTokens(tenant) {
      tenantOf(tenant).pageEpoch += 1;
    },
    challenge(tenant, notBefore) {
      tenantOf(tenant).challenge = notBefore === null ? null : { notBefore };
    },
    failLogin(tenant, code) {
      invariant(
        code === null || loginErrors.has(code),
        `control: AADSTS${String(code)} is not simulated. Use one of ${[...loginErrors.keys()].join(', ')}.`,
      );
      tenantOf(tenant).loginError = code;
    },
    setFaults(list) {
      const named = list.flatMap(({ tenant }) => (tenant === undefined ? [] : [tenant]));
      named.forEach(tenantOf);
      faults.set(list);
    },
    setThrottle(options) {
      throttle.set(options);
    },
    counters: () => counters.read(),
    resetCounters() {
      counters.reset();
    },
  };
}
