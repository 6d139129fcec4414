import type { OperationRunView } from '@tenantatlas/core/browser';

/** The numbers of a run, each said once. */
export interface RunNumbers {
  /** What is done: after the end what succeeded, before it how far it is. */
  readonly done: number;
  readonly total: number;
  readonly failed: number;
}

/** See {@link RunNumbers}; null while nothing can be counted. */
export function runNumbers(run: Pick<OperationRunView, 'status' | 'progress' | 'summaryCounts'>): RunNumbers | null {
  const { progress, summaryCounts } = run;
  if (run.status === 'completed' && summaryCounts.total > 0) {
    const { succeeded, failed, total } = summaryCounts;
    return { done: succeeded, total, failed };
  }
  if (progress.total === null || progress.total <= 0) return null;
  return { done: Math.min(progress.done, progress.total), total: progress.total, failed: summaryCounts.failed };
}

/**
 * How long a run took, or how long it has been going on until `now`; null before it began, and for one that ended without having begun. An end before the start,
 * which two machines with different clocks may write, counts as no time.
 */
export function runMillis(
  { startedAt, completedAt, status }: Pick<OperationRunView, 'startedAt' | 'completedAt' | 'status'>,
  now: number | null,
): number | null {
  if (startedAt === null) return null;
  const end = completedAt === null ? now : Date.parse(completedAt);
  if (end === null || (status === 'completed' && completedAt === null)) return null;
  return Math.max(0, end - Date.parse(startedAt));
}
