import type { MethodName } from '../../access/matrix.ts';
import { samples, type Place } from './samples.ts';

const pauseFields = {
  scope: { type: 'workspace', workspaceId: 'w-1' },
  reason: 'A good reason',
  publicMessage: 'We are looking into it',
  expiresAt: '2026-12-01T00:00:00Z',
  expectedVersion: 1,
};

const auditFilters = {
  workspaceId: 'w-1',
  tenantId: 't-1',
  actions: ['tenant.created'],
  actorId: 'seed',
  targetType: 'tenant',
  targetId: 't-1',
  from: '2026-11-20T12:00:00Z',
  to: '2026-11-21T12:00:00Z',
  limit: 10,
};

const full: { readonly [method in MethodName]?: (place: Place) => unknown } = {
  'workspaces.list': () => ({ status: 'in_service', limit: 10 }),
  'workspaces.members': () => ({ workspaceId: 'w-1', limit: 10 }),
  'workspaces.grantTenant': () => ({ workspaceId: 'w-1', tenantId: 't-1', userId: 'u-spare', role: 'operator' }),
  'tenants.create': () => ({
    workspaceId: 'w-1',
    tenantId: 't-new',
    name: 'New',
    externalTenantId: 'ext-1',
    lifecycle: 'draft',
  }),
  'tenants.changeLifecycle': () => ({ workspaceId: 'w-1', tenantId: 't-1', to: 'archived', expectedVersion: 1 }),
  'tenants.list': () => ({ workspaceId: 'w-1', lifecycles: ['active'], limit: 10 }),
  'controls.pause': () => ({ control: 'acme.notice', ...pauseFields }),
  'controls.rescope': ({ activationId }) => ({ activationId, ...pauseFields }),
  'operations.start': () => ({
    type: 'acme.sweep',
    workspaceId: 'w-1',
    tenantId: 't-1',
    idempotencyKey: 'click-1',
    inputs: { list: 'l-1' },
  }),
  'operations.list': () => ({
    workspaceId: 'w-1',
    tenantId: 't-1',
    types: ['acme.sweep'],
    statuses: ['queued'],
    limit: 10,
  }),
  'audit.list': () => auditFilters,
  'audit.export': () => ({ ...auditFilters, format: 'csv' }),
};

/** A valid request with every member that the method knows, except a cursor. */
export function fullRequest(method: MethodName, place: Place): unknown {
  return full[method]?.(place) ?? samples[method][0]?.request(place) ?? {};
}
