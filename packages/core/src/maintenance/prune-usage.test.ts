import { describe, expect, it } from 'vitest';
import { limitedTo, oneWorkspace } from '../../test/support/directory.ts';
import { failure, pathsOf, value } from '../conformance/client/answers.ts';
import { observed } from '../conformance/client/storage-observer.ts';
import { allPowers, noon } from '../conformance/client/suite-atlas.ts';
import { onPlatform } from '../conformance/world.ts';
import { createTenantAtlas } from '../atlas.ts';
import { manualClock } from '../kernel/clock.ts';
import { createMemoryStorage } from '../memory/index.ts';
import { StorageFault } from '../ports/storage-fault.ts';
import type { Storage } from '../ports/storage.ts';
import { platformOperator, systemActor, workspaceUser, type Actor } from '../access/actor.ts';
import type { PersonId, TenantId, UsageEventId, WorkspaceId } from '../kernel/ids.ts';
import { epochMillis, plusMillis, type Instant } from '../kernel/instant.ts';
import { InvariantError } from '../kernel/invariant.ts';
import type { UsageEvent } from '../ports/usage-store.ts';

const day = 86_400_000;
const clock = manualClock(noon);
const where = { workspaceId: 'w-1' as WorkspaceId, tenantId: 't-1' as TenantId };

/** An event that happened `millis` before noon. */
const before = (millis: number): UsageEvent => ({
  ...where,
  id: `e-${String(millis)}` as UsageEventId,
  user: { kind: 'user', personId: 'u-owner' as PersonId },
  eventName: 'product.operations.started',
  featureArea: 'operations',
  subjectType: 'operation_run',
  subjectId: 'r-1',
  metadata: {},
  occurredAt: plusMillis(noon, -millis),
  recordedAt: plusMillis(noon, -millis),
});

/** `w-1` with a tenant, and events that happened so many milliseconds before noon. */
const world = (...ages: readonly number[]) => worldOn(createMemoryStorage(), ...ages);

/** The same on a storage. */
async function worldOn(inner: Storage, ...ages: readonly number[]) {
  const base = await oneWorkspace(inner);
  const { system, storage, atlas } = base;
  await value(system.tenants.create({ ...where, name: 'Contoso', lifecycle: 'active' }));
  await onPlatform(storage, ({ usage }) => usage.add(ages.map(before)));
  const everything = { from: plusMillis(noon, -50_000 * day), to: noon };
  return {
    ...base,
    prune: atlas.maintenance.pruneUsage,
    count: async () => (await value(system.telemetry.summary(everything))).totalEvents,
    proofs: async () => (await value(system.audit.list({ actions: ['product_usage.pruned'] }))).items,
  };
}

describe('pruning', () => {
  it('removes what is older than 90 days, and not what is exactly as old', async () => {
    const { prune, count } = await world(90 * day + 1, 90 * day, 0);
    expect(await value(prune())).toEqual({
      prunedAt: noon,
      dryRun: false,
      days: 90,
      cutoff: '2026-08-23T12:00:00.000Z',
      removed: 1,
      oldestKept: '2026-08-23T12:00:00.000Z',
    });
    expect(await count()).toBe(2);
  });

  it.each([
    { days: 1, left: 2 },
    { days: 2, left: 3 },
    { days: 36_500, left: 4 },
    { days: null, left: 3 },
    { days: undefined, left: 3 },
  ])('keeps $days days as asked', async ({ days, left }) => {
    const { prune, count } = await world(100 * day, 2 * day, day, 0);
    await value(prune({ days }));
    expect(await count()).toBe(left);
  });

  it.each([0, -1, 0.5, 1.5, 36_501, Number.NaN, Infinity, -Infinity, '90', true, [], {}])(
    'refuses %j days by name, and changes nothing',
    async (days) => {
      const { prune, dump, count } = await world(100 * day);
      const rows = await dump();
      const refused = await failure(prune({ days: days as number }));
      expect([refused.code, pathsOf(refused)]).toEqual(['invalid_input', ['days']]);
      expect([await dump(), await count()]).toEqual([rows, 1]);
    },
  );

  it('refuses another member by name', async () => {
    const { prune, proofs } = await world();
    expect(pathsOf(await failure(prune({ dayz: 30 } as never)))).toEqual(['dayz']);
    expect(await proofs()).toEqual([]);
  });

  it.each([365, '365', [365], true, new Date(0), new Map([['days', 365]]), () => 365])(
    'refuses a request that is %j and not an object of its members, and changes nothing',
    async (request) => {
      const { prune, count, proofs } = await world(100 * day);
      expect(pathsOf(await failure(prune(request as never)))).toEqual(['request']);
      expect([await count(), await proofs()]).toEqual([1, []]);
    },
  );

  it('does not count again what it has removed: a later one with more days does not cover it', async () => {
    const { prune, system } = await world(2 * day, 0);
    await value(prune({ days: 1 }));
    await value(prune({ days: 30 }));
    const week = await value(system.telemetry.summary({ window: '7d' }));
    expect([week.coverage, week.keptSince, week.totalEvents]).toEqual(['partial', plusMillis(noon, -day), 1]);
  });
});

