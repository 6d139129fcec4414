import type { OperationRunView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { useWords } from '../base/use-words.ts';
import { operationsMessages } from './messages.ts';

/** The used part of an active run. */
type Run = Pick<OperationRunView, 'label' | 'status' | 'outcome' | 'progress' | 'summaryCounts'>;

/** Properties of {@link OperationProgress}. */
export interface OperationProgressProps {
  readonly run: Run;
  /** What the run is called. @default its operation's name */
  readonly name?: string | undefined;
  readonly className?: string | undefined;
}

/**
 * How far a run is, or where it was stopped: count, bar and what it is doing. Without a known total the bar only says that work goes on.
 *
 * @example
 * <OperationProgress run={run} />
 */
export function OperationProgress({ run, name, className }: OperationProgressProps): ReactNode {
  const { t, called } = useWords(operationsMessages);
  const { done, total, note } = run.progress;
  const isKnown = total !== null && total > 0;
  const { failed } = run.summaryCounts;
  if (run.status === 'queued' || (run.status === 'completed' && !isKnown && done === 0)) return null;
  return (
    <Frame inline>
      <span className={classNames('ta-progress', className)}>
        {run.status !== 'completed' && (
          <progress
            aria-label={t('ui.run.progress', { label: name ?? called(run.label) })}
            {...(isKnown ? { max: total, value: Math.min(done, total) } : {})}
          />
        )}
        <span className="ta-progress-count">
          <ProgressBar run={run} />
          {failed > 0 && ` · ${t('ui.run.failed_items', { count: failed })}`}
        </span>
        {note !== null && note !== '' && (
          <span className="ta-quiet ta-progress-note" dir="auto">
            {note}
          </span>
        )}
      </span>
    </Frame>
  );
}

function ProgressBar({ run }: { readonly run: Run }): ReactNode {
  const { t } = useWords(operationsMessages);
  const { done, total } = run.progress;
  if (total === null || total <= 0) return done === 0 ? t('ui.run.starting') : t('ui.run.progress_done', { done });
  const isStopped = run.status === 'completed' && run.outcome !== 'succeeded' && done < total;
  return t(isStopped ? 'ui.run.progress_stopped' : 'ui.run.progress_count', { done, total });
}
