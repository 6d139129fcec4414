import { definePermissions } from '@tenantatlas/core';

/**
 * What the product needs of Microsoft Graph: application permissions that read. `Directory.Read.All` is the least one that reads delegated grants.
 *
 * @see https://learn.microsoft.com/graph/permissions-reference
 */
export const microsoftPermissions = definePermissions({
  provider: 'microsoft',
  version: 2,
  permissions: [
    {
      key: 'Directory.Read.All',
      type: 'application',
      features: ['Verification', 'Permission overview', 'Administrator roles'],
      since: 1,
    },
    { key: 'RoleManagement.Read.Directory', type: 'application', features: ['Administrator roles'], since: 1 },
    {
      key: 'PrivilegedEligibilitySchedule.Read.AzureADGroup',
      type: 'application',
      features: ['Administrator roles'],
      since: 1,
    },
    {
      key: 'PrivilegedAssignmentSchedule.Read.AzureADGroup',
      type: 'application',
      features: ['Administrator roles'],
      since: 2,
    },
    { key: 'Policy.Read.All', type: 'application', features: ['Configuration inventory'], since: 1 },
    {
      key: 'DeviceManagementConfiguration.Read.All',
      type: 'application',
      features: ['Configuration inventory'],
      since: 1,
    },
  ],
});
