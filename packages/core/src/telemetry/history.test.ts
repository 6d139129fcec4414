import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holdsAsync } from '../../test/support/seeds.ts';
import { createTenantAtlas } from '../atlas.ts';
import { systemActor } from '../access/actor.ts';
import { value } from '../conformance/client/answers.ts';
import { onPlatform } from '../conformance/world.ts';
import { manualClock } from '../kernel/clock.ts';
import type { PersonId, TenantId, UsageEventId, WorkspaceId } from '../kernel/ids.ts';
import { epochMillis, plusMillis, toInstant, type Instant } from '../kernel/instant.ts';
import { createMemoryStorage } from '../memory/index.ts';
import type { UsageEvent } from '../ports/usage-store.ts';
import { builtInEvents } from './catalog.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** The history begins close to the end of a year, and has the leap day of the next one in reach of its ranges. */
const first = Date.UTC(2023, 11, 30);
const names = Object.keys(builtInEvents);
const workspaces = ['w-1', 'w-2', 'w-3'] as const;
const tenants = ['t-1', 't-2'] as const;

// Instants meet each other and the bounds of hours and days often.
const instant = fc.oneof(
  fc.integer({ min: 0, max: 70 * day }).map((by) => first + by),
  fc.tuple(fc.integer({ min: 0, max: 70 * 24 }), fc.constantFrom(-1, 0, 1)).map(([at, by]) => first + at * hour + by),
);
const add = fc.record({
  kind: fc.constant('add' as const),
  workspaceId: fc.constantFrom(...workspaces),
  tenantId: fc.constantFrom(...tenants),
  eventName: fc.constantFrom(...names, 'acme.left.the_catalog'),
  at: instant,
});
const step = fc.oneof(
  { weight: 12, arbitrary: add },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('again' as const), index: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fold' as const), limit: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('prune' as const), days: fc.integer({ min: 1, max: 80 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('erase' as const),
      workspaceId: fc.constantFrom(...workspaces),
      tenantId: fc.constantFrom(...tenants),
    }),
  },
);
const range = fc.tuple(instant, instant).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

it('a summary and a trend equal a recount of what is left, after any history', async () => {
  await holdsAsync(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.array(range, { minLength: 3, maxLength: 6 }),
      async (steps, ranges) => {
        const world = await newWorld();
        for (const one of steps) await world.run(one);
        for (const { from, to } of ranges) await world.compare(toInstant(from), toInstant(to));
      },
    ),
    { numRuns: 60 },
  );
});

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

async function newWorld() {
  const storage = createMemoryStorage();
  const clock = manualClock(toInstant(first + 71 * day));
  const atlas = createTenantAtlas({ storage, clock });
  const system = atlas.as(systemActor('history'));
  for (const workspaceId of workspaces) {
    await value(system.workspaces.create({ workspaceId, name: workspaceId }));
    for (const tenantId of tenants) await value(system.tenants.create({ workspaceId, tenantId, name: 'Contoso' }));
  }

  /** What a reader of the whole ledger would see. */
  let kept: readonly UsageEvent[] = [];
  let keptSince: number | null = null;
  const sent: UsageEvent[] = [];
  const erased = new Set<string>();
  const isOld = ({ occurredAt }: UsageEvent) => keptSince !== null && epochMillis(occurredAt) < keptSince;

  const send = async (event: UsageEvent): Promise<void> => {
    const answer = await onPlatform(storage, ({ usage }) => usage.add([event]));
    const isKnown = kept.includes(event);
    if (erased.has(`${event.workspaceId} ${event.tenantId}`)) expect(answer.kind).toBe('unknown_tenant');
    else if (isOld(event)) expect(answer.kind).toBe('expired');
    else {
      expect(answer).toEqual({ kind: 'added', count: isKnown ? 0 : 1 });
      if (!isKnown) kept = [...kept, event];
    }
  };

  const run = async (one: Step): Promise<void> => {
    switch (one.kind) {
      case 'add': {
        const event = eventOf(one, sent.length);
        sent.push(event);
        return send(event);
      }
      case 'again': {
        const event = sent[one.index % Math.max(1, sent.length)];
        return event && send(event);
      }
      case 'fold':
        await onPlatform(storage, ({ usage }) => usage.fold(one.limit));
        return;
      case 'prune': {
        const { removed, cutoff } = await value(atlas.maintenance.pruneUsage({ days: one.days }));
        keptSince = Math.max(keptSince ?? -Infinity, epochMillis(cutoff));
        expect(removed).toBe(kept.filter(isOld).length);
        kept = kept.filter((event) => !isOld(event));
        return;
      }
      case 'erase': {
        const { workspaceId, tenantId } = one;
        if (erased.has(`${workspaceId} ${tenantId}`)) return;
        erased.add(`${workspaceId} ${tenantId}`);
        const actor = systemActor('history');
        await value(atlas.maintenance.eraseTenant({ actor, workspaceId, tenantId, confirmTenantName: 'Contoso' }));
        kept = kept.filter((event) => event.workspaceId !== workspaceId || event.tenantId !== tenantId);
      }
    }
  };

  const compare = async (from: Instant, to: Instant): Promise<void> => {
    const inside = kept.filter(({ occurredAt: at }) => at >= from && at <= to);
    const counts = countsOf(inside);
    const span = {
      window: null,
      from,
      to,
      keptSince: keptSince === null ? null : toInstant(keptSince),
      coverage: keptSince !== null && epochMillis(from) < keptSince ? 'partial' : 'full',
    };
    const summary = await value(system.telemetry.summary({ from, to }));
    expect(summary).toMatchObject({
      ...span,
      activeWorkspaces: new Set(inside.map(({ workspaceId }) => workspaceId)).size,
      totalEvents: counts.reduce((sum, count) => sum + count, 0),
    });
    expect(summary.families.map(({ eventName, count }) => [eventName, count])).toEqual(
      names.map((name, index) => [name, counts[index]]),
    );
    const trend = await value(system.telemetry.trend({ from, to }));
    expect(trend).toMatchObject({ ...span, families: summary.families });
    for (const { start, end, counts: found } of trend.buckets)
      expect([start, found]).toEqual([start, countsOf(inside.filter(({ occurredAt: at }) => at >= start && at < end))]);
    expect([trend.buckets.at(0)?.start ?? '', trend.buckets.at(-1)?.end ?? '']).toSatisfy(
      ([begin, end]: readonly string[]) => String(begin) <= from && String(end) > to,
    );
  };
  return { run, compare };
}

/** How often each event of the catalog is among them. */
function countsOf(events: readonly UsageEvent[]): readonly number[] {
  return names.map((name) => events.filter(({ eventName }) => eventName === name).length);
}

function eventOf({ workspaceId, tenantId, eventName, at }: Extract<Step, { kind: 'add' }>, n: number): UsageEvent {
  return {
    workspaceId: workspaceId as WorkspaceId,
    tenantId: tenantId as TenantId,
    id: `e-${String(n)}` as UsageEventId,
    user: { kind: 'user', personId: 'u-1' as PersonId },
    eventName,
    featureArea: 'history',
    subjectType: 'thing',
    subjectId: 'thing-1',
    metadata: {},
    occurredAt: toInstant(at),
    recordedAt: plusMillis(toInstant(at), 1),
  };
}
