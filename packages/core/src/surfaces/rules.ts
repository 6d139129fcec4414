import type { ControlPaused } from '../controls/paused-error.ts';
import type { InputIssue } from '../kernel/errors.ts';
import type { AccessFacts } from '../ports/access-facts-store.ts';
import { capabilitiesOf, type OperationDefinition } from '../runs/definition.ts';
import { refuseState } from '../runs/rules.ts';
import { saySurface } from './messages.ts';
import type { ActionView } from './view.ts';

/** The facts about one action. */
export interface ActionFacts {
  readonly type: string;
  readonly definition: OperationDefinition;
  readonly held: (capability: string) => boolean;
  /** The refusal of a start; null when no pause applies. */
  readonly paused: ControlPaused | null;
  readonly scope: Pick<AccessFacts, 'workspace' | 'tenant'>;
  /** What `unready` of the definition answers: why the operation cannot run here. */
  readonly unready: InputIssue | null;
}

/** What a surface may show of an action, in the order in which a start would be refused: capability, whether the operation can run here, control, state. */
export function presentAction(facts: ActionFacts): ActionView {
  const { type, definition, paused } = facts;
  const { mutationScope } = definition;
  const shown = {
    type,
    label: definition.label,
    visible: true,
    capability: null,
    pause: null,
    mutationScope: mutationScope ? saySurface('surfaces.action.mutation_scope', { change: mutationScope }) : null,
  };
  if (!(definition.planes ?? ['workspace']).includes('workspace'))
    return { ...shown, visible: false, state: 'denied', reason: saySurface('surfaces.action.not_offered') };
  const capabilities = capabilitiesOf(definition);
  const [capability = ''] = capabilities;
  if (!capabilities.some(facts.held)) {
    const reason = saySurface('surfaces.action.needs_capability', { capability });
    return { ...shown, state: 'denied', capability, reason };
  }
  if (facts.unready) return { ...shown, state: 'denied', reason: facts.unready.fix };
  if (paused) {
    const { title, message, decision } = paused;
    return { ...shown, state: 'paused', reason: message, pause: { title, message, decision } };
  }
  const wrongState = refuseState(definition, facts.scope);
  if (!wrongState) return { ...shown, state: 'available', reason: null };
  const reason = wrongState.code === 'immutable' ? 'surfaces.action.archived' : 'surfaces.action.lifecycle';
  return { ...shown, state: 'denied', reason: saySurface(reason) };
}
