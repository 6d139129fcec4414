import type { ConfigurationItem } from '@tenantatlas/core';
import * as z from 'zod';
import { itemOf } from '../capabilities/configuration.ts';
import { objectId } from '../capabilities/shapes/ids.ts';
import { namedPolicy } from '../capabilities/shapes/policies.ts';
import { roleDefinition } from '../capabilities/shapes/roles.ts';
import type { SyncCollection } from './collection.ts';
import type {
  GraphDelegatedGrant,
  GraphGroup,
  GraphRoleAssignment,
  GraphRoleDefinition,
  GraphServicePrincipal,
  GraphUser,
} from './graph-objects.ts';

const text = z.string().nullish();
const flag = z.boolean().nullish();

const user = z.object({
  id: objectId,
  displayName: text,
  userPrincipalName: text,
  mail: text,
  accountEnabled: flag,
  userType: text,
  createdDateTime: text,
  onPremisesSyncEnabled: flag,
});

const group = z.object({
  id: objectId,
  displayName: text,
  description: text,
  mail: text,
  mailEnabled: flag,
  securityEnabled: flag,
  groupTypes: z.array(z.string()).nullish(),
  isAssignableToRole: flag,
  createdDateTime: text,
});

const servicePrincipal = z.object({
  id: objectId,
  appId: text,
  displayName: text,
  accountEnabled: flag,
  servicePrincipalType: text,
  appOwnerOrganizationId: text,
});

const delegatedGrant = z.object({
  id: objectId,
  clientId: text,
  consentType: text,
  principalId: text,
  resourceId: text,
  scope: text,
});

const roleAssignment = z.object({
  id: objectId,
  principalId: objectId,
  roleDefinitionId: objectId,
  directoryScopeId: text,
});

/**
 * The collections of the product. `Directory.Read.All` and the permissions for roles and policies of the manifest read them; nothing else is needed.
 *
 * Users, groups, service principals and delegated grants are read by changes after the first time. Graph offers no changes for roles and policies, so that each reading of them is a full one.
 * The settings catalog is not among them: its policies have to be read one by one, which `configuration` of the provider does.
 *
 * @see https://learn.microsoft.com/graph/delta-query-overview
 */
export const graphCollections: {
  readonly users: SyncCollection<'users', GraphUser>;
  readonly groups: SyncCollection<'groups', GraphGroup>;
  readonly servicePrincipals: SyncCollection<'service_principals', GraphServicePrincipal>;
  readonly delegatedGrants: SyncCollection<'delegated_grants', GraphDelegatedGrant>;
  readonly roleDefinitions: SyncCollection<'role_definitions', GraphRoleDefinition>;
  readonly roleAssignments: SyncCollection<'role_assignments', GraphRoleAssignment>;
  readonly conditionalAccess: SyncCollection<'conditional_access', ConfigurationItem>;
  readonly deviceConfiguration: SyncCollection<'device_configuration', ConfigurationItem>;
  readonly deviceCompliance: SyncCollection<'device_compliance', ConfigurationItem>;
} = Object.freeze({
  users: { name: 'users', reads: 'changes', path: selected('users/delta', user), item: user },
  groups: { name: 'groups', reads: 'changes', path: selected('groups/delta', group), item: group },
  servicePrincipals: {
    name: 'service_principals',
    reads: 'changes',
    path: selected('servicePrincipals/delta', servicePrincipal),
    item: servicePrincipal,
  },
  delegatedGrants: {
    name: 'delegated_grants',
    reads: 'changes',
    path: 'oauth2PermissionGrants/delta',
    item: delegatedGrant,
  },
  roleDefinitions: {
    name: 'role_definitions',
    reads: 'list',
    path: 'roleManagement/directory/roleDefinitions?$select=id,displayName,isBuiltIn',
    item: roleDefinition,
  },
  roleAssignments: {
    name: 'role_assignments',
    reads: 'list',
    path: 'roleManagement/directory/roleAssignments',
    item: roleAssignment,
  },
  conditionalAccess: policies('conditional_access', 'identity/conditionalAccess/policies'),
  deviceConfiguration: policies('device_configuration', 'deviceManagement/deviceConfigurations'),
  deviceCompliance: policies('device_compliance', 'deviceManagement/deviceCompliancePolicies'),
});

/** Asks for the members of a shape and for no other one. */
function selected(path: string, { shape }: { readonly shape: object }): string {
  return `${path}?$select=${Object.keys(shape).join(',')}`;
}

function policies<Family extends ConfigurationItem['family']>(
  family: Family,
  path: string,
): SyncCollection<Family, ConfigurationItem> {
  const item = namedPolicy.transform((policy) => itemOf(family, policy.displayName, policy, policy));
  return { name: family, reads: 'list', path, item };
}
