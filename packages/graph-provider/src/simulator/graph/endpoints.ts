import type { SimulatedLicence } from '../options.ts';
import type { Collection, GraphObject } from '../world/collection.ts';
import { membersOf } from '../world/people.ts';
import { listed, idOf } from '../world/collection.ts';
import { rowsWhere, type Tenant } from '../world/tenant.ts';
import { notFound } from './refusal.ts';

/** How the service behind an endpoint words a refusal: each does it in another way. */
export type Service = 'directory' | 'pim' | 'conditionalAccess' | 'intune';

/** A collection that Graph offers under a path. */
export interface Endpoint {
  /** Segments of the path; `{id}` is an id of an object. */
  readonly path: string;
  /** The type of its objects, without `microsoft.graph.`. */
  readonly type: string;
  readonly service: Service;
  /** Application permissions of which one is enough. */
  readonly permissions: readonly string[];
  readonly licence?: SimulatedLicence;
  /** Members that are answered without `$select`. Everything when it is left out. */
  readonly defaults?: readonly string[];
  /** Members that are answered only when `$expand` names them, and how they are made. */
  readonly expand?: Readonly<Record<string, (tenant: Tenant, row: GraphObject) => unknown>>;
  /** Members of which `$filter` has to name one: the service does not list everything. */
  readonly requiredFilter?: readonly string[];
  /** The versions that offer it. Both when it is left out. */
  readonly version?: 'beta';
  readonly hasDelta?: boolean;
  /** The largest `$top`. */
  readonly maximumTop: number;
  collection(tenant: Tenant, id: string, version: 'v1.0' | 'beta'): Collection;
}

