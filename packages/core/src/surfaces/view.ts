import * as z from 'zod';
import { decisionAnswer, type ControlDecision } from '../controls/decision.ts';
import { described, listAnswer, sentenceAnswer } from '../kernel/answers.ts';
import type { Sentence } from '../kernel/sentence.ts';

/** Whether a person can start an operation from a surface. */
export interface ActionView {
  readonly type: string;
  /** What people call the operation. */
  readonly label: string;
  /** False for an operation that cannot be started from a workspace; it is not shown. */
  readonly visible: boolean;
  /**
   * - `available`: it would start.
   * - `denied`: shown and disabled. Does not reveal whether there is a pause.
   * - `paused`: shown and operable; using it explains the pause and changes nothing.
   */
  readonly state: 'available' | 'denied' | 'paused';
  /** Why it is denied or paused; null when it is available. */
  readonly reason: Sentence | null;
  /** The capability that is missing, where that is why it is denied. */
  readonly capability: string | null;
  /** What explains a pause. */
  readonly pause: { readonly title: Sentence; readonly message: Sentence; readonly decision: ControlDecision } | null;
  /** What the operation will change, shown before it starts; null when its definition does not say. */
  readonly mutationScope: Sentence | null;
}

/** An active pause as a workspace user sees it. */
export interface PauseView {
  readonly controlKey: string;
  /** What people call the control. */
  readonly label: string;
  /** The operations that it stops and that the caller could start otherwise. */
  readonly types: readonly string[];
  readonly title: Sentence;
  /** With the public message where there is one, else with the reason. */
  readonly message: Sentence;
  readonly decision: ControlDecision;
}

/** The answer of `surfaces.pauses`. */
export const pausesAnswer = listAnswer(
  described<PauseView>()('PauseNotice', () =>
    z.strictObject({
      controlKey: z.string(),
      label: z.string(),
      types: z.array(z.string()),
      title: sentenceAnswer(),
      message: sentenceAnswer(),
      decision: decisionAnswer(),
    }),
  ),
);

/** An {@link ActionView}. */
export const actionAnswer = described<ActionView>()('Action', () =>
  z.strictObject({
    type: z.string(),
    label: z.string(),
    visible: z.boolean(),
    state: z.enum(['available', 'denied', 'paused']),
    reason: sentenceAnswer().nullable(),
    capability: z.string().nullable(),
    pause: z
      .strictObject({ title: sentenceAnswer(), message: sentenceAnswer(), decision: decisionAnswer() })
      .nullable(),
    mutationScope: sentenceAnswer().nullable(),
  }),
);

/** The answer of `surfaces.actions`. */
export const actionsAnswer = listAnswer(actionAnswer);
