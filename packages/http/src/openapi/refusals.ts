import type { MethodName } from '@tenantatlas/core';

/** What a state or a control can have against a method, besides what every method can answer with. The types of core's client are the truth. */
export const stateRefusals = {
  'workspaces.create': ['conflict'],
  'workspaces.archive': ['conflict', 'immutable'],
  'workspaces.restore': ['conflict', 'immutable'],
  'workspaces.get': [],
  'workspaces.list': [],
  'workspaces.addMember': ['conflict', 'immutable'],
  'workspaces.removeMember': ['conflict', 'immutable'],
  'workspaces.grantTenant': ['conflict', 'immutable'],
  'workspaces.revokeTenant': ['conflict', 'immutable'],
  'tenants.create': ['conflict', 'immutable'],
  'tenants.changeLifecycle': ['conflict', 'immutable'],
  'tenants.get': [],
  'tenants.list': [],
  'controls.list': [],
  'controls.summary': [],
  'controls.history': [],
  'controls.evaluate': [],
  'controls.previewImpact': [],
  'controls.pause': ['conflict', 'immutable'],
  'controls.rescope': ['conflict', 'immutable'],
  'controls.resume': ['immutable'],
  'operations.start': ['control_paused', 'conflict', 'immutable'],
  'operations.get': [],
  'operations.list': [],
  'operations.cancel': ['immutable'],
  'surfaces.actions': [],
  'audit.list': [],
  'audit.export': [],
} as const satisfies { readonly [method in MethodName]: readonly ('control_paused' | 'conflict' | 'immutable')[] };

/** What every method can answer with over HTTP. */
export const everyRefusal = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'invalid_input',
  'rate_limited',
  'storage_failure',
] as const;
