import type { UsageTrendView } from '@tenantatlas/core/browser';
import { useMemo, type ReactNode } from 'react';
import { useWords } from '../base/use-words.ts';
import { telemetryMessages } from './messages.ts';
import { TrendAxis } from './trend-axis.tsx';
import { TrendBars } from './trend-bars.tsx';
import type { TrendCounts } from './trend-rows.ts';
import { countsIn, isRemoved, type BucketWords } from './usage-words.ts';
import { useReading } from './use-reading.ts';

/** Properties of {@link TrendChart}. */
export interface TrendChartProps {
  readonly trend: UsageTrendView;
  readonly rows: readonly TrendCounts[];
  readonly words: BucketWords;
}

/**
 * The counts of a trend as bars: all events with a scale, and below them a row for each family, each with a scale of its own. The name of a row is beside it, so
 * that no legend is needed. One bucket is read at a time, by pointer, finger or keyboard: its counts then replace the sums.
 */
export function TrendChart({ trend: { buckets, bucket, keptSince }, rows, words }: TrendChartProps): ReactNode {
  const { t, locale } = useWords(telemetryMessages);
  const { place, chosen, input, plane } = useReading(buckets.length);
  const ragged = useMemo(() => buckets.map(({ isRagged }) => isRagged), [buckets]);
  const removed = buckets.filter((one) => isRemoved(one, keptSince)).length;
  const read = place === null ? undefined : buckets[place];
  return (
    <div className="ta-trend-chart">
      <p className="ta-trend-read" data-ta-reading={read !== undefined || undefined}>
        {read ? words.named(read) : t('ui.trend.sum')}
      </p>
      <div className="ta-trend-body">
        <ul>
          {rows.map(({ eventName, label, sum, counts }) => (
            <li key={eventName} className="ta-trend-row" data-ta-main={eventName === null || undefined}>
              <span className="ta-trend-name">
                <bdi>{label}</bdi>
              </span>
              <TrendBars counts={counts} ragged={ragged} isMain={eventName === null} />
              <span className="ta-trend-count">
                {read ? words.counted(read, counts[place ?? 0] ?? 0) : countsIn(locale).full(sum)}
              </span>
            </li>
          ))}
        </ul>
        <TrendAxis buckets={buckets} mark={words.mark} />
        <label className="ta-trend-plane" {...plane}>
          <svg
            viewBox={`0 0 ${String(buckets.length)} 1`}
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
          >
            {removed > 0 && <rect className="ta-trend-removed" width={removed} height="1" />}
            {place !== null && <rect className="ta-trend-cursor" x={place} width="1" height="1" />}
          </svg>
          <input
            type="range"
            min={0}
            max={buckets.length - 1}
            value={chosen}
            aria-label={t(`ui.trend.pick.${bucket}`)}
            aria-valuetext={saidAt(chosen)}
            {...input}
          />
        </label>
      </div>
    </div>
  );

  /** A bucket in words: its name, all events, and each family that has one. */
  function saidAt(at: number): string {
    const bucketAt = buckets[at];
    if (!bucketAt) return '';
    const name = words.named(bucketAt);
    if (isRemoved(bucketAt, keptSince)) return name;
    const [all, ...families] = rows.map(({ label, counts }) => ({ label, count: counts[at] ?? 0 }));
    return [
      t('ui.trend.at', { bucket: name, count: all?.count ?? 0 }),
      ...families.filter(({ count }) => count > 0).map((family) => t('ui.trend.family_at', family)),
    ].join('. ');
  }
}
