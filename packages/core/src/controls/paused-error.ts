import type { Audience } from '../access/actor.ts';
import type { Instant } from '../kernel/instant.ts';
import { deepFreeze } from '../kernel/json.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { ControlDecision } from './decision.ts';
import { sayControl } from './messages.ts';
import { match, pausedBy } from './rules.ts';

/** An operational control is paused. Not an authorization failure: the caller may do it, only not now. */
export interface ControlPaused {
  readonly code: 'control_paused';
  readonly title: Sentence;
  readonly message: Sentence;
  readonly decision: ControlDecision;
}

/** A control by its key, with what people call it. */
export interface LabelledControl {
  readonly key: string;
  readonly label: string;
}

/** The refusal of a start in `workspaceId` (null: over all workspaces) at `now`, given activations of any scope; null when no pause applies. */
export function refusePaused(
  { key, label }: LabelledControl,
  workspaceId: string | null,
  activations: readonly ControlActivation[],
  now: Instant,
  audience: Audience,
): ControlPaused | null {
  const activation = match(key, workspaceId, activations, now);
  return activation && controlPaused(label, activation, audience);
}

/**
 * The refusal of a start. A workspace user reads the public message where there is one, in the text and in the decision: the operator's own reason may
 * name a confidential incident.
 */
export function controlPaused(label: string, activation: ControlActivation, audience: Audience): ControlPaused {
  const reason = audience === 'workspace' ? (activation.publicMessage ?? activation.reasonText) : activation.reasonText;
  return deepFreeze({
    code: 'control_paused',
    title: sayControl('controls.paused.title', { label }),
    message: sayControl('controls.paused.message', { label, reason: asSentence(reason) }),
    decision: { ...pausedBy(activation), reasonText: reason },
  });
}

/** Completes the punctuation: reasons are typed in a hurry, and the sentence that quotes one needs its full stop. */
function asSentence(text: string): string {
  return /[.!?…。！？؟]["'”’»)]*$/u.test(text) ? text : `${text}.`;
}
