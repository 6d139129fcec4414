import type { MethodName } from '@tenantatlas/core';

/** What each operation of the description does, in one sentence. */
export const summaries: { readonly [operation in OperationId]: string } = {
  'workspaces.list': 'Lists workspaces by id.',
  'workspaces.create': 'Creates a workspace under an id of your choice.',
  'workspaces.get': 'Reads one workspace.',
  'workspaces.archive': 'Makes a workspace read-only.',
  'workspaces.restore': 'Brings an archived workspace back.',
  'workspaces.addMember': 'Grants a membership or changes its role.',
  'workspaces.removeMember': 'Ends a membership and the entitlements that hang on it.',
  'workspaces.grantTenant': 'Lets a member see a tenant.',
  'workspaces.revokeTenant': 'Ends the access of a member to a tenant.',
  'tenants.list': 'Lists tenants by id, in every lifecycle unless told otherwise.',
  'tenants.create': 'Adds a tenant to a workspace.',
  'tenants.get': 'Reads one tenant.',
  'tenants.changeLifecycle': 'Moves a tenant along its life.',
  'controls.list': 'Lists every control with what is active of it.',
  'controls.summary': 'Reads one control with what is active of it.',
  'controls.evaluate': 'Says whether the control lets operations start.',
  'controls.previewImpact': 'Says what a pause would touch.',
  'controls.pause': 'Pauses a control, or replaces the pause that is there.',
  'controls.resume': 'Ends the pause of a scope.',
  'controls.history': 'Reads the latest ten audit entries about a control.',
  'controls.rescope': 'Moves an active pause to another scope in one step.',
  'operations.list': 'Lists runs, newest first.',
  'operations.start': 'Starts an operation, or refuses for exactly one reason.',
  'operations.get': 'Reads one run.',
  'operations.cancel': 'Ends a run that is queued or running.',
  'surfaces.actions': 'Says for each operation whether the caller can start it.',
  'audit.list': 'Lists the audit entries of a workspace, newest first.',
  'audit.list.platform': 'Lists the audit entries of the platform, newest first.',
  'audit.export': 'Exports the audit entries of a workspace, page by page.',
  'audit.export.platform': 'Exports the audit entries of the platform, page by page.',
};

/** The name of a method; its second address, for the platform, has one of its own. */
export type OperationId = MethodName | `${'audit.list' | 'audit.export'}.platform`;
