import type { UseCaseContext } from '../access/use-case.ts';
import type { Instant } from '../kernel/instant.ts';
import {
  onboardingCheckpoints,
  type CheckpointInstants,
  type OnboardingCheckpoint,
  type OnboardingSession,
} from '../ports/onboarding-store.ts';
import { recordCheckpointCompleted } from '../telemetry/milestones.ts';
import type { OnboardingLifecycleState, OnboardingState } from './state.ts';

/** The instants before the first checkpoint is reached. */
export const noCheckpoint: CheckpointInstants = Object.freeze({
  identify: null,
  connect_provider: null,
  verify_access: null,
  complete: null,
});

/** The instants after a person's write that found this state: each checkpoint up to the last completed one has one, and what was kept stays. */
export function reached(
  kept: CheckpointInstants,
  { lastCompletedCheckpoint }: Pick<OnboardingState, 'lastCompletedCheckpoint'>,
  at: Instant,
): CheckpointInstants {
  const last = lastCompletedCheckpoint === null ? -1 : onboardingCheckpoints.indexOf(lastCompletedCheckpoint);
  const entries = onboardingCheckpoints.map((checkpoint, index) => [
    checkpoint,
    kept[checkpoint] ?? (index <= last ? at : null),
  ]);
  return Object.fromEntries(entries) as CheckpointInstants;
}

/** The checkpoints that a write found completed and no earlier one had, in their order. */
export function newlyReached(before: CheckpointInstants, after: CheckpointInstants): readonly OnboardingCheckpoint[] {
  return onboardingCheckpoints.filter((checkpoint) => before[checkpoint] === null && after[checkpoint] !== null);
}

/** Records each checkpoint that the write has reached as product usage, in its unit: once for each session, because the instants that are kept never change. */
export async function recordCheckpoints(
  { unit, now, caller }: Pick<UseCaseContext<unknown>, 'unit' | 'now' | 'caller'>,
  before: CheckpointInstants,
  { workspaceId, tenantId, id: sessionId, checkpoints }: OnboardingSession,
  state: OnboardingLifecycleState,
): Promise<void> {
  for (const key of newlyReached(before, checkpoints)) {
    const completedAt = checkpoints[key];
    if (completedAt === null) continue;
    const lifecycleState = key === 'complete' ? 'completed' : state;
    const place = { workspaceId, tenantId, actor: caller.actor };
    await recordCheckpointCompleted({ unit, now }, place, { sessionId, key, lifecycleState, completedAt });
  }
}
