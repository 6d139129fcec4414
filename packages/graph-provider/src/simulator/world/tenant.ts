import type { SimulatedAppOptions, SimulatedLicence, SimulatedTenantOptions } from '../options.ts';
import { idOf, listed, type Collection, type GraphObject } from './collection.ts';
import { dateAt, groupsOf, usersOf } from './people.ts';
import { graphAppId, type PermissionCatalog } from './permissions.ts';
import { policiesOf, type Policies } from './policies.ts';
import { guidOf, partOf } from './random.ts';
import { rolesOf, type Roles } from './roles.ts';

/** A claims challenge: tokens that do not carry the claim are refused. */
export interface Challenge {
  /** The value of the claim `nbf`, in seconds since 1970. */
  readonly notBefore: string;
}

/** A tenant of the world, with what it holds and what is set for it. */
export interface Tenant extends Policies, Roles {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly displayName: string;
  readonly organization: Collection;
  readonly users: Collection;
  readonly groups: Collection;
  readonly servicePrincipals: Collection;
  readonly appRoleAssignments: Collection;
  readonly oauth2PermissionGrants: Collection;
  readonly licences: Set<SimulatedLicence>;
  /** When the consent to an app reaches its tokens, by app id. */
  readonly consentReaches: Map<string, number>;
  /** Tokens of deltas and pages with an earlier number have expired. */
  deltaEpoch: number;
  pageEpoch: number;
  challenge: Challenge | null;
  /** The AADSTS number that sign-in answers with, or null. */
  loginError: number | null;
}

/** A tenant as it is at the start. */
export function createTenant(worldSeed: number, options: SimulatedTenantOptions, catalog: PermissionCatalog): Tenant {
  const seed = partOf(worldSeed, `tenant ${options.name}`);
  const domain = `${options.name}.onmicrosoft.com`;
  const people = { seed, domain, users: options.users ?? 50, groups: options.groups ?? 12 };
  const [users, groups] = [usersOf(people), groupsOf(people)];
  const servicePrincipals = servicePrincipalsOf(seed, catalog);
  const id = options.id?.toLowerCase() ?? guidOf(seed, 0);
  const displayName = options.displayName ?? options.name;
  const licences = new Set<SimulatedLicence>(options.licences ?? ['P1', 'P2', 'Intune']);
  return {
    id,
    name: options.name,
    domain,
    displayName,
    get organization() {
      return listed([{ ...organizationOf(id, domain, displayName, seed), assignedPlans: plansOf(licences) }], () => id);
    },
    users,
    groups,
    servicePrincipals,
    appRoleAssignments: emptyOf(seed, 'appRoleAssignments'),
    oauth2PermissionGrants: emptyOf(seed, 'oauth2PermissionGrants'),
    ...rolesOf(seed, { users, groups, servicePrincipals }),
    ...policiesOf(seed, options.policies ?? 4),
    licences,
    consentReaches: new Map(),
    deltaEpoch: 0,
    pageEpoch: 0,
    challenge: null,
    loginError: null,
  };
}

/** The service principal of an app, or null when the tenant has none. */
export function servicePrincipalOf(tenant: Tenant, appId: string): GraphObject | null {
  for (let at = 0; at < tenant.servicePrincipals.length; at += 1) {
    const row = tenant.servicePrincipals.at(at);
    if (row?.['appId'] === appId) return row;
  }
  return null;
}

/** The objects of a collection that `matches` holds for. */
export function rowsWhere(collection: Collection, matches: (row: GraphObject) => boolean): readonly GraphObject[] {
  const found: GraphObject[] = [];
  for (let at = 0; at < collection.length; at += 1) {
    const row = collection.at(at);
    if (row !== null && matches(row)) found.push(row);
  }
  return found;
}

/** What an administrator's consent leaves behind: the service principal of the app and what it was granted. Twice is the same as once. */
export function consent(tenant: Tenant, app: SimulatedAppOptions, catalog: PermissionCatalog, reachesAt: number): void {
  const principal = servicePrincipalOf(tenant, app.clientId) ?? tenant.servicePrincipals.add(appPrincipal(app));
  tenant.consentReaches.set(app.clientId, reachesAt);
  for (const permission of app.permissions ?? []) grant(tenant, principal, permission, catalog);
  const scope = (app.delegatedPermissions ?? []).join(' ');
  const { oauth2PermissionGrants: grants } = tenant;
  const clientId = idOf(principal);
  if (scope === '' || rowsWhere(grants, (row) => row['clientId'] === clientId).length > 0) return;
  grants.add({ clientId, consentType: 'AllPrincipals', principalId: null, resourceId: idOf(graphOf(tenant)), scope });
}

/** Grants an application permission. False when Graph offers none of this name, or when it was granted before. */
export function grant(tenant: Tenant, principal: GraphObject, permission: string, catalog: PermissionCatalog): boolean {
  const offered = catalog.application.find(({ value }) => value === permission);
  const resource = graphOf(tenant);
  if (offered === undefined || assignmentsTo(tenant, principal, offered.id).length > 0) return false;
  tenant.appRoleAssignments.add({
    deletedDateTime: null,
    appRoleId: offered.id,
    createdDateTime: '2026-01-12T09:30:00Z',
    principalDisplayName: principal['displayName'],
    principalId: idOf(principal),
    principalType: 'ServicePrincipal',
    resourceDisplayName: resource['displayName'],
    resourceId: idOf(resource),
  });
  return true;
}

