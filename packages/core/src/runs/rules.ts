import { canonicalHash } from '../kernel/hash.ts';
import { epochMillis, type Instant } from '../kernel/instant.ts';
import { invariant } from '../kernel/invariant.ts';
import type { JsonValue } from '../kernel/json.ts';
import type { FinalOutcome, OperationRun, RunCounts } from '../ports/run-store.ts';
import type { TenantLifecycle } from '../ports/tenant-store.ts';
import type { OperationDefinition, OperationReport } from './definition.ts';

/** The identity of a start: workspace, tenant, type and the operation's own identity. Key order does not matter. */
export function identityHash(
  scope: { readonly workspaceId: string; readonly tenantId: string | null },
  type: string,
  identity: JsonValue,
): string {
  return canonicalHash({ workspaceId: scope.workspaceId, tenantId: scope.tenantId, type, identity });
}

/** Whether an operation may start in this stage of a tenant's life. */
export function allowsLifecycle(
  definition: Pick<OperationDefinition, 'lifecycles'>,
  lifecycle: TenantLifecycle,
): boolean {
  return (definition.lifecycles ?? ['active']).includes(lifecycle);
}

/**
 * The counts of a report. What was left out is 0, except `processed`, which is then what succeeded and failed. `total` is at least `processed`, and at least
 * what the other counts add up to. Throws an invariant for a count that is not a whole number from 0.
 */
export function countsOf(report: OperationReport): RunCounts {
  const { succeeded = 0, failed = 0, skipped = 0, processed = succeeded + failed, total = 0 } = report;
  const given = { total, processed, succeeded, failed, skipped };
  for (const [name, count] of Object.entries(given)) assertCount(count, name);
  return { ...given, total: Math.max(total, processed, succeeded + failed + skipped) };
}

/** Counts are non-negative safe integers: a database would reject other values, and the run would never end. */
export function assertCount(count: number, name: string): void {
  invariant(Number.isSafeInteger(count) && count >= 0, `A run counts in whole numbers from 0; "${name}" is not one.`);
}

/** An outcome of a run that was worked off; a cancelled one was not. */
export type HandledOutcome = Exclude<FinalOutcome, 'cancelled'>;

/** How a reported run ended, when the handler did not say so itself. Throws an invariant for an unknown outcome: no store accepts it. */
export function outcomeOf(report: OperationReport): HandledOutcome {
  if (report.outcome) {
    const isOutcome = ['succeeded', 'partially_succeeded'].includes(report.outcome);
    invariant(isOutcome, 'A report has the outcome "succeeded" or "partially_succeeded", or leaves it out.');
    return report.outcome;
  }
  if ((report.failed ?? 0) === 0) return 'succeeded';
  return (report.succeeded ?? 0) > 0 ? 'partially_succeeded' : 'failed';
}

/** When a run counts as stuck unless its definition says otherwise, in milliseconds. */
export const defaultStuckAfter = { queued: 15 * 60_000, running: 60 * 60_000 } as const;

/** A run that waits or works for too long, with the threshold that said so. */
export interface StuckState {
  readonly state: 'none' | 'queued_stuck' | 'running_stuck';
  /** The threshold used, in milliseconds; null for completed runs. */
  readonly thresholdMillis: number | null;
}

/**
 * Whether a run is stuck: queued for too long, or running without a sign of life for too long.
 *
 * @see spec: operations, stuck classification
 */
export function classify(
  run: Pick<OperationRun, 'status' | 'createdAt' | 'startedAt' | 'heartbeatAt'>,
  now: Instant,
  thresholds: OperationDefinition['stuckAfter'] = {},
): StuckState {
  if (run.status === 'completed') return { state: 'none', thresholdMillis: null };
  const thresholdMillis = thresholds[run.status] ?? defaultStuckAfter[run.status];
  const since = run.status === 'queued' ? run.createdAt : (run.heartbeatAt ?? run.startedAt ?? run.createdAt);
  const isStuck = epochMillis(now) - epochMillis(since) > thresholdMillis;
  return { state: isStuck ? `${run.status}_stuck` : 'none', thresholdMillis };
}
