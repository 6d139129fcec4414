import type { OperationRunView } from '@tenantatlas/core/browser';
import type { IconName, Tone, UiMessageId } from '@tenantatlas/react-hooks/ui';

interface RunLook {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly word: UiMessageId;
}

const queued: RunLook = { tone: 'neutral', icon: 'clock', word: 'ui.run.queued' };
const running: RunLook = { tone: 'info', icon: 'running', word: 'ui.run.running' };
const ended: { readonly [outcome in OperationRunView['outcome']]: RunLook } = {
  pending: running,
  succeeded: { tone: 'success', icon: 'check', word: 'ui.run.succeeded' },
  partially_succeeded: { tone: 'warning', icon: 'partial', word: 'ui.run.partially_succeeded' },
  failed: { tone: 'danger', icon: 'cross', word: 'ui.run.failed' },
  blocked: { tone: 'warning', icon: 'pause', word: 'ui.run.blocked' },
  cancelled: { tone: 'muted', icon: 'dash', word: 'ui.run.cancelled' },
};

/** How the state of a run looks beside a title; the same as in the list. */
export function runLook({ status, outcome }: Pick<OperationRunView, 'status' | 'outcome'>): RunLook {
  if (status === 'completed') return ended[outcome];
  return status === 'queued' ? queued : running;
}
