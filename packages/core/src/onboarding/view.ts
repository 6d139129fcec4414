import * as z from 'zod';
import { personAnswer, personView, type PersonView } from '../access/person-view.ts';
import { described, idAnswer, instantAnswer, pageAnswer, sentenceAnswer, versionAnswer } from '../kernel/answers.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Sentence } from '../kernel/sentence.ts';
import {
  onboardingCheckpoints,
  onboardingStatuses,
  type OnboardingCheckpoint,
  type OnboardingSession,
  type OnboardingStatus,
} from '../ports/onboarding-store.ts';
import type { PersonRecord, PersonRef } from '../ports/people-store.ts';
import { sayOnboarding as say } from './messages.ts';
import { onboardingStates, type OnboardingLifecycleState, type OnboardingState } from './state.ts';

/** The colour of a state; it must not be the only sign of the state. */
export const onboardingTones = ['neutral', 'info', 'success', 'warning', 'muted'] as const;

/** See {@link onboardingTones}. */
export type OnboardingTone = (typeof onboardingTones)[number];

const tones: { readonly [state in OnboardingLifecycleState]: OnboardingTone } = {
  draft: 'neutral',
  connecting: 'info',
  verifying: 'info',
  action_required: 'warning',
  ready_for_activation: 'success',
  completed: 'success',
  cancelled: 'muted',
};

/** One onboarding of a tenant, as shown. State and checkpoints are those of now. */
export interface OnboardingView {
  readonly workspaceId: string;
  readonly id: string;
  /** Null until a tenant is identified. */
  readonly tenantId: string | null;
  readonly tenantName: string | null;
  /** What a person called the tenant before it was identified. */
  readonly draftName: string | null;
  /** The selected connection. */
  readonly connectionId: string | null;
  readonly status: OnboardingStatus;
  readonly lifecycleState: OnboardingLifecycleState;
  readonly lifecycleLabel: Sentence;
  readonly lifecycleTone: OnboardingTone;
  /** The first checkpoint that is not completed; null when all are. */
  readonly currentCheckpoint: OnboardingCheckpoint | null;
  readonly currentCheckpointLabel: Sentence | null;
  /** The one before it; null before the first is completed. */
  readonly lastCompletedCheckpoint: OnboardingCheckpoint | null;
  readonly lastCompletedCheckpointLabel: Sentence | null;
  readonly startedBy: PersonView;
  readonly startedAt: Instant;
  /** Who changed it last, its end included. */
  readonly updatedBy: PersonView;
  readonly updatedAt: Instant;
  /** Who completed or cancelled it; null while it is open. */
  readonly endedBy: PersonView | null;
  readonly endedAt: Instant | null;
  readonly version: number;
}

/** An {@link OnboardingView}. */
export const onboardingAnswer = described<OnboardingView>()('Onboarding', () =>
  z.strictObject({
    workspaceId: idAnswer(),
    id: idAnswer(),
    tenantId: idAnswer().nullable(),
    tenantName: z.string().nullable(),
    draftName: z.string().nullable(),
    connectionId: idAnswer().nullable(),
    status: z.enum(onboardingStatuses),
    lifecycleState: z.enum(onboardingStates),
    lifecycleLabel: sentenceAnswer(),
    lifecycleTone: z.enum(onboardingTones),
    currentCheckpoint: z.enum(onboardingCheckpoints).nullable(),
    currentCheckpointLabel: sentenceAnswer().nullable(),
    lastCompletedCheckpoint: z.enum(onboardingCheckpoints).nullable(),
    lastCompletedCheckpointLabel: sentenceAnswer().nullable(),
    startedBy: personAnswer(),
    startedAt: instantAnswer(),
    updatedBy: personAnswer(),
    updatedAt: instantAnswer(),
    endedBy: personAnswer().nullable(),
    endedAt: instantAnswer().nullable(),
    version: versionAnswer(),
  }),
);

/** A page of {@link OnboardingView}. */
export const onboardingPageAnswer = pageAnswer('Onboarding', onboardingAnswer);

/** What the public form of a session needs besides the session. */
export interface OnboardingContext {
  readonly state: OnboardingState;
  readonly tenantName: string | null;
  /** What the directory knows of the people of the session. */
  readonly people: readonly PersonRecord[];
}

/** The public form of a session. */
export function onboardingView(
  session: OnboardingSession,
  { state, tenantName, people }: OnboardingContext,
): OnboardingView {
  const { workspaceId, id, tenantId, draftName, connectionId, status, endedBy } = session;
  const { lifecycleState, currentCheckpoint, lastCompletedCheckpoint } = state;
  const person = ({ kind, personId }: PersonRef): PersonView => personView({ kind, id: personId }, people);
  return {
    workspaceId,
    id,
    tenantId,
    tenantName,
    draftName,
    connectionId,
    status,
    lifecycleState,
    lifecycleLabel: say(`onboarding.state.${lifecycleState}`),
    lifecycleTone: tones[lifecycleState],
    currentCheckpoint,
    currentCheckpointLabel: currentCheckpoint && checkpointLabel(currentCheckpoint),
    lastCompletedCheckpoint,
    lastCompletedCheckpointLabel: lastCompletedCheckpoint && checkpointLabel(lastCompletedCheckpoint),
    startedBy: person(session.startedBy),
    startedAt: session.startedAt,
    updatedBy: person(session.updatedBy),
    updatedAt: session.updatedAt,
    endedBy: endedBy && person(endedBy),
    endedAt: session.endedAt,
    version: session.version,
  };
}

/** What people call a checkpoint. */
export function checkpointLabel(checkpoint: OnboardingCheckpoint): Sentence {
  return say(`onboarding.checkpoint.${checkpoint}`);
}

/** The people of a session, each where they are named. */
export function peopleOf({ startedBy, updatedBy, endedBy }: OnboardingSession): readonly (PersonRef | null)[] {
  return [startedBy, updatedBy, endedBy];
}
