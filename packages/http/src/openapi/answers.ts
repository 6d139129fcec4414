import { maxPageLimit, type MethodName } from '@tenantatlas/core';
import * as z from 'zod';

// The answers of the methods, for the description. The types of core are the truth: a type test holds these against them, and a test holds recorded
// answers against these.

/** What JSON Schema says of a schema besides its type; one with an `id` becomes a component. A registry of our own: zod's is the host's too. */
export const components = z.registry<{
  readonly id?: string;
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
}>();

const id = z.string().register(components, { pattern: '^[A-Za-z0-9._:+/-]{1,120}$' });
const instant = z.string().register(components, {
  format: 'date-time',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
});
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const version = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** Text for a person, as data. */
export const sentence = z
  .strictObject({
    id: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    text: z.string(),
  })
  .register(components, {
    id: 'Sentence',
    description: 'Text for a person: English in `text`, translatable through `id` and `params`.',
  });

const person = z
  .strictObject({ kind: z.enum(['platform', 'user', 'system']), id, label: sentence })
  .register(components, { id: 'Person' });

const workspace = z
  .strictObject({
    workspaceId: id,
    name: z.string(),
    status: z.enum(['in_service', 'archived']),
    archivedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    version,
  })
  .register(components, { id: 'Workspace' });

const role = z.enum(['readonly', 'operator', 'manager', 'owner']);
const granted = z.enum(['granted', 'changed', 'unchanged']);
const membership = z
  .strictObject({ workspaceId: id, userId: id, role, disposition: granted })
  .register(components, { id: 'Membership' });
const entitlement = z
  .strictObject({ workspaceId: id, tenantId: id, userId: id, role: role.nullable(), disposition: granted })
  .register(components, { id: 'Entitlement' });
const removal = z
  .strictObject({ disposition: z.enum(['removed', 'not_present']) })
  .register(components, { id: 'Removal' });

const tenant = z
  .strictObject({
    workspaceId: id,
    tenantId: id,
    name: z.string(),
    externalTenantId: z.string().nullable(),
    lifecycle: z.enum(['draft', 'onboarding', 'active', 'archived']),
    presentation: z.strictObject({
      value: z.string(),
      label: sentence,
      tone: z.enum(['neutral', 'info', 'success', 'muted', 'danger']),
      shortDescription: sentence,
      longDescription: sentence,
      isCanonical: z.boolean(),
    }),
    createdAt: instant,
    updatedAt: instant,
    version,
  })
  .register(components, { id: 'Tenant' });

const scopeType = z.enum(['global', 'workspace']);

/** What a control decided. */
export const decision = z
  .strictObject({
    controlKey: z.string(),
    effectiveState: z.enum(['enabled', 'paused']),
    matchedScopeType: z.enum(['none', 'global', 'workspace']),
    workspaceId: id.nullable(),
    reasonText: z.string().nullable(),
    expiresAt: instant.nullable(),
    sourceActivationId: id.nullable(),
    scopeLabel: sentence,
  })
  .register(components, { id: 'ControlDecision' });

const activation = z
  .strictObject({
    id,
    controlKey: z.string(),
    scope: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('global'), workspaceId: z.null() }),
      z.strictObject({ type: z.literal('workspace'), workspaceId: id }),
    ]),
    scopeLabel: sentence,
    reasonText: z.string(),
    publicMessage: z.string().nullable(),
    expiresAt: instant.nullable(),
    owner: person,
    createdBy: person,
    updatedBy: person.nullable(),
    createdAt: instant,
    updatedAt: instant,
    ageMillis: count,
    version,
  })
  .register(components, { id: 'ControlActivation' });

const controlSummary = z
  .strictObject({
    controlKey: z.string(),
    label: z.string(),
    effectiveState: z.enum(['enabled', 'paused']),
    stateLabel: sentence,
    supportedScopes: z.array(scopeType),
    operationTypes: z.array(z.string()),
    affectedSurfaces: z.array(z.string()),
    policy: z.strictObject({ requireExpiry: z.boolean(), maxDuration: count.nullable() }),
    activations: z.array(activation),
    workspacePauseCount: count,
    historyCount: count,
  })
  .register(components, { id: 'ControlSummary' });

const pause = z
  .strictObject({
    disposition: z.enum(['created', 'updated']),
    activation,
    previous: activation.nullable(),
    settled: z.boolean(),
    openStarts: count.nullable(),
  })
  .register(components, { id: 'Pause' });

