import * as z from 'zod';
import { personAnswer, personView, type PersonView } from '../access/person-view.ts';
import { countAnswer, described, idAnswer, instantAnswer, pageAnswer, sentenceAnswer } from '../kernel/answers.ts';
import type { Instant } from '../kernel/instant.ts';
import { presentationAnswer } from '../lifecycle/answer.ts';
import { presentReferencedLifecycle, type LifecyclePresentation } from '../lifecycle/presentation.ts';
import {
  runOutcomes,
  runStatuses,
  type OperationRun,
  type RunContext,
  type RunCounts,
  type RunFailure,
  type RunOutcome,
  type RunProgress,
  type RunStatus,
} from '../ports/run-store.ts';
import type { PersonRecord } from '../ports/people-store.ts';
import type { TenantRecord } from '../ports/tenant-store.ts';
import type { OperationCatalog } from './definition.ts';
import { runCancelAnswer, type RunCancelView } from './cancel-access.ts';
import { readableInputs, runInputAnswer, type RunInputView } from './readable-inputs.ts';
import { classify, type StuckState } from './rules.ts';

/** The tenant that a run belongs to, as it is now. */
export interface RunTenantView {
  readonly id: string;
  readonly name: string;
  /** Its lifecycle, in the words for a record that mentions a tenant. */
  readonly presentation: LifecyclePresentation;
}

/** A run as shown. Of its inputs it has only those that the operation declares readable: others may hold what its viewers must not read. */
export interface OperationRunView {
  readonly id: string;
  readonly workspaceId: string;
  readonly tenantId: string | null;
  /** Null for a run of the workspace alone, and when the tenant does not exist any more. */
  readonly tenant: RunTenantView | null;
  readonly type: string;
  /** What people call the operation; the type itself when it is no longer in the catalog. */
  readonly label: string;
  /** Null for the system. */
  readonly initiator: PersonView | null;
  /** Inputs that the definition declares as `readable`, for all who may read the run. */
  readonly inputs: readonly RunInputView[];
  readonly status: RunStatus;
  readonly outcome: RunOutcome;
  readonly summaryCounts: RunCounts;
  readonly progress: RunProgress;
  readonly failureSummary: readonly RunFailure[];
  readonly context: RunContext;
  readonly attempt: number;
  readonly stuck: StuckState;
  /**
   * Whether the caller may end it; null once it has ended, and where an answer does not decide it: a list of a workspace user over several tenants, in each of which
   * the user may have another role. `surfaces.actions` of the tenant says it there.
   */
  readonly cancel: RunCancelView | null;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
}

const runTenantAnswer = described<RunTenantView>()('RunTenant', () =>
  z.strictObject({ id: idAnswer(), name: z.string(), presentation: presentationAnswer() }),
);

/** An {@link OperationRunView}. */
export const runAnswer = described<OperationRunView>()('OperationRun', () =>
  z.strictObject({
    id: idAnswer(),
    workspaceId: idAnswer(),
    tenantId: idAnswer().nullable(),
    tenant: runTenantAnswer().nullable(),
    type: z.string(),
    label: z.string(),
    initiator: personAnswer().nullable(),
    inputs: z.array(runInputAnswer()),
    status: z.enum(runStatuses),
    outcome: z.enum(runOutcomes),
    summaryCounts: z.strictObject({
      total: countAnswer(),
      processed: countAnswer(),
      succeeded: countAnswer(),
      failed: countAnswer(),
      skipped: countAnswer(),
    }),
    progress: z.strictObject({ done: countAnswer(), total: countAnswer().nullable(), note: z.string().nullable() }),
    failureSummary: z.array(z.strictObject({ reasonCode: z.string(), message: sentenceAnswer() })),
    context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    attempt: countAnswer(),
    stuck: z.strictObject({
      state: z.enum(['none', 'queued_stuck', 'running_stuck']),
      thresholdMillis: z.number().nullable(),
    }),
    cancel: runCancelAnswer().nullable(),
    createdAt: instantAnswer(),
    startedAt: instantAnswer().nullable(),
    completedAt: instantAnswer().nullable(),
  }),
);

/** A page of {@link OperationRunView}. */
export const runPageAnswer = pageAnswer('OperationRun', runAnswer);

/** A start that was accepted. */
export interface StartAnswer {
  readonly run: OperationRunView;
  /** `created` a new run, `joined` one that is in progress, or `already_done`. */
  readonly disposition: 'created' | 'joined' | 'already_done';
}

/** A {@link StartAnswer}. */
export const startAnswer = described<StartAnswer>()('Start', () =>
  z.strictObject({ run: runAnswer(), disposition: z.enum(['created', 'joined', 'already_done']) }),
);

/** A run with what was read of its tenant; null as in {@link OperationRunView}. */
export interface RunOfTenant {
  readonly run: OperationRun;
  readonly tenant: Pick<TenantRecord, 'name' | 'lifecycle'> | null;
  readonly cancel: RunCancelView | null;
}

/** The public form of a run. */
export function runView(
  { run, tenant, cancel }: RunOfTenant,
  catalog: OperationCatalog,
  people: readonly PersonRecord[],
  now: Instant,
): OperationRunView {
  const definition = Object.hasOwn(catalog, run.type) ? catalog[run.type] : undefined;
  return {
    id: run.id,
    workspaceId: run.workspaceId,
    tenantId: run.tenantId,
    tenant: tenantOf(run, tenant),
    type: run.type,
    label: definition?.label ?? run.type,
    initiator: run.initiator ? personView({ kind: run.initiator.kind, id: run.initiator.personId }, people) : null,
    inputs: readableInputs(run, definition),
    status: run.status,
    outcome: run.outcome,
    summaryCounts: run.summaryCounts,
    progress: run.progress,
    failureSummary: run.failureSummary,
    context: run.context,
    attempt: run.attempt,
    stuck: classify(run, now, definition?.stuckAfter),
    cancel,
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    completedAt: run.completedAt,
  };
}

function tenantOf({ tenantId: id }: OperationRun, tenant: RunOfTenant['tenant']): RunTenantView | null {
  return id === null || tenant === null
    ? null
    : { id, name: tenant.name, presentation: presentReferencedLifecycle(tenant.lifecycle) };
}
