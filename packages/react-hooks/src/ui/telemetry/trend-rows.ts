import type { UsageTrendView } from '@tenantatlas/core/browser';

/** The counts of one family, or of all of them together. */
export interface TrendCounts {
  /** The name of the event; null for all of them. */
  readonly eventName: string | null;
  readonly label: string;
  readonly sum: number;
  /** One for each bucket. */
  readonly counts: readonly number[];
}

/** A trend by rows: all events first, then the families in their order. `all` is the label of the first row. */
export function trendRows(
  { families, buckets }: Pick<UsageTrendView, 'families' | 'buckets'>,
  all: string,
  called: (label: string) => string,
): readonly TrendCounts[] {
  return [
    {
      eventName: null,
      label: all,
      sum: sumOf(families.map(({ count }) => count)),
      counts: buckets.map(({ counts }) => sumOf(counts)),
    },
    ...families.map(({ eventName, label, count }, family) => ({
      eventName,
      label: called(label),
      sum: count,
      counts: buckets.map(({ counts }) => counts[family] ?? 0),
    })),
  ];
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
