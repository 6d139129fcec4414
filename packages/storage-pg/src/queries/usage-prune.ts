import { sql, type RawBuilder } from 'kysely';
import { epochMillis, invariant, type Instant, type UsagePruning } from '@tenantatlas/core/ports';
import { instant, instantOrNull, integer } from '../rows/column.ts';
import { first, instantValue, run, table, type QueryContext } from './context.ts';
import { dayFunction, foldBefore } from './usage-fold.ts';
import { isInstant } from './usage-sound.ts';
import { day } from './usage-spans.ts';
import { millisValue } from './usage-totals.ts';

/**
 * Removes what occurred before an instant: partitions of whole days are emptied, all other rows are deleted. See `UsageStore.prune`.
 *
 * The oldest kept instant moves first, and no answer reads before it. So neither an event that another unit is adding meanwhile nor the counts of the hour that it cuts need a
 * correction: that hour is read from the ledger from then on, and what begins before it is not read at all. A day whose partition is in use loses its rows one by one.
 */
export async function pruneUsage(context: QueryContext, cutoff: Instant): Promise<UsagePruning> {
  const before = millisValue(epochMillis(cutoff));
  // It locks the row as well, for which folds, removals and erasures queue: see `lockUsage`.
  await run(
    context,
    sql`update ${table(context, 'usage_retention')} set kept_since = greatest(kept_since, ${instantValue(cutoff)})`,
  );
  const emptied = context.profile.keepsDays ? await emptyDays(context, cutoff) : 0;
  const { rowCount } = await run(
    context,
    sql`delete from ${table(context, 'usage_events')} where occurred_at < ${before}`,
  );
  await removeCounts(context, cutoff);
  const oldestKept = await oldestSince(context, cutoff);
  // Last: for as long as the unit lasts from here on, writers wait. It only notes what was done.
  if (context.profile.keepsDays)
    await run(context, sql`select ${dayFunction(context, 'usage_remove_days')}(${instantValue(cutoff)})`);
  return { removed: emptied + rowCount, oldestKept };
}

/** What {@link pruneUsage} would answer. It counts by the index of the ledger, whose key begins with the instant. */
export async function previewPrune(context: QueryContext, cutoff: Instant): Promise<UsagePruning> {
  const removed = await first(
    context,
    sql`select count(*) as removed from ${table(context, 'usage_events')} where occurred_at < ${millisValue(epochMillis(cutoff))}`,
    (row) => integer(row, 'removed'),
  );
  invariant(removed !== null, 'A count has exactly one answer.');
  return { removed, oldestKept: await oldestSince(context, cutoff) };
}

/** The instant of the clock of the database. */
export async function databaseNow(context: QueryContext): Promise<Instant> {
  const now = await first(context, sql`select pg_catalog.clock_timestamp() as now`, (row) => instant(row, 'now'));
  invariant(now !== null, 'A function has exactly one answer.');
  return now;
}

/**
 * The oldest event that is left. It looks at the day of the cutoff first, and at all days only when that has none: planning for each of ninety partitions takes longer than
 * emptying one of them.
 */
async function oldestSince(context: QueryContext, cutoff: Instant): Promise<Instant | null> {
  const since = millisValue(epochMillis(cutoff));
  const nextDay = millisValue((Math.floor(epochMillis(cutoff) / day) + 1) * day);
  return (
    (await oldestOf(context, sql`occurred_at >= ${since} and occurred_at < ${nextDay}`)) ??
    (await oldestOf(context, sql`occurred_at >= ${nextDay}`))
  );
}

/** Partitions are in order of time, so the server reads the first one that has a row. */
function oldestOf(context: QueryContext, where: RawBuilder<unknown>): Promise<Instant | null> {
  return first(
    context,
    sql`select occurred_at as oldest from ${table(context, 'usage_events')} where ${where} and ${isInstant('occurred_at')} order by occurred_at limit 1`,
    (row) => instantOrNull(row, 'oldest'),
  );
}

async function emptyDays(context: QueryContext, cutoff: Instant): Promise<number> {
  const removed = await first(
    context,
    sql`select ${dayFunction(context, 'usage_empty_days')}(${instantValue(cutoff)}) as removed`,
    (row) => integer(row, 'removed'),
  );
  invariant(removed !== null, 'A function has exactly one answer.');
  return removed;
}

/**
 * The bits of hours and days that begin before the cutoff, and the counts of days that end before it: no answer reads them any more. Their deltas are moved first, and not deleted: they say when a workspace was last
 * active, which stays. One that another unit commits meanwhile is moved by the next fold, and its count goes with the next removal.
 */
async function removeCounts(context: QueryContext, cutoff: Instant): Promise<void> {
  const before = instantValue(cutoff);
  await foldBefore(context, cutoff);
  await run(context, sql`delete from ${table(context, 'usage_hours')} where day <= ${before} - interval '24 hours'`);
  await run(context, sql`delete from ${table(context, 'usage_activity')} where starts_at < ${before}`);
}
