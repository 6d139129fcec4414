import type { OperationRunView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Frame } from '../base/atlas-root.tsx';
import { Status } from '../base/status.tsx';
import { Tip } from '../base/tip.tsx';
import { useTimes } from '../base/use-times.ts';
import { useWords } from '../base/use-words.ts';
import { runState } from './run-state.ts';
import { operationsMessages } from './messages.ts';

/** Properties of {@link RunStatus}. */
export interface RunStatusProps {
  readonly run: Pick<OperationRunView, 'status' | 'outcome' | 'stuck'>;
}

/**
 * The status of a run, and whether it is stuck.
 *
 * @example
 * <RunStatus run={run} />
 */
export function RunStatus({ run }: RunStatusProps): ReactNode {
  const { t } = useWords(operationsMessages);
  const { tone, icon, word } = runState(run);
  return (
    <Frame inline>
      <span className="ta-run-status">
        <Status tone={tone} icon={icon}>
          {t(word)}
        </Status>
        {run.stuck.state !== 'none' && <Stuck stuck={run.stuck} />}
      </span>
    </Frame>
  );
}

function Stuck({ stuck }: { readonly stuck: OperationRunView['stuck'] }): ReactNode {
  const { t } = useWords(operationsMessages);
  const { duration } = useTimes();
  const why = stuck.state === 'queued_stuck' ? 'ui.run.stuck_queued' : 'ui.run.stuck_running';
  return (
    <Tip text={t(why, { duration: duration(stuck.thresholdMillis ?? 0) })}>
      <button type="button" className="ta-badge" data-ta-tone="warning">
        <Status tone="warning" icon="warning">
          {t('ui.run.stuck')}
        </Status>
      </button>
    </Tip>
  );
}
