import { createTenantAtlas, manualClock, orThrow, systemActor, toInstant, type Atlas } from '@tenantatlas/core';
import type { TenantId, UsageEvent, UsageEventId, WorkspaceId } from '@tenantatlas/core/ports';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type OpenBackend } from '../support/backends.ts';
import { seeds } from '../support/seeds.ts';
import { platform } from '../store-fixtures.ts';

const hour = 3_600_000;
const now = Date.now();
const names = ['product.operations.started', 'product.stored_report.created', 'acme.left.the_catalog'];
const span = { from: -40 * 24, to: 48 } as const;

// Whole hours and their neighbours: what a summary reads from counts, and what it reads from the ledger at its edges.
const instant = fc
  .tuple(fc.integer({ min: span.from, max: span.to }), fc.constantFrom(-1, 0, 1, 17 * 60_000))
  .map(([hours, by]) => Math.floor(now / hour) * hour + hours * hour + by);
const place = { workspace: fc.integer({ min: 1, max: 3 }), tenant: fc.integer({ min: 1, max: 2 }) };
const event = fc.record({ name: fc.constantFrom(...names), at: instant });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('add' as const), ...place, events: fc.array(event, { maxLength: 6 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fold' as const), limit: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('prune' as const), days: fc.integer({ min: 25, max: 39 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), ...place }) },
);
const range = fc.tuple(instant, instant).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

describe('after any history, a summary and a trend equal a recount of the ledger', () => {
  let open: OpenBackend;
  beforeAll(async () => {
    open = await openBackend('pg');
  });
  afterAll(() => open?.close());

  // All histories are on one database, one after the other, and the last removal holds for those that follow.
  it.each(seeds)('seed %d', async (seed) => {
    const [sample] = fc.sample(
      fc.tuple(fc.array(step, { minLength: 40, maxLength: 60 }), fc.array(range, { minLength: 12, maxLength: 12 })),
      { seed, numRuns: 1 },
    );
    const [steps, ranges] = sample ?? [[], []];
    expect(steps.length).toBeGreaterThan(0);
    const clock = manualClock(toInstant(now));
    const atlas = createTenantAtlas({ storage: open.storage, clock });
    const eraser = createTenantAtlas({ storage: open.maintenance, clock });
    const worlds = await makeWorlds(atlas, seed);
    for (const [n, one] of steps.entries()) await perform(one, `${seed}.${n}`, eraser, worlds);
    let compared = 0;
    for (const one of ranges) compared += await compare(atlas, toInstant(one.from), toInstant(one.to));
    expect(compared).toBeGreaterThan(10);
    await open.storage.unit(platform, ({ usage }) => usage.fold(100_000));
    for (const one of ranges) await compare(atlas, toInstant(one.from), toInstant(one.to));
  });

  /** Three workspaces of this history, with two tenants each. */
  async function makeWorlds(atlas: Atlas, seed: number): Promise<readonly string[]> {
    const system = atlas.as(systemActor('seed'));
    const ids = [1, 2, 3].map((n) => `w.${seed}.${n}`);
    for (const workspaceId of ids) {
      orThrow(await system.workspaces.create({ workspaceId, name: workspaceId }));
      for (const tenantId of ['t-1', 't-2'])
        orThrow(await system.tenants.create({ workspaceId, tenantId, name: 'Contoso', lifecycle: 'active' }));
    }
    return ids;
  }

  async function perform(one: Step, id: string, eraser: Atlas, worlds: readonly string[]): Promise<void> {
    const where = (given: { readonly workspace: number; readonly tenant: number }) => ({
      workspaceId: (worlds[given.workspace - 1] ?? '') as WorkspaceId,
      tenantId: `t-${given.tenant}` as TenantId,
    });
    switch (one.kind) {
      case 'add': {
        const events = one.events.map((given, n): UsageEvent => ({
          ...where(one),
          id: `${id}.${n}` as UsageEventId,
          user: null,
          eventName: given.name,
          featureArea: 'history',
          subjectType: 'thing',
          subjectId: 'thing-1',
          metadata: {},
          occurredAt: toInstant(given.at),
          recordedAt: toInstant(now),
        }));
        // A batch is refused as a whole when one of its events is too old, or when the tenant is gone.
        await open.storage.unit(platform, ({ usage }) => usage.add(events));
        return;
      }
      case 'fold':
        await open.storage.unit(platform, ({ usage }) => usage.fold(one.limit));
        return;
      case 'prune':
        orThrow(await eraser.maintenance.pruneUsage({ days: one.days }));
        return;
      case 'erase': {
        const asked = { actor: systemActor('seed'), ...where(one), confirmTenantName: 'Contoso' };
        const erased = await eraser.maintenance.eraseTenant(asked);
        if (erased.isErr()) expect(erased.error.code).toBe('not_found');
      }
    }
  }

  /** Compares both answers with what the tables hold, and answers how many events that are. */
  async function compare(atlas: Atlas, from: string, to: string): Promise<number> {
    const system = atlas.as(systemActor('reader'));
    const rows = await open.admin<{ name: string; workspace: string; at: string }>(
      `SELECT coalesce(known.names, event.kind)::jsonb ->> 0 AS name, event.workspace_id AS workspace,
         to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
       FROM tenantatlas.usage_events AS event LEFT JOIN tenantatlas.usage_kinds AS known ON known.code = event.kind
       WHERE occurred_at BETWEEN '${from}' AND '${to}'
         AND occurred_at >= coalesce((SELECT kept_since FROM tenantatlas.usage_retention), '-infinity')`,
    );
    const summary = orThrow(await system.telemetry.summary({ from, to }));
    const trend = orThrow(await system.telemetry.trend({ from, to }));
    const counted = (within: readonly { readonly name: string }[]) =>
      summary.families.map(({ eventName }) => within.filter(({ name }) => name === eventName).length);
    expect(summary.families.map(({ count }) => count)).toEqual(counted(rows));
    expect(summary.activeWorkspaces).toBe(new Set(rows.map(({ workspace }) => workspace)).size);
    expect(trend.families).toEqual(summary.families);
    for (const { start, end, counts } of trend.buckets)
      expect([start, counts]).toEqual([start, counted(rows.filter(({ at }) => at >= start && at < end))]);
    expect([trend.coverage, trend.keptSince]).toEqual([summary.coverage, summary.keptSince]);
    return rows.length;
  }
});
