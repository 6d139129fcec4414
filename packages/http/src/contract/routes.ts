import type { MethodName } from '@tenantatlas/core';
import type { Mark } from './mark.ts';
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
  /** A member by which an answer is known; null for an answer that is a list. */
  readonly mark: string | null;
  /** The status of success. */
  readonly status: 200 | 201;
}

const page = [text('cursor'), integer('limit')] as const;
const time = [text('window'), text('from'), text('to')] as const;
const auditFilters = [
  text('tenantId'),
  list('actions'),
  text('actorId'),
  text('targetType'),
  text('targetId'),
  ...time,
  ...page,
] as const;

const helpContext = [
  text('tenantId'),
  text('topicKey'),
  text('surface'),
  text('reasonCode'),
  text('providerCode'),
  text('verification'),
  text('outcome'),
  text('freshness'),
  text('evidence'),
  text('headline'),
  text('shortExplanation'),
  text('safeNextAction', 'safe_next_action'),
  list('steps'),
] as const;

/** A read: its address, the mark of its answer, and what its query carries. */
const read = <Method extends MethodName>(
  method: Method,
  path: string,
  mark: Mark<Method> & (string | null),
  ...query: readonly QueryField[]
): Route => ({ method, verb: 'GET', path, query, mark, status: 200 });
const write = <Method extends MethodName>(
  method: Method,
  path: string,
  mark: Mark<Method> & (string | null),
  verb: Exclude<Verb, 'GET'> = 'POST',
): Route => ({ method, verb, path, query: [], mark, status: 200 });
const create = <Method extends MethodName>(
  method: Method,
  path: string,
  mark: Mark<Method> & (string | null),
): Route => ({ ...write(method, path, mark), status: 201 });

const workspace = '/v1/workspaces/{workspaceId}';
const member = `${workspace}/members/{userId}`;
const tenant = `${workspace}/tenants/{tenantId}`;
const entitlement = `${tenant}/entitlements/{userId}`;
const control = '/v1/controls/{control}';
const operations = `${workspace}/operations`;
const connections = `${workspace}/connections`;
const connection = `${connections}/{connectionId}`;
const onboardings = `${workspace}/onboarding`;
const onboarding = `${onboardings}/{onboardingId}`;

/**
 * Every route, in the order of the reference. A method may have two addresses: then the one with more of the request in its path comes first, and
 * a client takes the first whose path it can fill.
 */
