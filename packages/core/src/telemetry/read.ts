import type { UseCaseContext } from '../access/use-case.ts';
import type { InvalidInput } from '../kernel/errors.ts';
import type { InputOf } from '../kernel/input.ts';
import type { Instant } from '../kernel/instant.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { UsageCount } from '../ports/usage-store.ts';
import type { EventCatalog } from './catalog.ts';
import { captionOf } from './captions.ts';
import { trendBuckets, trendRangeOf, trendUnit, usageCoverageOf, usageRangeOf, type AskedRange } from './range.ts';
import type { usageRangeInput } from './schema.ts';
import type { UsageFamilyView, UsageSpanView, UsageSummaryView, UsageTrendView } from './view.ts';

type Context = UseCaseContext<InputOf<typeof usageRangeInput>>;

/** `telemetry.summary`. */
export async function summary(
  { unit, input, now }: Context,
  events: EventCatalog,
): Promise<Result<UsageSummaryView, InvalidInput>> {
  const asked = usageRangeOf(input, now);
  if (asked.isErr()) return err(asked.error);
  const { activeWorkspaces, counts, keptSince } = await unit.usage.totals(rangeOf(asked.value));
  const families = familiesOf(events, counts);
  const totalEvents = families.reduce((sum, { count }) => sum + count, 0);
  return ok({
    ...spanOf(asked.value, keptSince),
    activeWorkspaces,
    totalEvents,
    caption: captionOf(totalEvents, asked.value.window),
    families,
  });
}

/** `telemetry.trend`. The store is asked once, however many parts the range has. */
export async function trend(
  { unit, input, now }: Context,
  events: EventCatalog,
): Promise<Result<UsageTrendView, InvalidInput>> {
  const asked = trendRangeOf(input, now);
  if (asked.isErr()) return err(asked.error);
  const range = rangeOf(asked.value);
  const bucket = trendUnit(range);
  const { buckets, keptSince } = await unit.usage.series(range, bucket);
  const names = Object.keys(events);
  const counted = Map.groupBy(buckets, ({ bucket: start }) => start);
  return ok({
    ...spanOf(asked.value, keptSince),
    bucket,
    families: familiesOf(events, buckets),
    buckets: trendBuckets(bucket, range, keptSince).map((part) => {
      const sums = sumsOf(counted.get(part.start) ?? []);
      return { ...part, counts: names.map((name) => sums.get(name) ?? 0) };
    }),
  });
}

/** Every event of the catalog in its order. A name that left the catalog counts nowhere. */
function familiesOf(events: EventCatalog, counts: readonly UsageCount[]): readonly UsageFamilyView[] {
  const sums = sumsOf(counts);
  return Object.entries(events).map(([eventName, { featureArea, label }]) => ({
    eventName,
    featureArea,
    label,
    count: sums.get(eventName) ?? 0,
  }));
}

function sumsOf(counts: readonly UsageCount[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { eventName, count } of counts) sums.set(eventName, (sums.get(eventName) ?? 0) + count);
  return sums;
}

function rangeOf({ from, to }: AskedRange) {
  return { from, to };
}

function spanOf(asked: AskedRange, keptSince: Instant | null): UsageSpanView {
  return { ...asked, coverage: usageCoverageOf(asked, keptSince), keptSince };
}