describe('the proof', () => {
  it('is one entry in the ledger of the platform: instant, cutoff, count, and the oldest remaining event', async () => {
    const { prune, proofs } = await world(40 * day, 31 * day, day);
    await value(prune({ days: 30 }));
    expect(await proofs()).toMatchObject([
      {
        recordedAt: noon,
        workspaceId: null,
        actor: { kind: 'system', label: { text: 'System (retention)' } },
        target: { type: 'product_usage', id: 'product_usage' },
        summary: { text: 'Product usage pruned, events removed: 2' },
        metadata: {
          retention_days: 30,
          cutoff: plusMillis(noon, -30 * day),
          removed: 2,
          oldest_kept: plusMillis(noon, -day),
        },
      },
    ]);
  });

  it('is left by each pruning, also by one that removes nothing', async () => {
    const { prune, proofs } = await world();
    await value(prune());
    await value(prune());
    expect((await proofs()).map(({ metadata }) => metadata)).toEqual(
      Array(2).fill({ retention_days: 90, cutoff: plusMillis(noon, -90 * day), removed: 0 }),
    );
  });

  it.each(['audit.append', 'usage.prune'])('and the removal are both there or none is: %s fails', async (call) => {
    const memory = createMemoryStorage();
    const fails = () => Promise.reject(new StorageFault('unavailable', 'gone'));
    const breaking = observed(memory, { [call]: fails }).storage;
    const { storage, proofs, count } = await worldOn(memory, 100 * day);
    const refused = await failure(createTenantAtlas({ storage: breaking, clock }).maintenance.pruneUsage());
    expect([refused.code, await count(), await proofs()]).toEqual(['storage_failure', 1, []]);
    await value(createTenantAtlas({ storage, clock }).maintenance.pruneUsage());
    expect([await count(), (await proofs()).length]).toEqual([0, 1]);
  });

  it('names the operator who pruned', async () => {
    const { prune, proofs } = await world();
    await value(prune({ actor: allPowers }));
    expect(await proofs()).toMatchObject([{ actor: { kind: 'platform', label: { text: 'Ada All' } } }]);
  });
});

describe('the clocks', () => {
  const year = 365 * day;

  it.each([
    {
      which: 'that of the process is a year ahead',
      process: noon,
      database: plusMillis(noon, -year),
      left: 4,
      ahead: [year],
    },
    {
      which: 'that of the process is a moment ahead',
      process: noon,
      database: plusMillis(noon, -2),
      left: 3,
      ahead: [],
    },
    {
      which: 'that of the database is a year ahead',
      process: noon,
      database: plusMillis(noon, year),
      left: 2,
      ahead: [],
    },
  ])('of which the earlier one decides: $which', async ({ process, database, left, ahead }) => {
    const memory = createMemoryStorage();
    const { storage, count } = await worldOn(memory, 400 * day, 90 * day + 1, 90 * day, 0);
    const lines: unknown[] = [];
    const atlas = createTenantAtlas({
      storage: observed(storage, { 'usage.now': () => Promise.resolve(database) }).storage,
      clock: manualClock(process),
      logger: { warn: (event, fields) => lines.push([event, fields]), error: () => {} },
    });
    const { cutoff, removed } = await value(atlas.maintenance.pruneUsage());
    const earlier = epochMillis(process) < epochMillis(database) ? process : database;
    expect([cutoff, removed, await count()]).toEqual([plusMillis(earlier, -90 * day), 4 - left, left]);
    expect(lines).toEqual(
      ahead.map((aheadMillis) => ['clock_ahead_of_database', { method: 'maintenance.pruneUsage', aheadMillis }]),
    );
  });
});

