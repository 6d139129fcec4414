import type { OperationRunView } from '@tenantatlas/core/browser';
import type { IconName } from '../base/icons.tsx';
import type { Tone } from '../base/status.tsx';
import type { UiMessageId } from '../messages.ts';

/** How the state of a run looks and what it is called. */
export interface RunState {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly word: UiMessageId;
}

const queued: RunState = { tone: 'neutral', icon: 'clock', word: 'ui.run.queued' };
const running: RunState = { tone: 'info', icon: 'running', word: 'ui.run.running' };

const ended = {
  pending: running,
  succeeded: { tone: 'success', icon: 'check', word: 'ui.run.succeeded' },
  partially_succeeded: { tone: 'warning', icon: 'partial', word: 'ui.run.partially_succeeded' },
  failed: { tone: 'danger', icon: 'cross', word: 'ui.run.failed' },
  blocked: { tone: 'warning', icon: 'pause', word: 'ui.run.blocked' },
  cancelled: { tone: 'muted', icon: 'dash', word: 'ui.run.cancelled' },
} as const satisfies { readonly [outcome in OperationRunView['outcome']]: RunState };

/** The state of a run as sign, word and tone. */
export function runState({ status, outcome }: Pick<OperationRunView, 'status' | 'outcome'>): RunState {
  if (status === 'completed') return ended[outcome];
  return status === 'queued' ? queued : running;
}
