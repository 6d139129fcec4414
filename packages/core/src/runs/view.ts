import { personView, type PersonView } from '../access/person-view.ts';
import type { Instant } from '../kernel/instant.ts';
import type {
  OperationRun,
  RunContext,
  RunCounts,
  RunFailure,
  RunOutcome,
  RunProgress,
  RunStatus,
} from '../ports/run-store.ts';
import type { PersonRecord } from '../ports/people-store.ts';
import type { OperationCatalog } from './definition.ts';
import { classify, type StuckState } from './rules.ts';

/** A run as shown. Inputs are not part of it: they may hold what its viewers must not read. */
export interface OperationRunView {
  readonly id: string;
  readonly workspaceId: string;
  readonly tenantId: string | null;
  readonly type: string;
  /** What people call the operation; the type itself when it is no longer in the catalog. */
  readonly label: string;
  /** Null for the system. */
  readonly initiator: PersonView | null;
  readonly status: RunStatus;
  readonly outcome: RunOutcome;
  readonly summaryCounts: RunCounts;
  readonly progress: RunProgress;
  readonly failureSummary: readonly RunFailure[];
  readonly context: RunContext;
  readonly attempt: number;
  readonly stuck: StuckState;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly completedAt: Instant | null;
}

/** The public form of a run. */
export function runView(
  run: OperationRun,
  catalog: OperationCatalog,
  people: readonly PersonRecord[],
  now: Instant,
): OperationRunView {
  const definition = Object.hasOwn(catalog, run.type) ? catalog[run.type] : undefined;
  return {
    id: run.id,
    workspaceId: run.workspaceId,
    tenantId: run.tenantId,
    type: run.type,
    label: definition?.label ?? run.type,
    initiator: run.initiator ? personView({ kind: run.initiator.kind, id: run.initiator.personId }, people) : null,
    status: run.status,
    outcome: run.outcome,
    summaryCounts: run.summaryCounts,
    progress: run.progress,
    failureSummary: run.failureSummary,
    context: run.context,
    attempt: run.attempt,
    stuck: classify(run, now, definition?.stuckAfter),
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    completedAt: run.completedAt,
  };
}
