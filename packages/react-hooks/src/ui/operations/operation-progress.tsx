import type { OperationRunView } from '@tenantatlas/core/browser';
import type { ReactNode } from 'react';
import { Frame } from '../base/atlas-root.tsx';
import { classNames } from '../base/class-names.ts';
import { useUi } from '../base/use-ui.ts';

/** Properties of {@link OperationProgress}. */
export interface OperationProgressProps {
  readonly run: Pick<OperationRunView, 'label' | 'status' | 'progress' | 'summaryCounts'>;
  readonly className?: string | undefined;
}

/**
 * How far a run is: count, bar and what it is doing. Without a known total the bar only says that work goes on.
 *
 * @example
 * <OperationProgress run={run} />
 */
export function OperationProgress({ run, className }: OperationProgressProps): ReactNode {
  const { t } = useUi();
  const { done, total, note } = run.progress;
  const isKnown = total !== null && total > 0;
  const { failed } = run.summaryCounts;
  if (run.status === 'queued' || (run.status === 'completed' && !isKnown && done === 0)) return null;
  return (
    <Frame inline>
      <span className={classNames('ta-progress', className)}>
        {run.status !== 'completed' && (
          <progress
            aria-label={t('ui.run.progress', { label: run.label })}
            {...(isKnown ? { max: total, value: Math.min(done, total) } : {})}
          />
        )}
        <span className="ta-progress-count">
          {isKnown ? t('ui.run.progress_count', { done, total }) : t('ui.run.progress_done', { done })}
          {failed > 0 && ` · ${t('ui.run.failed_items', { count: failed })}`}
        </span>
        {note !== null && note !== '' && <span className="ta-quiet ta-progress-note">{note}</span>}
      </span>
    </Frame>
  );
}
