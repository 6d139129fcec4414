import type { OperationRunView } from '@tenantatlas/core/browser';
import type { StateLook } from '../base/status.tsx';
import type { operationsMessages } from './messages.ts';

/** The status of a run, as it is shown. */
type RunLook = StateLook<keyof typeof operationsMessages>;

const queued: RunLook = { tone: 'neutral', icon: 'clock', word: 'ui.run.queued' };
const running: RunLook = { tone: 'info', icon: 'running', word: 'ui.run.running' };

const ended = {
  pending: running,
  succeeded: { tone: 'success', icon: 'check', word: 'ui.run.succeeded' },
  partially_succeeded: { tone: 'warning', icon: 'partial', word: 'ui.run.partially_succeeded' },
  failed: { tone: 'danger', icon: 'cross', word: 'ui.run.failed' },
  blocked: { tone: 'warning', icon: 'pause', word: 'ui.run.blocked' },
  cancelled: { tone: 'muted', icon: 'dash', word: 'ui.run.cancelled' },
} as const satisfies { readonly [outcome in OperationRunView['outcome']]: RunLook };

/**
 * The state of a run as sign, word and tone, for marks of your own; `RunStatus` shows it as everywhere else.
 *
 * @example
 * const { tone, icon, word } = runState(run);
 * <Status tone={tone} icon={icon}>{t(word)}</Status>
 */
export function runState({ status, outcome }: Pick<OperationRunView, 'status' | 'outcome'>): RunLook {
  if (status === 'completed') return ended[outcome];
  return status === 'queued' ? queued : running;
}

/** Whether a value is a status or an outcome of a run. */
export function isRunOutcome(value: unknown): value is OperationRunView['outcome'] {
  return typeof value === 'string' && Object.hasOwn(ended, value);
}