/** Takes an application permission back. False when it was not granted. */
export function revoke(
  tenant: Tenant,
  principal: GraphObject,
  permission: string,
  catalog: PermissionCatalog,
): boolean {
  const offered = catalog.application.find(({ value }) => value === permission);
  const rows = offered === undefined ? [] : assignmentsTo(tenant, principal, offered.id);
  return rows.map((row) => tenant.appRoleAssignments.remove(idOf(row))).includes(true);
}

/** Names of the application permissions that an app holds in a tenant. */
export function grantedTo(tenant: Tenant, appId: string, catalog: PermissionCatalog): readonly string[] {
  const principal = servicePrincipalOf(tenant, appId);
  if (principal === null) return [];
  const held = new Set(
    rowsWhere(tenant.appRoleAssignments, (row) => row['principalId'] === idOf(principal)).map(
      (row) => row['appRoleId'],
    ),
  );
  return catalog.application.filter(({ id }) => held.has(id)).map(({ value }) => value);
}

function assignmentsTo(tenant: Tenant, principal: GraphObject, appRoleId: string): readonly GraphObject[] {
  const principalId = idOf(principal);
  return rowsWhere(
    tenant.appRoleAssignments,
    (row) => row['principalId'] === principalId && row['appRoleId'] === appRoleId,
  );
}

/** The service principal of Microsoft Graph, which every tenant has. */
export function graphOf(tenant: Tenant): GraphObject {
  const found = servicePrincipalOf(tenant, graphAppId);
  if (found === null) throw new TypeError('The simulated tenant has lost the service principal of Graph.');
  return found;
}

function emptyOf(seed: number, name: string): Collection {
  const key = partOf(seed, name);
  return listed([], (position) => guidOf(key, position));
}

function servicePrincipalsOf(seed: number, { application, delegated }: PermissionCatalog): Collection {
  const key = partOf(seed, 'servicePrincipals');
  const graph = {
    ...principalMembers(graphAppId, 'Microsoft Graph'),
    appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    appRoles: application.map(({ id, value }) => ({
      allowedMemberTypes: ['Application'],
      description: value,
      displayName: value,
      id,
      isEnabled: true,
      origin: 'Application',
      value,
    })),
    oauth2PermissionScopes: delegated.map(({ id, value }) => ({ id, isEnabled: true, type: 'User', value })),
  };
  const others = ['Backup by Fabrikam', 'Zeiterfassung', '勤怠管理'].map((name, index) =>
    principalMembers(guidOf(partOf(seed, 'apps'), index), name),
  );
  const rows = [graph, ...others].map((row, index) => ({ id: guidOf(key, index), ...row }));
  return listed(rows, (position) => guidOf(key, position));
}

function appPrincipal({ clientId, displayName }: SimulatedAppOptions): GraphObject {
  return principalMembers(clientId, displayName);
}

function principalMembers(appId: string, displayName: string): GraphObject {
  return {
    accountEnabled: true,
    appDisplayName: displayName,
    appId,
    appOwnerOrganizationId: null,
    appRoleAssignmentRequired: false,
    appRoles: [],
    displayName,
    oauth2PermissionScopes: [],
    servicePrincipalType: 'Application',
    signInAudience: 'AzureADMultipleOrgs',
    tags: [],
  };
}

/** Ids of the service plans that come with a licence, which are the same in each tenant. */
const plans: Readonly<Record<SimulatedLicence, readonly [service: string, servicePlanId: string]>> = {
  P1: ['AADPremiumService', '41781fb2-bc02-4b7c-bd55-b576c07bb09d'],
  P2: ['AADPremiumService', 'eec0eb4f-6444-4f95-aba0-50c24d67f998'],
  Intune: ['SCO', 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5'],
};

function plansOf(licences: ReadonlySet<SimulatedLicence>): readonly GraphObject[] {
  return [...licences].map((licence) => {
    const [service, servicePlanId] = plans[licence];
    return { assignedDateTime: '2024-01-01T00:00:00Z', capabilityStatus: 'Enabled', service, servicePlanId };
  });
}

function organizationOf(
  id: string,
  domain: string,
  displayName: string,
  seed: number,
): GraphObject & { readonly id: string } {
  const [initial, custom] = [domain, domain.replace('.onmicrosoft.com', '.example')];
  return {
    id,
    countryLetterCode: 'DE',
    createdDateTime: dateAt(seed),
    displayName,
    preferredLanguage: 'de',
    tenantType: 'AAD',
    verifiedDomains: [
      {
        capabilities: 'Email, OfficeCommunicationsOnline',
        isDefault: false,
        isInitial: true,
        name: initial,
        type: 'Managed',
      },
      { capabilities: 'Email', isDefault: true, isInitial: false, name: custom, type: 'Managed' },
    ],
  };
}
