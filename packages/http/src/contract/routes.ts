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
  /** What the method does, in one sentence. */
  readonly summary: string;
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

const read = (method: MethodName, path: string, summary: string, query: readonly QueryField[] = []): Route => ({
  method,
  verb: 'GET',
  path,
  query,
  status: 200,
  summary,
});
const write = (method: MethodName, verb: Exclude<Verb, 'GET'>, path: string, summary: string): Route => ({
  method,
  verb,
  path,
  query: [],
  status: 200,
  summary,
});
const create = (method: MethodName, path: string, summary: string): Route => ({
  ...write(method, 'POST', path, summary),
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
  read('workspaces.list', '/v1/workspaces', 'Lists workspaces by id.', [text('status'), ...page]),
  create('workspaces.create', '/v1/workspaces', 'Creates a workspace under an id of your choice.'),
  read('workspaces.get', workspace, 'Reads one workspace.'),
  write('workspaces.archive', 'POST', `${workspace}/archive`, 'Makes a workspace read-only.'),
  write('workspaces.restore', 'POST', `${workspace}/restore`, 'Brings an archived workspace back.'),
  write('workspaces.addMember', 'PUT', member, 'Grants a membership or changes its role.'),
  write('workspaces.removeMember', 'DELETE', member, 'Ends a membership and the entitlements that hang on it.'),
  write('workspaces.grantTenant', 'PUT', entitlement, 'Lets a member see a tenant.'),
  write('workspaces.revokeTenant', 'DELETE', entitlement, 'Ends the access of a member to a tenant.'),

  read('tenants.list', `${workspace}/tenants`, 'Lists tenants by id, in every lifecycle unless told otherwise.', [
    list('lifecycles', 'lifecycle'),
    ...page,
  ]),
  create('tenants.create', `${workspace}/tenants`, 'Adds a tenant to a workspace.'),
  read('tenants.get', tenant, 'Reads one tenant.'),
  write('tenants.changeLifecycle', 'POST', `${tenant}/lifecycle`, 'Moves a tenant along its life.'),

  read('controls.list', '/v1/controls', 'Lists every control with what is active of it.'),
  read('controls.summary', control, 'Reads one control with what is active of it.'),
  read('controls.evaluate', `${control}/decision`, 'Says whether the control lets operations start.', [
    text('workspaceId', 'workspace_id'),
  ]),
  read('controls.previewImpact', `${control}/impact`, 'Says what a pause would touch.', [scope()]),
  write('controls.pause', 'POST', `${control}/pause`, 'Pauses a control, or replaces the pause that is there.'),
  write('controls.resume', 'POST', `${control}/resume`, 'Ends the pause of a scope.'),
  read('controls.history', `${control}/history`, 'Reads the latest ten audit entries about a control.'),
  write(
    'controls.rescope',
    'POST',
    '/v1/control-activations/{activationId}/rescope',
    'Moves an active pause to another scope in one step.',
  ),

  read('operations.list', operations, 'Lists runs, newest first.', [
    text('tenantId', 'tenant_id'),
    list('types', 'type'),
    list('statuses', 'status'),
    ...page,
  ]),
  write('operations.start', 'POST', operations, 'Starts an operation, or refuses for exactly one reason.'),
  read('operations.get', `${operations}/{runId}`, 'Reads one run.'),
  write('operations.cancel', 'POST', `${operations}/{runId}/cancel`, 'Ends a run that is queued or running.'),

  read('surfaces.actions', `${tenant}/actions`, 'Says for each operation whether the caller can start it.', [
    list('types', 'type'),
  ]),

  read('audit.list', `${workspace}/audit`, 'Lists the audit entries of a workspace, newest first.', auditFilters),
  read('audit.list', '/v1/audit', 'Lists the audit entries of the platform, newest first.', auditFilters),
  read('audit.export', `${workspace}/audit/export`, 'Exports the audit entries of a workspace, page by page.', [
    text('format'),
    ...auditFilters,
  ]),
  read('audit.export', '/v1/audit/export', 'Exports the audit entries of the platform, page by page.', [
    text('format'),
    ...auditFilters,
  ]),
];
