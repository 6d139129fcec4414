import { platformOperator, workspaceUser } from '@tenantatlas/core';

/** Runs the platform, and may pause operations. */
export const ada = platformOperator({
  id: 'op-ada',
  label: 'Ada Okafor',
  capabilities: [
    'platform.access_system_panel',
    'platform.console.view',
    'platform.ops.view',
    'platform.ops.controls.manage',
    'platform.directory.manage',
  ],
});

/** Owner at Northwind, the workspace that will be paused. */
export const bo = workspaceUser({ id: 'u-bo', label: 'Bo Lindqvist' });
/** Owner at Fabrikam, which stays as it is. */
export const cleo = workspaceUser({ id: 'u-cleo', label: 'Cleo Marin' });
/** Has read access to Northwind only. */
export const dov = workspaceUser({ id: 'u-dov', label: 'Dov Stern' });
/** Belongs to no workspace. */
export const eve = workspaceUser({ id: 'u-eve', label: 'Eve Park' });
