import { maxPageLimit, type AttentionKind } from '@tenantatlas/core/browser';
import { useMemo, type ComponentType, type ReactNode } from 'react';
import { useAttentionRuns } from '../../hooks/operations.ts';
import { aFunction, checkProps, optional, type PropRules } from '../../provider/check-props.ts';
import { Frame } from '../base/atlas-root.tsx';
import { className, count, oneOf, slots } from '../base/prop-rules.ts';
import { useWords } from '../base/use-words.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { listTimes, useListRange, type ListTime } from '../lists/list-time.ts';
import { PagedList } from '../lists/paged-list.tsx';
import { operationsMessages } from './messages.ts';
import { RunsElsewhere, type RunsElsewhereProps, type RunsElsewhereSlots } from './runs-elsewhere.tsx';

/** What a host can replace of {@link AttentionRuns}. */
export interface AttentionRunsSlots extends RunsElsewhereSlots {
  /** What is shown when there are no runs. */
  readonly empty: ComponentType;
}

/** Properties of {@link AttentionRuns}. */
export interface AttentionRunsProps extends Pick<RunsElsewhereProps, 'nameOf' | 'className'> {
  /** Those that failed or were blocked, the newest end first, or those that are stuck, the oldest first. */
  readonly kind: AttentionKind;
  /** Only runs that failed in this time; stuck ones are those of now, whatever it says. @default all time */
  readonly time?: ListTime | undefined;
  /** Runs per page. @default 25 */
  readonly limit?: number | undefined;
  readonly slots?: Partial<AttentionRunsSlots> | undefined;
}

const rules: PropRules<AttentionRunsProps> = () => ({
  kind: oneOf(['failed', 'stuck']),
  time: optional(oneOf(listTimes), 'for all time'),
  limit: count(maxPageLimit),
  nameOf: optional(aFunction('(run) => run.label')),
  slots: slots('label', 'workspace', 'empty'),
  className,
});

/**
 * Runs of all workspaces that failed or are stuck, page by page, for operators. One read for each page, however many workspaces there are.
 *
 * @example
 * <AttentionRuns kind="failed" time="today" />
 */
export function AttentionRuns(props: AttentionRunsProps): ReactNode {
  checkProps('AttentionRuns', props, rules);
  return (
    <Frame>
      <Runs {...props} />
    </Frame>
  );
}

const none: Partial<AttentionRunsSlots> = {};

function Runs({
  kind,
  time,
  limit = 25,
  nameOf,
  slots: replaced = none,
  className: name,
}: AttentionRunsProps): ReactNode {
  const { t } = useWords(operationsMessages);
  const range = useListRange(kind === 'failed' ? (time ?? null) : null);
  const { empty: Empty, label, workspace } = replaced;
  const ofTable = useMemo(
    () => ({ ...(label ? { label } : {}), ...(workspace ? { workspace } : {}) }),
    [label, workspace],
  );
  return (
    <PagedList
      result={useAttentionRuns({ kind, ...range, limit })}
      isLive
      empty={
        Empty ? (
          <Empty />
        ) : (
          <EmptyState title={t('ui.run.attention.none')}>{t(`ui.run.attention.none_${kind}`)}</EmptyState>
        )
      }
      className={name}
    >
      {(runs) => <RunsElsewhere label={t(`ui.run.attention.${kind}`)} runs={runs} nameOf={nameOf} slots={ofTable} />}
    </PagedList>
  );
}
