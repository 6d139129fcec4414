import * as z from 'zod';
import { operatorReach } from '../access/rules.ts';
import type { UseCaseContext } from '../access/use-case.ts';
import { countAnswer, described, idAnswer } from '../kernel/answers.ts';
import { plusMillis, type Instant } from '../kernel/instant.ts';
import type { InputOf } from '../kernel/input.ts';
import { lazy } from '../kernel/lazy.ts';
import { ok, type Result } from '../kernel/result.ts';
import { windowKey } from '../kernel/time-fields.ts';
import { windowRange } from '../kernel/window-range.ts';
import { defaultWindow, type WindowKey } from '../kernel/windows.ts';
import type { RunElsewhere, RunReach, StuckBefore } from '../ports/run-store.ts';
import { cancelAccess } from './cancel-access.ts';
import type { OperationCatalog } from './definition.ts';
import { defaultStuckAfter } from './rules.ts';
import { runAnswer, type OperationRunView, type RunOfTenant } from './view.ts';

/** Input of `operations.attention`. */
export const attentionInput = lazy(() => z.strictObject({ window: windowKey.nullish() }));

/** A run of some workspace. */
export interface RunElsewhereView {
  readonly workspaceName: string;
  readonly run: OperationRunView;
}

/** How many runs of a workspace failed. */
export interface WorkspaceFailuresView {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly count: number;
}

/** Runs of all workspaces that a person should look at. */
export interface RunsAttentionView {
  /** The window of the failed runs. Stuck ones are those of now. */
  readonly window: WindowKey;
  /** How many runs failed or were blocked. */
  readonly failedCount: number;
  /** Each workspace with a failed run, most first. */
  readonly failedByWorkspace: readonly WorkspaceFailuresView[];
  /** The last 20 of them, the newest end first. */
  readonly failed: readonly RunElsewhereView[];
  readonly stuckCount: number;
  /** The first 20 that are stuck, the oldest first. */
  readonly stuck: readonly RunElsewhereView[];
}

/** A {@link RunElsewhereView}. */
export const elsewhereAnswer = described<RunElsewhereView>()('RunElsewhere', () =>
  z.strictObject({ workspaceName: z.string(), run: runAnswer() }),
);

const workspaceFailuresAnswer = described<WorkspaceFailuresView>()('WorkspaceFailures', () =>
  z.strictObject({ workspaceId: idAnswer(), workspaceName: z.string(), count: countAnswer() }),
);

/** A {@link RunsAttentionView}. */
export const attentionAnswer = described<RunsAttentionView>()('RunsAttention', () =>
  z.strictObject({
    window: windowKey,
    failedCount: countAnswer(),
    failedByWorkspace: z.array(workspaceFailuresAnswer()),
    failed: z.array(elsewhereAnswer()),
    stuckCount: countAnswer(),
    stuck: z.array(elsewhereAnswer()),
  }),
);

/** Most runs of each kind that are answered. */
const shownRuns = 20;

/** {@link RunsAttentionView} before its runs are shown with the names of people. */
export interface Attention extends Omit<RunsAttentionView, 'failed' | 'stuck'> {
  readonly failed: readonly Found[];
  readonly stuck: readonly Found[];
}

/** A run that was found somewhere, before it is shown. */
export interface Found extends RunOfTenant {
  readonly workspaceName: string;
}

/** Makes a {@link Found} of what the store read, with what the caller may do about it. */
export function foundBy(context: UseCaseContext<unknown>, catalog: OperationCatalog): (read: RunElsewhere) => Found {
  return ({ run, tenant, workspaceName }) => ({
    run,
    tenant,
    workspaceName,
    cancel: cancelAccess(run, catalog, context),
  });
}

/** `operations.attention`: the same number of reads however many workspaces and runs there are. */
export async function attention(
  context: UseCaseContext<InputOf<typeof attentionInput>>,
  catalog: OperationCatalog,
): Promise<Result<Attention, never>> {
  const { unit, input, now } = context;
  const window = input.window ?? defaultWindow;
  const reach: RunReach = { among: operatorReach(context.caller.actor), limit: shownRuns };
  const { byWorkspace, newest } = await unit.runs.failures(windowRange(window, now).from, reach);
  const { count: stuckCount, oldest } = await unit.runs.stuck(stuckBefore(catalog, now), reach);
  const found = foundBy(context, catalog);
  return ok({
    window,
    failedCount: byWorkspace.reduce((sum, { count }) => sum + count, 0),
    failedByWorkspace: byWorkspace,
    failed: newest.map(found),
    stuckCount,
    stuck: oldest.map(found),
  });
}

/** By the thresholds of each definition; types that have left the catalog, and those without thresholds, by the defaults. */
export function stuckBefore(catalog: OperationCatalog, now: Instant): readonly StuckBefore[] {
  const own = Object.entries(catalog).flatMap(([type, { stuckAfter }]) =>
    stuckAfter ? [{ type, after: { ...defaultStuckAfter, ...stuckAfter } }] : [],
  );
  return [...own, { type: null, after: defaultStuckAfter }].map(({ type, after }) => ({
    type,
    queued: plusMillis(now, -(after.queued ?? defaultStuckAfter.queued)),
    running: plusMillis(now, -(after.running ?? defaultStuckAfter.running)),
  }));
}
