import type { MethodName } from '@tenantatlas/core';
import { integer, list, scope, text, type QueryField } from './query.ts';

/** The verbs in use. `GET` reads, everything else writes. */
export type Verb = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One route: a method of the client under an address. */
export interface Route {
  /** The method that it calls, and the `operationId` of the OpenAPI description. */
  readonly method: MethodName;
  readonly verb: Verb;
  /** Members of the request in braces, the others in the query (reads) or in the JSON body (writes). */
  readonly path: string;
  /** How the members of a read travel in the query. */
  readonly query: readonly QueryField[];
  /** The status of success. */
  readonly status: 200 | 201;
}

const page = [text('cursor'), integer('limit')] as const;
const auditFilters = [
  text('tenantId', 'tenant_id'),
  list('actions', 'action'),
  text('actorId', 'actor_id'),
  text('targetType', 'target_type'),
  text('targetId', 'target_id'),
  text('window'),
  text('from'),
  text('to'),
  ...page,
] as const;

const read = (method: MethodName, path: string, query: readonly QueryField[] = []): Route => ({
  method,
  verb: 'GET',
  path,
  query,
  status: 200,
});
const write = (method: MethodName, verb: Exclude<Verb, 'GET'>, path: string): Route => ({
  method,
  verb,
  path,
  query: [],
  status: 200,
});
const create = (method: MethodName, path: string): Route => ({
  ...write(method, 'POST', path),
  status: 201,
});

const workspace = '/v1/workspaces/{workspaceId}';
const member = `${workspace}/members/{userId}`;
const tenant = `${workspace}/tenants/{tenantId}`;
const entitlement = `${tenant}/entitlements/{userId}`;
const control = '/v1/controls/{control}';
const operations = `${workspace}/operations`;

/**
 * Every route, in the order of the reference. A method may have two addresses: then the one with more of the request in its path comes first, and
 * a client takes the first whose path it can fill.
 */
export const routes: readonly Route[] = [
  read('workspaces.list', '/v1/workspaces', [text('status'), ...page]),
  create('workspaces.create', '/v1/workspaces'),
  read('workspaces.get', workspace),
  write('workspaces.archive', 'POST', `${workspace}/archive`),
  write('workspaces.restore', 'POST', `${workspace}/restore`),
  write('workspaces.addMember', 'PUT', member),
  write('workspaces.removeMember', 'DELETE', member),
  write('workspaces.grantTenant', 'PUT', entitlement),
  write('workspaces.revokeTenant', 'DELETE', entitlement),

  read('tenants.list', `${workspace}/tenants`, [list('lifecycles', 'lifecycle'), ...page]),
  create('tenants.create', `${workspace}/tenants`),
  read('tenants.get', tenant),
  write('tenants.changeLifecycle', 'POST', `${tenant}/lifecycle`),

  read('controls.list', '/v1/controls'),
  read('controls.summary', control),
  read('controls.evaluate', `${control}/decision`, [text('workspaceId', 'workspace_id')]),
  read('controls.previewImpact', `${control}/impact`, [scope()]),
  write('controls.pause', 'POST', `${control}/pause`),
  write('controls.resume', 'POST', `${control}/resume`),
  read('controls.history', `${control}/history`),
  write('controls.rescope', 'POST', '/v1/control-activations/{activationId}/rescope'),

  read('operations.list', operations, [
    text('tenantId', 'tenant_id'),
    list('types', 'type'),
    list('statuses', 'status'),
    ...page,
  ]),
  write('operations.start', 'POST', operations),
  read('operations.get', `${operations}/{runId}`),
  write('operations.cancel', 'POST', `${operations}/{runId}/cancel`),

  read('surfaces.actions', `${tenant}/actions`, [list('types', 'type')]),

  read('audit.list', `${workspace}/audit`, auditFilters),
  read('audit.list', '/v1/audit', auditFilters),
  read('audit.export', `${workspace}/audit/export`, [text('format'), ...auditFilters]),
  read('audit.export', '/v1/audit/export', [text('format'), ...auditFilters]),
];
