import {
  formatMessage,
  type Sentence,
  type UsageBucketView,
  type UsageSummaryView,
  type UsageTrendView,
} from '@tenantatlas/core/browser';
import { en } from '@tenantatlas/core/messages';

const day = 24 * 3_600_000;
const labels = ['Onboarding checkpoints', 'Support diagnostics', 'Operations started'];

const families = (counts: readonly number[]) =>
  counts.map((count, at) => ({
    eventName: `product.sample_${String(at)}`,
    featureArea: 'samples',
    label: labels[at] ?? `Family ${String(at)}`,
    count,
  }));

/** The last seven days until noon of 30 November 2026, nothing of which was removed. */
const lastWeek = {
  window: '7d',
  from: '2026-11-23T12:00:00.000Z',
  to: '2026-11-30T12:00:00.000Z',
  coverage: 'full',
  keptSince: null,
} as unknown as Pick<UsageSummaryView, 'window' | 'from' | 'to' | 'coverage' | 'keptSince'>;

/** The same, of which everything before the noon of 26 November was removed. */
export const partlyKept = {
  ...lastWeek,
  coverage: 'partial',
  keptSince: '2026-11-26T12:00:00.000Z' as never,
} as const;

function captionOf(count: number, window: UsageSummaryView['window']): Sentence {
  const id = `telemetry.${count === 0 ? 'none' : 'events'}.${window ?? 'range'}`;
  return { id, params: count === 0 ? {} : { count }, text: formatMessage(en[id] ?? '', { count }, 'en') };
}

/** A summary with one family for each count. */
export function usageSummary(counts: readonly number[], change: Partial<UsageSummaryView> = {}): UsageSummaryView {
  const totalEvents = counts.reduce((sum, count) => sum + count, 0);
  const span = { ...lastWeek, ...change };
  return {
    activeWorkspaces: totalEvents > 0 ? 2 : 0,
    totalEvents,
    caption: captionOf(totalEvents, span.window),
    families: families(counts),
    ...span,
  };
}

/** A trend by days until 30 November 2026: for each day, one count for each family. The first and the last day are incomplete. */
export function usageTrend(
  byDay: readonly (readonly number[])[],
  change: Partial<UsageTrendView> = {},
): UsageTrendView {
  const begin = Date.parse('2026-12-01T00:00:00.000Z') - byDay.length * day;
  const instant = (at: number) => new Date(begin + at * day).toISOString() as never;
  const buckets = byDay.map((counts, at): UsageBucketView => ({
    start: instant(at),
    end: instant(at + 1),
    isRagged: at === 0 || at === byDay.length - 1,
    counts,
  }));
  const sums = (byDay[0] ?? []).map((_, family) => byDay.reduce((sum, counts) => sum + (counts[family] ?? 0), 0));
  return { ...lastWeek, bucket: 'day', families: families(sums), buckets, ...change };
}
