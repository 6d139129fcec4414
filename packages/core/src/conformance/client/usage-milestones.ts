import type { PersonId, RunId, TenantId } from '../../kernel/ids.ts';
import { plusMillis, type Instant } from '../../kernel/instant.ts';
import { StorageFault } from '../../ports/storage-fault.ts';
import type { StorageUnit } from '../../ports/storage.ts';
import type { UsageEvent } from '../../ports/usage-store.ts';
import {
  recordCheckpointCompleted,
  recordDiagnosticsOpened,
  recordOperationStarted,
  recordReportCreated,
  recordReviewPackRequested,
  type MilestoneContext,
  type MilestonePlace,
} from '../../telemetry/milestones.ts';
import { equal, holds, rejection } from '../check.ts';
import { tenantA, tenantRecord, userA } from '../fixtures.ts';
import type { StorageCase, StorageContext } from '../storage-context.ts';
import { day, figures, freshDay, totals } from '../storage/usage-helpers.ts';
import { newWorld } from '../world.ts';

/** One milestone, recorded for a thing of a capability. */
interface Milestone {
  readonly name: string;
  /** What the event says of the thing `thing-1`. */
  readonly event: Pick<UsageEvent, 'eventName' | 'featureArea' | 'subjectType' | 'subjectId'> & {
    readonly metadata: (at: Instant) => UsageEvent['metadata'];
  };
  record(context: MilestoneContext, place: MilestonePlace, thingId: string, at: Instant): Promise<void>;
}

const milestones: readonly Milestone[] = [
  {
    name: 'an operation that was started',
    event: {
      eventName: 'product.operations.started',
      featureArea: 'operations',
      subjectType: 'operation_run',
      subjectId: 'thing-1',
      metadata: () => ({ operation_type: 'acme.sweep' }),
    },
    record: (context, { actor, ...place }, id, createdAt) => {
      const initiator = actor.kind === 'system' ? null : { kind: actor.kind, personId: actor.id as PersonId };
      return recordOperationStarted(context, { ...place, id: id as RunId, initiator, type: 'acme.sweep', createdAt });
    },
  },
  {
    name: 'a checkpoint that was completed',
    event: {
      eventName: 'product.onboarding.checkpoint_completed',
      featureArea: 'onboarding',
      subjectType: 'tenant_onboarding_session',
      subjectId: 'thing-1',
      metadata: (completed_at) => ({ checkpoint_key: 'consent', lifecycle_state: 'draft', completed_at }),
    },
    record: (context, place, sessionId, completedAt) =>
      recordCheckpointCompleted(context, place, { sessionId, key: 'consent', lifecycleState: 'draft', completedAt }),
  },
  {
    name: 'support diagnostics of a tenant',
    event: {
      eventName: 'product.support_diagnostics.opened',
      featureArea: 'support_diagnostics',
      subjectType: 'tenant',
      subjectId: tenantA,
      metadata: () => ({ source_surface: 'tenant_dashboard' }),
    },
    record: (context, place, id, openedAt) =>
      recordDiagnosticsOpened(context, place, { id, openedAt, subject: { type: 'tenant' } }),
  },
  {
    name: 'support diagnostics of a run',
    event: {
      eventName: 'product.support_diagnostics.opened',
      featureArea: 'support_diagnostics',
      subjectType: 'operation_run',
      subjectId: 'run-1',
      metadata: () => ({ source_surface: 'operation_run_viewer', operation_type: 'acme.sweep' }),
    },
    record: (context, place, id, openedAt) =>
      recordDiagnosticsOpened(context, place, {
        id,
        openedAt,
        subject: { type: 'operation_run', runId: 'run-1', operationType: 'acme.sweep' },
      }),
  },
  {
    name: 'a report that was stored',
    event: {
      eventName: 'product.stored_report.created',
      featureArea: 'stored_reports',
      subjectType: 'stored_report',
      subjectId: 'thing-1',
      metadata: () => ({ report_type: 'permission_posture' }),
    },
    record: (context, place, id, createdAt) =>
      recordReportCreated(context, place, { id, type: 'permission_posture', createdAt }),
  },
  {
    name: 'a review pack that was requested',
    event: {
      eventName: 'product.review_pack.requested',
      featureArea: 'review_pack',
      subjectType: 'review_pack',
      subjectId: 'pack-1',
      metadata: () => ({ source_surface: 'tenant_review', include_operations: true, include_pii: false }),
    },
    record: (context, place, id, requestedAt) =>
      recordReviewPackRequested(context, place, {
        id,
        packId: 'pack-1',
        requestedAt,
        sourceSurface: 'tenant_review',
        includeOperations: true,
        includePii: false,
      }),
  },
];

