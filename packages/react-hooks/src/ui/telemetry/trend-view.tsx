import type { UsageBucketView, UsageTrendView } from '@tenantatlas/core/browser';
import { useId, useMemo, type ReactNode } from 'react';
import { Button } from '../base/button.tsx';
import { useWords } from '../base/use-words.ts';
import { EmptyState } from '../feedback/empty-state.tsx';
import { telemetryMessages } from './messages.ts';
import { TrendChart } from './trend-chart.tsx';
import { trendRows } from './trend-rows.ts';
import { TrendTable } from './trend-table.tsx';
import { isRemoved, useBucketWords, useSpanWords } from './usage-words.ts';

/** Properties of {@link TrendView}. */
export interface TrendViewProps {
  readonly trend: UsageTrendView;
  /** Kept outside, so that it stays while the trend of another window is loaded. */
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
}

/** A trend as a chart, or as a table where the reader wants one. */
export function TrendView({ trend, isTable, onTable }: TrendViewProps): ReactNode {
  const { t, called } = useWords(telemetryMessages);
  const title = useId();
  const { partial } = useSpanWords(trend);
  const words = useBucketWords(trend);
  const rows = useMemo(() => trendRows(trend, t('ui.trend.all'), called), [trend, t, called]);
  const { bucket, buckets, families, keptSince } = trend;
  const isDashed = (one: UsageBucketView): boolean =>
    one.isRagged && !isRemoved(one, keptSince) && one.counts.some((count) => count > 0);
  if (families.every(({ count }) => count === 0))
    return <EmptyState title={t('ui.trend.none')}>{partial ?? t('ui.trend.none.text')}</EmptyState>;
  const notes = [
    isTable ? null : t('ui.trend.scales'),
    !isTable && buckets.some(isDashed) ? t(`ui.trend.ragged.${bucket}`) : null,
    partial,
  ].filter((note) => note !== null);
  const Shown = isTable ? TrendTable : TrendChart;
  return (
    <div role="group" aria-labelledby={title}>
      <div className="ta-trend-head">
        <p id={title} className="ta-trend-title">
          {t(`ui.trend.per.${bucket}`)}
        </p>
        <Button variant="quiet" onClick={() => onTable(!isTable)}>
          {t(isTable ? 'ui.trend.show_chart' : 'ui.trend.show_table')}
        </Button>
      </div>
      <Shown trend={trend} rows={rows} words={words} />
      {notes.map((note) => (
        <p key={note} className="ta-trend-note">
          {note}
        </p>
      ))}
    </div>
  );
}
