import type { UsageBucketView, UsageTrendView } from '@tenantatlas/core/browser';
import { useMemo, type ReactNode } from 'react';
import { useWords } from '../base/use-words.ts';
import { Table, type Column } from '../lists/table.tsx';
import { telemetryMessages } from './messages.ts';
import type { TrendChartProps } from './trend-chart.tsx';
import type { TrendCounts } from './trend-rows.ts';
import type { BucketWords } from './usage-words.ts';

/** So many columns of counts fit a page of 1,024 pixels. With more of them, the table scrolls to the side, and its head does not stay visible. */
const fittingRows = 8;

/** The same counts as a table: a row for each bucket, a column for each family. */
export function TrendTable({ trend, rows, words }: TrendChartProps): ReactNode {
  const { t } = useWords(telemetryMessages);
  const title = t(`ui.trend.pick.${trend.bucket}`);
  const columns = useMemo(() => columnsOf(trend, title, rows, words), [trend, title, rows, words]);
  const label = t(`ui.trend.per.${trend.bucket}`);
  const table = <Table label={label} columns={columns} rows={trend.buckets} keyOf={({ start }) => start} />;
  return rows.length > fittingRows ? (
    <div className="ta-trend-table" data-ta-wide="" role="region" aria-label={label} tabIndex={0}>
      {table}
    </div>
  ) : (
    <div className="ta-trend-table">{table}</div>
  );
}

function columnsOf(
  { buckets }: UsageTrendView,
  title: string,
  rows: readonly TrendCounts[],
  words: BucketWords,
): readonly Column<UsageBucketView>[] {
  const places = new Map(buckets.map((bucket, place) => [bucket, place]));
  return [
    { id: 'bucket', title, cell: words.named },
    ...rows.map(({ eventName, label, counts }, index) => ({
      id: `${String(index)} ${eventName ?? ''}`,
      title: label,
      isNumber: true,
      cell: (bucket: UsageBucketView) => words.counted(bucket, counts[places.get(bucket) ?? 0] ?? 0),
    })),
  ];
}
