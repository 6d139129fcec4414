import type { Actor } from '../access/actor.ts';
import { canonicalHash } from '../kernel/hash.ts';
import type { TenantId, UsageEventId, WorkspaceId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Instant } from '../kernel/instant.ts';
import { lazy } from '../kernel/lazy.ts';
import type { PersonRef } from '../ports/people-store.ts';
import type { OperationRun } from '../ports/run-store.ts';
import type { StorageUnit } from '../ports/storage.ts';
import { builtInEvents } from './catalog.ts';
import { eventReaders } from './event-readers.ts';
import { readToken } from './read-value.ts';

/** The unit of the action, and the present. */
export interface MilestoneContext {
  readonly unit: Pick<StorageUnit, 'usage'>;
  readonly now: Instant;
}

/** Where the action happened, and who did it. */
export interface MilestonePlace {
  readonly workspaceId: WorkspaceId;
  /** Null for what belongs to no tenant yet: nothing is recorded. */
  readonly tenantId: TenantId | null;
  /** Only people of workspaces count: nothing is recorded for an operator and for the system. */
  readonly actor: Pick<Actor, 'kind' | 'id'>;
}

/**
 * The milestones of the SDK's own capabilities. Each is called on the unit of its action, after the action has succeeded in it: action and event are committed together
 * or not at all, and a rejection here rolls the action back.
 *
 * Id and instant of an event come from the thing that it is about, and both have to be stored with it or made with it once. So a unit that runs again, and a call that is
 * repeated, record nothing new.
 */

/** A run was created: once for each run that a person of the workspace has started. A start that joins another run, or is answered by its key, does not call this. */
export function recordOperationStarted(
  context: MilestoneContext,
  run: Pick<OperationRun, 'workspaceId' | 'tenantId' | 'id' | 'initiator' | 'type' | 'createdAt'>,
): Promise<void> {
  return record(context, run, run.initiator, {
    eventName: 'product.operations.started',
    id: run.id,
    occurredAt: run.createdAt,
    subject: ['operation_run', run.id],
    metadata: { operation_type: run.type },
  });
}

/** A checkpoint of an onboarding was completed by a person: once for each checkpoint and session, with the instant that the session keeps for it. */
export function recordCheckpointCompleted(
  context: MilestoneContext,
  place: MilestonePlace,
  checkpoint: {
    readonly sessionId: string;
    readonly key: string;
    readonly lifecycleState: string;
    readonly completedAt: Instant;
  },
): Promise<void> {
  const { sessionId, key, lifecycleState, completedAt } = checkpoint;
  return record(context, place, personOf(place), {
    eventName: 'product.onboarding.checkpoint_completed',
    id: canonicalHash({ sessionId, key }),
    occurredAt: completedAt,
    subject: ['tenant_onboarding_session', sessionId],
    metadata: { checkpoint_key: key, lifecycle_state: lifecycleState, completed_at: completedAt },
  });
}

/** What support diagnostics were opened of. */
export type DiagnosticsSubject =
  | { readonly type: 'tenant' }
  | { readonly type: 'operation_run'; readonly runId: string; readonly operationType: string };

/** Support diagnostics were opened: once for each opening. A view that is drawn again is the same opening. */
export function recordDiagnosticsOpened(
  context: MilestoneContext,
  place: MilestonePlace,
  opening: { readonly id: string; readonly openedAt: Instant; readonly subject: DiagnosticsSubject },
): Promise<void> {
  const { id, openedAt, subject } = opening;
  const isRun = subject.type === 'operation_run';
  return record(context, place, personOf(place), {
    eventName: 'product.support_diagnostics.opened',
    id,
    occurredAt: openedAt,
    subject: [subject.type, isRun ? subject.runId : (place.tenantId ?? '')],
    metadata: isRun
      ? { source_surface: 'operation_run_viewer', operation_type: subject.operationType }
      : { source_surface: 'tenant_dashboard' },
  });
}

/** A report was stored: once for each report. A report whose fingerprint is unchanged is not stored, and does not call this. */
export function recordReportCreated(
  context: MilestoneContext,
  place: MilestonePlace,
  report: { readonly id: string; readonly type: string; readonly createdAt: Instant },
): Promise<void> {
  return record(context, place, personOf(place), {
    eventName: 'product.stored_report.created',
    id: report.id,
    occurredAt: report.createdAt,
    subject: ['stored_report', report.id],
    metadata: { report_type: report.type },
  });
}

/** A review pack was requested: once for each request, also for one that is answered with an existing pack. */
export function recordReviewPackRequested(
  context: MilestoneContext,
  place: MilestonePlace,
  request: {
    readonly id: string;
    readonly packId: string;
    readonly requestedAt: Instant;
    readonly sourceSurface: 'tenant' | 'tenant_review';
    readonly includeOperations: boolean;
    readonly includePii: boolean;
  },
): Promise<void> {
  return record(context, place, personOf(place), {
    eventName: 'product.review_pack.requested',
    id: request.id,
    occurredAt: request.requestedAt,
    subject: ['review_pack', request.packId],
    metadata: {
      source_surface: request.sourceSurface,
      include_operations: request.includeOperations,
      include_pii: request.includePii,
    },
  });
}

interface Milestone {
  readonly eventName: keyof typeof builtInEvents;
  readonly id: string;
  readonly occurredAt: Instant;
  readonly subject: readonly [type: string, id: string];
  readonly metadata: { readonly [key: string]: string | boolean };
}

const readers = lazy(() => eventReaders(builtInEvents));

async function record(
  { unit, now }: MilestoneContext,
  { workspaceId, tenantId }: Pick<MilestonePlace, 'workspaceId' | 'tenantId'>,
  user: PersonRef | null,
  { eventName, id, occurredAt, subject: [subjectType, subjectId], metadata }: Milestone,
): Promise<void> {
  if (tenantId === null || user?.kind !== 'user') return;
  const kept = readers().find(eventName)?.readMetadata(metadata);
  invariant(
    kept && [id, subjectId].every((text) => readToken(text) === text),
    `${eventName}: a part of it is not safe.`,
  );
  const answer = await unit.usage.add([
    {
      workspaceId,
      tenantId,
      id: id as UsageEventId,
      user: { kind: user.kind, personId: user.personId },
      eventName,
      featureArea: builtInEvents[eventName].featureArea,
      subjectType,
      subjectId,
      metadata: kept,
      occurredAt,
      recordedAt: now,
    },
  ]);
  // An action in a tenant holds it. What is older than the oldest kept instant would be removed again, so the action does not fail for it.
  invariant(
    answer.kind !== 'unknown_tenant',
    `${eventName}: its tenant does not exist. Record it in the unit that holds the tenant.`,
  );
}

function personOf({ actor }: MilestonePlace): PersonRef | null {
  return actor.kind === 'user' ? { kind: 'user', personId: actor.id as PersonRef['personId'] } : null;
}