describe('a dry run', () => {
  it('answers what would go, as a removal answers it, and writes nothing', async () => {
    const { prune, dump, count, proofs } = await world(100 * day, 91 * day, 90 * day, 0);
    const rows = await dump();
    const answer = await value(prune({ actor: allPowers, dryRun: true }));
    expect(answer).toEqual({
      prunedAt: noon,
      dryRun: true,
      days: 90,
      cutoff: plusMillis(noon, -90 * day),
      removed: 2,
      oldestKept: plusMillis(noon, -90 * day),
    });
    expect([await dump(), await count(), await proofs()]).toEqual([rows, 4, []]);
    expect(await value(prune({ actor: allPowers, dryRun: false }))).toEqual({ ...answer, dryRun: false });
    expect([await count(), (await proofs()).length]).toEqual([2, 1]);
  });

  it.each(['yes', 1, {}])('is asked for by true or false and not by %j', async (dryRun) => {
    const { prune, count } = await world(100 * day);
    expect(pathsOf(await failure(prune({ dryRun: dryRun as boolean })))).toEqual(['dryRun']);
    expect(await count()).toBe(1);
  });
});

describe('who may prune', () => {
  const panel = 'platform.access_system_panel';
  const directory = 'platform.directory.manage';
  const operator = (capabilities: typeof allPowers.capabilities, reason: string | null = 'Court order') =>
    platformOperator({ id: 'op-case', label: 'Otto', capabilities, breakGlass: { reason } });

  it.each([
    { who: 'a workspace user', actor: workspaceUser({ id: 'u-owner', label: 'Olga' }), then: { code: 'not_found' } },
    { who: 'an operator without the panel', actor: operator([directory]), then: { capability: panel } },
    { who: 'an operator without the directory', actor: operator([panel]), then: { capability: directory } },
    {
      who: 'an emergency without a reason',
      actor: operator([panel, directory], ' '),
      then: { code: 'invalid_input', issues: [{ path: 'actor.breakGlass.reason' }] },
    },
    { who: 'an operator limited to some tenants', actor: limitedTo('t-1'), then: { code: 'not_found' } },
  ])('not $who, and nothing changes', async ({ actor, then }) => {
    const { prune, dump, count } = await world(100 * day);
    const rows = await dump();
    expect(await failure(prune({ actor }))).toMatchObject(then);
    expect([await dump(), await count()]).toEqual([rows, 1]);
  });

  it.each([{ kind: 'root' }, { kind: 'system', id: 'not a token' }, { ...allPowers, id: '' }])(
    'an invalid actor rejects: %j',
    async (actor) => {
      const { prune, count } = await world(100 * day);
      await expect((async () => prune({ actor: actor as Actor }))()).rejects.toThrow(InvariantError);
      expect(await count()).toBe(1);
    },
  );

  it.each([allPowers, systemActor('nightly'), null, undefined])('%j', async (actor) => {
    const { prune } = await world();
    expect((await prune({ actor })).isOk()).toBe(true);
  });
});

it('an event that is recorded again after its removal stays removed', async () => {
  const { prune, storage, count } = await world(100 * day);
  await value(prune());
  const again = await onPlatform(storage, ({ usage }) => usage.add([before(100 * day)]));
  expect(again).toMatchObject({ kind: 'expired', keptSince: plusMillis(noon, -90 * day) satisfies Instant });
  expect(await count()).toBe(0);
});