const resume = z
  .discriminatedUnion('disposition', [
    z.strictObject({ disposition: z.literal('resumed'), activation }),
    z.strictObject({ disposition: z.literal('already_enabled'), activation: z.null() }),
  ])
  .register(components, { id: 'Resume' });

const impact = z
  .strictObject({
    controlKey: z.string(),
    scopeType,
    workspaceId: id.nullable(),
    workspaceCount: count,
    tenantCount: count,
    runsInFlight: count,
    runsInFlightNote: sentence,
    summary: sentence,
  })
  .register(components, { id: 'ImpactPreview' });

const auditEntry = z
  .strictObject({
    id,
    recordedAt: instant,
    action: z.string(),
    actionLabel: sentence,
    outcome: z.enum(['success', 'blocked', 'failed']),
    actor: person,
    target: z.strictObject({ type: z.string(), id: z.string(), label: z.string() }),
    workspaceId: id.nullable(),
    tenantId: id.nullable(),
    operationRunId: id.nullable(),
    summary: sentence,
    metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })
  .register(components, { id: 'AuditEntry' });

const run = z
  .strictObject({
    id,
    workspaceId: id,
    tenantId: id.nullable(),
    type: z.string(),
    label: z.string(),
    initiator: person.nullable(),
    status: z.enum(['queued', 'running', 'completed']),
    outcome: z.enum(['pending', 'succeeded', 'partially_succeeded', 'failed', 'blocked', 'cancelled']),
    summaryCounts: z.strictObject({ total: count, processed: count, succeeded: count, failed: count, skipped: count }),
    progress: z.strictObject({ done: count, total: count.nullable(), note: z.string().nullable() }),
    failureSummary: z.array(z.strictObject({ reasonCode: z.string(), message: sentence })),
    context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    attempt: count,
    stuck: z.strictObject({
      state: z.enum(['none', 'queued_stuck', 'running_stuck']),
      thresholdMillis: z.number().nullable(),
    }),
    createdAt: instant,
    startedAt: instant.nullable(),
    completedAt: instant.nullable(),
  })
  .register(components, { id: 'OperationRun' });

const start = z
  .strictObject({ run, disposition: z.enum(['created', 'joined', 'already_done']) })
  .register(components, { id: 'Start' });

const history = z
  .strictObject({ controlKey: z.string(), entries: z.array(auditEntry).max(10), count })
  .register(components, { id: 'ControlHistory' });

const pageOf = <Item extends z.ZodType>(name: string, item: Item) =>
  z
    .strictObject({ items: z.array(item).max(maxPageLimit), nextCursor: z.string().nullable() })
    .register(components, { id: `${name}Page` });
const workspacePage = pageOf('Workspace', workspace);
const tenantPage = pageOf('Tenant', tenant);
const runPage = pageOf('OperationRun', run);
const auditPage = pageOf('Audit', auditEntry);
const exportPage = z
  .strictObject({ contentType: z.string(), text: z.string(), nextCursor: z.string().nullable() })
  .register(components, { id: 'ExportPage' });

const action = z
  .strictObject({
    type: z.string(),
    label: z.string(),
    visible: z.boolean(),
    state: z.enum(['available', 'denied', 'paused']),
    reason: sentence.nullable(),
    capability: z.string().nullable(),
    pause: z.strictObject({ title: sentence, message: sentence, decision }).nullable(),
    mutationScope: sentence.nullable(),
  })
  .register(components, { id: 'Action' });

/** The answer of each method. */
export const answers = {
  'workspaces.create': workspace,
  'workspaces.archive': workspace,
  'workspaces.restore': workspace,
  'workspaces.get': workspace,
  'workspaces.list': workspacePage,
  'workspaces.addMember': membership,
  'workspaces.removeMember': removal,
  'workspaces.grantTenant': entitlement,
  'workspaces.revokeTenant': removal,
  'tenants.create': tenant,
  'tenants.changeLifecycle': tenant,
  'tenants.get': tenant,
  'tenants.list': tenantPage,
  'controls.list': z.array(controlSummary),
  'controls.summary': controlSummary,
  'controls.history': history,
  'controls.evaluate': decision,
  'controls.previewImpact': impact,
  'controls.pause': pause,
  'controls.rescope': pause,
  'controls.resume': resume,
  'operations.start': start,
  'operations.get': run,
  'operations.list': runPage,
  'operations.cancel': run,
  'surfaces.actions': z.array(action),
  'audit.list': auditPage,
  'audit.export': exportPage,
} as const satisfies { readonly [method in MethodName]: z.ZodType };
