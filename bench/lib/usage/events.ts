import { randomUUID } from 'node:crypto';

/** An event as a host gives it. */
export interface GivenEvent {
  readonly eventName: string;
  readonly workspaceId: string;
  readonly tenantId: string;
  readonly actor: { readonly kind: 'user'; readonly id: string };
  readonly subjectType: string;
  readonly subjectId: string;
  readonly metadata: { readonly [key: string]: unknown };
}

/** One for each event of the SDK: its name, its subject, and metadata that it takes. */
export const kinds = [
  {
    eventName: 'product.onboarding.checkpoint_completed',
    featureArea: 'onboarding',
    subjectType: 'tenant_onboarding_session',
    metadata: {
      checkpoint_key: 'consent',
      lifecycle_state: 'onboarding',
      completed_at: '2026-11-21T10:00:00.000Z',
    },
  },
  {
    eventName: 'product.support_diagnostics.opened',
    featureArea: 'support_diagnostics',
    subjectType: 'operation_run',
    metadata: { source_surface: 'operation_run_viewer', operation_type: 'restore.execute' },
  },
  {
    eventName: 'product.operations.started',
    featureArea: 'operations',
    subjectType: 'operation_run',
    metadata: { operation_type: 'inventory.sync' },
  },
  {
    eventName: 'product.stored_report.created',
    featureArea: 'stored_reports',
    subjectType: 'stored_report',
    metadata: { report_type: 'permission_posture' },
  },
  {
    eventName: 'product.review_pack.requested',
    featureArea: 'review_pack',
    subjectType: 'review_pack',
    metadata: { source_surface: 'tenant_review', include_operations: true, include_pii: false },
  },
] as const;

/** A right event: of every kind in turn, of so many workspaces, and about a subject of its own. */
export function rightEvent(index: number, workspaces: number): GivenEvent {
  const { eventName, subjectType, metadata } = kinds[index % kinds.length] as (typeof kinds)[number];
  const workspace = Math.floor(index / kinds.length) % workspaces;
  return {
    eventName,
    workspaceId: workspaceOf(workspace),
    tenantId: tenantOf(workspace),
    actor: { kind: 'user', id: String(500_000 + (index % 3_000)) },
    subjectType,
    subjectId: randomUUID(),
    metadata: { ...metadata },
  };
}

/** A wrong event. The mistakes that hosts make come in turn: a text for people, a key that is not declared, a name that is not in the catalog, no tenant. */
export function wrongEvent(index: number): GivenEvent {
  const right = rightEvent(index, 64);
  const [key = ''] = Object.keys(right.metadata);
  const mistakes = [
    { metadata: { ...right.metadata, [key]: 'Please call Bo at bo@example.com' } },
    { metadata: { ...right.metadata, note: 'x' } },
    { eventName: 'product.operations.finished' },
    { tenantId: '' },
  ];
  return { ...right, ...mistakes[Math.floor(index / kinds.length) % mistakes.length] };
}

/** The ids of workspaces and tenants are numbers, as in the table that the ledger is compared with. */
export function workspaceOf(index: number): string {
  return String(10_000 + index);
}

/** The tenant of a workspace. */
export function tenantOf(index: number): string {
  return String(40_000 + index);
}
