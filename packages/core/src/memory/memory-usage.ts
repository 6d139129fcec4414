import { epochMillis, isAfter, toInstant, type Instant } from '../kernel/instant.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import type { PersonRef } from '../ports/people-store.ts';
import type {
  UsageAddition,
  UsageBucketCount,
  UsageCount,
  UsageEvent,
  UsageLastHour,
  UsagePruning,
  UsageRange,
  UsageStore,
} from '../ports/usage-store.ts';
import { isErased } from './person-rows.ts';
import { rowKey, select } from './rows.ts';
import type { Tables } from './tables.ts';
import { assertMaintenanceUnit, assertPlatformUnit, assertSameScope, type UnitContext } from './unit-context.ts';

/** The ledger of product usage over the rows of a unit. It keeps no counts: every answer is a recount, which tests of other stores compare with. */
export function memoryUsage(context: UnitContext<Tables>): UsageStore {
  const { tables, scope } = context;
  const { usageEvents, usageLastHours, usageRetention } = tables;
  const keptSince = (): Instant | null => usageRetention.get(retentionKey) ?? null;

  const within = ({ from, to }: UsageRange): readonly UsageEvent[] => {
    const kept = keptSince();
    return select(
      usageEvents,
      ({ occurredAt }) =>
        !isAfter(from, occurredAt) && !isAfter(occurredAt, to) && !(kept && isAfter(kept, occurredAt)),
    );
  };

  return {
    async add(events) {
      assertAdds(context, events);
      const refusal = refusalOf(tables, events, keptSince());
      if (refusal) return refusal;
      const added = events.filter((event) => {
        const key = rowKey(event.workspaceId, event.occurredAt, event.id);
        if (usageEvents.get(key)) return false;
        usageEvents.set(key, event.user && isErased(tables, event.user) ? { ...event, user: null } : event);
        noteLastHour(tables, event);
        return true;
      });
      return { kind: 'added', count: added.length };
    },

    async totals(range) {
      assertPlatformUnit(context, 'usage.totals');
      const found = within(range);
      return {
        activeWorkspaces: new Set(found.map(({ workspaceId }) => workspaceId)).size,
        counts: countsByName(found),
        keptSince: keptSince(),
      };
    },

    async series(range, bucket) {
      assertPlatformUnit(context, 'usage.series');
      const buckets = Map.groupBy(within(range), ({ occurredAt }) => beginOf(occurredAt, bucket));
      const counts = [...buckets].flatMap(([begin, its]): readonly UsageBucketCount[] =>
        countsByName(its).map((count) => ({ bucket: begin, ...count })),
      );
      return { buckets: counts, keptSince: keptSince() };
    },

    async lastHours(workspaceIds) {
      assertPlatformUnit(context, 'usage.lastHours');
      return [...new Set(workspaceIds)].flatMap((workspaceId): readonly UsageLastHour[] => {
        const last = usageLastHours.get(workspaceId);
        return last ? [last] : [];
      });
    },

    async fold() {
      assertPlatformUnit(context, 'usage.fold');
      return 0;
    },

    async prune(cutoff) {
      assertMaintenanceUnit(context, 'usage.prune');
      const kept = keptSince();
      if (!kept || isAfter(cutoff, kept)) usageRetention.set(retentionKey, cutoff);
      const pruning = pruningOf(cutoff);
      for (const [key, { occurredAt }] of [...usageEvents.entries()])
        if (isAfter(cutoff, occurredAt)) usageEvents.delete(key);
      return pruning;
    },

    async previewPrune(cutoff) {
      assertMaintenanceUnit(context, 'usage.previewPrune');
      return pruningOf(cutoff);
    },

    async now() {
      assertMaintenanceUnit(context, 'usage.now');
      return null;
    },
  };

  function pruningOf(cutoff: Instant): UsagePruning {
    const old = select(usageEvents, ({ occurredAt }) => isAfter(cutoff, occurredAt));
    const left = select(usageEvents, ({ occurredAt }) => !isAfter(cutoff, occurredAt));
    const oldest = left.reduce((least, { occurredAt }) => Math.min(least, epochMillis(occurredAt)), Infinity);
    return { removed: old.length, oldestKept: oldest === Infinity ? null : toInstant(oldest) };
  }

  function assertAdds({ scope: { plane } }: UnitContext<Tables>, events: readonly UsageEvent[]): void {
    invariant(
      plane === 'workspace' || plane === 'platform',
      'usage.add needs a workspace unit or a platform unit: storage.unit({ plane, … }, work).',
    );
    const isOwn = events.every(({ workspaceId }) => scope.plane !== 'workspace' || workspaceId === scope.workspaceId);
    assertSameScope(isOwn, 'usage.add');
  }
}

/** The one key of the table. */
const retentionKey = 'kept_since';

/** Units run one after the other, so a tenant that is there stays until the unit ends. */
function refusalOf(
  { tenants }: Pick<Tables, 'tenants'>,
  events: readonly UsageEvent[],
  keptSince: Instant | null,
): UsageAddition | null {
  for (const { id, workspaceId, tenantId, occurredAt } of events) {
    if (!tenants.get(rowKey(workspaceId, tenantId))) return { kind: 'unknown_tenant', id };
    if (keptSince && isAfter(keptSince, occurredAt)) return { kind: 'expired', id, keptSince };
  }
  return null;
}

/** Takes a person off the events that they caused. */
export function forgetUser({ usageEvents }: Pick<Tables, 'usageEvents'>, { kind, personId }: PersonRef): void {
  for (const [key, row] of [...usageEvents.entries()])
    if (row.user?.kind === kind && row.user.personId === personId) usageEvents.set(key, { ...row, user: null });
}

/** Takes the last hour of a workspace back to the last event that is left. */
export function recountLastHour(
  tables: Pick<Tables, 'usageEvents' | 'usageLastHours'>,
  workspaceId: WorkspaceId,
): void {
  tables.usageLastHours.delete(workspaceId);
  for (const event of select(tables.usageEvents, (each) => each.workspaceId === workspaceId))
    noteLastHour(tables, event);
}

function noteLastHour(
  { usageLastHours }: Pick<Tables, 'usageLastHours'>,
  { workspaceId, occurredAt }: UsageEvent,
): void {
  const hour = beginOf(occurredAt, 'hour');
  const last = usageLastHours.get(workspaceId);
  if (!last || isAfter(hour, last.hour)) usageLastHours.set(workspaceId, { workspaceId, hour });
}

function countsByName(events: readonly UsageEvent[]): readonly UsageCount[] {
  const byName = Map.groupBy(events, ({ eventName }) => eventName);
  return [...byName].map(([eventName, its]) => ({ eventName, count: its.length }));
}

function beginOf(instant: Instant, bucket: 'hour' | 'day'): Instant {
  const millis = bucket === 'hour' ? 3_600_000 : 86_400_000;
  return toInstant(Math.floor(epochMillis(instant) / millis) * millis);
}
