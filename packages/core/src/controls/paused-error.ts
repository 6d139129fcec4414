import { deepFreeze } from '../kernel/json.ts';
import type { Sentence } from '../kernel/sentence.ts';
import type { ControlActivation } from '../ports/control-activation-store.ts';
import type { ControlDecision } from './decision.ts';
import { sayControl } from './messages.ts';
import { pausedBy } from './rules.ts';

/** An operational control is paused. Not an authorization failure: the caller may do it, only not now. */
export interface ControlPaused {
  readonly code: 'control_paused';
  readonly title: Sentence;
  readonly message: Sentence;
  readonly decision: ControlDecision;
}

/**
 * The refusal of a start. A workspace user reads the public message where there is one, in the text and in the decision: the operator's own reason may
 * name a confidential incident.
 */
export function controlPaused(
  label: string,
  activation: ControlActivation,
  audience: 'platform' | 'workspace',
): ControlPaused {
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
