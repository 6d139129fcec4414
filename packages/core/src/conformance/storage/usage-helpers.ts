import { canonicalHash } from '../../kernel/hash.ts';
import type { UsageEventId, WorkspaceId } from '../../kernel/ids.ts';
import { epochMillis, plusMillis, toInstant, type Instant } from '../../kernel/instant.ts';
import type { UsageAddition, UsageEvent, UsageRange, UsageTotals } from '../../ports/usage-store.ts';
import type { Storage } from '../../ports/storage.ts';
import { ConformanceError } from '../conformance-error.ts';
import { tenantA, userA } from '../fixtures.ts';
import type { StorageContext } from '../storage-context.ts';
import { forMaintenance, onPlatform, type World } from '../world.ts';

/** One hour in milliseconds. */
export const hour = 3_600_000;
/** One day in milliseconds. */
export const day = 86_400_000;

/** An event of tenant A by {@link userA}. */
export function usageEvent(
  workspaceId: WorkspaceId,
  id: string,
  occurredAt: Instant,
  change: Partial<UsageEvent> = {},
): UsageEvent {
  return {
    workspaceId,
    id: id as UsageEventId,
    tenantId: tenantA,
    user: { kind: 'user', personId: userA },
    eventName: 'conformance.opened',
    featureArea: 'conformance',
    subjectType: 'thing',
    subjectId: 'thing-1',
    metadata: { channel: 'email', recipients: 3, dry_run: false },
    occurredAt,
    recordedAt: plusMillis(occurredAt, 5),
    ...change,
  };
}

/** Adds events on a unit of the workspace. */
export function add(world: World, ...events: readonly UsageEvent[]): Promise<UsageAddition> {
  return world.unit(({ usage }) => usage.add(events));
}

/** The totals of a range. */
export function totals(storage: Storage, range: UsageRange): Promise<UsageTotals> {
  return onPlatform(storage, ({ usage }) => usage.totals(range));
}

/** The number of events and of active workspaces in a range. */
export async function figures(storage: Storage, from: Instant, to: Instant): Promise<readonly [number, number]> {
  const { counts, activeWorkspaces } = await totals(storage, { from, to });
  return [counts.reduce((sum, { count }) => sum + count, 0), activeWorkspaces];
}

/** Removes the events before an instant. */
export function prune(context: StorageContext, cutoff: Instant) {
  return forMaintenance(context, ({ usage }) => usage.prune(cutoff));
}

/** Folds until nothing is left, which takes a call of its own only while another unit is at it. */
export async function foldAll(storage: Storage): Promise<number> {
  let moved = 0;
  for (;;) {
    const count = await onPlatform(storage, ({ usage }) => usage.fold(1000));
    moved += count;
    if (count < 1000) return moved;
  }
}

/** A UTC midnight of the years 2100 to 2900, 40 days after which and before which nothing has happened. Totals count all workspaces, so a case needs a time of its own. */
export async function freshDay(context: StorageContext): Promise<Instant> {
  const first = Date.UTC(2100, 0, 1);
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const place = Number.parseInt(canonicalHash({ word: context.nextWorkspaceId() }).slice(0, 10), 16) % 290_000;
    const begin = toInstant(first + place * day);
    const [events] = await figures(context.storage, plusMillis(begin, -40 * day), plusMillis(begin, 40 * day));
    if (events === 0) return begin;
  }
  throw new ConformanceError('No free day was found in 100 attempts. Run the suite on another database.');
}

/** A UTC midnight in the years before all rows of other cases, from which nothing has happened and before which nothing is kept; for a removal up to two days later. */
export async function dayToPrune(context: StorageContext): Promise<Instant> {
  const begin = toInstant(Date.UTC(1970, 0, 1));
  const { keptSince } = await totals(context.storage, { from: begin, to: begin });
  const kept = keptSince ? epochMillis(keptSince) : epochMillis(begin);
  const midnight = toInstant((Math.floor(kept / day) + 4) * day);
  await prune(context, midnight);
  return midnight;
}
