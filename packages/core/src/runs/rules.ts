import { refuseArchived } from '../access/rules.ts';
import { conflict, type Conflict, type Immutable } from '../kernel/errors.ts';
import { canonicalHash } from '../kernel/hash.ts';
import { epochMillis, type Instant } from '../kernel/instant.ts';
import type { JsonValue } from '../kernel/json.ts';
import type { AccessFacts } from '../ports/access-facts-store.ts';
import type { FinalOutcome, OperationRun, RunCounts } from '../ports/run-store.ts';
import type { OperationDefinition } from './definition.ts';

/** The identity of a start: workspace, tenant, type and the operation's own identity. Key order does not matter. */
export function identityHash(
  scope: { readonly workspaceId: string; readonly tenantId: string | null },
  type: string,
  identity: JsonValue,
): string {
  return canonicalHash({ workspaceId: scope.workspaceId, tenantId: scope.tenantId, type, identity });
}

/** Why an operation may not start in the scope as it is: it is archived, or the lifecycle of the tenant does not allow the operation. Null when it may. */
export function refuseState(
  definition: Pick<OperationDefinition, 'lifecycles'>,
  facts: Pick<AccessFacts, 'workspace' | 'tenant'> | null,
): Immutable | Conflict | null {
  const archived = refuseArchived(facts);
  if (archived) return archived;
  const lifecycle = facts?.tenant?.lifecycle;
  return lifecycle && !(definition.lifecycles ?? ['active']).includes(lifecycle) ? conflict('lifecycle') : null;
}

/** An outcome of a run that was worked off; a cancelled one was not. */
export type HandledOutcome = Exclude<FinalOutcome, 'cancelled'>;

/** What the report of a handler says. */
export interface ReadReport {
  readonly outcome: HandledOutcome;
  readonly counts: RunCounts;
  /** Members whose value no store takes: counts that are not whole numbers from 0, and an unknown outcome. */
  readonly leftOut: readonly string[];
  /** `failed`, `processed` and `total`, where the report says less than its other counts and its failures add up to. */
  readonly raised: readonly ('failed' | 'processed' | 'total')[];
  /** What the report says of single items, as it came: at most {@link maxItemFailures}. */
  readonly failures: readonly unknown[];
}

/** So many failed items are kept with a run. The others are in its count. */
export const maxItemFailures = 20;

const countNames = [
  'total',
  'processed',
  'succeeded',
  'failed',
  'skipped',
] as const satisfies readonly (keyof RunCounts)[];

/**
 * The outcome and the counts of a report. The work has ended, so nothing is refused: what is unusable is left out and named.
 *
 * What was left out is 0: nothing says what became of an item that was only processed. Guarantees that the counts add up: `processed` is at least what
 * succeeded and failed, and `total` at least `processed`, and at least what succeeded, failed and was skipped. A count that says less is raised, because each
 * item that a handler names by its result was processed; `failed` is at least the number of failures. The run has partly succeeded where the outcome follows from a count
 * that is unusable, and where some items failed, more were processed, and the report does not say how many succeeded.
 */
export function readReport(report: unknown): ReadReport {
  const said: { readonly [member: string]: unknown } = { ...(report as object | null | undefined) };
  const leftOut: string[] = countNames.filter((name) => !isCount(said[name] ?? 0));
  const count = (name: keyof RunCounts): number => (isCount(said[name]) ? said[name] : 0);
  const told = Array.isArray(said['failures']) ? said['failures'] : [];
  const [succeeded, failed, skipped] = [count('succeeded'), Math.max(count('failed'), told.length), count('skipped')];
  const processed = atMostSafe(Math.max(count('processed'), succeeded + failed));
  const total = atMostSafe(Math.max(count('total'), processed, succeeded + failed + skipped));
  const raised = (['failed', 'processed', 'total'] as const).filter(
    (name) => isCount(said[name]) && said[name] < { failed, processed, total }[name],
  );
  const counts = { total, processed, succeeded, failed, skipped };
  const failures = told.slice(0, maxItemFailures);
  if (said['failures'] !== undefined && !Array.isArray(said['failures'])) leftOut.push('failures');
  const { outcome } = said;
  if (outcome === 'succeeded' || outcome === 'partially_succeeded')
    return { outcome, counts, leftOut, raised, failures };
  const someDidNotFail =
    succeeded > 0 || leftOut.includes('succeeded') || (!isCount(said['succeeded']) && processed > failed);
  const isPartial = leftOut.includes('failed') || (failed > 0 && someDidNotFail);
  if (outcome) leftOut.push('outcome');
  const derived = isPartial ? 'partially_succeeded' : failed > 0 ? 'failed' : 'succeeded';
  return { outcome: derived, counts, leftOut, raised, failures };
}

/** Counts that are safe each may add up to a number that no store takes. */
function atMostSafe(sum: number): number {
  return Math.min(sum, Number.MAX_SAFE_INTEGER);
}

/** Counts are non-negative safe integers: a database would reject other values, and the run would never end. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
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