const directory = { service: 'directory', maximumTop: 999 } as const;
const directoryRead = ['Directory.Read.All', 'Directory.ReadWrite.All'];
const roleRead = ['RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'RoleManagement.ReadWrite.Directory'];
const groupRead = ['Group.Read.All', 'Group.ReadWrite.All', ...directoryRead];
const appRead = ['Application.Read.All', 'Application.ReadWrite.All', ...directoryRead];
const intune = {
  service: 'intune',
  permissions: ['DeviceManagementConfiguration.Read.All', 'DeviceManagementConfiguration.ReadWrite.All'],
  licence: 'Intune',
  maximumTop: 1000,
} as const;

const principalOf = (tenant: Tenant, { principalId }: GraphObject): unknown => {
  if (typeof principalId !== 'string') return null;
  for (const [type, from] of [
    ['user', tenant.users],
    ['group', tenant.groups],
    ['servicePrincipal', tenant.servicePrincipals],
  ] as const) {
    const row = from.find(principalId);
    if (row !== null) return { '@odata.type': `#microsoft.graph.${type}`, ...row };
  }
  return null;
};
const roleExpands = {
  principal: principalOf,
  roleDefinition: (tenant: Tenant, { roleDefinitionId }: GraphObject): unknown =>
    typeof roleDefinitionId === 'string' ? tenant.roleDefinitions.find(roleDefinitionId) : null,
};
const pim = { service: 'pim', licence: 'P2', expand: roleExpands, maximumTop: 999 } as const;
const pimForGroups = {
  service: 'pim',
  licence: 'P2',
  requiredFilter: ['groupId', 'principalId'],
  expand: {
    principal: principalOf,
    group: ({ groups }: Tenant, { groupId }: GraphObject) =>
      typeof groupId === 'string' ? groups.find(groupId) : null,
  },
  maximumTop: 999,
} as const;
const userDefaults = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

/** Everything that the simulated Graph can be asked for. */
export const endpoints: readonly Endpoint[] = [
  {
    ...directory,
    path: 'organization',
    type: 'organization',
    permissions: ['Organization.Read.All', 'Organization.ReadWrite.All', ...directoryRead],
    collection: ({ organization }) => organization,
  },
  {
    ...directory,
    path: 'users',
    type: 'user',
    permissions: ['User.Read.All', 'User.ReadWrite.All', ...directoryRead],
    defaults: userDefaults,
    hasDelta: true,
    collection: ({ users }) => users,
  },
  {
    ...directory,
    path: 'groups',
    type: 'group',
    permissions: ['GroupMember.Read.All', ...groupRead],
    hasDelta: true,
    expand: { members: (tenant, row) => rowsWhere(membersOf(row, tenant, true), () => true).slice(0, 20) },
    collection: ({ groups }) => groups,
  },
  {
    ...directory,
    path: 'groups/{id}/members',
    type: 'directoryObject',
    permissions: ['GroupMember.Read.All', ...groupRead],
    // Graph leaves out members that are service principals in v1.0.
    collection: (tenant, id, version) => membersOf(existing(tenant.groups, id), tenant, version === 'beta'),
  },
  {
    ...directory,
    path: 'servicePrincipals',
    type: 'servicePrincipal',
    permissions: appRead,
    hasDelta: true,
    collection: ({ servicePrincipals }) => servicePrincipals,
  },
  {
    ...directory,
    path: 'servicePrincipals/{id}/appRoleAssignments',
    type: 'appRoleAssignment',
    permissions: ['AppRoleAssignment.ReadWrite.All', ...appRead],
    collection: (tenant, id) => assignmentsWhere(tenant, id, 'principalId'),
  },
  {
    ...directory,
    path: 'servicePrincipals/{id}/appRoleAssignedTo',
    type: 'appRoleAssignment',
    permissions: ['AppRoleAssignment.ReadWrite.All', ...appRead],
    collection: (tenant, id) => assignmentsWhere(tenant, id, 'resourceId'),
  },
  {
    ...directory,
    path: 'servicePrincipals/{id}/oauth2PermissionGrants',
    type: 'oAuth2PermissionGrant',
    permissions: ['DelegatedPermissionGrant.Read.All', ...directoryRead],
    collection: (tenant, id) => grantsOf(tenant, id),
  },
  {
    ...directory,
    path: 'oauth2PermissionGrants',
    type: 'oAuth2PermissionGrant',
    permissions: ['DelegatedPermissionGrant.Read.All', ...directoryRead],
    hasDelta: true,
    collection: ({ oauth2PermissionGrants }) => oauth2PermissionGrants,
  },
  {
    ...directory,
    path: 'roleManagement/directory/roleDefinitions',
    type: 'unifiedRoleDefinition',
    permissions: [...roleRead, ...directoryRead],
    collection: ({ roleDefinitions }) => roleDefinitions,
  },
  {
    ...directory,
    path: 'roleManagement/directory/roleAssignments',
    type: 'unifiedRoleAssignment',
    permissions: [...roleRead, ...directoryRead],
    expand: roleExpands,
    collection: ({ roleAssignments }) => roleAssignments,
  },
  {
    ...pim,
    path: 'roleManagement/directory/roleAssignmentScheduleInstances',
    type: 'unifiedRoleAssignmentScheduleInstance',
    permissions: ['RoleAssignmentSchedule.Read.Directory', ...roleRead],
    collection: ({ roleAssignmentScheduleInstances }) => roleAssignmentScheduleInstances,
  },
  {
    ...pim,
    path: 'roleManagement/directory/roleEligibilityScheduleInstances',
    type: 'unifiedRoleEligibilityScheduleInstance',
    permissions: ['RoleEligibilitySchedule.Read.Directory', ...roleRead],
    collection: ({ roleEligibilityScheduleInstances }) => roleEligibilityScheduleInstances,
  },
  {
    ...pimForGroups,
    path: 'identityGovernance/privilegedAccess/group/assignmentScheduleInstances',
    type: 'privilegedAccessGroupAssignmentScheduleInstance',
    permissions: ['PrivilegedAssignmentSchedule.Read.AzureADGroup', 'PrivilegedAccess.Read.AzureADGroup'],
    collection: ({ groupAssignmentScheduleInstances }) => groupAssignmentScheduleInstances,
  },
  {
    ...pimForGroups,
    path: 'identityGovernance/privilegedAccess/group/eligibilityScheduleInstances',
    type: 'privilegedAccessGroupEligibilityScheduleInstance',
    permissions: ['PrivilegedEligibilitySchedule.Read.AzureADGroup', 'PrivilegedAccess.Read.AzureADGroup'],
    collection: ({ groupEligibilityScheduleInstances }) => groupEligibilityScheduleInstances,
  },
  {
    service: 'conditionalAccess',
    maximumTop: 999,
    path: 'identity/conditionalAccess/policies',
    type: 'conditionalAccessPolicy',
    permissions: ['Policy.Read.All', 'Policy.Read.ConditionalAccess'],
    collection: ({ conditionalAccessPolicies }) => conditionalAccessPolicies,
  },
  {
    ...intune,
    path: 'deviceManagement/deviceConfigurations',
    type: 'deviceConfiguration',
    collection: ({ deviceConfigurations }) => deviceConfigurations,
  },
  {
    ...intune,
    path: 'deviceManagement/deviceCompliancePolicies',
    type: 'deviceCompliancePolicy',
    collection: ({ deviceCompliancePolicies }) => deviceCompliancePolicies,
  },
  {
    ...intune,
    version: 'beta',
    path: 'deviceManagement/configurationPolicies',
    type: 'deviceManagementConfigurationPolicy',
    expand: { settings: (_, { settings }) => settings },
    collection: ({ configurationPolicies }) => configurationPolicies,
  },
  {
    ...intune,
    version: 'beta',
    path: 'deviceManagement/configurationPolicies/{id}/settings',
    type: 'deviceManagementConfigurationSetting',
    collection: ({ configurationPolicies }, id) => settingsOf(existing(configurationPolicies, id)),
  },
];

function existing(collection: Collection, id: string): GraphObject {
  const row = collection.find(id);
  if (row === null) throw notFound(id);
  return row;
}

function assignmentsWhere(tenant: Tenant, id: string, member: string): Collection {
  const principal = idOf(existing(tenant.servicePrincipals, id));
  return listed(
    rowsWhere(tenant.appRoleAssignments, (row) => row[member] === principal),
    () => '',
  );
}

function grantsOf(tenant: Tenant, id: string): Collection {
  const principal = idOf(existing(tenant.servicePrincipals, id));
  return listed(
    rowsWhere(tenant.oauth2PermissionGrants, ({ clientId }) => clientId === principal),
    () => '',
  );
}

function settingsOf({ settings }: GraphObject): Collection {
  return listed(Array.isArray(settings) ? (settings as readonly GraphObject[]) : [], () => '');
}
