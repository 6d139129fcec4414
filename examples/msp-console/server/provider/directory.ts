// What the simulated Microsoft knows of this console's customers: their tenants, and the apps that sign in to them.
import { mergeManifests, type PermissionType, type RequiredPermission } from '@tenantatlas/core';
import { microsoftPermissions } from '@tenantatlas/graph-provider';
import type { SimulatedAppOptions, SimulatedTenantOptions } from '@tenantatlas/graph-provider/simulator';
import { permissions as ofThisProduct } from '../catalogs.ts';
import { workspaces } from '../seed/plan.ts';

/** A tenant at the simulated Microsoft, and the tenant of the console that it belongs to. */
export interface DirectoryTenant {
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly externalTenantId: string;
}

/** Ids of tenants that no person has entered in the console yet. */
const notEntered: { readonly [tenantId: string]: string } = {
  'acme-sandbox': '3d0f6b72-1c4e-4c0b-9a55-7e2d9b8f4a63',
  'contoso-research': '7b1e5d90-62af-4f8c-8d17-c05a3e9f2b48',
  'nordwind-netz': 'c4a87f1d-0e93-4b26-a7d8-519f6e2c8b07',
};

/** The tenants of all customers but archived ones. */
export const directory: readonly DirectoryTenant[] = workspaces.flatMap(({ workspaceId, tenants }) =>
  tenants.flatMap(({ tenantId, name, externalTenantId }) => {
    const id = externalTenantId ?? notEntered[tenantId];
    return id === undefined ? [] : [{ workspaceId, tenantId, name, externalTenantId: id }];
  }),
);

/** The id of a tenant at the simulated Microsoft. Throws for a tenant that is not there. */
export function externalIdOf(tenantId: string): string {
  const found = directory.find((one) => one.tenantId === tenantId);
  if (!found) throw new Error(`The simulated Microsoft has no tenant "${tenantId}".`);
  return found.externalTenantId;
}

/** An app with its secret. */
export interface AppRegistration {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The product's own app, which tenants consent to. */
export const platformClientId = '6f9d2a3c-58b1-4e07-9c4d-d2e7a1b6f058';

/** One app for each customer, registered in the customer's name. */
const dedicatedClientIds: { readonly [workspaceId: string]: string } = {
  acme: 'a1f4c7e2-9d36-4b8a-8e51-0c7b5d2f9a14',
  'contoso-health': 'b8e03d5a-47c9-4f12-a6d0-3e9f1c8b7d25',
  nordwind: 'd57b9e14-2a60-4c83-b1f7-8a4d6c0e3f96',
};

/** The client id of a customer's own app; null for a customer without one. */
export function dedicatedClientId(workspaceId: string): string | null {
  return dedicatedClientIds[workspaceId] ?? null;
}

/** The permissions that every app asks for. No name stands for two of them. */
export const permissions: readonly RequiredPermission[] = mergeManifests('microsoft', [
  microsoftPermissions,
  ofThisProduct,
]).permissions;

const namesOf = (wanted: PermissionType): readonly string[] =>
  permissions.flatMap(({ key, type }) => (type === wanted ? [key] : []));

/** The tenants as options of the simulator. Their names are the ids of the console, so that the control can use either. */
export function simulatedTenants(): readonly SimulatedTenantOptions[] {
  return directory.map(({ tenantId, name, externalTenantId }) => ({
    id: externalTenantId,
    name: tenantId,
    displayName: name,
  }));
}

/** The apps as options of the simulator. A customer's own app has the consent of the customer's tenants; the product's app has none yet. */
export function simulatedApps(
  secretOf: (clientId: string) => string,
  redirectUris: readonly string[],
): readonly SimulatedAppOptions[] {
  const app = (clientId: string, displayName: string, consentedBy: readonly string[]): SimulatedAppOptions => ({
    clientId,
    displayName,
    permissions: namesOf('application'),
    delegatedPermissions: namesOf('delegated'),
    redirectUris,
    consentedBy,
    secrets: [{ value: secretOf(clientId) }],
  });
  return [
    app(platformClientId, 'MSP console', []),
    ...workspaces.flatMap(({ workspaceId, name }) => {
      const clientId = dedicatedClientId(workspaceId);
      const theirs = directory.filter((one) => one.workspaceId === workspaceId).map(({ tenantId }) => tenantId);
      return clientId === null ? [] : [app(clientId, `${name}: directory reader`, theirs)];
    }),
  ];
}