/** The milestones of the SDK's own capabilities: action and event are committed together or not at all. */
export const usageMilestoneCases: readonly StorageCase[] = milestones.map((milestone) => ({
  name: `usage milestones: ${milestone.name} is recorded in the transaction of its action, once for each subject, for people of workspaces`,
  run: async (context) => {
    const { act, found, sent, begin, world } = await capabilityOf(context, milestone);
    const late = new RangeError('The action failed at its end.');
    holds(
      (await rejection(() => act('thing-1', { fail: late }), 'A failure is passed on.')) === late,
      'It is unchanged.',
    );
    equal([await found(), sent.length], [[0, 0], 1], 'A rollback of the action removes its event.');
    const fault = new StorageFault('unavailable', 'The ledger does not answer.');
    const rejected = await rejection(() => act('thing-1', { ledger: fault }), 'A failed recording fails the action.');
    holds(rejected === fault, 'With the failure of the recording.');
    await rejection(
      () => act('thing-1', { tenantId: 'tenant-x' as TenantId }),
      'So does a tenant that does not exist.',
    );
    equal(await found(), [0, 0], 'Neither action nor event.');

    sent.length = 0;
    await act('thing-2', { tenantId: null });
    for (const actor of [{ kind: 'platform', id: userA } as const, { kind: 'system', id: 'scheduler' } as const])
      await act('thing-2', { actor });
    equal([await found(), sent], [[1, 0], []], 'The actions are done, and nothing is recorded.');

    for (let time = 0; time < 3; time += 1) await act('thing-1');
    equal(await found(), [2, 1], 'Action and event, once.');
    await act('thing-2');
    equal(await found(), [2, 2], 'Another thing.');
    const { metadata, ...event } = milestone.event;
    const expected = {
      ...event,
      workspaceId: world.workspaceId,
      id: sent[0]?.id,
      tenantId: tenantA,
      user: { kind: 'user', personId: userA },
      metadata: metadata(begin),
      occurredAt: begin,
      recordedAt: plusMillis(begin, 9),
    };
    equal(sent[0], expected, 'Its content.');
    const { counts } = await totals(context.storage, { from: begin, to: begin });
    equal(counts, [{ eventName: event.eventName, count: 2 }], 'At the instant of the action.');
  },
}));

interface Action extends Partial<MilestonePlace> {
  /** What the action fails with after everything else. */
  readonly fail?: Error;
  /** What the ledger rejects with. */
  readonly ledger?: StorageFault;
}

/** A small capability: it keeps a thing, which is a tenant here, and records the milestone of it in the same unit. */
async function capabilityOf(context: StorageContext, { record }: Milestone) {
  const [world, begin] = [await newWorld(context), await freshDay(context)];
  const { workspaceId } = world;
  const sent: UsageEvent[] = [];
  const noting = ({ usage }: StorageUnit, ledger: StorageFault | undefined) => ({
    usage: {
      ...usage,
      add: (events: readonly UsageEvent[]) => {
        sent.push(...events);
        return ledger ? Promise.reject(ledger) : usage.add(events);
      },
    },
  });
  const place = { workspaceId, tenantId: tenantA, actor: { kind: 'user', id: userA } } as const;
  return {
    world,
    begin,
    sent,
    act: (thingId: string, { fail, ledger, ...change }: Action = {}): Promise<void> =>
      world.unit(async (unit) => {
        const scope = world.tenant(thingId as TenantId);
        if (!(await unit.tenants.get(scope)))
          await unit.tenants.create(scope, tenantRecord(workspaceId, scope.tenantId));
        const now = plusMillis(begin, 9);
        await record({ unit: noting(unit, ledger), now }, { ...place, ...change }, thingId, begin);
        if (fail) throw fail;
      }),
    /** How many things and how many events there are. */
    async found(): Promise<readonly [things: number, events: number]> {
      const things = await world.unit(async ({ tenants }) => [
        await tenants.get(world.tenant('thing-1' as TenantId)),
        await tenants.get(world.tenant('thing-2' as TenantId)),
      ]);
      const [events] = await figures(context.storage, begin, plusMillis(begin, day));
      return [things.filter((thing) => thing !== null).length, events];
    },
  };
}
