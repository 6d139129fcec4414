import type { MethodName } from '@tenantatlas/core';

/**
 * By what an answer of each method is known: a member that it always has; nothing for those that answer a list as it is. JSON of somebody in between
 * must not pass for an answer: a page would show a control as paused because a proxy said that a session has ended.
 */
export const answerMarks = {
  'workspaces.list': 'items',
  'workspaces.create': 'workspaceId',
  'workspaces.get': 'workspaceId',
  'workspaces.archive': 'workspaceId',
  'workspaces.restore': 'workspaceId',
  'workspaces.addMember': 'role',
  'workspaces.removeMember': 'disposition',
  'workspaces.grantTenant': 'tenantId',
  'workspaces.revokeTenant': 'disposition',
  'tenants.list': 'items',
  'tenants.create': 'tenantId',
  'tenants.get': 'tenantId',
  'tenants.changeLifecycle': 'tenantId',
  'controls.list': null,
  'controls.summary': 'controlKey',
  'controls.evaluate': 'controlKey',
  'controls.previewImpact': 'controlKey',
  'controls.pause': 'disposition',
  'controls.resume': 'disposition',
  'controls.history': 'controlKey',
  'controls.rescope': 'disposition',
  'operations.list': 'items',
  'operations.start': 'disposition',
  'operations.get': 'initiator',
  'operations.cancel': 'initiator',
  'surfaces.actions': null,
  'audit.list': 'items',
  'audit.export': 'nextCursor',
} as const satisfies { readonly [method in MethodName]: string | null };

/** Whether a body is an answer of that method, and not something else that happens to be JSON. */
export function isAnswer(method: MethodName, body: unknown): boolean {
  const mark = answerMarks[method];
  if (mark === null) return Array.isArray(body);
  return typeof body === 'object' && body !== null && Object.hasOwn(body, mark);
}
