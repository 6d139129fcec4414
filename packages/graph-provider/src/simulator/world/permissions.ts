import { guidOf, partOf } from './random.ts';

/** The app id of Microsoft Graph, which is the same in every tenant of every cloud. */
export const graphAppId = '00000003-0000-0000-c000-000000000000';

/** Permissions that Graph offers to apps without a user. */
const applicationPermissions = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'AuditLog.Read.All',
  'DelegatedPermissionGrant.Read.All',
  'DeviceManagementConfiguration.Read.All',
  'DeviceManagementConfiguration.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
  'GroupMember.Read.All',
  'Organization.Read.All',
  'Organization.ReadWrite.All',
  'Policy.Read.All',
  'Policy.Read.ConditionalAccess',
  'PrivilegedAccess.Read.AzureADGroup',
  'PrivilegedAssignmentSchedule.Read.AzureADGroup',
  'PrivilegedEligibilitySchedule.Read.AzureADGroup',
  'RoleAssignmentSchedule.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'RoleManagement.Read.All',
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
  'User.Read.All',
  'User.ReadWrite.All',
] as const;

const delegatedPermissions = [
  'openid',
  'profile',
  'offline_access',
  'User.Read',
  'User.Read.All',
  'Directory.Read.All',
];

/** A permission that Graph offers, as its service principal lists it. */
export interface OfferedPermission {
  readonly id: string;
  readonly value: string;
}

/** The permissions of Graph in one world, whose ids differ by cloud and seed: a client that types an id finds nothing. */
export interface PermissionCatalog {
  readonly application: readonly OfferedPermission[];
  readonly delegated: readonly OfferedPermission[];
}

/** See {@link PermissionCatalog}. */
export function permissionsOf(seed: number, cloud: string): PermissionCatalog {
  const offered = (kind: string, values: readonly string[]): readonly OfferedPermission[] =>
    values.map((value, index) => ({ id: guidOf(partOf(seed, `${cloud} ${kind}`), index), value }));
  return {
    application: offered('application', applicationPermissions),
    delegated: offered('delegated', delegatedPermissions),
  };
}