export const routes: readonly Route[] = [
  read('workspaces.list', '/v1/workspaces', 'items', text('status'), ...page),
  create('workspaces.create', '/v1/workspaces', 'workspaceId'),
  read('workspaces.get', workspace, 'workspaceId'),
  write('workspaces.archive', `${workspace}/archive`, 'workspaceId'),
  write('workspaces.restore', `${workspace}/restore`, 'workspaceId'),
  read('workspaces.members', `${workspace}/members`, 'items', ...page),
  write('workspaces.addMember', member, 'role', 'PUT'),
  write('workspaces.removeMember', member, 'disposition', 'DELETE'),
  write('workspaces.grantTenant', entitlement, 'tenantId', 'PUT'),
  write('workspaces.revokeTenant', entitlement, 'disposition', 'DELETE'),

  read('tenants.list', `${workspace}/tenants`, 'items', list('lifecycles'), ...page),
  create('tenants.create', `${workspace}/tenants`, 'tenantId'),
  read('tenants.get', tenant, 'tenantId'),
  write('tenants.changeLifecycle', `${tenant}/lifecycle`, 'tenantId'),

  read('controls.list', '/v1/controls', null),
  read('controls.summary', control, 'controlKey'),
  read('controls.evaluate', `${control}/decision`, 'controlKey', text('workspaceId')),
  read('controls.previewImpact', `${control}/impact`, 'controlKey', scope(), text('intent')),
  write('controls.pause', `${control}/pause`, 'disposition'),
  write('controls.resume', `${control}/resume`, 'disposition'),
  read('controls.history', `${control}/history`, 'controlKey'),
  read(
    'controls.changes',
    '/v1/control-changes',
    'items',
    text('control'),
    text('activationId'),
    list('actions'),
    ...page,
  ),
  write('controls.rescope', '/v1/control-activations/{activationId}/rescope', 'disposition'),

  read('telemetry.summary', '/v1/telemetry/summary', 'totalEvents', ...time),
  read('telemetry.trend', '/v1/telemetry/trend', 'buckets', ...time),

  read(
    'operations.list',
    operations,
    'items',
    text('tenantId'),
    list('types'),
    list('statuses', 'status'),
    list('outcomes'),
    ...time,
    ...page,
  ),
  write('operations.start', operations, 'disposition'),
  read('operations.get', `${operations}/{runId}`, 'initiator'),
  write('operations.cancel', `${operations}/{runId}/cancel`, 'initiator'),

  read('operations.attention', '/v1/attention', 'window', text('window')),
  read('operations.attentionRuns', '/v1/attention/runs', 'items', text('kind'), ...time, ...page),

  read('connections.list', connections, 'items', text('tenantId'), text('provider'), ...page),
  create('connections.create', connections, 'connectionType'),
  read('connections.get', connection, 'connectionType'),
  write('connections.update', connection, 'connectionType'),
  read('connections.permissions', `${connection}/permissions`, 'manifestVersion'),
  write('connections.consentUrl', `${connection}/consent-url`, 'url'),
  write('connections.acknowledge', `${connection}/acknowledge`, 'connectionType'),
  write('connections.verify', `${connection}/verify`, 'disposition'),

  read('onboarding.list', onboardings, 'items', text('tenantId'), list('statuses', 'status'), ...page),
  create('onboarding.start', onboardings, 'lifecycleState'),
  read('onboarding.get', onboarding, 'lifecycleState'),
  write('onboarding.update', onboarding, 'lifecycleState'),
  read('onboarding.readiness', `${onboarding}/readiness`, 'nextAction'),
  write('onboarding.complete', `${onboarding}/complete`, 'lifecycleState'),
  write('onboarding.cancel', `${onboarding}/cancel`, 'lifecycleState'),

  read('surfaces.actions', `${tenant}/actions`, null, list('types')),
  read('surfaces.pauses', `${workspace}/pauses`, null),
  read('surfaces.tenantVerification', `${tenant}/verification`, 'summary', text('provider')),
  read('surfaces.onboardingVerification', `${onboarding}/verification`, 'inspect'),
  read('surfaces.recentOperations', `${tenant}/recent-operations`, 'secondary', integer('limit')),

  read('knowledge.topics', '/v1/knowledge/topics', null, text('surface'), text('audience')),
  read('knowledge.resolve', `${workspace}/help`, 'help', ...helpContext),
  read('knowledge.resolve', '/v1/knowledge/help', 'help', ...helpContext),
  read('knowledge.source', '/v1/knowledge/source', 'version', text('audience'), text('locale')),
  read('knowledge.glossary', '/v1/knowledge/glossary', null),
  read('knowledge.reasons', '/v1/knowledge/reasons', null),

  read('audit.list', `${workspace}/audit`, 'items', ...auditFilters),
  read('audit.list', '/v1/audit', 'items', ...auditFilters),
  read('audit.export', `${workspace}/audit/export`, 'nextCursor', text('format'), ...auditFilters),
  read('audit.export', '/v1/audit/export', 'nextCursor', text('format'), ...auditFilters),
];

type GroupOf<Method extends string> = Method extends `${infer Group}.${string}` ? Group : never;

/** What the methods of each group are about. */
export const groups = {
  workspaces: 'Customer organisations, their members, and who may see which tenant.',
  tenants: 'The managed tenants of a workspace.',
  controls: 'Audited kill switches over risky operations.',
  telemetry: 'Which capabilities are used, as counts over all workspaces.',
  operations: 'Governed operations and their runs.',
  connections: 'How the tenants of a workspace are reached at their providers, and whether that works.',
  onboarding: 'The onboarding of tenants, and the one thing to do next in each.',
  surfaces: 'What surfaces may show and offer.',
  knowledge: 'Help beside problems: topics, terms and reason codes.',
  audit: 'The audit trail.',
} as const satisfies { readonly [group in GroupOf<MethodName>]: string };
